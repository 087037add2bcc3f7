public import Access
public import Basics
internal import GRDB

/// What was answered about somebody at a door, and how often.
public struct DecisionEntry: Sendable, Equatable, Identifiable {
  public let id: Int
  public let hub: HubID
  public let name: String
  public let isYes: Bool
  public let rule: DoorDecision.Rule
  public let because: String
  public let grant: GrantID?
  /// Seconds since 1970.
  public let first: Double
  public let last: Double
  /// At least 1.
  public let times: Int
}

/// Equal answers that were given since they were written last.
public struct DecisionCount: Sendable, Equatable {
  public var hub: HubID
  public var name: String
  public var decision: DoorDecision
  public var first: Double
  public var last: Double
  public var times: Int
  /// Counts up with each answer: of two in one moment, the later has the higher number.
  public var order = 0

  public init(_ hub: HubID, _ name: String, _ decision: DoorDecision, at now: Double) {
    self.hub = hub
    self.name = name
    self.decision = decision
    first = now
    last = now
    times = 1
  }
}

extension Store {
  /// Writes answers: a new row where the answer about somebody is the first or another than before, else a count.
  /// Relaxed: a crash may lose the last second's.
  public func record(_ counts: [DecisionCount]) async throws(StoreError) {
    if counts.isEmpty { return }
    try await writeRelaxed("write what was answered at doors", changes: [.decisions]) { db in
      let former = try db.cachedStatement(
        sql: "SELECT id, is_yes, rule, grant_id FROM door_decision WHERE hub = ? AND name = ? ORDER BY id DESC LIMIT 1")
      for count in counts {
        let decision = count.decision
        let row = try Row.fetchOne(former, arguments: [count.hub.rawValue, count.name])
        if let row, row["is_yes"] == decision.isYes, row["rule"] == decision.rule.rawValue,
          row["grant_id"] == decision.grant?.number
        {
          let id: Int = row["id"]
          try db.execute(
            sql: "UPDATE door_decision SET times = times + ?, last = ?, because = ? WHERE id = ?",
            arguments: [count.times, count.last, decision.because, id])
        } else {
          try db.execute(
            sql: """
              INSERT INTO door_decision (hub, name, is_yes, rule, because, grant_id, first, last, times)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
              """,
            arguments: [
              count.hub.rawValue, count.name, decision.isYes, decision.rule.rawValue, decision.because,
              decision.grant?.number, count.first, count.last, count.times,
            ])
        }
      }
    }
  }

  /// What was answered at a hub's door, newest first: about everyone, or about one person.
  public func decisions(of hub: HubID, about name: String? = nil, limit: Int) async throws(StoreError) -> [DecisionEntry] {
    try await read("read what was answered at a door") { db in
      try Row.fetchAll(
        db,
        sql: "SELECT * FROM door_decision WHERE hub = ?1 AND (?2 IS NULL OR name = ?2) ORDER BY last DESC, id DESC LIMIT ?3",
        arguments: [hub.rawValue, name, limit]
      ).map { row in
        let grant: Int? = row["grant_id"]
        return DecisionEntry(
          id: row["id"], hub: HubID(row["hub"] as String), name: row["name"], isYes: row["is_yes"],
          rule: try stored(DoorDecision.Rule.self, row["rule"]), because: row["because"], grant: grant.map { GrantID($0) },
          first: row["first"], last: row["last"], times: row["times"])
      }
    }
  }
}
