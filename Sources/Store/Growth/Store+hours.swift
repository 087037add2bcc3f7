public import Basics
import Growth
internal import GRDB

extension Store {
  /// Logs hours that a person worked, with the event that tells of it.
  ///
  /// - Throws: ``StoreError/refused(_:)`` where the hours are no hours of a day, where the person's day would have more than
  ///   24 of them, or where the note is too long; nothing is written then.
  @discardableResult
  public func log(_ draft: HoursEntry.Draft, now: Double) async throws(StoreError) -> HoursEntry {
    guard draft.hours > 0, draft.hours <= HoursRows.hoursOfDay else {
      throw .refused("The hours of an entry are above 0 and at most 24, and not \(draft.hours).")
    }
    try GrowthText.checkName(draft.person.rawValue, "person's name")
    try GrowthText.check(draft.note, "note")
    return try await write("log hours of \(draft.person)", changes: [.growth, .events]) { db in
      let entry = try HoursRows.insert(draft, at: now, db)
      try EventRows.append(
        .init(.hoursLogged, entry.subject, by: draft.by, at: now, entry.sentence, details: entry.details), db)
      return entry
    }
  }

  /// The hours of the days from `since` to `until`, both included, by day and then as they were logged.
  /// - Parameters:
  ///   - since: nil: from the first on.
  ///   - until: nil: up to the last.
  ///   - person: whose; nil: everybody's.
  ///   - hub: for which hub; nil: for any and for none.
  ///   - includingWithdrawn: whether entries that no longer count are given too.
  public func hours(
    since: CalendarDay? = nil, until: CalendarDay? = nil, person: PersonID? = nil, hub: HubID? = nil,
    includingWithdrawn: Bool = false
  ) async throws(StoreError) -> [HoursEntry] {
    try await read("read the hours") { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT * FROM hours_entry
          WHERE (?1 IS NULL OR day >= ?1) AND (?2 IS NULL OR day <= ?2) AND (?3 IS NULL OR person = ?3) AND (?4 IS NULL OR hub = ?4)
            AND (?5 OR withdrawn IS NULL)
          ORDER BY day, id
          """,
        arguments: [since?.description, until?.description, person?.rawValue, hub?.rawValue, includingWithdrawn]
      ).map(HoursRows.entry)
    }
  }

  /// Withdraws an entry of hours: it no longer counts, and stays on record. True where it counted until now.
  ///
  /// - Throws: ``StoreError/unknown(_:)`` where there is no such entry.
  @discardableResult
  public func withdrawHours(_ id: Int, by: String, at now: Double) async throws(StoreError) -> Bool {
    let isWithdrawn = try await write("withdraw hours") { db in
      guard let row = try Row.fetchOne(db, sql: "SELECT * FROM hours_entry WHERE id = ?", arguments: [id]) else {
        throw StoreError.unknown("entry of hours \(id)")
      }
      let entry = try HoursRows.entry(row)
      guard entry.withdrawn == nil else { return false }
      try db.execute(
        sql: "UPDATE hours_entry SET withdrawn = ?, withdrawn_by = ? WHERE id = ?", arguments: [now, by, id])
      try EventRows.append(
        .init(
          .hoursWithdrawn, entry.subject, by: by, at: now, "No longer counted: \(entry.sentence)", details: entry.details),
        db)
      return true
    }
    if isWithdrawn { watchers.tell([.growth, .events]) }
    return isWithdrawn
  }
}

/// Hours in their table.
private enum HoursRows {
  static let hoursOfDay = 24.0
  /// Sums of fractions may come out a little above what was meant.
  static let tolerance = 1e-6

  static func insert(_ draft: HoursEntry.Draft, at now: Double, _ db: Database) throws -> HoursEntry {
    let logged =
      try Double.fetchOne(
        db, sql: "SELECT SUM(hours) FROM hours_entry WHERE person = ? AND day = ? AND withdrawn IS NULL",
        arguments: [draft.person.rawValue, draft.day.description]) ?? 0
    guard logged + draft.hours <= hoursOfDay + tolerance else {
      throw StoreError.refused(
        "\(draft.person) has \(HoursEntry.text(logged)) on \(draft.day) already, and \(HoursEntry.text(draft.hours)) more "
          + "would be above the 24 of a day: withdraw an entry, or log fewer.")
    }
    try db.execute(
      sql: """
        INSERT INTO hours_entry (person, day, hours, work_class, hub, note, at, logged_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        draft.person.rawValue, draft.day.description, draft.hours, draft.workClass.rawValue, draft.hub?.rawValue,
        draft.note, now, draft.by,
      ])
    return HoursEntry(
      id: Int(db.lastInsertedRowID), person: draft.person, day: draft.day, hours: draft.hours, workClass: draft.workClass,
      hub: draft.hub, note: draft.note, at: now, by: draft.by, withdrawn: nil, withdrawnBy: nil)
  }

  static func entry(_ row: Row) throws -> HoursEntry {
    let hub: String? = row["hub"]
    return HoursEntry(
      id: row["id"], person: PersonID(row["person"] as String), day: try storedDay(row["day"]), hours: row["hours"],
      workClass: try stored(WorkClass.self, row["work_class"]), hub: hub.map { HubID($0) }, note: row["note"],
      at: row["at"], by: row["logged_by"], withdrawn: row["withdrawn"], withdrawnBy: row["withdrawn_by"])
  }
}
