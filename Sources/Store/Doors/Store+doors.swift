public import Access
public import Basics
internal import GRDB

/// Somebody whom a hub is to send out: their sessions and tokens end, their servers stop.
public struct Departure: Sendable, Equatable {
  /// Counts up; a later one has a higher number.
  public let seq: Int
  public let name: String
  public let because: String
  public let extent: Extent

  /// What goes with them.
  public enum Extent: String, Sendable, Codable, CaseIterable {
    /// Sessions, tokens and servers end; they stay in the hub's user list.
    case leave
    /// They are taken off the hub's user list, too. Their home stays.
    case forget
    /// Their home goes, too.
    case erase
  }
}

/// Somebody who is kept out of a hub whatever lets them in.
public struct ShutOut: Sendable, Equatable {
  public let hub: HubID
  public let name: String
  public let because: String
  public let by: String
  /// Seconds since 1970.
  public let at: Double
}

/// A time in which a hub is not to be changed.
public struct ChangeHold: Sendable, Equatable, Identifiable {
  public let id: Int
  public let hub: HubID
  public let begins: Timestamp
  public let ends: Timestamp
  public let because: String
  public let by: String
  /// The workshop that it is for.
  public let grant: GrantID?
}

extension Store {
  /// Has a hub send people out.
  public func depart(
    _ names: [String], from hub: HubID, because: String, _ extent: Departure.Extent, by: String, at now: Double
  ) async throws(StoreError) {
    if names.isEmpty { return }
    try await write("send people out", changes: [.doors, .events]) { db in
      try DepartureRows.append(names, of: hub, because: because, extent, at: now, db)
      let who = names.count == 1 ? names[0] : "\(names.count) people"
      try EventRows.append(
        .init(
          .peopleSentOut, .hub(hub), by: by, at: now, "\(who) had to leave: \(because)",
          details: ["people": .array(names.prefix(1_000).map { .string($0) })]), db)
    }
  }

  /// People whom a hub is to send out, after the last that it knows, oldest first.
  public func departures(from hub: HubID, after seq: Int, limit: Int = 1_000) async throws(StoreError) -> [Departure] {
    try await read("read who is to leave") { db in
      try Row.fetchAll(
        db, sql: "SELECT * FROM door_departure WHERE hub = ? AND seq > ? ORDER BY seq LIMIT ?",
        arguments: [hub.rawValue, seq, limit]
      ).map { row in
        Departure(
          seq: row["seq"], name: row["name"], because: row["because"],
          extent: try stored(Departure.Extent.self, row["extent"]))
      }
    }
  }

  /// Of each hub the number of its newest departure.
  public func newestDepartures() async throws(StoreError) -> [HubID: Int] {
    try await read("read who is to leave") { db in
      let rows = try Row.fetchAll(db, sql: "SELECT hub, MAX(seq) AS newest FROM door_departure GROUP BY hub")
      return Dictionary(uniqueKeysWithValues: rows.map { (HubID($0["hub"] as String), $0["newest"] as Int) })
    }
  }

  /// Keeps somebody out of a hub whatever lets them in, and has the hub send them out.
  public func shutOut(
    _ name: String, of hub: HubID, because: String, by: String, at now: Double
  ) async throws(StoreError) {
    try GrowthText.checkName(because, "reason")
    try GrowthText.checkName(name, "person's name")
    try await write("shut \(name) out", changes: [.doors, .events]) { db in
      try db.execute(
        sql: """
          INSERT INTO door_shut_out (hub, name, because, shut_by, at) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT (hub, name) DO UPDATE SET because = excluded.because, shut_by = excluded.shut_by, at = excluded.at
          """, arguments: [hub.rawValue, name, because, by, now])
      try DepartureRows.append([name], of: hub, because: because, .leave, at: now, db)
      try EventRows.append(.init(.shutOut, .hub(hub), by: by, at: now, "\(name) was shut out: \(because)"), db)
    }
  }

  /// Lets somebody back whom nothing but being shut out kept out; true where they were shut out.
  @discardableResult
  public func letBack(_ name: String, to hub: HubID, by: String, at now: Double) async throws(StoreError) -> Bool {
    try await write("let \(name) back", changes: [.doors, .events]) { db in
      try db.execute(
        sql: "DELETE FROM door_shut_out WHERE hub = ? AND name = ?", arguments: [hub.rawValue, name])
      guard db.changesCount > 0 else { return false }
      try EventRows.append(.init(.letBack, .hub(hub), by: by, at: now, "\(name) is no longer shut out"), db)
      return true
    }
  }

  /// Everyone who is shut out: of a hub, or of any.
  public func shutOuts(of hub: HubID? = nil) async throws(StoreError) -> [ShutOut] {
    try await read("read who is shut out") { db in
      try Row.fetchAll(
        db, sql: "SELECT * FROM door_shut_out WHERE ?1 IS NULL OR hub = ?1 ORDER BY hub, name", arguments: [hub?.rawValue]
      ).map { row in
        ShutOut(
          hub: HubID(row["hub"] as String), name: row["name"], because: row["because"], by: row["shut_by"], at: row["at"])
      }
    }
  }

  /// Closes a hub to all but its admins, or opens it again as declared (nil).
  /// - Parameter why: stands beside it in the list of changes; empty: nothing more than what is said anyway.
  /// - Returns: false where it was so already.
  @discardableResult
  public func setClosure(
    _ closure: HubDoor.Closure?, of hub: HubID, why: String = "", by: String, at now: Double
  ) async throws(StoreError) -> Bool {
    if let closure { try GrowthText.checkName(closure.because, "reason") }
    return try await write("close or open a door", changes: [.doors, .events]) { db in
      if let closure {
        try db.execute(
          sql: "INSERT INTO door_closure (hub, because, closed_by, since) VALUES (?, ?, ?, ?) ON CONFLICT (hub) DO NOTHING",
          arguments: [hub.rawValue, closure.because, closure.by, closure.since.seconds])
      } else {
        try db.execute(sql: "DELETE FROM door_closure WHERE hub = ?", arguments: [hub.rawValue])
      }
      guard db.changesCount > 0 else { return false }
      let sentence = closure.map { "The door was closed to all but admins: \($0.because)" } ?? "The door is open again, as declared"
      let details: JSONValue = why.isEmpty || closure != nil ? [:] : ["why": .string(why)]
      try EventRows.append(
        .init(closure == nil ? .doorReopened : .doorClosed, .hub(hub), by: by, at: now, sentence, details: details), db)
      return true
    }
  }

  /// Every hub that is closed.
  public func closures() async throws(StoreError) -> [HubID: HubDoor.Closure] {
    try await read("read which hubs are closed") { db in
      let rows = try Row.fetchAll(db, sql: "SELECT * FROM door_closure")
      return Dictionary(
        uniqueKeysWithValues: rows.map { row in
          (
            HubID(row["hub"] as String),
            HubDoor.Closure(because: row["because"], by: row["closed_by"], since: Timestamp(seconds: row["since"]))
          )
        })
    }
  }

  /// Times in which hubs are not to be changed, that end after a time; the next first.
  public func changeHolds(of hub: HubID? = nil, endingAfter after: Double) async throws(StoreError) -> [ChangeHold] {
    try await read("read when hubs are not to be changed") { db in
      try Row.fetchAll(
        db, sql: "SELECT * FROM change_hold WHERE (?1 IS NULL OR hub = ?1) AND ends > ?2 ORDER BY begins, id",
        arguments: [hub?.rawValue, after]
      ).map(HoldRows.hold)
    }
  }
}

/// Departures in their table.
enum DepartureRows {
  static func append(
    _ names: [String], of hub: HubID, because: String, _ extent: Departure.Extent, at now: Double, _ db: Database
  ) throws {
    for name in names {
      try db.execute(
        sql: "INSERT INTO door_departure (hub, name, because, extent, at) VALUES (?, ?, ?, ?, ?)",
        arguments: [hub.rawValue, name, because, extent.rawValue, now])
    }
  }
}

/// Holds in their table.
enum HoldRows {
  /// Seconds before a workshop from which its hub is not to be changed: two hours.
  static let before = 2 * 3600.0

  /// Writes the hold of a workshop, or gives it the workshop's present times.
  static func put(_ grant: Grant, _ db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO change_hold (hub, begins, ends, because, made_by, grant_id) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (grant_id) DO UPDATE SET begins = excluded.begins, ends = excluded.ends
        """,
      arguments: [
        grant.hub.rawValue, grant.from.seconds - before, grant.until.seconds, "workshop: \(grant.title)", grant.by,
        grant.id.number,
      ])
  }

  static func remove(_ grant: GrantID, _ db: Database) throws {
    try db.execute(sql: "DELETE FROM change_hold WHERE grant_id = ?", arguments: [grant.number])
  }

  static func hold(_ row: Row) -> ChangeHold {
    let grant: Int? = row["grant_id"]
    return ChangeHold(
      id: row["id"], hub: HubID(row["hub"] as String), begins: Timestamp(seconds: row["begins"]),
      ends: Timestamp(seconds: row["ends"]), because: row["because"], by: row["made_by"], grant: grant.map { GrantID($0) })
  }
}
