import Foundation

/// The little of HTML that a test must read: forms, text, links. It reads what JupyterHub's templates write; it is no
/// parser of all HTML.
enum HTML {
  /// A form with its fields as a browser would send them, untouched.
  struct Form: Sendable, Equatable {
    var action: String
    var method: String
    var id: String
    var fields: [Field]

    func has(_ name: String) -> Bool { fields.contains { $0.name == name } }
  }

  struct Field: Sendable, Equatable {
    var name: String
    var type: String
    var value: String
    /// Whether a browser sends it when nobody touches the form.
    var isChosen: Bool
  }

  static func forms(in page: String) -> [Form] {
    let page = withoutComments(page)
    return elements("form", in: page).map { tag, content in
      Form(
        action: tag["action"] ?? "", method: (tag["method"] ?? "get").lowercased(), id: tag["id"] ?? "",
        fields: fields(in: content))
    }
  }

  /// The texts of the elements of that name which are shown, as far as they have any.
  /// - Parameter style: only of elements with this class, where given.
  static func texts(of element: String, style: String? = nil, in page: String) -> [String] {
    let shown = elements(element, in: withoutComments(page)).filter { tag, _ in
      let styles = (tag["class"] ?? "").split(separator: " ").map(String.init)
      return tag["hidden"] == nil && !styles.contains("hidden") && (style.map(styles.contains) ?? true)
    }
    return shown.map { visibleText($0.content) }.filter { !$0.isEmpty }
  }

  /// What a reader sees, on one line.
  static func visibleText(_ page: String) -> String {
    var text = withoutComments(page)
    for hidden in ["script", "style", "head"] { text = without(hidden, in: text) }
    var visible = ""
    var inTag = false
    for character in text {
      switch character {
      case "<": inTag = true
      case ">" where inTag:
        inTag = false
        visible.append(" ")
      default: if !inTag { visible.append(character) }
      }
    }
    return unescaped(visible).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func fields(in form: String) -> [Field] {
    let inputs = tags("input", in: form).map { tag in
      let type = (tag["type"] ?? "text").lowercased()
      let isTicked = tag["checked"] != nil
      let isChosen = type == "radio" || type == "checkbox" ? isTicked : type != "submit" && type != "button"
      return Field(name: tag["name"] ?? "", type: type, value: tag["value"] ?? "", isChosen: isChosen)
    }
    let selects = elements("select", in: form).flatMap { tag, content in
      let options = tags("option", in: content)
      let selected = options.firstIndex { $0["selected"] != nil } ?? options.startIndex
      return options.enumerated().map { index, option in
        Field(name: tag["name"] ?? "", type: "option", value: option["value"] ?? "", isChosen: index == selected)
      }
    }
    return (inputs + selects).filter { !$0.name.isEmpty }
  }

  // MARK: Tags

  private typealias Attributes = [String: String]

  private static func tags(_ name: String, in text: String) -> [Attributes] {
    openings(of: name, in: text).map(\.attributes)
  }

  private static func elements(_ name: String, in text: String) -> [(attributes: Attributes, content: String)] {
    openings(of: name, in: text).map { opening in
      let rest = text[opening.end...]
      let end = rest.range(of: "</\(name)", options: .caseInsensitive)?.lowerBound ?? rest.endIndex
      return (opening.attributes, String(rest[..<end]))
    }
  }

  private static func without(_ name: String, in text: String) -> String {
    var kept = ""
    var rest = text[...]
    while let opening = firstOpening(of: name, in: rest) {
      kept += rest[..<opening.start]
      rest = rest[opening.end...]
      guard let close = rest.range(of: "</\(name)", options: .caseInsensitive) else { return kept }
      rest = rest[close.upperBound...].drop { $0 != ">" }.dropFirst()
    }
    return kept + rest
  }

  private static func withoutComments(_ text: String) -> String {
    var kept = ""
    var rest = text[...]
    while let start = rest.range(of: "<!--") {
      kept += rest[..<start.lowerBound]
      guard let end = rest.range(of: "-->", range: start.upperBound..<rest.endIndex) else { return kept }
      rest = rest[end.upperBound...]
    }
    return kept + rest
  }

  private struct Opening {
    var start: String.Index
    var end: String.Index
    var attributes: Attributes
  }

  private static func openings(of name: String, in text: String) -> [Opening] {
    var openings: [Opening] = []
    var rest = text[...]
    while let opening = firstOpening(of: name, in: rest) {
      openings.append(opening)
      rest = rest[opening.end...]
    }
    return openings
  }

  private static func firstOpening(of name: String, in text: Substring) -> Opening? {
    var rest = text
    while let start = rest.range(of: "<\(name)", options: .caseInsensitive) {
      rest = rest[start.upperBound...]
      guard let next = rest.first, next.isWhitespace || next == ">" || next == "/" else { continue }
      let (attributes, end) = attributes(from: rest)
      return Opening(start: start.lowerBound, end: end, attributes: attributes)
    }
    return nil
  }

  /// The attributes of a tag whose name has been read, and the index after its `>`.
  private static func attributes(from text: Substring) -> (Attributes, String.Index) {
    var attributes: Attributes = [:]
    var rest = text
    while true {
      rest = rest.drop { $0.isWhitespace || $0 == "/" }
      guard let first = rest.first else { return (attributes, rest.startIndex) }
      if first == ">" { return (attributes, rest.index(after: rest.startIndex)) }
      let name = rest.prefix { !$0.isWhitespace && $0 != "=" && $0 != ">" && $0 != "/" }
      // A stray `=` is skipped, so that the loop always goes on.
      rest = name.isEmpty ? rest.dropFirst() : rest[name.endIndex...]
      let afterSpace = rest.drop(while: \.isWhitespace)
      var value = ""
      if afterSpace.first == "=" {
        (value, rest) = attributeValue(afterSpace.dropFirst().drop(while: \.isWhitespace))
      }
      if !name.isEmpty { attributes[name.lowercased()] = unescaped(value) }
    }
  }

  private static func attributeValue(_ text: Substring) -> (String, Substring) {
    guard let quote = text.first, quote == "\"" || quote == "'" else {
      let value = text.prefix { !$0.isWhitespace && $0 != ">" }
      return (String(value), text[value.endIndex...])
    }
    let value = text.dropFirst().prefix { $0 != quote }
    return (String(value), text[value.endIndex...].dropFirst())
  }

  private static func unescaped(_ text: String) -> String {
    guard text.contains("&") else { return text }
    let entities = [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"), ("&#x27;", "'"),
      ("&nbsp;", " "), ("&amp;", "&"),
    ]
    return entities.reduce(text) { $0.replacing($1.0, with: $1.1) }
  }
}
