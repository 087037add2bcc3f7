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
