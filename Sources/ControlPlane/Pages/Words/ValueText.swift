import Basics
import Fleet

/// A configuration value as pages show it. A secret is shown as its name.
enum ValueText {
  /// Words in the last part of a path that make a plain text look like a secret.
  private static let secretWords = ["password", "secret", "token", "api_key", "apikey", "private_key"]

  static func text(_ value: JSONValue?, at path: String = "") -> String? {
    guard let value else { return nil }
    if let secret = value.secretName { return "secret \(secret)" }
    switch value {
    case .null: return "null"
    case .bool(let flag): return flag ? "true" : "false"
    case .int(let number): return String(number)
    case .double(let number): return "\(number)"
    case .string(let text):
      return looksSecret(path) ? "not shown: it looks like a secret" : text.isEmpty ? "\"\"" : text
    case .array(let elements):
      if elements.isEmpty { return "[]" }
      return elements.map { text($0, at: path) ?? "" }.joined(separator: "\n")
    case .object: return masked(value, at: path).canonicalText
    }
  }

  /// Two values beside each other. Of two lists, only what one has and the other has not, and how much they share.
  static func comparison(_ before: JSONValue?, _ after: JSONValue?, at path: String) -> (
    before: String?, after: String?, shared: String?
  ) {
    guard let old = before?.array, let new = after?.array else {
      return (text(before, at: path), text(after, at: path), nil)
    }
    let (oldOnly, newOnly) = (old.filter { !new.contains($0) }, new.filter { !old.contains($0) })
    if oldOnly.isEmpty, newOnly.isEmpty { return (text(before, at: path), text(after, at: path), nil) }
    let shared = new.count - newOnly.count
    return (
      oldOnly.isEmpty ? nil : text(.array(oldOnly), at: path), newOnly.isEmpty ? nil : text(.array(newOnly), at: path),
      shared == 0 ? nil : "\(Words.count(shared, "other")) as before"
    )
  }

  /// The path in pieces, between which a line may break.
  static func pieces(_ path: String) -> Field {
    let parts = path.split(separator: ".", omittingEmptySubsequences: false)
    return .texts(parts.enumerated().map { $0.offset < parts.count - 1 ? "\($0.element)." : String($0.element) })
  }

  private static func masked(_ value: JSONValue, at path: String) -> JSONValue {
    switch value {
    case .object(let members):
      if value.secretName != nil { return value }
      return .object(Dictionary(uniqueKeysWithValues: members.map { ($0.key, masked($0.value, at: $0.key)) }))
    case .array(let elements): return .array(elements.map { masked($0, at: path) })
    case .string: return looksSecret(path) ? "not shown" : value
    case .null, .bool, .int, .double: return value
    }
  }

  private static func looksSecret(_ path: String) -> Bool {
    let last = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    return secretWords.contains { last.hasSuffix($0) }
  }
}
