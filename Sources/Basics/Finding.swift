/// A place in a file of the fleet folder.
public struct SourcePlace: Hashable, Sendable, Codable, Comparable {
  /// Path relative to the fleet folder, with forward slashes.
  public let file: String
  /// From 1; 0 where the whole file is meant.
  public let line: Int
  /// From 1, counted in characters; 0 where the whole line or file is meant.
  public let column: Int
  /// How many characters the caret underlines; at least 1 where there is a column.
  public let length: Int

  public init(file: String, line: Int = 0, column: Int = 0, length: Int = 0) {
    self.file = file
    self.line = line
    self.column = column
    self.length = length
  }

  public static func < (one: SourcePlace, other: SourcePlace) -> Bool {
    (one.file, one.line, one.column) < (other.file, other.line, other.column)
  }
}

extension SourcePlace: CustomStringConvertible {
  /// `file:line:column`, as compilers write it.
  public var description: String {
    if line == 0 { return file }
    return column == 0 ? "\(file):\(line)" : "\(file):\(line):\(column)"
  }
}

/// How much a finding matters.
public enum Severity: String, Sendable, Codable, Comparable, CaseIterable {
  case note, warning, error

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }

  public static func < (one: Severity, other: Severity) -> Bool { one.rank < other.rank }
}

/// The stable name of one kind of finding, such as `A201`; `atoll check --explain A201` tells more.
public struct FindingCode: Identifier {
  public let rawValue: String
  public init(_ name: String) { rawValue = name }
}

/// Something wrong in what was declared: where, what, why it matters, and what to do next.
public struct Finding: Hashable, Sendable, Codable {
  public let code: FindingCode
  public let severity: Severity
  /// Where it stands; nil where no file can be named.
  public let place: SourcePlace?
  /// What is wrong, in one sentence without a full stop at its end.
  public let what: String
  /// What to do about it, in one sentence without a full stop at its end.
  public let next: String?
  /// Other places that belong to it, each with a word on why.
  public let related: [Related]

  public struct Related: Hashable, Sendable, Codable {
    public let place: SourcePlace
    public let note: String
    public init(place: SourcePlace, note: String) {
      self.place = place
      self.note = note
    }
  }

  public init(
    _ code: FindingCode, _ severity: Severity, at place: SourcePlace?, _ what: String, next: String? = nil,
    related: [Related] = []
  ) {
    self.code = code
    self.severity = severity
    self.place = place
    self.what = what
    self.next = next
    self.related = related
  }
}
