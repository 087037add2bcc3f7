import Basics
import Fleet
import Forecast
import Growth
import Testing

@Suite("a large pipeline")
struct LargePipelineTests {
  private func leads(_ count: Int, hubs: Int = 1, probability: Double = 0.02, days: Int = 10) -> [Lead] {
    (0..<count).map { number in
      Lead(
        id: LeadID("lead-\(number)"), kind: .basic, hubs: hubs, starts: CapacityExample.now.advanced(by: days + number % 30),
        probability: probability, stage: .qualified)
    }
  }

  private func forecast(_ leads: [Lead], trials: Int = 2_000) -> SlotHorizon {
    var inputs = CapacityExample.of2022()
    inputs.fleet.organisation.pipeline = Dictionary(uniqueKeysWithValues: leads.map { ($0.id, $0) })
    inputs.reserved = leads
    return SlotForecast(inputs, months: [0], trials: trials, seed: 5).horizons[0]
  }

  @Test("hubs beyond what is counted are one number, and are never said to fit")
  func cut() {
    let leads = (0..<300).map { number in (probability: number % 2 == 0 ? 0.5 : 1.0, hubs: 1000) }
    let count = ArrivalCount(of: leads)
    #expect(count.probabilities.count == ArrivalCount.most + 1)
    #expect(abs(count.probabilities.reduce(0, +) - 1) < 1e-9)
    #expect(count.mean == 225_000)
    #expect(count.probability(atMost: 1_000_000) < 1e-9)
    #expect(PipelineForecast.overbooking(deducted: count, others: count, free: nil, capacity: Distribution([5, 7])) > 0.999_999)
  }

  @Test("what is counted below the cut is as without it", arguments: 1...8)
  func sameBelow(seed: Int) {
    var random = RandomSource(seed: UInt64(seed))
    let few = (0..<6).map { _ in (probability: random.uniform() * 0.5, hubs: 1 + random.poisson(mean: 3)) }
    let rare = (probability: 0.25, hubs: ArrivalCount.most)
    let (count, more) = (ArrivalCount(of: few), ArrivalCount(of: few + [rare]))
    for number in 0..<count.probabilities.count {
      #expect(abs(more.probability(atMost: number) - 0.75 * count.probability(atMost: number)) < 1e-12)
    }
  }

  @Test("leads that are drawn in batches leave as much free as expected, with the same spread")
  func batches() {
    // 60 leads are drawn one by one; the same hubs as 180 rarer leads are drawn in batches.
    let (single, batched) = (forecast(leads(60, probability: 0.06)), forecast(leads(180, probability: 0.02)))
    #expect(abs(single.expected.free - batched.expected.free) < 1e-9)
    #expect(abs(single.freeItems.mean - batched.freeItems.mean) < 2)
    #expect(abs(single.freeItems.variance.squareRoot() - batched.freeItems.variance.squareRoot()) < 2)
  }

  @Test("very many items are drawn with their mean and spread")
  func manyItems() {
    let horizon = forecast(leads(900, probability: 1), trials: 1_000)
    #expect(abs(horizon.freeItems.mean / horizon.expected.free - 1) < 0.02)
  }

  @Test("who comes after the quarter changes nothing in it")
  func later() {
    #expect(forecast(leads(500, probability: 1, days: 200)) == forecast([]))
  }

  @Test("all terms of a scenario together stay within what can be answered")
  func terms() {
    #expect(throws: GrowthScenarioError.self) { try GrowthScenario("600*basic@2027-01-01,600*basic@2027-02-01") }
    #expect(throws: GrowthScenarioError.self) { try GrowthScenario("30*engineer@2027-01-01,30*engineer@2027-02-01") }
  }
}
