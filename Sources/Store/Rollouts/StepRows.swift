internal import Basics
internal import Delivery
internal import Fleet
internal import GRDB

/// Steps of rollouts, and their lines of progress.
enum StepRows {
  /// How many lines of progress a step keeps: the last ones.
  static let linesKept = 2_000
  /// How many bytes of a line are kept.
  static let lineBytes = 4_000

  static func write(_ entry: JournalEntry, of rollout: RolloutID, _ db: Database) throws {
    switch entry.outcome {
    case .began: try begin(entry, of: rollout, db)
    case .passed(let test): try end(entry, of: rollout, .passed, sentence: test?.sentence, log: [], test: test, db)
    case .failed(let failure, let test):
      try end(entry, of: rollout, .failed, sentence: failure.sentence, log: failure.log, test: test, db)
    }
  }

  private static func begin(_ entry: JournalEntry, of rollout: RolloutID, _ db: Database) throws {
    // A step that began and never ended was cut off by the end of the process: it is done again.
    try db.execute(
      sql: """
        UPDATE rollout_step SET outcome = ?, ended = ? WHERE rollout = ? AND hub = ? AND step = ? AND ended IS NULL
        """,
      arguments: [
        StepRecord.Outcome.interrupted.rawValue, entry.at, rollout.number, entry.hub.rawValue, entry.step.rawValue,
      ])
    try insert(entry, of: rollout, db)
  }

  private static func insert(_ entry: JournalEntry, of rollout: RolloutID, _ db: Database) throws {
    try db.execute(
      sql: "INSERT INTO rollout_step (rollout, hub, step, outcome, began) VALUES (?, ?, ?, ?, ?)",
      arguments: [
        rollout.number, entry.hub.rawValue, entry.step.rawValue, StepRecord.Outcome.began.rawValue, entry.at,
      ])
  }

  private static func end(
    _ entry: JournalEntry, of rollout: RolloutID, _ outcome: StepRecord.Outcome, sentence: String?, log: [String],
    test: TestResult?, _ db: Database
  ) throws {
    let arguments: StatementArguments = [
      outcome.rawValue, entry.at, sentence, log.isEmpty ? nil : try RecordText.write(log),
      try test.map { try RecordText.write($0) }, test?.kind.rawValue, rollout.number, entry.hub.rawValue,
      entry.step.rawValue,
    ]
    let update = """
      UPDATE rollout_step SET outcome = ?, ended = ?, sentence = ?, log = ?, test = ?, test_kind = ?
      WHERE rollout = ? AND hub = ? AND step = ? AND ended IS NULL
      """
    try db.execute(sql: update, arguments: arguments)
    if db.changesCount == 0 {
      // It ended without having been seen to begin: the end is a fact all the same.
      try insert(entry, of: rollout, db)
      try db.execute(sql: update, arguments: arguments)
    }
  }

  static func log(
    _ line: String, rollout: RolloutID, hub: HubID, step: HubStep, at: Double, _ db: Database
  ) throws {
    let key: StatementArguments = [rollout.number, hub.rawValue, step.rawValue]
    let last =
      try Int.fetchOne(
        db, sql: "SELECT MAX(number) FROM step_log WHERE rollout = ? AND hub = ? AND step = ?", arguments: key) ?? 0
    try db.execute(
      sql: "INSERT INTO step_log (rollout, hub, step, number, at, line) VALUES (?, ?, ?, ?, ?, ?)",
      arguments: key + [last + 1, at, bounded(line)])
    try db.execute(
      sql: "DELETE FROM step_log WHERE rollout = ? AND hub = ? AND step = ? AND number <= ?",
      arguments: key + [last + 1 - linesKept])
  }

  /// Cut after whole characters.
  private static func bounded(_ line: String) -> String {
    if line.utf8.count <= lineBytes { return line }
    var kept = ""
    var bytes = 0
    for character in line {
      bytes += character.utf8.count
      if bytes > lineBytes { break }
      kept.append(character)
    }
    return kept + "…"
  }
}

extension StepRows {
  static func steps(of rollout: RolloutID, _ db: Database) throws -> [StepRecord] {
    try Row.fetchAll(db, sql: "SELECT * FROM rollout_step WHERE rollout = ? ORDER BY id", arguments: [rollout.number])
      .map(step)
  }

  private static func step(_ row: Row) throws -> StepRecord {
    let log: String? = row["log"]
    let test: String? = row["test"]
    return StepRecord(
      id: row["id"], rollout: RolloutID(row["rollout"]), hub: HubID(row["hub"] as String),
      step: try stored(HubStep.self, row["step"]), outcome: try stored(StepRecord.Outcome.self, row["outcome"]),
      began: row["began"], ended: row["ended"], sentence: row["sentence"],
      log: try log.map { try RecordText.read($0) } ?? [], test: try test.map { try RecordText.read($0) })
  }

  /// The newest test of each kind: of one hub, or of every hub.
  static func latestTests(of hub: HubID?, _ db: Database) throws -> [TestRecord] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT rollout_step.rollout, rollout_step.hub, step, began, ended, test,
               CASE WHEN step IN (?1, ?3) THEN before_release ELSE after_release END AS tested
        FROM rollout_step
        LEFT JOIN rollout_hub ON rollout_hub.rollout = rollout_step.rollout AND rollout_hub.hub = rollout_step.hub
        WHERE id IN (SELECT MAX(id) FROM rollout_step
                     WHERE test IS NOT NULL AND (?2 IS NULL OR hub = ?2) GROUP BY hub, test_kind)
        ORDER BY id
        """, arguments: [HubStep.testFormer.rawValue, hub?.rawValue, HubStep.testFormerAsStranger.rawValue])
    return try rows.map { row in
      let began: Double = row["began"]
      return TestRecord(
        hub: HubID(row["hub"] as String), rollout: RolloutID(row["rollout"]),
        step: try stored(HubStep.self, row["step"]), release: releaseHash(row["tested"]), at: row["ended"] ?? began,
        result: try RecordText.read(row["test"]))
    }
  }

  static func lines(
    rollout: RolloutID, hub: HubID, step: HubStep, after: Int, limit: Int, _ db: Database
  ) throws -> [LogLine] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT number, at, line FROM step_log
        WHERE rollout = ? AND hub = ? AND step = ? AND number > ? ORDER BY number LIMIT ?
        """, arguments: [rollout.number, hub.rawValue, step.rawValue, after, limit]
    ).map { LogLine(number: $0["number"], at: $0["at"], line: $0["line"]) }
  }
}
