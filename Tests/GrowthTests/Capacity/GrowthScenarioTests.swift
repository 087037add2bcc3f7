import Basics
import Fleet
import Forecast
import Growth
import Testing

@Suite("what if")
struct GrowthScenarioTests {
  private func day(_ text: String) throws -> CalendarDay { try #require(CalendarDay(text)) }

  @Test("a line of terms is read")
  func read() throws {
    let scenario = try GrowthScenario(
      "engineer@2027-03-01, 2*engineer:20@2027-04-01~0.8,5*basic@2027-08-15,research@2027-09-01,failures*0.5,turnaround=5,"
        + "operations=0.4,platform=0.2")
    #expect(
      scenario
        == GrowthScenario(
          engineers: [
            .init(starts: try day("2027-03-01")), .init(count: 2, starts: try day("2027-04-01"), hours: 20, probability: 0.8),
          ],
          hubs: [
            .init(count: 5, kind: .basic, starts: try day("2027-08-15")), .init(kind: .research, starts: try day("2027-09-01")),
          ], failures: 0.5, turnaround: 5, operationsShare: 0.4, platformShare: 0.2))
    #expect(try GrowthScenario("  ").isEmpty)
  }

  @Test("what is written is read again", arguments: 1...40 as ClosedRange<UInt64>)
  func roundTrip(seed: UInt64) throws {
    var random = RandomSource(seed: seed)
    var scenario = GrowthScenario()
    for _ in 0..<random.poisson(mean: 1) {
      scenario.engineers.append(
        .init(
          count: 1 + random.poisson(mean: 1), starts: CalendarDay(number: 20_000 + random.poisson(mean: 400)),
          hours: random.chance(0.5) ? 40 : 1 + random.uniform() * 39, probability: random.chance(0.5) ? 1 : random.uniform()))
    }
    for kind in HubKind.allCases where random.chance(0.5) {
      scenario.hubs.append(.init(count: 1 + random.poisson(mean: 3), kind: kind, starts: CalendarDay(number: 21_000)))
    }
    if random.chance(0.5) { scenario.failures = random.uniform() * 3 }
    if random.chance(0.5) { scenario.turnaround = 1 + random.uniform() * 9 }
    if random.chance(0.5) { scenario.operationsShare = 0.1 + random.uniform() * 0.4 }
    if random.chance(0.5) { scenario.platformShare = random.uniform() * 1e-5 }
    #expect(try GrowthScenario(scenario.text) == scenario, "\(scenario.text)")
  }

  @Test(
    "what cannot be read is told with what can be said",
    arguments: [
      ("manager@2027-03-01", GrowthScenarioError.unknown(term: "manager@2027-03-01")), ("cheaper", .unknown(term: "cheaper")),
      ("turnaround=5,", .unknown(term: "")), ("promise=5", .unknown(term: "promise=5")),
      ("basic@soon", .day(term: "basic@soon", found: "soon")),
      ("engineer@2027-02-30", .day(term: "engineer@2027-02-30", found: "2027-02-30")),
      ("0*basic@2027-08-15", .count(term: "0*basic@2027-08-15", found: "0")),
      ("x*engineer@2027-08-15", .count(term: "x*engineer@2027-08-15", found: "x")),
      ("operations=0.6", .number(term: "operations=0.6", found: "0.6")),
      ("turnaround=-1", .number(term: "turnaround=-1", found: "-1")),
      ("platform=nan", .number(term: "platform=nan", found: "nan")),
      ("engineer:0@2027-03-01", .number(term: "engineer:0@2027-03-01", found: "0")),
      ("engineer@2027-03-01~2", .number(term: "engineer@2027-03-01~2", found: "2")),
      ("turnaround=5,turnaround=6", .twice(term: "turnaround=6")),
    ])
  func errors(text: String, error: GrowthScenarioError) {
    #expect(throws: error) { try GrowthScenario(text) }
    #expect(error.description.hasSuffix("."))
  }

  @Test("a scenario changes the inputs it names and nothing else")
  func applied() throws {
    let inputs = CapacityExample.of2022()
    #expect(inputs.applying(GrowthScenario()) == inputs)
    let other = inputs.applying(try GrowthScenario("2*engineer@2027-03-01,3*basic@2027-03-01,failures*0.5,operations=0.3"))
    #expect(other.fleet.organisation.team?.hires.count == 2)
    #expect(other.fleet.organisation.team?.operationsShare == 0.3)
    #expect(other.reserved.map(\.hubs) == [3])
    #expect(other.failures == 0.5)
    #expect(other.effort == inputs.effort)
  }
}
