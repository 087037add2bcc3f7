import Basics

/// JSON for people to read: one member to a line, in the order of their names.
enum JSONText {
  static func pretty(_ value: JSONValue) -> String {
    var text = ""
    write(value, indentation: "", to: &text)
    return text
  }

  private static func write(_ value: JSONValue, indentation: String, to text: inout String) {
    let inside = indentation + "  "
    switch value {
    case .array(let elements) where elements.contains(where: isCollection):
      text += "[\n"
      for (index, element) in elements.enumerated() {
        text += inside
        write(element, indentation: inside, to: &text)
        text += index < elements.count - 1 ? ",\n" : "\n"
      }
      text += indentation + "]"
    case .array(let elements):
      text += "[" + elements.map(\.canonicalText).joined(separator: ", ") + "]"
    case .object(let members) where !members.isEmpty:
      text += "{\n"
      let keys = members.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      for (index, key) in keys.enumerated() {
        text += inside + JSONValue.string(key).canonicalText + ": "
        if let member = members[key] { write(member, indentation: inside, to: &text) }
        text += index < keys.count - 1 ? ",\n" : "\n"
      }
      text += indentation + "}"
    case .null, .bool, .int, .double, .string, .object:
      text += value.canonicalText
    }
  }

  private static func isCollection(_ value: JSONValue) -> Bool {
    switch value {
    case .array, .object: true
    case .null, .bool, .int, .double, .string: false
    }
  }
}
