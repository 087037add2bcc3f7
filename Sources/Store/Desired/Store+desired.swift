public import Basics
public import Delivery
internal import GRDB

/// The folder that the fleet should follow.
public struct DeployedFleet: Sendable, Equatable {
  public var folder: FleetFolder
  /// Over the folder's content.
  public var hash: String
  /// The git commit, where the folder came from one.
  public var commit: String?
  /// Seconds since 1970.
  public var at: Double
  public var by: String

  public init(folder: FleetFolder, hash: String, commit: String? = nil, at: Double, by: String) {
    self.folder = folder
    self.hash = hash
    self.commit = commit
    self.at = at
    self.by = by
  }
}

/// Someone's word on whether a hub should run, over what the folder says.
public struct WakeOverride: Sendable, Equatable {
  public let awake: Bool
  public let by: String
  /// Seconds since 1970.
  public let at: Double
}

extension Store {
  /// The folder deployed last; nil before the first.
  public func deployedFleet() async throws(StoreError) -> DeployedFleet? {
    try await deployedFleets(limit: 1).first
  }

  /// The folders deployed, newest first.
  public func deployedFleets(limit: Int) async throws(StoreError) -> [DeployedFleet] {
    try await read("read the deployed fleet") { db in
      try Row.fetchAll(db, sql: "SELECT * FROM deployed_fleet ORDER BY id DESC LIMIT ?", arguments: [limit]).map {
        row in
        DeployedFleet(
          folder: FleetFolder(path: row["folder"]), hash: row["hash"], commit: row["git_commit"], at: row["at"],
          by: row["deployed_by"])
      }
    }
  }

  /// Says which folder the fleet should follow from now on, with the event that tells of it.
  public func setDeployedFleet(_ fleet: DeployedFleet, event: Event.Draft? = nil) async throws(StoreError) {
    try await write("deploy a fleet", changes: event == nil ? [.desired] : [.desired, .events]) { db in
      try db.execute(
        sql: "INSERT INTO deployed_fleet (folder, hash, git_commit, at, deployed_by) VALUES (?, ?, ?, ?, ?)",
        arguments: [fleet.folder.path, fleet.hash, fleet.commit, fleet.at, fleet.by])
      if let event { try EventRows.append(event, db) }
    }
  }

  /// Says that a hub should run, whatever the folder says, until ``clearOverride(_:)``.
  public func wake(_ hub: HubID, by: String, at: Double) async throws(StoreError) {
    try await override(hub, awake: true, by: by, at: at)
  }

  /// Says that a hub should not run, whatever the folder says, until ``clearOverride(_:)``.
  public func sleep(_ hub: HubID, by: String, at: Double) async throws(StoreError) {
    try await override(hub, awake: false, by: by, at: at)
  }

  /// The folder decides again.
  public func clearOverride(_ hub: HubID) async throws(StoreError) {
    try await write("let the folder decide about \(hub)", changes: [.desired]) { db in
      try db.execute(sql: "DELETE FROM wake_override WHERE hub = ?", arguments: [hub.rawValue])
    }
  }

  /// The hubs that run, or do not, by someone's word.
  public func overrides() async throws(StoreError) -> [HubID: WakeOverride] {
    try await read("read which hubs were woken") { db in
      Dictionary(
        uniqueKeysWithValues: try Row.fetchAll(db, sql: "SELECT * FROM wake_override").map { row in
          (HubID(row["hub"] as String), WakeOverride(awake: row["awake"], by: row["asked_by"], at: row["at"]))
        })
    }
  }

  private func override(_ hub: HubID, awake: Bool, by: String, at: Double) async throws(StoreError) {
    try await write(awake ? "wake \(hub)" : "put \(hub) to sleep", changes: [.desired]) { db in
      try db.execute(
        sql: """
          INSERT INTO wake_override (hub, awake, asked_by, at) VALUES (?, ?, ?, ?)
          ON CONFLICT (hub) DO UPDATE SET awake = excluded.awake, asked_by = excluded.asked_by, at = excluded.at
          """, arguments: [hub.rawValue, awake, by, at])
    }
  }
}
