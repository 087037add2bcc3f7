internal import Foundation
internal import GRDB

extension Store {
  /// Copies the store, as it is at one moment, to a new file of mode 0600, while it is used. The copy is checked before it
  /// gets its name.
  public func backup(to target: String) async throws(StoreError) {
    let doing = "back up the store to \(target)"
    guard !FileManager.default.fileExists(atPath: target) else { throw .taken("a file \(target)") }
    let partial = target + ".partial"
    do {
      try Store.remove(partial)
      try Store.createPrivately(partial)
      try await Store.copy(pool, to: partial)
      try Store.syncFile(partial)
      // A link, unlike a rename, never takes the place of a file that came in the meantime.
      guard link(partial, target) == 0 else {
        if errno == EEXIST { throw StoreError.taken("a file \(target)") }
        throw StoreError.failed(doing: doing, why: lastSystemError())
      }
      try Store.remove(partial)
    } catch {
      let failure = StoreError(doing, error)
      do { try Store.remove(partial) } catch {
        throw .failed(doing: doing, why: "\(failure) \(partial) is left and could not be removed: \(error)")
      }
      throw failure
    }
  }

  /// What SQLite finds wrong with the file; empty where nothing is.
  public func integrityCheck() async throws(StoreError) -> [String] {
    try await read("check the store") { db in try Store.problems(db) }
  }

  /// How SQLite guards what is written, as it says itself.
  package func settings() async throws(StoreError) -> [String: String] {
    do {
      return try await pool.writeWithoutTransaction { db in
        try Dictionary(
          uniqueKeysWithValues: ["journal_mode", "synchronous", "foreign_keys"].map { name in
            (name, try String.fetchOne(db, sql: "PRAGMA \(name)") ?? "")
          })
      }
    } catch {
      throw StoreError("read the store's settings", error)
    }
  }

  private static func copy(_ pool: DatabasePool, to path: String) async throws {
    try await Task.detached {
      let queue = try DatabaseQueue(path: path)
      try pool.backup(to: queue)
      let found = try queue.writeWithoutTransaction { db in
        // One file, without side files, whatever mode the original is in.
        try db.execute(sql: "PRAGMA journal_mode = DELETE")
        return try Store.problems(db)
      }
      try queue.close()
      if !found.isEmpty {
        throw StoreError.damaged(doing: "back up the store", why: found.joined(separator: "; "))
      }
    }.value
  }

  private static func problems(_ db: Database) throws -> [String] {
    let structure = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
    let references = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map { row in
      let table: String? = row["table"]
      let parent: String? = row["parent"]
      return "a row of \(table ?? "a table") points to nothing in \(parent ?? "another")"
    }
    return structure + references
  }

  private static func remove(_ path: String) throws {
    guard unlink(path) == 0 || errno == ENOENT else {
      throw StoreError.failed(doing: "remove \(path)", why: lastSystemError())
    }
  }

  private static func syncFile(_ path: String) throws {
    let file = Foundation.open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw StoreError.failed(doing: "write \(path)", why: lastSystemError()) }
    defer { _ = Foundation.close(file) }
    guard fsync(file) == 0 else { throw StoreError.failed(doing: "write \(path)", why: lastSystemError()) }
  }
}
