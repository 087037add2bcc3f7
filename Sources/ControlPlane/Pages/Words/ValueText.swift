import Basics
import Fleet

/// A configuration value as pages show it. A secret is shown as its name.
enum ValueText {
  /// - Parameters:
  ///   - path: its dotted path, whose last step is its key.
  ///   - honoursReferences: whether `{secret: NAME}` names a secret, as in the native layout, and is none itself.
  static func text(_ value: JSONValue?, at path: String = "", honoursReferences: Bool = true) -> String? {
    guard let value else { return nil }
    if honoursReferences, let secret = value.secretName { return "secret \(secret)" }
    let shown = value.hidingSecrets(at: path, honoursReferences: honoursReferences)
    switch shown {
    case .string(let text): return text.isEmpty ? "\"\"" : text
    case .double(let number): return "\(number)"
    case .array(let elements) where !elements.isEmpty: return elements.map(element).joined(separator: "\n")
    case .null, .bool, .int, .array, .object: return shown.canonicalText
    }
  }

  private static func element(_ value: JSONValue) -> String {
    value.secretName.map { "secret \($0)" } ?? value.string ?? value.canonicalText
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
}
