public import Basics
public import Delivery
internal import GRDB

/// How a rollout ended that brought, changed or removed a hub.
public struct RolloutOutcome: Sendable, Equatable, Identifiable {
  public let id: RolloutID
  /// Seconds since 1970.
  public let ended: Double
  /// Whether every hub passed; not so where one was taken back, left broken, or never begun because its staging hub failed.
  public let succeeded: Bool
  /// Every hub of the rollout, by name.
  public let hubs: [HubID]
  /// What failed first, where something did; else why it was asked for.
  public let sentence: String
}

extension Store {
  /// Names what growth reads of rollouts and outages: it is another one once a rollout ended, or an outage began or ended.
  public func outcomesMark() async throws(StoreError) -> String {
    let kinds = (Outage.beginnings.union(Outage.endings)).map(\.rawValue).sorted()
    return try await read("read what ended last") { db in
      let ended = try Double.fetchOne(db, sql: "SELECT MAX(ended) FROM rollout") ?? 0
      let marks = databaseQuestionMarks(count: kinds.count)
      let event =
        try Int.fetchOne(
          db, sql: "SELECT id FROM event WHERE kind IN (\(marks)) ORDER BY id DESC LIMIT 1",
          arguments: StatementArguments(kinds)) ?? 0
      return "\(ended) \(event)"
    }
  }

  /// When the first event was written, in seconds since 1970; nil before anything happened.
  public func firstEvent() async throws(StoreError) -> Double? {
    try await read("read the first event") { db in try Double.fetchOne(db, sql: "SELECT at FROM event ORDER BY id LIMIT 1") }
  }

  /// How the rollouts ended that ended at `since` (seconds since 1970) or later, oldest first. Those that only started again
  /// or stopped hubs are left out, and so is one that ended with hubs neither passed nor failed.
  public func rolloutOutcomes(since: Double) async throws(StoreError) -> [RolloutOutcome] {
    try await read("read how rollouts ended") { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT r.id, r.ended, r.why, h.hub, h.kind, h.state FROM rollout AS r JOIN rollout_hub AS h ON h.rollout = r.id
          WHERE r.ended >= ? ORDER BY r.ended, r.id, h.hub
          """, arguments: [since])
      return try rows.runs { one, other in one["id"] as Int == other["id"] as Int }
        .compactMap { try outcome(of: $0, db) }
    }
  }
}

/// How a rollout ended, by the rows of its hubs; nil where it counts neither as a success nor as a failure.
private func outcome(of rows: ArraySlice<Row>, _ db: Database) throws -> RolloutOutcome? {
  guard let first = rows.first else { return nil }
  let states = try rows.map { try HubState(stored: $0["state"]) }
  let kinds = try rows.map { try stored(HubChange.Kind.self, $0["kind"]) }
  let failed = states.contains(where: \.isFailure)
  guard kinds.contains(where: \.changesFleet), failed || states.allSatisfy({ $0 == .passed }) else { return nil }
  let number: Int = first["id"]
  let failure = failed ? try RolloutRows.firstFailure(number, db) : nil
  return RolloutOutcome(
    id: RolloutID(number), ended: first["ended"], succeeded: !failed, hubs: rows.map { HubID($0["hub"] as String) },
    sentence: failure.map { "\($0.hub): \($0.sentence)" } ?? first["why"])
}

extension HubChange.Kind {
  /// Whether something new was brought, or something that was there taken away; stopping and starting again is neither.
  fileprivate var changesFleet: Bool {
    switch self {
    case .added, .changed, .removed: true
    case .asleep, .restarted: false
    }
  }
}

extension Array {
  /// The array cut into runs of neighbours that belong together.
  fileprivate func runs(_ belong: (Element, Element) -> Bool) -> [ArraySlice<Element>] {
    var runs: [ArraySlice<Element>] = []
    var start = startIndex
    for index in indices.dropFirst() where !belong(self[index - 1], self[index]) {
      runs.append(self[start..<index])
      start = index
    }
    if start < endIndex { runs.append(self[start...]) }
    return runs
  }
}
