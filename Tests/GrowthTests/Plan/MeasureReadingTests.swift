import Basics
import Fleet
import Forecast
import Growth
import Testing

@Suite("what gates measure")
struct MeasureReadingTests {
  private typealias Example = PlanExample

  @Test("the success of rollouts is their share in the window, and the failing ones are the evidence")
  func rolloutSuccess() {
    var record = GrowthRecord(rollouts: Example.rollouts("..x.x....", from: 10))
    record.rollouts.append(RecordedRollout(number: 90, ended: Example.ago(days: 31), succeeded: false))
    record.rollouts.append(RecordedRollout(number: 91, ended: Example.ago(days: -1), succeeded: false))
    let reading = Example.reading(Example.condition(.rolloutSuccess, .atLeast(0.95)), record)
    #expect(reading.value == 7.0 / 9)
    #expect(reading.words == "7 of 9 rollouts (77.8 %)")
    #expect(reading.evidence.map(\.target) == [.rollout(5), .rollout(3)])
    #expect(reading.over == 30 * 86400)
  }

  @Test("no rollout in the window is not measured, and does not hold")
  func noRollout() throws {
    let condition = Example.condition(.rolloutSuccess, .atLeast(0.5))
    let record = GrowthRecord(rollouts: Example.rollouts("...", from: 60))
    let item = try #require(Example.item(condition, record))
    #expect(item.state == .notMeasured)
    #expect(item.words == "No rollout in 30 days.")
    #expect(item.change == .measure("Carry out a rollout."))
  }

  @Test("the time to restore is the 85th of a hundred outages; one that goes on counts with its age")
  func timeToRestore() {
    func outage(_ hours: Double, endedAgo days: Double, event: Int? = nil) -> RecordedOutage {
      let ended = Example.ago(days: days)
      return RecordedOutage(hub: "reef", began: ended.advanced(by: -hours * 3600), ended: ended, event: event)
    }
    let short = (1...9).map { outage(Double($0), endedAgo: Double($0)) }
    let condition = Example.condition(.timeToRestore, .atMost(4))
    #expect(Example.reading(condition, GrowthRecord(outages: short + [outage(100, endedAgo: 31)])).value == 8)
    let open = RecordedOutage(hub: "reef", began: Example.ago(days: 1), event: 7)
    let reading = Example.reading(condition, GrowthRecord(outages: [outage(1, endedAgo: 2), open]))
    #expect(reading.value == 24)
    #expect(reading.evidence.first?.target == .event(7))
    #expect(reading.evidence.map(\.isGood) == [false, true])
    #expect(Example.item(condition, GrowthRecord(outages: [open]))?.change == .restore(["reef"]))
  }

  @Test("a fleet that was watched and had no outage needed nothing restored; one that was not watched is not measured")
  func noOutage() {
    let condition = Example.condition(.timeToRestore, .atMost(4))
    #expect(Example.item(condition, GrowthRecord(since: Example.ago(days: 40)))?.state == .holds)
    #expect(Example.item(condition, GrowthRecord())?.state == .notMeasured)
  }

  @Test("a long outage stops counting when it leaves the window")
  func waits() {
    let ended = Example.ago(days: 10)
    let outage = RecordedOutage(hub: "reef", began: ended.advanced(by: -9 * 3600), ended: ended)
    let change = Example.item(Example.condition(.timeToRestore, .atMost(4)), GrowthRecord(outages: [outage]))?.change
    #expect(change == .waitUntil(ended.advanced(by: 30 * Example.day)))
  }

  @Test("the share of operations is of all logged hours of 91 days, and says how many hours of development would do")
  func operationsShare() throws {
    func logged(_ hours: Double, _ workClass: WorkClass, ago days: Int) -> LoggedHours {
      LoggedHours(person: "wren", day: Example.today.advanced(by: -days), hours: hours, workClass: workClass)
    }
    let record = GrowthRecord(hours: [
      logged(10, .developmentProject, ago: 0), logged(20, .expectedOperations, ago: 90), logged(10, .unplanned, ago: 3),
      logged(500, .developmentProject, ago: 91),
    ])
    let item = try #require(Example.item(Example.condition(.operationsShare, .atMost(0.5)), record))
    #expect(item.value == 0.75)
    #expect(item.change == .developmentHours(20))
    #expect(Example.item(Example.condition(.operationsShare, .atMost(0.5)), GrowthRecord())?.state == .notMeasured)
  }

  @Test("maintainers are counted for features that production hubs use, without those of specialists and of those who left")
  func maintainers() throws {
    var left = Person(name: "Ada Shore", skills: ["dask"])
    left.ends = Example.today.advanced(by: -1)
    var away = Person(name: "Minh Tidewater", skills: ["dask"])
    away.leave = [DayRange(Example.today, Example.today)].compactMap { $0 }
    let fleet = Example.fleet(
      [Example.hub("reef", of: "reef", features: ["dask", "gpu", "old"]), Example.hub("kelp", of: "kelp", features: ["own"])],
      people: ["wren": Person(name: "Wren Lagoon"), "ada": left, "minh": away],
      features: [
        Feature(id: "dask", stage: .general, owners: ["wren", "nobody"]),
        Feature(id: "gpu", stage: .beta, owners: ["wren"], specialist: "hardware of one community"),
        Feature(id: "own", stage: .general, owners: ["wren"]), Feature(id: "old", stage: .retired),
        Feature(id: "unused", stage: .general),
      ])
    let condition = Example.condition(.maintainersPerFeature, .atLeast(2))
    let item = try #require(Example.item(condition, GrowthRecord(), fleet: fleet))
    #expect(item.value == 1)
    #expect(item.change == .train(["own": 1]))
    #expect(item.evidence.map(\.target) == [.feature("own"), .feature("gpu")])
    #expect(item.evidence.map(\.isGood) == [false, nil])
  }

  @Test("exceptions are counted by hub, and the change says how many fewer")
  func exceptions() throws {
    let inputs = PlanInputs(exceptions: ["reef": ["a", "b", "c"], "kelp": ["a"], "bay": []])
    let item = try #require(Example.item(Example.condition(.exceptions, .atMost(2)), GrowthRecord(), inputs: inputs))
    #expect(item.value == 4)
    #expect(item.change == .removeExceptions(2, hubs: ["reef", "kelp"]))
    #expect(Example.item(Example.condition(.exceptions, .atMost(2)), GrowthRecord())?.state == .notMeasured)
  }

  @Test("what nobody measures does not hold, whatever the bound", arguments: GateMeasure.allCases)
  func notMeasured(measure: GateMeasure) throws {
    for bound in [GateCondition.Bound.atLeast(-1e9), .atMost(1e9)] {
      let item = try #require(Example.item(Example.condition(measure, bound), GrowthRecord()))
      // Of the features in use, a fleet without any says enough.
      if measure == .maintainersPerFeature { continue }
      #expect(item.state == .notMeasured)
      #expect(!item.holds)
      #expect(item.change.sentence?.isEmpty == false)
    }
  }

  @Test("so many more rollouts that succeed are needed, and one fewer is not enough")
  func successesNeeded() throws {
    var random = RandomSource(seed: 5)
    for _ in 0..<300 {
      let outcomes = String((0..<random.poisson(mean: 12) + 1).map { _ in random.chance(0.7) ? "." : "x" })
      let least = random.uniform()
      let rollouts = Example.rollouts(outcomes, from: 20, every: 0.1)
      let item = try #require(
        Example.item(Example.condition(.rolloutSuccess, .atLeast(least)), GrowthRecord(rollouts: rollouts)))
      guard case .succeedInARow(let count) = item.change else {
        #expect(item.holds)
        continue
      }
      func holds(_ more: Int) -> Bool {
        let added = (0..<more).map { RecordedRollout(number: 1000 + $0, ended: Example.now, succeeded: true) }
        return Example.item(
          Example.condition(.rolloutSuccess, .atLeast(least)), GrowthRecord(rollouts: rollouts + added))?.holds == true
      }
      #expect(count >= 1)
      #expect(holds(count), "\(outcomes) \(least)")
      #expect(!holds(count - 1), "\(outcomes) \(least)")
    }
  }

  @Test("where every rollout must succeed, the last failure must leave the window")
  func everyRollout() {
    let record = GrowthRecord(rollouts: Example.rollouts(".x..", from: 10))
    let change = Example.item(Example.condition(.rolloutSuccess, .atLeast(1)), record)?.change
    #expect(change == .waitUntil(Example.ago(days: 9 - 30)))
  }

  @Test("since when rollouts have succeeded often enough is found as by looking at every moment")
  func sinceOfRollouts() throws {
    var random = RandomSource(seed: 11)
    let condition = Example.condition(.rolloutSuccess, .atLeast(0.75), over: 5 * 86400)
    for _ in 0..<200 {
      let rollouts = (0..<random.poisson(mean: 8)).map { number in
        let days = (random.uniform() * 20 * 24).rounded() / 24
        return RecordedRollout(number: number, ended: Example.ago(days: days), succeeded: random.chance(0.8))
      }
      let fleet = Example.fleet()
      func holds(_ moment: Timestamp) -> Bool {
        MeasureReader(fleet, record: GrowthRecord(rollouts: rollouts), now: moment).reading(condition).holds(condition.bound)
      }
      // Everything happens on the hour.
      let hours = (0...(30 * 24)).map { Example.now.advanced(by: -Double($0) * 3600) }
      let truth = holds(Example.now)
      let same = hours.prefix { holds($0) == truth }
      let item = try #require(Example.item(condition, GrowthRecord(rollouts: rollouts)))
      #expect(item.holds == truth)
      #expect(item.since == (same.count == hours.count ? nil : same.last))
    }
  }
}
