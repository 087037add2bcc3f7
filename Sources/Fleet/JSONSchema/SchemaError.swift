public import Basics

/// Why a schema cannot be used.
public struct SchemaError: Error, Sendable, Equatable {
  public let reason: Reason
  /// Where in the schema, as a JSON pointer: `#/properties/hub`.
  public let pointer: String
  public let place: SourcePlace?

  public enum Reason: Sendable, Equatable {
    /// `$schema` names a draft that Atoll does not read.
    case draft(String)
    /// The value of a keyword has not the form that the draft asks for.
    case form(keyword: String, expected: String)
    /// A pattern that is wrong, or that uses what Atoll does not follow.
    case pattern(String, what: String)
    /// A reference to another document. None is ever fetched.
    case remote(String)
    /// A reference to nothing.
    case missing(String)
    /// A reference that leads back to itself without going into the value.
    case endless
    case tooDeep
    case tooLarge
  }

  init(_ reason: Reason, _ pointer: String, _ place: SourcePlace?) {
    self.reason = reason
    self.pointer = pointer
    self.place = place
  }

  /// Whether Helm 3.17 refuses a chart with such a schema, found with the real one. Of what Atoll alone does not follow, no; of a
  /// reference elsewhere nobody knows, as Helm fetches it.
  public var isRefusedByHelm: Bool {
    switch reason {
    // Empty lists are let pass.
    case .form(let keyword, _): !["enum", "type", "allOf", "anyOf", "oneOf", "readOnly", "writeOnly", "examples"].contains(keyword)
    case .pattern(let pattern, _): !SchemaFormat.isOfGoAlone(pattern)
    case .missing, .endless: true
    case .draft, .remote, .tooDeep, .tooLarge: false
    }
  }

  /// In one sentence without a full stop at its end.
  public var what: String {
    switch reason {
    case .draft(let name): "it is written in '\(name)', and Atoll reads drafts 6, 7 and 2020-12"
    case .form(let keyword, let expected): keyword.isEmpty ? "\(expected) is expected" : "\(expected) is expected at '\(keyword)'"
    case .pattern(let pattern, let what): "the pattern \(pattern) cannot be used: \(what)"
    case .remote(let address): "it refers to '\(address)', another document, and Atoll fetches none"
    case .missing(let reference): "it refers to '\(reference)', which is not there"
    case .endless: "it refers back to itself without end"
    case .tooDeep: "it is nested deeper than \(SchemaLimits.depth) levels"
    case .tooLarge: "it has more than \(SchemaLimits.nodes) parts"
    }
  }
}

/// How far a schema is followed. None is near what charts have; they keep a hostile one from taking time or memory.
enum SchemaLimits {
  /// Levels of schemas in schemas, and schemas in turn that apply to one and the same value.
  static let depth = 128
  /// Schemas in a document, its references followed.
  static let nodes = 200_000
  /// Looks of a schema at a value in one validation, with the work of patterns in the same unit.
  static let steps = 1_000_000
  /// Calls in each other during a validation: levels of the value times schemas that refer to each other.
  static let calls = 1_000
  /// Instructions of one compiled pattern.
  static let pattern = 4_000
  /// Groups in groups of a pattern.
  static let groups = 64
  /// Findings of one branch of `anyOf` and `oneOf` that are compared.
  static let branch = 8
}
