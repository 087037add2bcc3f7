public import Basics

extension JSONValue {
  /// The value as people read JSON: members sorted, each on a line of its own, two spaces deeper than what holds it.
  public var indentedText: String {
    var text = ""
    write(to: &text, indent: "\n")
    return text
  }

  private func write(to text: inout String, indent: String) {
    let inner = indent + "  "
    switch self {
    case .array(let elements) where !elements.isEmpty:
      text += "["
      for (index, element) in elements.enumerated() {
        text += index > 0 ? ",\(inner)" : inner
        element.write(to: &text, indent: inner)
      }
      text += "\(indent)]"
    case .object(let members) where !members.isEmpty:
      text += "{"
      let keys = members.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      for (index, key) in keys.enumerated() {
        text += index > 0 ? ",\(inner)" : inner
        text += JSONValue.string(key).canonicalText + ": "
        members[key]?.write(to: &text, indent: inner)
      }
      text += "\(indent)}"
    case .null, .bool, .int, .double, .string, .array, .object:
      text += canonicalText
    }
  }
}
