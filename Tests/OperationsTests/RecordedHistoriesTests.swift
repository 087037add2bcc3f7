import Basics
import Fleet
import Growth
import Operations
import Testing

@Suite("histories from what was recorded")
struct RecordedHistoriesTests {
  /// Two communities; `reef` has a staging hub.
  private let fleet = Fleet(
    organisation: Organisation(name: "Alpha"),
    hubs: [
      "reef": Hub(id: "reef", community: "reef", cluster: "shore", staging: "reef-staging"),
      "reef-staging": Hub(id: "reef-staging", community: "reef", cluster: "shore"),
      "kelp": Hub(id: "kelp", community: "kelp", cluster: "shore"),
    ])
  private let quarter = EffortFigures.daysOfQuarter * 86400

  private func work(_ rollout: Int, _ hub: HubID, change: Bool = true, broken: Bool = false, at: Double = 0) -> RecordedWork {
    RecordedWork(rollout: rollout, hub: hub, isChange: change, isBroken: broken, at: at)
  }

  private func histories(_ work: [RecordedWork], incidents: [HubID: [Double]] = [:], hours: [RecordedHours] = [])
    -> [HubID: EffortHistory]
  {
    RecordedHistories.histories(of: fleet, from: work, incidents: incidents, hours: hours, now: 2 * quarter)
  }

  @Test("a change that went to staging first is one change")
  func stagingFirst() {
    let histories = histories([work(1, "reef-staging"), work(1, "reef")])
    #expect(histories == ["reef": EffortHistory(quarters: 2, changes: 1)])
  }

  @Test("bringing a hub up, waking it or putting it to sleep is no change")
  func noChange() {
    let histories = histories([work(1, "kelp", change: false), work(2, "kelp", change: false, at: quarter)])
    #expect(histories == ["kelp": EffortHistory(quarters: 2, changes: 0)])
  }

  @Test("a rollout to several communities is the fleet's work and no hub's own")
  func fleetWide() {
    let histories = histories([work(1, "reef"), work(1, "kelp"), work(2, "kelp")])
    #expect(histories["reef"]?.changes == 0)
    #expect(histories["kelp"]?.changes == 1)
  }

  @Test("a hub that was left broken, died or could not be reached had incidents, its staging hub's too")
  func incidents() {
    let histories = histories([work(1, "reef", broken: true)], incidents: ["reef": [1, 2], "reef-staging": [3], "kelp": [4]])
    #expect(histories == ["reef": EffortHistory(quarters: 2, changes: 1, incidents: 4)])
  }

  @Test("a hub that never was in a rollout has no history")
  func none() {
    #expect(histories([work(1, "reef-staging")]).isEmpty)
  }

  private func hours(_ hub: HubID, day: Int, _ hours: Double) -> RecordedHours {
    RecordedHours(hub: hub, day: CalendarDay(number: day), hours: hours)
  }

  private func at(_ day: Double) -> Double { day * 86400 }

  @Test("hours stand for the changes and incidents from the first logged day on")
  func hoursOfItems() {
    let work = [work(1, "kelp", at: at(9.9)), work(2, "kelp", at: at(10)), work(3, "kelp", broken: true, at: at(12))]
    let histories = histories(
      work, incidents: ["kelp": [at(5), at(20)]], hours: [hours("kelp", day: 11, 6), hours("kelp", day: 10, 2)])
    #expect(histories["kelp"]?.changes == 3 && histories["kelp"]?.incidents == 3)
    #expect(histories["kelp"]?.hours == 8 && histories["kelp"]?.itemsWithHours == 4)
  }

  @Test("where nobody logs any more, what happens later counts as nothing that hours were logged for")
  func endOfLogging() {
    let work = [work(1, "kelp", at: at(10)), work(2, "kelp", at: at(24.9)), work(3, "kelp", at: at(25))]
    let once = histories(work, hours: [hours("kelp", day: 10, 2)])
    #expect(once["kelp"]?.itemsWithHours == 2)
    let again = histories(work, hours: [hours("kelp", day: 10, 2), hours("kelp", day: 11, 1)])
    #expect(again["kelp"]?.itemsWithHours == 3 && again["kelp"]?.hours == 3)
  }

  @Test("hours without a change or an incident are kept, and move no hours of an item")
  func hoursAlone() {
    let histories = histories([work(1, "kelp", at: 0)], hours: [hours("kelp", day: 30, 5)])
    #expect(histories["kelp"]?.hours == 5 && histories["kelp"]?.itemsWithHours == 0)
    let kelp = fleet.hubs["kelp"].map { EffortCard($0, in: fleet, history: histories["kelp"], now: Timestamp(seconds: 0)) }
    #expect(kelp?.hoursOfAnItem == 4)
  }

  @Test("hours of a staging hub belong to its production hub, and are shared by several; none are lost or counted twice")
  func stagingHours() {
    let one = histories([work(1, "reef")], hours: [hours("reef-staging", day: 0, 3), hours("reef", day: 0, 1)])
    #expect(one["reef"]?.hours == 4 && one["reef"]?.itemsWithHours == 1)
    var two = fleet
    two.hubs["bay"] = Hub(id: "bay", community: "reef", cluster: "shore", staging: "reef-staging")
    let shared = RecordedHistories.histories(
      of: two, from: [work(1, "reef"), work(1, "bay")], incidents: [:],
      hours: [hours("reef-staging", day: 0, 3), hours("reef", day: 0, 1)], now: quarter)
    #expect(shared["reef"]?.hours == 2.5 && shared["bay"]?.hours == 1.5)
  }

  @Test("items with hours are never more than items, over random records", arguments: 1...20)
  func bounds(_ seed: UInt64) {
    var generator = SeededRandom(seed: seed)
    let days = 0.0...100
    let recorded = (1...12).map { number in
      work(
        number, "kelp", change: .random(using: &generator), broken: .random(using: &generator),
        at: at(.random(in: days, using: &generator)))
    }
    let incidents = (1...4).map { _ in at(.random(in: days, using: &generator)) }
    let logged = (1...5).map { _ in hours("kelp", day: .random(in: 0...100, using: &generator), 1) }
    let with = histories(recorded, incidents: ["kelp": incidents], hours: logged)["kelp"]
    let without = histories(recorded, incidents: ["kelp": incidents])["kelp"]
    #expect(with?.items == without?.items && with?.quarters == without?.quarters, "seed \(seed)")
    #expect(with.map { $0.itemsWithHours <= $0.items && $0.hours == 5 } == true, "seed \(seed)")
    #expect(without?.itemsWithHours == 0 && without?.hours == 0, "seed \(seed)")
  }
}
