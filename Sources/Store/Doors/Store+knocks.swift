public import Access
public import Basics
internal import GRDB

/// How it went when a stranger knocked last.
public struct Knock: Sendable, Equatable {
  public let hub: HubID
  /// Whether the stranger was refused everywhere.
  public let passed: Bool
  public let sentence: String
  /// Seconds since 1970.
  public let at: Double
  /// Since when it goes as it does.
  public let since: Double
}

/// How wide a door has been since a time.
public struct DoorWidth: Sendable, Equatable {
  public let hub: HubID
  public let level: AudienceLevel
  public let isCertain: Bool
  /// Seconds since 1970.
  public let since: Double
}

extension Store {
  /// Writes how it went when a stranger knocked.
  /// - Returns: the former knock, where there was one.
  @discardableResult
  public func record(
    knockAt hub: HubID, passed: Bool, sentence: String, at now: Double
  ) async throws(StoreError) -> Knock? {
    try await write("write how a stranger was received", changes: [.knocks]) { db in
      let former = try KnockRows.fetch("WHERE hub = ?", [hub.rawValue], db).first
      let since = former.map { $0.passed == passed ? $0.since : now } ?? now
      try db.execute(
        sql: """
          INSERT INTO door_knock (hub, passed, sentence, at, since) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT (hub) DO UPDATE SET passed = excluded.passed, sentence = excluded.sentence, at = excluded.at,
            since = excluded.since
          """, arguments: [hub.rawValue, passed, sentence, now, since])
      return former
    }
  }

  /// How it went last, by hub.
  public func knocks() async throws(StoreError) -> [HubID: Knock] {
    try await read("read how strangers were received") { db in
      Dictionary(uniqueKeysWithValues: try KnockRows.fetch("", [], db).map { ($0.hub, $0) })
    }
  }

  /// Writes how wide doors are now: a row where it is new or another.
  /// - Returns: what changed, as it was before.
  @discardableResult
  public func record(widths: [(hub: HubID, level: AudienceLevel, isCertain: Bool)], at now: Double)
    async throws(StoreError) -> [DoorWidth]
  {
    try await write("write how wide doors are", changes: [.doors]) { db in
      let present = Dictionary(uniqueKeysWithValues: try KnockRows.widths(before: .infinity, db).map { ($0.hub, $0) })
      var former: [DoorWidth] = []
      for width in widths {
        let known = present[width.hub]
        if let known, known.level == width.level, known.isCertain == width.isCertain { continue }
        if let known { former.append(known) }
        try db.execute(
          sql: "INSERT INTO door_width (hub, level, is_certain, since) VALUES (?, ?, ?, ?)",
          arguments: [width.hub.rawValue, width.level.rawValue, width.isCertain, now])
      }
      return former
    }
  }

  /// How wide each door was at a time, by hub; hubs that were not known then are not there.
  public func widths(at time: Double) async throws(StoreError) -> [HubID: DoorWidth] {
    try await read("read how wide doors were") { db in
      Dictionary(uniqueKeysWithValues: try KnockRows.widths(before: time, db).map { ($0.hub, $0) })
    }
  }
}

private enum KnockRows {
  static func fetch(_ clause: String, _ arguments: StatementArguments, _ db: Database) throws -> [Knock] {
    try Row.fetchAll(db, sql: "SELECT * FROM door_knock \(clause)", arguments: arguments).map { row in
      Knock(
        hub: HubID(row["hub"] as String), passed: row["passed"], sentence: row["sentence"], at: row["at"], since: row["since"])
    }
  }

  /// Of each hub the newest row that is not after a time.
  static func widths(before time: Double, _ db: Database) throws -> [DoorWidth] {
    try Row.fetchAll(
      db,
      sql: "SELECT * FROM door_width WHERE id IN (SELECT MAX(id) FROM door_width WHERE since <= ? GROUP BY hub)",
      arguments: [min(time, 1e15)]
    ).map { row in
      DoorWidth(
        hub: HubID(row["hub"] as String), level: try stored(AudienceLevel.self, row["level"]),
        isCertain: row["is_certain"], since: row["since"])
    }
  }
}
