internal import Basics
internal import GRDB

extension Store {
  /// Writes an event; gives its number.
  @discardableResult
  public func append(_ event: Event.Draft) async throws(StoreError) -> Int {
    try await write("write an event", changes: [.events]) { db in try EventRows.append(event, db) }
  }

  /// Events, newest first; those older than number `before` where it is given.
  public func events(
    _ filter: Event.Filter = Event.Filter(), before: Int? = nil, limit: Int
  ) async throws(StoreError) -> [Event] {
    try await read("read events") { db in
      try EventRows.fetch(filter, "id < ?", [before ?? Int.max], order: "DESC", limit: limit, db)
    }
  }

  /// Events after number `after`, oldest first, for a page that is live.
  public func eventsAfter(
    _ after: Int, _ filter: Event.Filter = Event.Filter(), limit: Int = 500
  ) async throws(StoreError) -> [Event] {
    try await read("read events") { db in
      try EventRows.fetch(filter, "id > ?", [after], order: "ASC", limit: limit, db)
    }
  }
}

/// Events in their table.
enum EventRows {
  @discardableResult
  static func append(_ event: Event.Draft, _ db: Database) throws -> Int {
    try db.execute(
      sql: """
        INSERT INTO event (at, actor, kind, subject_kind, subject, sentence, details) VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        event.at, event.actor, event.kind.rawValue, event.subject.kind, event.subject.name, event.sentence,
        event.details.canonicalText,
      ])
    return Int(db.lastInsertedRowID)
  }

  static func fetch(
    _ filter: Event.Filter, _ first: String, _ start: StatementArguments, order: String, limit: Int, _ db: Database
  ) throws -> [Event] {
    var conditions = [first]
    var arguments = start
    if let subject = filter.subject {
      conditions.append("subject_kind = ? AND subject = ?")
      arguments += [subject.kind, subject.name]
    }
    if let subjects = filter.subjects {
      if subjects.isEmpty { return [] }
      let pairs = subjects.map { [$0.kind, $0.name] }.sorted { $0.lexicographicallyPrecedes($1) }
      // One parameter for all of them: SQLite limits how many a statement has.
      conditions.append(
        """
        EXISTS (SELECT 1 FROM json_each(?) AS wanted
                WHERE wanted.value ->> 0 = subject_kind AND wanted.value ->> 1 = subject)
        """)
      arguments += [try RecordText.write(pairs)]
    }
    if let kinds = filter.kinds {
      if kinds.isEmpty { return [] }
      conditions.append("kind IN (\(kinds.map { _ in "?" }.joined(separator: ", ")))")
      arguments += StatementArguments(kinds.map(\.rawValue).sorted())
    }
    if let actor = filter.actor {
      conditions.append("actor = ?")
      arguments += [actor]
    }
    return try Row.fetchAll(
      db,
      sql: "SELECT * FROM event WHERE \(conditions.joined(separator: " AND ")) ORDER BY id \(order) LIMIT ?",
      arguments: arguments + [limit]
    ).map(event)
  }

  private static func event(_ row: Row) throws -> Event {
    let kind: String = row["subject_kind"]
    guard let subject = Event.Subject(kind: kind, name: row["subject"]) else {
      throw StoreError.damaged(doing: "read an event", why: "\(kind) is no subject")
    }
    return Event(
      id: row["id"], at: row["at"], actor: row["actor"], kind: try stored(Event.Kind.self, row["kind"]),
      subject: subject, sentence: row["sentence"], details: try RecordText.read(row["details"]))
  }
}
