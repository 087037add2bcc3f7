import Growth
import Testing

@Suite("a simulated organisation")
struct SimulatedOrganisationTests {
  @Test("published slots hold in about 85 % of quarters")
  func holds() throws {
    let quarters = (0..<24).flatMap { SimulatedOrganisation.run(quarters: 16, seed: $0, trials: 400) }
    let outcome = SimulatedOrganisation.Outcome(quarters)
    let share = try #require(outcome.share)
    #expect(outcome.quarters > 150)
    // Four standard deviations of so many quarters are about 0.1.
    #expect(abs(share - 0.85) < 0.1, "\(outcome)")
    #expect(try #require(outcome.publishedShare) > share - 0.1)
    #expect(quarters.contains { $0.taken > 0 } && quarters.contains { $0.published > 0 })
  }

  @Test("the same seed makes the same quarters")
  func repeatable() {
    let once = SimulatedOrganisation.run(quarters: 4, seed: 5, trials: 100)
    #expect(once == SimulatedOrganisation.run(quarters: 4, seed: 5, trials: 100))
    #expect(once != SimulatedOrganisation.run(quarters: 4, seed: 6, trials: 100))
  }
}
