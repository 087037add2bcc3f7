public import Basics
internal import GRDB

/// When a phase was opened, by whom, and which hubs there were.
public struct PhaseOpeningEntry: Sendable, Equatable, Codable {
  public let phase: String
  /// Seconds since 1970.
  public let at: Double
  public let by: String
  /// Why, where someone said so.
  public let because: String?
  /// The hubs that were there already, by name: those that come later take its slots.
  public let hubs: [HubID]

  /// - Parameter because: at most 4,000 characters.
  public init(phase: String, at: Double, by: String, because: String? = nil, hubs: [HubID]) {
    self.phase = phase
    self.at = at
    self.by = by
    self.because = because
    self.hubs = hubs.sorted()
  }
}

extension Store {
  /// Writes that a phase was opened, with the event that tells of it. A phase is opened once.
  ///
  /// - Parameter isFirstCount: whether it was open before anything was counted; then the event says so.
  /// - Throws: ``StoreError/taken(_:)`` where it was opened before, ``StoreError/refused(_:)`` where its name is empty or a
  ///   text too long; nothing is written then.
  public func openPhase(_ opening: PhaseOpeningEntry, isFirstCount: Bool = false) async throws(StoreError) {
    try GrowthText.checkName(opening.phase, "phase")
    try GrowthText.check(opening.because ?? "", "reason")
    let sentence =
      isFirstCount
      ? "Phase \(opening.phase) was open already: hubs that come from now on take its slots" : "Phase \(opening.phase) is open"
    try await write("open phase \(opening.phase)", changes: [.growth, .events]) { db in
      let isOpen = try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM phase_opening WHERE phase = ?)", arguments: [opening.phase])
      if isOpen == true { throw StoreError.taken("an opening of phase \(opening.phase)") }
      try db.execute(
        sql: "INSERT INTO phase_opening (phase, at, opened_by, because, hubs) VALUES (?, ?, ?, ?, ?)",
        arguments: [opening.phase, opening.at, opening.by, opening.because, try RecordText.write(opening.hubs)])
      try EventRows.append(
        .init(
          .phaseOpened, .phase(opening.phase), by: opening.by, at: opening.at, sentence,
          details: opening.because.map { ["why": .string($0)] } ?? [:]), db)
    }
  }

  /// The phases that were opened, in the order in which they were.
  public func phaseOpenings() async throws(StoreError) -> [PhaseOpeningEntry] {
    try await read("read which phases were opened") { db in
      try Row.fetchAll(db, sql: "SELECT * FROM phase_opening ORDER BY at, phase").map { row in
        PhaseOpeningEntry(
          phase: row["phase"], at: row["at"], by: row["opened_by"], because: row["because"],
          hubs: try RecordText.read(row["hubs"]))
      }
    }
  }
}
