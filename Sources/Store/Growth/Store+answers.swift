public import Basics
internal import GRDB

/// What a person answered to a question of a gate.
public struct GateAnswerEntry: Sendable, Equatable, Codable, Identifiable {
  /// Counts up; a later answer has a higher number.
  public let id: Int
  public let phase: String
  public let area: String
  /// The question's short name.
  public let question: String
  public let isYes: Bool
  public let evidence: String
  /// The day that the evidence is of.
  public let on: CalendarDay
  public let by: String
  /// When it was answered, in seconds since 1970.
  public let at: Double

  /// An answer that is to be written.
  public struct Draft: Sendable, Equatable {
    public var phase: String
    public var area: String
    public var question: String
    public var isYes: Bool
    /// At most 4,000 characters.
    public var evidence: String
    public var on: CalendarDay
    public var by: String

    public init(
      phase: String, area: String, question: String, isYes: Bool, evidence: String, on: CalendarDay, by: String
    ) {
      self.phase = phase
      self.area = area
      self.question = question
      self.isYes = isYes
      self.evidence = evidence
      self.on = on
      self.by = by
    }
  }
}

extension Store {
  /// Writes an answer, with the event that tells of it. Earlier answers stay on record.
  ///
  /// - Throws: ``StoreError/refused(_:)`` where a name is empty or a text too long; nothing is written then.
  @discardableResult
  public func answer(_ draft: GateAnswerEntry.Draft, now: Double) async throws(StoreError) -> GateAnswerEntry {
    try GrowthText.checkName(draft.phase, "phase")
    try GrowthText.checkName(draft.area, "area")
    try GrowthText.checkName(draft.question, "question")
    try GrowthText.check(draft.evidence, "evidence")
    return try await write("answer a question of phase \(draft.phase)", changes: [.growth, .events]) { db in
      let entry = try AnswerRows.insert(draft, at: now, db)
      let answer = entry.isYes ? "yes" : "no"
      var details: [String: JSONValue] = [
        "answer": .int(entry.id), "area": .string(entry.area), "question": .string(entry.question), "yes": .bool(entry.isYes),
      ]
      if !entry.evidence.isEmpty { details["why"] = .string(entry.evidence) }
      try EventRows.append(
        .init(
          .gateAnswered, .phase(entry.phase), by: draft.by, at: now,
          "\(entry.question) (\(entry.area)) of phase \(entry.phase) is answered: \(answer)", details: .object(details)), db)
      return entry
    }
  }

  /// All answers ever given: by phase, area and question, and of each question the newest first.
  public func gateAnswers() async throws(StoreError) -> [GateAnswerEntry] {
    try await read("read the answers") { db in
      try Row.fetchAll(db, sql: "SELECT * FROM gate_answer ORDER BY phase, area, question, id DESC").map(AnswerRows.entry)
    }
  }
}

/// Answers in their table.
private enum AnswerRows {
  static func insert(_ draft: GateAnswerEntry.Draft, at now: Double, _ db: Database) throws -> GateAnswerEntry {
    try db.execute(
      sql: """
        INSERT INTO gate_answer (phase, area, question, is_yes, evidence, on_day, answered_by, at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        draft.phase, draft.area, draft.question, draft.isYes, draft.evidence, draft.on.description, draft.by, now,
      ])
    return GateAnswerEntry(
      id: Int(db.lastInsertedRowID), phase: draft.phase, area: draft.area, question: draft.question, isYes: draft.isYes,
      evidence: draft.evidence, on: draft.on, by: draft.by, at: now)
  }

  static func entry(_ row: Row) throws -> GateAnswerEntry {
    GateAnswerEntry(
      id: row["id"], phase: row["phase"], area: row["area"], question: row["question"], isYes: row["is_yes"],
      evidence: row["evidence"], on: try storedDay(row["on_day"]), by: row["answered_by"], at: row["at"])
  }
}
