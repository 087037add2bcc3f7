public import Delivery
public import Fleet
public import Basics
internal import GRDB

/// One hub in one rollout that has ended: what a hub's own history is counted from.
public struct HubWork: Sendable, Equatable {
  public let rollout: RolloutID
  public let hub: HubID
  public let kind: HubChange.Kind
  /// Whether the hub was left in need of a person.
  public let isBroken: Bool
  /// Seconds since 1970.
  public let started: Double
}

extension Store {
  /// Every hub of every rollout that has ended, oldest rollout first.
  public func hubWork() async throws(StoreError) -> [HubWork] {
    try await read("read what was rolled out") { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT h.rollout, h.hub, h.kind, h.state, r.started FROM rollout_hub AS h JOIN rollout AS r ON r.id = h.rollout
          WHERE r.ended IS NOT NULL ORDER BY h.rollout, h.hub
          """)
      return try rows.map { row in
        let state: String = row["state"]
        return HubWork(
          rollout: RolloutID(row["rollout"]), hub: HubID(row["hub"]), kind: try stored(HubChange.Kind.self, row["kind"]),
          isBroken: state == "broken", started: row["started"])
      }
    }
  }

  /// When each hub had to be started again, or could not be reached, in seconds since 1970, oldest first.
  public func incidents() async throws(StoreError) -> [HubID: [Double]] {
    try await read("read incidents") { db in
      let rows = try Row.fetchAll(
        db, sql: "SELECT subject, at FROM event WHERE subject_kind = 'hub' AND kind IN (?, ?) ORDER BY id",
        arguments: [Event.Kind.hubRevived.rawValue, Event.Kind.hubUnreachable.rawValue])
      return Dictionary(grouping: rows) { HubID($0["subject"] as String) }.mapValues { $0.map { $0["at"] } }
    }
  }
}
