import Basics
import Fleet
import Forecast
import Growth
import Testing

@Suite("slots that hold")
struct SlotForecastTests {
  static let trials = 1_500

  private func slots(_ inputs: CapacityInputs, seed: UInt64 = 7) -> SlotHorizon {
    SlotForecast(inputs, months: [0], trials: Self.trials, seed: seed).horizons[0]
  }

  private func isAtMost(_ one: SlotHorizon, _ other: SlotHorizon) -> Bool {
    HubKind.allCases.allSatisfy { one.published($0) <= other.published($0) }
  }

  @Test("published slots are fewer than those expected, and their chances fall")
  func lower() throws {
    let forecast = SlotForecast(CapacityExample.of2022(), trials: Self.trials)
    #expect(forecast.horizons.map(\.months) == [0, 1, 3])
    for horizon in forecast.horizons {
      #expect(horizon.published(.basic) < horizon.expected.slots(of: .basic))
      #expect(horizon.published(.basic) > 0)
      let chances = horizon.chances(.basic)
      #expect(chances == chances.sorted(by: >) && chances.first == 1)
      #expect(horizon.chance(of: horizon.published(.basic), .basic) >= 0.85)
      #expect(horizon.chance(of: horizon.published(.basic) + 1, .basic) < 0.85)
    }
  }

  @Test("the mean of what is free is near what is expected, less illness and leaving")
  func mean() {
    let horizon = slots(CapacityExample.of2022())
    #expect(horizon.freeItems.mean < horizon.expected.free)
    #expect(abs(horizon.freeItems.mean - horizon.expected.free) < 8)
  }

  @Test("the numbers follow from the seed alone, whatever the number of workers")
  func workers() async throws {
    let inputs = CapacityExample.of2022()
    let alone = SlotForecast(inputs, trials: 2_500, seed: 3)
    for workers in [1, 2, 5] {
      #expect(try await SlotForecast.make(inputs, trials: 2_500, seed: 3, workers: workers) == alone)
    }
    #expect(SlotForecast(inputs, trials: 2_500, seed: 4) != alone)
  }

  @Test(
    "more people, a longer promise, fewer hubs and fewer failures never make slots fewer",
    arguments: 1...6 as ClosedRange<UInt64>)
  func laws(seed: UInt64) {
    var random = RandomSource(seed: seed)
    let inputs = CapacityExample.random(&random)
    let base = slots(inputs)

    var more = inputs
    more.fleet.organisation.people["new"] = Person(name: "New", roles: [.engineer], hours: 4 + random.uniform() * 36)
    #expect(isAtMost(base, slots(more)), "more people")

    let hired = inputs.applying(GrowthScenario(engineers: [.init(starts: CapacityExample.now.advanced(by: -60))]))
    #expect(isAtMost(base, slots(hired)), "a hire")

    let longer = inputs.applying(GrowthScenario(turnaround: 9))
    #expect(isAtMost(base, slots(longer)), "a longer promise")

    let hubs = inputs.applying(GrowthScenario(hubs: [.init(count: 2, kind: .basic, starts: CapacityExample.now)]))
    #expect(isAtMost(slots(hubs), base), "more hubs")

    var failing = inputs
    failing.delivery = DeliveryRecord(rollouts: 40, failed: inputs.delivery.failed + 6)
    #expect(isAtMost(slots(failing), base), "more failures")
    #expect(isAtMost(slots(inputs.applying(GrowthScenario(failures: 1.5))), base), "a factor on failures")
  }

  @Test(
    "a basic hub fits where a research hub fits, and that where an experimental one fits",
    arguments: 1...4 as ClosedRange<UInt64>)
  func kinds(seed: UInt64) {
    var random = RandomSource(seed: seed)
    let horizon = slots(CapacityExample.random(&random))
    for confidence in [0.5, 0.7, 0.85, 0.95] {
      let counts = HubKind.allCases.map { horizon.published($0, confidence: confidence) }
      #expect(counts == counts.sorted(by: >))
    }
  }

  @Test("the surer it is to be, the fewer slots")
  func confidence() {
    let horizon = slots(CapacityExample.of2022(promise: 10))
    let counts = [0.5, 0.7, 0.85, 0.95, 0.99].map { horizon.published(.basic, confidence: $0) }
    #expect(counts == counts.sorted(by: >) && (counts.first ?? 0) > (counts.last ?? 0))
  }

  @Test("where there is too much work, it says by how much")
  func shortfall() {
    var inputs = CapacityExample.of2022()
    #expect(slots(inputs).shortfall() == 0)
    inputs.workFactors = Dictionary(uniqueKeysWithValues: inputs.effort.cards.map { ($0.hub, 2.5) })
    let horizon = slots(inputs)
    #expect(horizon.published.values.allSatisfy { $0 == 0 })
    #expect(horizon.shortfall() > horizon.expectedShortfall && horizon.expectedShortfall > 0)
    #expect(horizon.utilisation.mean > 1)
  }

  @Test("without a team there are no slots and no numbers")
  func noTeam() {
    var inputs = CapacityExample.of2022()
    inputs.fleet.organisation.team = nil
    let horizon = slots(inputs)
    #expect(horizon.published(.basic) == 0 && horizon.utilisation.count == 0 && horizon.shortfall() == 0)
    #expect(horizon.chance(of: 1, .basic) == 0)
  }

  @Test("no more slots than the clusters have room for")
  func quota() {
    var inputs = CapacityExample.of2022()
    inputs.quota = 1
    #expect(slots(inputs).published(.basic) == 1)
    #expect(CapacityCase(inputs).slots(of: .basic) == 1)
  }

  @Test("slots open when a hire has learned the work, on the first month that has them")
  func opening() throws {
    let inputs = CapacityExample.of2022().applying(
      GrowthScenario(engineers: [.init(starts: CapacityExample.now.advanced(by: 60))]))
    let now = slots(inputs).published(.basic)
    let opening = inputs.opening(kind: .basic, count: now + 4, trials: 800, seed: 7)
    let day = try #require(opening.day)
    #expect(day > CapacityExample.now)
    #expect(opening.chances.count == SlotOpening.months + 1)
    #expect(inputs.opening(kind: .basic, count: 500, trials: 400).day == nil)
    #expect(inputs.opening(kind: .basic, count: 0, trials: 400).day == CapacityExample.now)
  }
}
