internal import GRDB

/// One change of the store's tables. A migration that has been released is never edited: a later one mends it.
struct Migration: Sendable {
  /// Stored in the database once it is done; never renamed.
  let name: String
  let sql: String

  /// All of them, oldest first. Append only.
  static let all: [Migration] = [.rollouts, .events, .desiredState, .signIn, .outbox, .growth, .doors]

  static func bringUpToDate(_ pool: DatabasePool, path: String) throws {
    let migrator = migrator()
    try pool.read { db in try refuseNewer(migrator, db, path: path) }
    try migrator.migrate(pool)
  }

  static func requireCurrent(_ pool: DatabasePool, path: String) throws {
    let migrator = migrator()
    try pool.read { db in
      try refuseNewer(migrator, db, path: path)
      let applied = try migrator.appliedIdentifiers(db)
      let lacking = all.map(\.name).filter { !applied.contains($0) }
      if !lacking.isEmpty { throw StoreError.older(path: path, migrations: lacking) }
    }
  }

  private static func migrator() -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for migration in all {
      migrator.registerMigration(migration.name) { db in try db.execute(sql: migration.sql) }
    }
    return migrator
  }

  private static func refuseNewer(_ migrator: DatabaseMigrator, _ db: Database, path: String) throws {
    let unknown = try migrator.appliedIdentifiers(db).subtracting(all.map(\.name))
    if !unknown.isEmpty { throw StoreError.newer(path: path, migrations: unknown.sorted()) }
  }
}
