public import Basics
public import Growth
internal import GRDB

/// What was decided about a feature when its review was due.
public struct FeatureReviewEntry: Sendable, Equatable, Codable, Identifiable {
  /// Counts up; a later review has a higher number.
  public let id: Int
  public let feature: FeatureID
  public let outcome: Outcome
  public let because: String
  public let on: CalendarDay
  /// When it is to be reviewed again; nil: not again.
  public let next: CalendarDay?
  public let by: String
  /// When it was written, in seconds since 1970.
  public let at: Double

  /// What becomes of the feature.
  public typealias Outcome = FeatureReview.Outcome

  /// A review that is to be written.
  public struct Draft: Sendable, Equatable {
    public var feature: FeatureID
    public var outcome: Outcome
    /// At most 4,000 characters.
    public var because: String
    public var on: CalendarDay
    public var next: CalendarDay?
    public var by: String

    public init(
      _ feature: FeatureID, _ outcome: Outcome, because: String, on: CalendarDay, next: CalendarDay? = nil, by: String
    ) {
      self.feature = feature
      self.outcome = outcome
      self.because = because
      self.on = on
      self.next = next
      self.by = by
    }
  }
}

extension Store {
  /// Writes what a review of a feature decided, with the event that tells of it. Earlier reviews stay on record.
  ///
  /// - Throws: ``StoreError/refused(_:)`` where the next review would not be after this one, the name is empty, or a text is
  ///   too long; nothing is written then.
  @discardableResult
  public func review(_ draft: FeatureReviewEntry.Draft, now: Double) async throws(StoreError) -> FeatureReviewEntry {
    try GrowthText.checkName(draft.feature.rawValue, "feature's name")
    try GrowthText.check(draft.because, "reason")
    if let next = draft.next, next <= draft.on {
      throw .refused("The next review, \(next), is not after this one, \(draft.on): name a later day.")
    }
    return try await write("write the review of \(draft.feature)", changes: [.growth, .events]) { db in
      let entry = try ReviewRows.insert(draft, at: now, db)
      var details: [String: JSONValue] = ["review": .int(entry.id), "outcome": .string(entry.outcome.rawValue)]
      if !entry.because.isEmpty { details["why"] = .string(entry.because) }
      if let next = entry.next { details["next"] = .string(next.description) }
      try EventRows.append(
        .init(
          .featureReviewed, .feature(entry.feature), by: entry.by, at: now, entry.sentence, details: .object(details)), db)
      return entry
    }
  }

  /// All reviews ever written, newest first.
  public func featureReviews() async throws(StoreError) -> [FeatureReviewEntry] {
    try await read("read the reviews of features") { db in
      try Row.fetchAll(db, sql: "SELECT * FROM feature_review ORDER BY id DESC").map(ReviewRows.entry)
    }
  }
}

extension FeatureReviewEntry {
  fileprivate var sentence: String {
    let fate =
      switch outcome {
      case .promote: "is to be promoted"
      case .keep: "is kept as it is"
      case .retire: "is to be retired"
      }
    return "Feature \(feature) \(fate)"
  }
}

/// Reviews in their table.
private enum ReviewRows {
  static func insert(_ draft: FeatureReviewEntry.Draft, at now: Double, _ db: Database) throws -> FeatureReviewEntry {
    try db.execute(
      sql: """
        INSERT INTO feature_review (feature, outcome, because, on_day, next_day, reviewed_by, at) VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        draft.feature.rawValue, draft.outcome.rawValue, draft.because, draft.on.description, draft.next?.description,
        draft.by, now,
      ])
    return FeatureReviewEntry(
      id: Int(db.lastInsertedRowID), feature: draft.feature, outcome: draft.outcome, because: draft.because, on: draft.on,
      next: draft.next, by: draft.by, at: now)
  }

  static func entry(_ row: Row) throws -> FeatureReviewEntry {
    let next: String? = row["next_day"]
    return FeatureReviewEntry(
      id: row["id"], feature: FeatureID(row["feature"] as String),
      outcome: try stored(FeatureReviewEntry.Outcome.self, row["outcome"]), because: row["because"],
      on: try storedDay(row["on_day"]), next: try next.map { try storedDay($0) }, by: row["reviewed_by"], at: row["at"])
  }
}
