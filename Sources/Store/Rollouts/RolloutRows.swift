internal import Basics
internal import Delivery
internal import Fleet
internal import GRDB

/// Rollouts in their tables: the request and the state in `rollout`, a snapshot of each lane, and a line for each hub.
enum RolloutRows {
  static func begin(_ request: Rollout.Request, lanes: [Lane], _ db: Database) throws -> Rollout {
    try db.execute(
      sql: """
        INSERT INTO rollout (request, asked_by, why, folder, state, started) VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        try RecordText.write(request), request.by, request.why, request.folder.path, Rollout.State.running.rawValue,
        request.at,
      ])
    let rollout = Rollout(id: RolloutID(Int(db.lastInsertedRowID)), request: request, lanes: lanes)
    try write(lanes, of: rollout.id, db)
    try end(rollout, at: request.at, db)
    return rollout
  }

  static func update(_ rollout: Rollout, at: Double, _ db: Database) throws {
    let number = rollout.id.number
    guard try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM rollout WHERE id = ?)", arguments: [number]) == true
    else { throw StoreError.unknown("rollout \(rollout.id)") }
    try write(rollout.lanes, of: rollout.id, db)
    try end(rollout, at: at, db)
  }

  static func read(_ id: RolloutID, _ db: Database) throws -> RolloutRecord? {
    guard
      let row = try Row.fetchOne(
        db, sql: "SELECT request, started, ended FROM rollout WHERE id = ?", arguments: [id.number])
    else { return nil }
    let snapshots = try String.fetchAll(
      db, sql: "SELECT snapshot FROM rollout_lane WHERE rollout = ? ORDER BY position", arguments: [id.number])
    let rollout = Rollout(
      id: id, request: try RecordText.read(row["request"]), lanes: try snapshots.map { try RecordText.read($0) })
    return RolloutRecord(rollout: rollout, started: row["started"], ended: row["ended"])
  }

  private static func end(_ rollout: Rollout, at: Double, _ db: Database) throws {
    let ended: Double? = rollout.state == .running ? nil : at
    try db.execute(
      sql: "UPDATE rollout SET state = ?1, ended = COALESCE(ended, ?2) WHERE id = ?3",
      arguments: [rollout.state.rawValue, ended, rollout.id.number])
  }

  /// Rewrites only the rows that differ: a step of a large rollout costs what its own lane costs.
  private static func write(_ lanes: [Lane], of id: RolloutID, _ db: Database) throws {
    for (position, lane) in lanes.enumerated() {
      let snapshot = try RecordText.write(lane)
      try db.execute(
        sql: """
          INSERT INTO rollout_lane (rollout, position, lane, snapshot) VALUES (?, ?, ?, ?)
          ON CONFLICT (rollout, position) DO UPDATE SET lane = excluded.lane, snapshot = excluded.snapshot
          WHERE snapshot <> excluded.snapshot
          """, arguments: [id.number, position, lane.id, snapshot])
      if db.changesCount > 0 {
        for hub in lane.hubs { try write(hub, of: id, db) }
      }
    }
  }

  private static func write(_ hub: HubRollout, of id: RolloutID, _ db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO rollout_hub (rollout, hub, kind, before_release, after_release, state, failed_step, failure)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (rollout, hub) DO UPDATE SET
          kind = excluded.kind, before_release = excluded.before_release, after_release = excluded.after_release,
          state = excluded.state, failed_step = excluded.failed_step, failure = excluded.failure
        """,
      arguments: [
        id.number, hub.hub.rawValue, hub.change.kind.rawValue, hub.change.before?.rawValue, hub.change.after?.rawValue,
        hub.state.stored, hub.failure?.step.rawValue, hub.failure?.sentence,
      ])
  }
}

extension RolloutRows {
  static func summaries(limit: Int, before: RolloutID?, _ db: Database) throws -> [RolloutSummary] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT id, asked_by, why, state, started, ended FROM rollout WHERE id < ? ORDER BY id DESC LIMIT ?
        """, arguments: [before?.number ?? Int.max, limit])
    return try rows.map { row in
      let id: Int = row["id"]
      return RolloutSummary(
        id: RolloutID(id), by: row["asked_by"], why: row["why"],
        state: try stored(Rollout.State.self, row["state"]), started: row["started"], ended: row["ended"],
        hubs: try counts(id, db), failure: try firstFailure(id, db))
    }
  }

  private static func counts(_ rollout: Int, _ db: Database) throws -> RolloutSummary.HubCounts {
    let rows = try Row.fetchAll(
      db, sql: "SELECT state, COUNT(*) AS hubs FROM rollout_hub WHERE rollout = ? GROUP BY state", arguments: [rollout])
    var counts = RolloutSummary.HubCounts()
    for row in rows {
      let hubs: Int = row["hubs"]
      switch try HubState(stored: row["state"]) {
      case .waiting: counts.waiting += hubs
      case .doing: counts.doing += hubs
      case .passed: counts.passed += hubs
      case .takenBack: counts.takenBack += hubs
      case .broken: counts.broken += hubs
      case .blocked: counts.blocked += hubs
      }
    }
    return counts
  }

  static func firstFailure(_ rollout: Int, _ db: Database) throws -> RolloutSummary.HubFailure? {
    // The step that failed first in time, where it is known; hubs that failed and were taken back keep their failure.
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT hub, failed_step, failure FROM rollout_hub WHERE rollout = ?1 AND failure IS NOT NULL
        ORDER BY (SELECT MIN(id) FROM rollout_step
                  WHERE rollout = ?1 AND hub = rollout_hub.hub AND step = rollout_hub.failed_step), hub LIMIT 1
        """, arguments: [rollout])
    guard let row else { return nil }
    return RolloutSummary.HubFailure(
      hub: HubID(row["hub"] as String), step: try stored(HubStep.self, row["failed_step"]), sentence: row["failure"])
  }

  static func history(of hub: HubID, limit: Int, _ db: Database) throws -> [HubHistoryEntry] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT rollout.id, asked_by, why, started, ended, kind, before_release, after_release, rollout_hub.state AS state,
               failed_step, failure
        FROM rollout_hub JOIN rollout ON rollout.id = rollout_hub.rollout
        WHERE hub = ? ORDER BY rollout.id DESC LIMIT ?
        """, arguments: [hub.rawValue, limit])
    return try rows.map { row in
      let step: String? = row["failed_step"]
      return HubHistoryEntry(
        rollout: RolloutID(row["id"]), by: row["asked_by"], why: row["why"], started: row["started"],
        ended: row["ended"], kind: try stored(HubChange.Kind.self, row["kind"]),
        before: releaseHash(row["before_release"]), after: releaseHash(row["after_release"]),
        state: try HubState(stored: row["state"]), failedStep: try step.map { try stored(HubStep.self, $0) },
        failure: row["failure"])
    }
  }
}

func releaseHash(_ text: String?) -> ReleaseHash? { text.map { ReleaseHash($0) } }

extension HubState {
  /// The word for it in the tables; a step that is being done stands behind a colon.
  var stored: String {
    switch self {
    case .waiting: "waiting"
    case .doing(let step): "doing:\(step.rawValue)"
    case .passed: "passed"
    case .takenBack: "taken-back"
    case .broken: "broken"
    case .blocked: "blocked"
    }
  }

  init(stored text: String) throws {
    switch text {
    case "waiting": self = .waiting
    case "passed": self = .passed
    case "taken-back": self = .takenBack
    case "broken": self = .broken
    case "blocked": self = .blocked
    default:
      guard text.hasPrefix("doing:"), let step = HubStep(rawValue: String(text.dropFirst("doing:".count))) else {
        throw StoreError.damaged(doing: "read a rollout", why: "\(text) is no state of a hub")
      }
      self = .doing(step)
    }
  }
}
