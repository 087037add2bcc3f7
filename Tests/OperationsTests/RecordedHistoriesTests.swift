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

  private func histories(_ work: [RecordedWork], incidents: [HubID: Int] = [:]) -> [HubID: EffortHistory] {
    RecordedHistories.histories(of: fleet, from: work, incidents: incidents, now: 2 * quarter)
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
    let histories = histories([work(1, "reef", broken: true)], incidents: ["reef": 2, "reef-staging": 1, "kelp": 7])
    #expect(histories == ["reef": EffortHistory(quarters: 2, changes: 1, incidents: 4)])
  }

  @Test("a hub that never was in a rollout has no history")
  func none() {
    #expect(histories([work(1, "reef-staging")]).isEmpty)
  }
}
