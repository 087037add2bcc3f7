internal import GRDB

/// How long what is only for reading along is kept, in seconds. Rollouts, steps, tests, releases, events and records of
/// growth stay.
public struct Retention: Sendable, Equatable {
  /// Lines of progress, after the rollout ended.
  public var stepLogs: Double = 30 * day
  /// Messages, after they were settled.
  public var messages: Double = 180 * day
  /// Sessions and sign-in links, after they ended.
  public var signIns: Double = 90 * day

  public init() {}

  private static let day = 86_400.0
}

/// What was removed.
public struct Removed: Sendable, Equatable {
  public let logLines: Int
  public let messages: Int
  public let signIns: Int
}

extension Store {
  /// Removes what is older than it is kept.
  @discardableResult
  public func clearOut(_ retention: Retention = Retention(), at now: Double) async throws(StoreError) -> Removed {
    try await write("remove old records") { db in
      func delete(_ sql: String, before: Double) throws -> Int {
        try db.execute(sql: sql, arguments: [before])
        return db.changesCount
      }
      let lines = try delete(
        "DELETE FROM step_log WHERE rollout IN (SELECT id FROM rollout WHERE ended < ?)",
        before: now - retention.stepLogs)
      // The dedupe key goes with the message; what it was about ended long ago.
      let messages = try delete("DELETE FROM outbox WHERE settled < ?", before: now - retention.messages)
      let sessions = try delete(
        "DELETE FROM session WHERE MIN(expires, COALESCE(ended, expires)) < ?", before: now - retention.signIns)
      let links = try delete(
        "DELETE FROM sign_in_link WHERE MIN(expires, COALESCE(used, expires)) < ?", before: now - retention.signIns)
      return Removed(logLines: lines, messages: messages, signIns: sessions + links)
    }
  }
}
