import Basics
import Fleet

/// A configuration value as pages show it. A secret is shown as its name.
enum ValueText {
  /// One leaf of a release's values: what stands at one path.
  struct Leaf: Sendable, Equatable {
    let path: String
    let text: String
  }

  /// Words in the last part of a path that make a plain text look like a secret.
  private static let secretWords = ["password", "secret", "token", "api_key", "apikey", "private_key"]

  static func text(_ value: JSONValue?, at path: String = "") -> String? {
    guard let value else { return nil }
    if let secret = secretName(value) { return "secret \(secret)" }
    switch value {
    case .null: return "null"
    case .bool(let flag): return flag ? "true" : "false"
    case .int(let number): return String(number)
    case .double(let number): return "\(number)"
    case .string(let text): return looksSecret(path) ? "not shown: it looks like a secret" : text.isEmpty ? "\"\"" : text
    case .array(let elements):
      if elements.isEmpty { return "[]" }
      return elements.map { text($0, at: path) ?? "" }.joined(separator: "\n")
    case .object: return masked(value, at: path).canonicalText
    }
  }

  /// The leaves by path. A list is a leaf; an empty object too.
  static func leaves(of value: JSONValue) -> [Leaf] {
    var found: [Leaf] = []
    collect(value, at: "", into: &found)
    return found.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private static func collect(_ value: JSONValue, at path: String, into found: inout [Leaf]) {
    if case .object(let members) = value, !members.isEmpty, secretName(value) == nil {
      for (key, member) in members { collect(member, at: path.isEmpty ? key : "\(path).\(key)", into: &found) }
    } else if let text = text(value, at: path) {
      found.append(Leaf(path: path, text: text))
    }
  }

  private static func secretName(_ value: JSONValue) -> String? {
    guard case .object(let members) = value, members.count == 1 else { return nil }
    return members["secret"]?.string
  }

  private static func masked(_ value: JSONValue, at path: String) -> JSONValue {
    switch value {
    case .object(let members):
      if secretName(value) != nil { return value }
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
