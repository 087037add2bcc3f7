public import Basics

/// By what a hub's values show that it has a feature: one entry of `shown_by`.
///
/// - `PATH`: the hub's own files set it to something (not to null, `false`, or an empty text, list or map).
/// - `PATH == VALUE`: the hub is given that value, by its own files or by its chart.
/// - `PATH contains TEXT`: the text that it is given there has that text in it.
public struct FeatureSign: Sendable, Hashable, CustomStringConvertible {
  public let pattern: PathPattern
  public let condition: Condition

  public enum Condition: Sendable, Hashable {
    case isSet
    /// As it is written: `true`, `2`, `static`.
    case equals(String)
    case contains(String)
  }

  public init(_ text: String) {
    if let (path, value) = Self.split(text, at: " == ") {
      (pattern, condition) = (PathPattern(path), .equals(value))
    } else if let (path, value) = Self.split(text, at: " contains ") {
      (pattern, condition) = (PathPattern(path), .contains(value))
    } else {
      (pattern, condition) = (PathPattern(text), .isSet)
    }
  }

  public var description: String {
    switch condition {
    case .isSet: pattern.description
    case .equals(let value): "\(pattern) == \(value)"
    case .contains(let text): "\(pattern) contains \(text)"
    }
  }

  /// Whether a value that stands at the path meets the condition.
  func holds(for value: SourcedValue) -> Bool {
    switch condition {
    case .isSet: value.isSomething
    case .equals(let wanted): value.scalarText == wanted
    case .contains(let part): value.string?.contains(part) ?? false
    }
  }

  private static func split(_ text: String, at separator: String) -> (String, String)? {
    guard let range = text.firstRange(of: separator) else { return nil }
    return (String(text[..<range.lowerBound]), String(text[range.upperBound...]))
  }
}

extension SourcedValue {
  /// Whether it turns something on: not null, not `false`, not an empty text, list or map.
  var isSomething: Bool {
    switch content {
    case .null: false
    case .bool(let value): value
    case .string(let value): !value.isEmpty
    case .list(let elements): !elements.isEmpty
    case .map(let members): !members.isEmpty
    case .int, .double: true
    }
  }

  fileprivate var scalarText: String? {
    switch content {
    case .bool(let value): value ? "true" : "false"
    case .int(let value): String(value)
    case .double(let value): JSONValue.double(value).canonicalText
    case .string(let value): value
    case .null, .list, .map: nil
    }
  }
}
