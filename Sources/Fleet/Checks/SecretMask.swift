public import Basics

/// Hides what seems to be a secret, where values are shown to people.
public enum SecretMask {
  /// What stands for a secret.
  public static let sign = "•••"

  /// The value with each text in it hidden that its key or its form calls a secret. What is only random (a digest) is shown.
  /// - Parameter path: the dotted path of the value, whose last step is its key.
  public static func masked(_ value: JSONValue, at path: String) -> JSONValue {
    let key = path.utf8.lastIndex(of: UInt8(ascii: ".")).map { String(path[path.utf8.index(after: $0)...]) } ?? path
    return masked(value, key: key)
  }

  private static func masked(_ value: JSONValue, key: String) -> JSONValue {
    switch value {
    case .string(let text):
      switch SecretSuspicion.of(text, key: key, isText: true) {
      case .key, .token, .address: .string(sign)
      case .random, nil: value
      }
    case .array(let elements): .array(elements.map { masked($0, key: key) })
    case .object(let members) where value.secretName == nil:
      .object(Dictionary(uniqueKeysWithValues: members.map { ($0.key, masked($0.value, key: $0.key)) }))
    case .null, .bool, .int, .double, .object: value
    }
  }
}
