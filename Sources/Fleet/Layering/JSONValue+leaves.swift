public import Basics

extension JSONValue {
  /// The leaves with their dotted paths, by path. Maps are entered, and lists of maps as `[n]`; other lists, empty maps
  /// and references to secrets are leaves.
  public var leaves: [(path: String, value: JSONValue)] { leaves(at: "").sorted { $0.path < $1.path } }

  /// The leaves under a path, in no certain order.
  func leaves(at path: String) -> [(path: String, value: JSONValue)] {
    switch self {
    case .object(let members) where !members.isEmpty && secretName == nil:
      members.flatMap { key, value in value.leaves(at: path.isEmpty ? key : "\(path).\(key)") }
    case .array(let elements) where !elements.isEmpty && elements.allSatisfy({ $0.object != nil }):
      elements.enumerated().flatMap { index, element in element.leaves(at: "\(path)[\(index)]") }
    case .null, .bool, .int, .double, .string, .array, .object:
      [(path, self)]
    }
  }

  /// The name in `{"secret": name}`; nil for any other value.
  public var secretName: SecretName? {
    guard case .object(let members) = self, members.count == 1, case .string(let name)? = members["secret"]
    else { return nil }
    return SecretName(name)
  }

  /// A reference to a secret.
  public static func secret(_ name: SecretName) -> JSONValue { ["secret": .string(name.rawValue)] }
}
