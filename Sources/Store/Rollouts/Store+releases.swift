public import Basics
public import Delivery
public import Fleet
internal import GRDB

extension Store {
  public func release(_ hash: ReleaseHash) async throws(StoreError) -> StoredRelease? {
    try await read("read release \(hash)") { db in
      try Row.fetchOne(
        db, sql: "SELECT content, folder FROM hub_release WHERE hash = ?", arguments: [hash.rawValue]
      ).map(ReleaseRows.read)
    }
  }

  public func running() async throws(StoreError) -> [HubID: StoredRelease] {
    try await runningReleases().mapValues(\.stored)
  }

  /// What each hub should be running, and since when.
  public func runningReleases() async throws(StoreError) -> [HubID: RunningRelease] {
    try await read("read what runs") { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT running_hub.hub, since, content, folder
          FROM running_hub JOIN hub_release ON hub_release.hash = running_hub.release
          """)
      return try Dictionary(
        uniqueKeysWithValues: rows.map { row in
          (HubID(row["hub"] as String), RunningRelease(stored: try ReleaseRows.read(row), since: row["since"]))
        })
    }
  }

  /// The same without the releases' content, for pages that are asked for often.
  public func runningHashes() async throws(StoreError) -> [HubID: RunningHash] {
    try await read("read what runs") { db in
      Dictionary(
        uniqueKeysWithValues: try Row.fetchAll(db, sql: "SELECT hub, release, since FROM running_hub").map { row in
          (HubID(row["hub"] as String), RunningHash(release: ReleaseHash(row["release"] as String), since: row["since"]))
        })
    }
  }

  public func setRunning(_ hub: HubID, _ release: ReleaseHash?) async throws(StoreError) {
    let at = clock()
    try await write("say what \(hub) runs", changes: [.rollouts]) { db in
      guard let release else {
        try db.execute(sql: "DELETE FROM running_hub WHERE hub = ?", arguments: [hub.rawValue])
        return
      }
      let owner = try String.fetchOne(
        db, sql: "SELECT hub FROM hub_release WHERE hash = ?", arguments: [release.rawValue])
      guard owner == hub.rawValue else { throw StoreError.unknown("release \(release) of \(hub)") }
      try db.execute(
        sql: """
          INSERT INTO running_hub (hub, release, since) VALUES (?, ?, ?)
          ON CONFLICT (hub) DO UPDATE SET release = excluded.release, since = excluded.since
          WHERE release <> excluded.release
          """, arguments: [hub.rawValue, release.rawValue, at])
    }
  }

  /// The folders that a running hub, an unfinished rollout or the deployed fleet needs; others may be removed.
  public func foldersInUse() async throws(StoreError) -> Set<Delivery.FleetFolder> {
    try await read("read the folders in use") { db in
      let paths = try String.fetchAll(
        db,
        sql: """
          SELECT folder FROM hub_release WHERE hash IN (SELECT release FROM running_hub)
          UNION SELECT folder FROM rollout WHERE ended IS NULL
          UNION SELECT folder FROM hub_release WHERE hash IN (
            SELECT before_release FROM rollout_hub
            WHERE rollout IN (SELECT id FROM rollout WHERE ended IS NULL) AND before_release IS NOT NULL)
          UNION SELECT folder FROM deployed_fleet WHERE id = (SELECT MAX(id) FROM deployed_fleet)
          """)
      return Set(paths.map { FleetFolder(path: $0) })
    }
  }
}

/// Releases in their table.
enum ReleaseRows {
  /// Keeps a release. One that is known already is kept as it came last: where its values are declared may have moved.
  static func keep(_ stored: StoredRelease, at: Double, _ db: Database) throws {
    let release = stored.release
    try db.execute(
      sql: """
        INSERT INTO hub_release (hash, hub, content, folder, first_seen, last_seen) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (hash) DO UPDATE SET
          content = excluded.content, folder = excluded.folder, last_seen = excluded.last_seen
        """,
      arguments: [
        release.hash.rawValue, release.hub.rawValue, try RecordText.write(release), stored.folder.path, at, at,
      ])
  }

  static func read(_ row: Row) throws -> StoredRelease {
    StoredRelease(release: try RecordText.read(row["content"]), folder: FleetFolder(path: row["folder"]))
  }
}
