internal import Foundation
internal import GRDB

/// What Atoll keeps: what happened, what was asked for, and what is still to be told. One SQLite file.
///
/// One process serves a store (``claimServer(at:)``) and writes to it; others may read (``openReadOnly(at:)``).
/// A call that returns has reached the disk: a crash right after it loses nothing, except lines of progress and the time
/// at which a session was last seen, which may lose their last second when the whole machine stops.
public final class Store: Sendable {
  /// The database file.
  public let path: String

  let pool: DatabasePool
  let clock: Clock
  let watchers = Watchers()

  /// Seconds since 1970, for the records whose caller says no time.
  public typealias Clock = @Sendable () -> Double

  /// Opens the store, makes it where there is none (mode 0600), and brings it up to date.
  public static func open(at path: String, clock: @escaping Clock = systemClock) throws(StoreError) -> Store {
    try createPrivately(path)
    do {
      let pool = try DatabasePool(path: path, configuration: configuration(readOnly: false))
      try Migration.bringUpToDate(pool, path: path)
      // GRDB chooses NORMAL for WAL; there a commit may be lost when the machine stops, and a step must be on the disk
      // before it is done.
      try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
      return Store(path: path, pool: pool, clock: clock)
    } catch {
      throw StoreError(opening: path, error)
    }
  }

  /// Opens a store for reading only, beside the process that serves it or without one.
  public static func openReadOnly(at path: String) throws(StoreError) -> Store {
    guard FileManager.default.fileExists(atPath: path) else { throw .missing(path: path) }
    do {
      let pool = try DatabasePool(path: path, configuration: configuration(readOnly: true))
      try Migration.requireCurrent(pool, path: path)
      return Store(path: path, pool: pool, clock: systemClock)
    } catch {
      throw StoreError(opening: path, error)
    }
  }

  /// Closes every connection. Calls that come later fail.
  public func close() throws(StoreError) {
    watchers.finish()
    do { try pool.close() } catch { throw StoreError("close the store", error) }
  }

  public static let systemClock: Clock = { Date().timeIntervalSince1970 }

  private init(path: String, pool: DatabasePool, clock: @escaping Clock) {
    self.path = path
    self.pool = pool
    self.clock = clock
  }
}

extension Store {
  /// How long a statement waits for another process that holds the file.
  static let busySeconds = 5.0
  static let readers = 4

  private static func configuration(readOnly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readOnly
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(busySeconds)
    configuration.maximumReaderCount = readers
    configuration.label = "store"
    return configuration
  }

  /// SQLite gives its side files the mode of the database, so it is enough that this one is private from its first byte on.
  static func createPrivately(_ path: String) throws(StoreError) {
    let file = Foundation.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw .cannotOpen(path: path, why: lastSystemError()) }
    defer { _ = Foundation.close(file) }
    guard fchmod(file, 0o600) == 0 else { throw .cannotOpen(path: path, why: lastSystemError()) }
  }
}

extension Store {
  /// Reads a consistent state.
  func read<Value: Sendable>(
    _ doing: String, _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws(StoreError) -> Value {
    do { return try await pool.read(body) } catch { throw StoreError(doing, error) }
  }

  /// Writes in one transaction that is on the disk when this returns, then tells who watches `topics`.
  func write<Value: Sendable>(
    _ doing: String, changes topics: Set<Topic> = [], _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws(StoreError) -> Value {
    do {
      let value = try await pool.write(body)
      watchers.tell(topics)
      return value
    } catch {
      throw StoreError(doing, error)
    }
  }

  /// Writes what is only for reading along: survives the end of this process, and reaches the disk with the next ``write``.
  func writeRelaxed(
    _ doing: String, changes topics: Set<Topic> = [], _ body: @escaping @Sendable (Database) throws -> Void
  ) async throws(StoreError) {
    do {
      try await pool.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA synchronous = NORMAL")
        let outcome = Result {
          try db.inTransaction {
            try body(db)
            return .commit
          }
        }
        try db.execute(sql: "PRAGMA synchronous = FULL")
        try outcome.get()
      }
      watchers.tell(topics)
    } catch {
      throw StoreError(doing, error)
    }
  }
}
