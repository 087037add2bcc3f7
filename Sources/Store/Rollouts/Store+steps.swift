public import Basics
public import Delivery

extension Store {
  /// The steps of a rollout in the order in which they began.
  public func steps(of rollout: RolloutID) async throws(StoreError) -> [StepRecord] {
    try await read("read the steps of rollout \(rollout)") { db in try StepRows.steps(of: rollout, db) }
  }

  /// Lines of progress of a step after line number `after`, oldest first.
  public func stepLog(
    _ rollout: RolloutID, hub: HubID, step: HubStep, after: Int = 0, limit: Int = 2_000
  ) async throws(StoreError) -> [LogLine] {
    try await read("read the progress of rollout \(rollout)") { db in
      try StepRows.lines(rollout: rollout, hub: hub, step: step, after: after, limit: limit, db)
    }
  }

  /// The newest test of each kind of a hub.
  public func latestTests(of hub: HubID) async throws(StoreError) -> [TestRecord] {
    try await read("read the tests of \(hub)") { db in try StepRows.latestTests(of: hub, db) }
  }

  /// The newest test of each kind of every hub that was ever tested.
  public func latestTests() async throws(StoreError) -> [HubID: [TestRecord]] {
    try await read("read the tests of all hubs") { db in
      Dictionary(grouping: try StepRows.latestTests(of: nil, db), by: \.hub)
    }
  }
}
