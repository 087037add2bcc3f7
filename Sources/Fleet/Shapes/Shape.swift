public import Basics

/// The description of one kind of file: of every key, what it is, what it means, what it is when left out.
/// Findings, JSON Schemas and the pages of `docs/reference/` all come from it.
public struct Shape: Sendable {
  public let kind: FileKind
  /// The heading of its page.
  public let title: String
  /// What the file is for, in a few sentences of plain text.
  public let summary: String
  public let fields: [Field]
  /// One complete file with comments, in which each key that is built stands.
  public let example: String

  init(_ kind: FileKind, title: String, summary: String, example: String, _ fields: [Field]) {
    self.kind = kind
    self.title = title
    self.summary = summary
    self.example = example
    self.fields = fields
  }
}

/// One key of a file or of an object in it.
public struct Field: Sendable {
  public let name: String
  public let type: ValueType
  public let isRequired: Bool
  /// One sentence.
  public let meaning: String
  /// What holds where the key is left out, where that is a value.
  public let defaultValue: JSONValue?
  /// What holds where the key is left out, where that is not one value.
  public let defaultMeaning: String?
  /// For a key whose room is not built yet: why it is refused, and what to do meanwhile.
  public let notBuilt: String?

  static func required(_ name: String, _ type: ValueType, _ meaning: String) -> Field {
    Field(
      name: name, type: type, isRequired: true, meaning: meaning, defaultValue: nil, defaultMeaning: nil,
      notBuilt: nil)
  }

  static func optional(
    _ name: String, _ type: ValueType, _ meaning: String, default value: JSONValue? = nil, otherwise: String? = nil
  ) -> Field {
    Field(
      name: name, type: type, isRequired: false, meaning: meaning, defaultValue: value, defaultMeaning: otherwise,
      notBuilt: nil)
  }

  static func notBuilt(
    _ name: String, _ meaning: String, type: ValueType = .free, meanwhile: String
  ) -> Field {
    Field(
      name: name, type: type, isRequired: false, meaning: meaning, defaultValue: nil, defaultMeaning: nil,
      notBuilt: meanwhile)
  }
}

/// What may stand as the value of a key.
public indirect enum ValueType: Sendable {
  case text(TextForm)
  case integer(ClosedRange<Int>)
  /// Above the first and at most the second.
  case number(above: Double, atMost: Double)
  /// From the first to the second, both included.
  case numberWithin(ClosedRange<Double>)
  /// An amount of money, exact to the hundredth and never below 0; its currency stands elsewhere.
  case money
  case flag
  /// An amount of memory, with its unit.
  case bytes
  /// A length of time, with its unit; with `never` where that is sensible.
  case duration(orNever: Bool)
  case choice([Choice])
  /// A list in which nothing stands twice.
  case list(ValueType)
  /// Names of the writer's choosing, each with a value.
  case map(key: TextForm, ValueType)
  case object([Field])
  /// `{secret: name}`.
  case secret
  /// Anything, with the places of its parts.
  case free
  /// A map of anything.
  case freeMap
}

extension ValueType {
  /// A part of a whole: 0.85 for 85 %.
  static let share = ValueType.numberWithin(0...1)
}

/// One of the words that a key may have as its value.
public struct Choice: Sendable {
  public let value: String
  /// Empty where the word itself says it all.
  public let meaning: String
  /// For a word whose room is not built yet: what to do meanwhile.
  public let notBuilt: String?

  init(_ value: String, _ meaning: String, notBuilt: String? = nil) {
    self.value = value
    self.meaning = meaning
    self.notBuilt = notBuilt
  }

  /// The choices for all cases of an enumeration: a case without a meaning does not compile away silently, since the
  /// function that gives it is exhaustive.
  static func all<Value: RawRepresentable & CaseIterable>(
    of type: Value.Type, _ meaning: (Value) -> String
  ) -> [Choice] where Value.RawValue == String {
    type.allCases.map { Choice($0.rawValue, meaning($0)) }
  }
}

extension Shape {
  /// The description of files of a kind.
  public static func of(_ kind: FileKind) -> Shape {
    switch kind {
    case .fleet: fleet
    case .community: community
    case .cluster: cluster
    case .hub: hub
    case .feature: feature
    }
  }
}
