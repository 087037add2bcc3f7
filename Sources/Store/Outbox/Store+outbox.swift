internal import Basics
internal import GRDB

/// The outbox: retried, never twice.
///
/// A message is `waiting`, then taken for sending with a lease, and handed over. ``handOver(_:attempt:at:)`` is written just
/// before the byte after which the receiver has the message. So a process that ends at any moment leaves one of three:
/// - not taken: it is sent later;
/// - taken, not handed over: certainly not delivered; it is sent again;
/// - handed over, no answer kept: perhaps delivered. A mail is left alone (`in-doubt`, to be seen on a page and in the event
///   log), since the next server would deliver it twice. A webhook is called again with the same delivery id, by which its
///   receiver drops what it has.
///
/// A lease that ran out is found by ``claimDue(now:limit:lease:)``; whoever held it can no longer hand over.
extension Store {
  /// Keeps a message to be sent; false where one of its key is known.
  @discardableResult
  public func enqueue(_ message: OutboxMessage, at now: Double) async throws(StoreError) -> Bool {
    try await write("keep a message", changes: [.outbox]) { db in try OutboxRows.enqueue(message, at: now, db) }
  }

  /// Takes messages that are due, for `lease` seconds each, oldest first.
  public func claimDue(now: Double, limit: Int, lease: Double) async throws(StoreError) -> [StoredMessage] {
    try await write("take messages for sending") { db in
      try OutboxRows.settleInterrupted("lease_until <= ?", [now], at: now, db)
      let due = try Int.fetchAll(
        db,
        sql: "SELECT id FROM outbox WHERE state = 'waiting' AND next_attempt <= ? ORDER BY next_attempt, id LIMIT ?",
        arguments: [now, limit])
      return try due.compactMap { id in
        try db.execute(
          sql: """
            UPDATE outbox SET state = 'sending', attempts = attempts + 1, lease_until = ?, handed_over = NULL WHERE id = ?
            """, arguments: [now + lease, id])
        return try OutboxRows.fetch("WHERE id = ?", [id], db).first
      }
    }
  }

  /// Settles what the process before this one was sending when it ended. Called once, by the process that serves.
  public func recoverOutbox(at now: Double) async throws(StoreError) {
    try await write("recover the outbox", changes: [.outbox]) { db in
      try OutboxRows.settleInterrupted("TRUE", [], at: now, db)
    }
  }

  /// Says that the receiver has the message from the next byte on. False: the lease ran out, and it must not be sent.
  public func handOver(_ id: Int, attempt: Int, at now: Double) async throws(StoreError) -> Bool {
    try await write("hand over message \(id)") { db in
      try db.execute(
        sql: """
          UPDATE outbox SET handed_over = ?1 WHERE id = ?2 AND state = 'sending' AND attempts = ?3 AND lease_until > ?1
          """, arguments: [now, id, attempt])
      return db.changesCount > 0
    }
  }

  /// Says that a message was accepted.
  public func markSent(_ id: Int, attempt: Int, at now: Double) async throws(StoreError) {
    try await settle(id, attempt, .sent, at: now, error: nil)
  }

  /// Says that no further attempt is made.
  public func giveUp(_ id: Int, attempt: Int, at now: Double, error: String) async throws(StoreError) {
    try await settle(id, attempt, .givenUp, at: now, error: error)
  }

  /// Says that a message may have been delivered, and is not sent again.
  public func markInDoubt(_ id: Int, attempt: Int, at now: Double, error: String) async throws(StoreError) {
    try await settle(id, attempt, .inDoubt, at: now, error: error)
  }

  /// Says that an attempt failed, and when the next is made.
  public func retry(_ id: Int, attempt: Int, at next: Double, error: String) async throws(StoreError) {
    try await write("put back message \(id)", changes: [.outbox]) { db in
      try db.execute(
        sql: """
          UPDATE outbox SET state = 'waiting', next_attempt = ?, lease_until = NULL, handed_over = NULL, last_error = ?
          WHERE id = ? AND attempts = ? AND state = 'sending'
          """, arguments: [next, error, id, attempt])
    }
  }

  /// Messages, newest first; those of one state where it is given.
  public func messages(
    _ state: StoredMessage.State? = nil, limit: Int
  ) async throws(StoreError) -> [StoredMessage] {
    try await read("read the outbox") { db in
      try OutboxRows.fetch("WHERE ?1 IS NULL OR state = ?1 ORDER BY id DESC LIMIT ?2", [state?.rawValue, limit], db)
    }
  }

  /// When the next message is due; nil where none waits.
  public func nextAttempt() async throws(StoreError) -> Double? {
    try await read("read the outbox") { db in
      try Double.fetchOne(
        db,
        sql: """
          SELECT MIN(due) FROM (
            SELECT MIN(next_attempt) AS due FROM outbox WHERE state = 'waiting'
            UNION ALL SELECT MIN(lease_until) FROM outbox WHERE state = 'sending')
          """)
    }
  }

  private func settle(
    _ id: Int, _ attempt: Int, _ state: StoredMessage.State, at now: Double, error: String?
  ) async throws(StoreError) {
    try await write("settle message \(id)", changes: [.outbox]) { db in
      // An answer that comes after the lease ran out is news all the same, as long as nobody else took the message.
      try db.execute(
        sql: """
          UPDATE outbox SET state = ?, settled = ?, lease_until = NULL, last_error = COALESCE(?, last_error)
          WHERE id = ? AND attempts = ? AND state IN ('sending', 'in-doubt')
          """, arguments: [state.rawValue, now, error, id, attempt])
    }
  }
}

/// Messages in their table.
enum OutboxRows {
  @discardableResult
  static func enqueue(_ message: OutboxMessage, at now: Double, _ db: Database) throws -> Bool {
    try db.execute(
      sql: """
        INSERT INTO outbox
          (dedupe_key, delivery, kind, channel, recipient, subject, body_text, body_json, created, state, next_attempt)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?) ON CONFLICT (dedupe_key) DO NOTHING
        """,
      arguments: [
        message.dedupeKey, String(Secret.random().text.prefix(24)), message.kind.rawValue, message.channel.rawValue,
        message.recipient, message.subject, message.text, message.json.canonicalText, now, now,
      ])
    return db.changesCount > 0
  }

  static func settleInterrupted(
    _ condition: String, _ arguments: StatementArguments, at now: Double, _ db: Database
  ) throws {
    try db.execute(
      sql: """
        UPDATE outbox SET state = 'in-doubt', settled = ?, lease_until = NULL,
          last_error = 'it was being handed over when sending was cut off; it may have been delivered'
        WHERE state = 'sending' AND handed_over IS NOT NULL AND channel = 'mail' AND \(condition)
        """, arguments: [now] + arguments)
    try db.execute(
      sql: """
        UPDATE outbox SET state = 'waiting', next_attempt = ?, lease_until = NULL, handed_over = NULL,
          last_error = 'sending was cut off'
        WHERE state = 'sending' AND \(condition)
        """, arguments: [now] + arguments)
  }

  static func fetch(_ clause: String, _ arguments: StatementArguments, _ db: Database) throws -> [StoredMessage] {
    try Row.fetchAll(db, sql: "SELECT * FROM outbox \(clause)", arguments: arguments).map { row in
      StoredMessage(
        id: row["id"],
        message: OutboxMessage(
          dedupeKey: row["dedupe_key"], kind: try stored(OutboxMessage.Kind.self, row["kind"]),
          channel: try stored(OutboxMessage.Channel.self, row["channel"]), recipient: row["recipient"],
          subject: row["subject"], text: row["body_text"], json: try RecordText.read(row["body_json"])),
        delivery: row["delivery"], created: row["created"], state: try stored(StoredMessage.State.self, row["state"]),
        attempts: row["attempts"], nextAttempt: row["next_attempt"], settled: row["settled"],
        lastError: row["last_error"])
    }
  }
}
