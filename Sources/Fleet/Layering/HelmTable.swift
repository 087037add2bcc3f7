internal import Basics

/// A map while values are merged. As in Helm it is a thing of its own that several maps can hold: what is laid into it is
/// seen through all of them. Helm's globals depend on that.
final class HelmTable {
  /// A member: a value nobody opened yet, or a map that was opened. A value stays the identical object to the end.
  enum Entry {
    case value(SourcedValue)
    case table(HelmTable)

    var isTable: Bool {
      switch self {
      case .value(let value): value.isMap
      case .table: true
      }
    }

    var isNull: Bool { if case .value(let value) = self { value.isNull } else { false } }

    /// What it was when it was opened, for what it is named as when something stands over it.
    var origin: SourcedValue {
      switch self {
      case .value(let value): value
      case .table(let table): table.origin
      }
    }
  }

  /// The map that it was opened from.
  let origin: SourcedValue
  var entries: [String: Entry]
  /// What it was laid over, in that order.
  private var over: [SourcedValue] = []

  init(_ origin: SourcedValue) {
    self.origin = origin
    entries = (origin.members ?? [:]).mapValues(Entry.value)
  }

  /// One with the same members, which both then hold.
  init(sharing other: HelmTable) {
    for (key, entry) in other.entries where entry.isTable { _ = other.table(key) }
    origin = other.origin
    over = other.over
    entries = other.entries
  }

  /// One that shares nothing.
  init(copying other: HelmTable) {
    origin = other.origin
    over = other.over
    entries = other.entries.mapValues { entry in
      switch entry {
      case .value: entry
      case .table(let table): .table(HelmTable(copying: table))
      }
    }
  }

  /// The member as an opened map; nil where it is none.
  func table(_ key: String) -> HelmTable? {
    switch entries[key] {
    case nil: return nil
    case .table(let table): return table
    case .value(let value):
      guard value.isMap else { return nil }
      let table = HelmTable(value)
      entries[key] = .table(table)
      return table
    }
  }

  /// Notes that this map stands over another value.
  func lay(over value: SourcedValue) {
    if value !== origin { over.append(value) }
  }

  /// The merged value: the origin itself where nothing changed, the one of `like` where that is the same.
  func closed(like: SourcedValue? = nil) -> SourcedValue {
    let before = origin.members ?? [:]
    let alike = like?.members
    var after: [String: SourcedValue] = [:]
    after.reserveCapacity(entries.count)
    var sameAsBefore = entries.count == before.count
    var sameAsLike = entries.count == alike?.count && origin.place == like?.place
    for (key, entry) in entries {
      let value =
        switch entry {
        case .value(let value): value
        case .table(let table): table.closed(like: alike?[key])
        }
      after[key] = value
      if sameAsBefore { sameAsBefore = before[key] === value }
      if sameAsLike { sameAsLike = alike?[key] === value }
    }
    if sameAsLike, let like { return like }
    let under = over.reduce(origin) { $0.laid(over: $1) }
    if sameAsBefore { return under }
    return SourcedValue(.map(after), at: origin.place, over: under.under)
  }
}

extension SourcedValue {
  /// This value with the other, and what that overrides, at the end of what it overrides. What is there already is not
  /// repeated: the value itself where that is all.
  func laid(over other: SourcedValue) -> SourcedValue {
    guard let new = other.without(self) else { return self }
    return onto(new)
  }

  private func onto(_ other: SourcedValue) -> SourcedValue {
    SourcedValue(content, at: place, over: under?.onto(other) ?? other)
  }

  /// This value and what it overrides, but for what the other says or overrides; nil where nothing is left.
  private func without(_ other: SourcedValue) -> SourcedValue? {
    let rest = under?.without(other)
    if other.says(self) { return rest }
    return rest === under ? self : SourcedValue(content, at: place, over: rest)
  }

  /// Whether the other is this one or one that it overrides. A map is the same one whatever was merged into it.
  private func says(_ other: SourcedValue) -> Bool {
    var next: SourcedValue? = self
    while let value = next {
      if value === other { return true }
      if value.place != nil && value.place == other.place && ((value.isMap && other.isMap) || value == other) { return true }
      next = value.under
    }
    return false
  }
}

/// What is known of merged pairs of maps, so that defaults are merged once and not for every hub.
struct HelmPairs: Sendable {
  struct Key: Hashable, Sendable {
    let high: ObjectIdentifier
    let low: ObjectIdentifier
    let keepsNulls: Bool
  }

  /// The pair is held, or another object could come to have its identity.
  struct Outcome: Sendable {
    let high: SourcedValue
    let low: SourcedValue
    let merged: SourcedValue
  }

  var outcomes: [Key: Outcome] = [:]
}

/// Merges maps as Helm's `coalesceTablesFullKey` does: the upper wins, and a null in it removes (`keepsNulls` false) or stays.
struct HelmMerger {
  private(set) var pairs: HelmPairs
  /// Whether new pairs are kept. They are of the defaults, never of a hub's values.
  let records: Bool

  init(knowing pairs: HelmPairs = HelmPairs(), records: Bool) {
    self.pairs = pairs
    self.records = records
  }

  mutating func lay(_ high: HelmTable, over low: HelmTable.Entry, keepsNulls: Bool) {
    switch low {
    case .value(let value):
      for (key, below) in value.members ?? [:] { lay(key, of: high, over: .value(below), keepsNulls) }
    case .table(let table):
      for (key, below) in table.entries { lay(key, of: high, over: below, keepsNulls) }
    }
    high.lay(over: low.origin)
  }

  private mutating func lay(_ key: String, of high: HelmTable, over below: HelmTable.Entry, _ keepsNulls: Bool) {
    guard let above = high.entries[key] else {
      high.entries[key] = below
      return
    }
    if above.isNull && !keepsNulls {
      high.entries[key] = nil
    } else {
      high.entries[key] = laid(above, over: below, keepsNulls: keepsNulls)
    }
  }

  /// What stands at a key that both have, where the upper is not removed.
  mutating func laid(_ above: HelmTable.Entry, over below: HelmTable.Entry, keepsNulls: Bool) -> HelmTable.Entry {
    switch (above, below) {
    case (.value(let high), .value(let low)):
      return .value(high.isMap && low.isMap ? merged(high, over: low, keepsNulls: keepsNulls) : laid(high, over: low))
    case (.value(let high), .table(let low)):
      guard high.isMap else { return .value(laid(high, over: low.origin)) }
      let table = HelmTable(high)
      lay(table, over: below, keepsNulls: keepsNulls)
      return .table(table)
    case (.table(let high), _):
      if below.isTable {
        lay(high, over: below, keepsNulls: keepsNulls)
      } else {
        high.lay(over: below.origin)
      }
      return above
    }
  }

  /// One value that replaces another.
  mutating func laid(_ high: SourcedValue, over low: SourcedValue) -> SourcedValue {
    remembered(high, over: low, keepsNulls: true) { _ in high.laid(over: low) }
  }

  /// One map over another, neither of which anybody else can change.
  private mutating func merged(_ high: SourcedValue, over low: SourcedValue, keepsNulls: Bool) -> SourcedValue {
    remembered(high, over: low, keepsNulls: keepsNulls) { merger in
      let table = HelmTable(high)
      merger.lay(table, over: .value(low), keepsNulls: keepsNulls)
      return table.closed()
    }
  }

  private mutating func remembered(
    _ high: SourcedValue, over low: SourcedValue, keepsNulls: Bool, _ merge: (inout HelmMerger) -> SourcedValue
  ) -> SourcedValue {
    let key = HelmPairs.Key(high: ObjectIdentifier(high), low: ObjectIdentifier(low), keepsNulls: keepsNulls)
    if let known = pairs.outcomes[key] { return known.merged }
    let merged = merge(&self)
    if records { pairs.outcomes[key] = HelmPairs.Outcome(high: high, low: low, merged: merged) }
    return merged
  }
}
