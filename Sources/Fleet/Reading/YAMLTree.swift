import Basics

/// A value as it stands in a YAML file, with its place. Nothing of the YAML library crosses into it.
struct YAMLTree: Sendable {
  var content: Content
  /// The value itself; for an alias, the alias.
  var place: SourcePlace
  /// The last line that the value reaches.
  var lastLine: Int
  /// How many values stand in it, itself included, with aliases expanded.
  var size: Int

  enum Content: Sendable {
    case scalar(YAMLScalar)
    case list([YAMLTree])
    case map([Entry])
  }

  /// One key of a map with its value.
  struct Entry: Sendable {
    var key: String
    var place: SourcePlace
    var value: YAMLTree
  }
}

extension YAMLTree {
  /// The value of a key, where this is a map that has it.
  subscript(key: String) -> YAMLTree? {
    guard case .map(let entries) = content else { return nil }
    return entries.first { $0.key == key }?.value
  }

  /// The text of a scalar.
  var text: String? {
    guard case .scalar(let scalar) = content else { return nil }
    return scalar.text
  }

  /// Whether nothing is written where a value is expected.
  var isNothing: Bool {
    guard case .scalar(let scalar) = content else { return false }
    return scalar.reading == .nothing
  }
}

/// A single value, as written.
struct YAMLScalar: Sendable, Equatable {
  /// Without quotes, with escapes resolved.
  let text: String
  let reading: Reading

  /// What a scalar is taken for. Only a scalar without quotes can be anything but text.
  enum Reading: Sendable, Equatable {
    case text
    case nothing
    case flag(Bool)
    case integer(Int)
    case number(Double)
    /// Readers of YAML disagree on it, or it cannot be held.
    case doubtful(Doubt)
  }

  /// Why a scalar without quotes does not mean the same to everyone.
  enum Doubt: Sendable, Equatable {
    /// `yes`, `no`, `on`, `off`: true and false in YAML 1.1, text in YAML 1.2.
    case flag(Bool)
    /// `012`, `0o14`, `0x1F`, `0b11`, `1_000`: numbers in one version of YAML, text or other numbers in another.
    case integerForm
    /// `1:30`: ninety in YAML 1.1, text in YAML 1.2.
    case sexagesimal
    /// `.inf`, `.nan`: no number that a configuration can carry.
    case notFinite
    /// More digits than a number can hold exactly.
    case tooLong
  }
}
