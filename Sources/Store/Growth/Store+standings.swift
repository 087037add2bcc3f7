internal import Basics
internal import GRDB

/// Where an item of a phase's gates stands, as it was read last.
public struct GateStandingEntry: Sendable, Equatable, Codable {
  public let phase: String
  /// The item's name, unique in its phase.
  public let item: String
  public let holds: Bool
  /// Since when it holds, or does not, in seconds since 1970.
  public let since: Double
  /// What was measured, in the unit of its measure; nil where nothing was.
  public let value: Double?
  /// When it was read last, in seconds since 1970.
  public let readAt: Double

  /// An item as it was just read.
  public struct Reading: Sendable, Equatable {
    public var phase: String
    public var item: String
    public var holds: Bool
    /// Since when, where that is known to be before now; used only where the item is new or stands otherwise than before.
    public var since: Double?
    /// One that is not finite is kept as nil.
    public var value: Double?
    /// What is told where it begins to hold, or falls.
    public var sentence: String

    public init(
      phase: String, item: String, holds: Bool, since: Double? = nil, value: Double? = nil, sentence: String
    ) {
      self.phase = phase
      self.item = item
      self.holds = holds
      self.since = since
      self.value = value
      self.sentence = sentence
    }
  }
}

extension Store {
  /// Keeps where the items of gates stand, and tells in an event of each that began to hold or fell. An item that is new and
  /// does not hold has not fallen. Items of the same phases that are not among the readings are forgotten.
  ///
  /// Readings that stand as before change neither the event log nor the revision of ``Topic/growth``, whatever their values:
  /// who reads again at each revision comes to rest.
  /// - Parameters:
  ///   - phases: whose items are forgotten where no reading names them, beside those that readings name.
  /// - Returns: whether an item came, went, began to hold, or fell.
  /// - Throws: ``StoreError/refused(_:)`` where a name is empty, a text too long, or an item is read twice.
  @discardableResult
  public func recordStandings(
    _ readings: [GateStandingEntry.Reading], of phases: Set<String> = [], by actor: String = "atoll", now: Double
  ) async throws(StoreError) -> Bool {
    var names: Set<[String]> = []
    for reading in readings {
      try GrowthText.checkName(reading.phase, "phase")
      try GrowthText.checkName(reading.item, "item")
      try GrowthText.check(reading.sentence, "sentence")
      guard names.insert([reading.phase, reading.item]).inserted else {
        throw .refused("\(reading.item) of phase \(reading.phase) is read twice: give it once.")
      }
    }
    let concerned = phases.union(readings.map(\.phase))
    let changes = try await write("record where gates stand") { db in
      try StandingRows.record(readings, of: concerned, by: actor, at: now, db)
    }
    if changes.standings { watchers.tell(changes.events ? [.growth, .events] : [.growth]) }
    return changes.standings
  }

  /// Where all items stand, by phase and item.
  public func gateStandings() async throws(StoreError) -> [GateStandingEntry] {
    try await read("read where gates stand") { db in
      try StandingRows.fetch("ORDER BY phase, item", [], db)
    }
  }
}

/// Standings in their table.
private enum StandingRows {
  static func record(
    _ readings: [GateStandingEntry.Reading], of phases: Set<String>, by actor: String, at now: Double, _ db: Database
  ) throws -> (standings: Bool, events: Bool) {
    var changes = (standings: false, events: false)
    for phase in phases.sorted() {
      let known = try fetch("WHERE phase = ?", [phase], db)
      let given = readings.filter { $0.phase == phase }
      for entry in known where !given.contains(where: { $0.item == entry.item }) {
        try db.execute(sql: "DELETE FROM gate_standing WHERE phase = ? AND item = ?", arguments: [phase, entry.item])
        changes.standings = true
      }
      for reading in given {
        let before = known.first { $0.item == reading.item }
        let entry = reading.entry(after: before, now: now)
        try keep(entry, db)
        guard before?.holds != entry.holds else { continue }
        changes.standings = true
        guard entry.holds || before != nil else { continue }
        changes.events = true
        try EventRows.append(entry.event(reading.sentence, by: actor, at: now), db)
      }
    }
    return changes
  }

  private static func keep(_ entry: GateStandingEntry, _ db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO gate_standing (phase, item, holds, since, value, read_at) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (phase, item) DO UPDATE SET
          holds = excluded.holds, since = excluded.since, value = excluded.value, read_at = excluded.read_at
        """, arguments: [entry.phase, entry.item, entry.holds, entry.since, entry.value, entry.readAt])
  }

  static func fetch(_ clause: String, _ arguments: StatementArguments, _ db: Database) throws -> [GateStandingEntry] {
    try Row.fetchAll(db, sql: "SELECT * FROM gate_standing \(clause)", arguments: arguments).map { row in
      GateStandingEntry(
        phase: row["phase"], item: row["item"], holds: row["holds"], since: row["since"], value: row["value"],
        readAt: row["read_at"])
    }
  }
}

extension GateStandingEntry.Reading {
  /// What is kept of it: since when it stands so is what is known already, where it stands as before.
  fileprivate func entry(after before: GateStandingEntry?, now: Double) -> GateStandingEntry {
    let began = before.flatMap { $0.holds == holds ? $0.since : nil } ?? min(since ?? now, now)
    let measured = value.flatMap { $0.isFinite ? $0 : nil }
    return GateStandingEntry(phase: phase, item: item, holds: holds, since: began, value: measured, readAt: now)
  }
}

extension GateStandingEntry {
  fileprivate func event(_ sentence: String, by actor: String, at now: Double) -> Event.Draft {
    var details: [String: JSONValue] = ["item": .string(item), "since": .double(since)]
    if let value { details["value"] = .double(value) }
    return Event.Draft(
      holds ? .gateHeld : .gateFell, .phase(phase), by: actor, at: now, sentence, details: .object(details))
  }
}
