import Basics
public import Fleet

/// Values as YAML that reads back to the same values, also for readers of YAML 1.1, such as Helm's.
public enum ConfigurationYAML {
  /// The lines of a value, without line breaks; keys are sorted.
  /// - Parameter place: what is said behind a line that sets a value, without its `#`; nil: nothing. Where it is given, what
  ///   is said stands in one column as far as lines are short.
  public static func lines(_ value: SourcedValue, place: ((SourcedValue) -> String?)? = nil) -> [String] {
    var writer = Writer(place: place)
    writer.write(top: value)
    return writer.lines
  }

  /// The column of what is said behind a line.
  private static let column = 60

  private struct Writer {
    let place: ((SourcedValue) -> String?)?
    var lines: [String] = []

    mutating func write(top value: SourcedValue) {
      switch value.content {
      case .map(let members) where !members.isEmpty: write(members, indent: "")
      case .list(let elements) where !elements.isEmpty: write(elements, indent: "")
      case .null, .bool, .int, .double, .string, .list, .map: write(scalar: value, after: "", indent: "")
      }
    }

    private mutating func write(_ members: [String: SourcedValue], indent: String, first: String? = nil) {
      var start = first ?? indent
      for key in members.keys.sorted() {
        guard let value = members[key] else { continue }
        write(value, after: "\(start)\(Scalar.text(key)):", indent: indent)
        start = indent
      }
    }

    private mutating func write(_ value: SourcedValue, after start: String, indent: String) {
      switch value.content {
      case .map(let members) where !members.isEmpty:
        lines.append(start)
        write(members, indent: indent + "  ")
      case .list(let elements) where !elements.isEmpty:
        lines.append(start)
        write(elements, indent: indent + "  ")
      case .null, .bool, .int, .double, .string, .list, .map: write(scalar: value, after: start + " ", indent: indent + "  ")
      }
    }

    private mutating func write(_ elements: [SourcedValue], indent: String) {
      for element in elements {
        switch element.content {
        case .map(let members) where !members.isEmpty:
          write(members, indent: indent + "  ", first: indent + "- ")
        case .list(let inner) where !inner.isEmpty:
          lines.append(indent + "-")
          write(inner, indent: indent + "  ")
        case .null, .bool, .int, .double, .string, .list, .map:
          write(scalar: element, after: indent + "- ", indent: indent + "  ")
        }
      }
    }

    private mutating func write(scalar value: SourcedValue, after start: String, indent: String) {
      if case .string(let text) = value.content, let block = Scalar.block(text) {
        lines.append(noted(start + block.header, value))
        for line in block.lines { lines.append(line.isEmpty ? "" : (indent.isEmpty ? "  " : indent) + line) }
      } else {
        lines.append(noted(start + Scalar.text(of: value), value))
      }
    }

    private func noted(_ line: String, _ value: SourcedValue) -> String {
      guard let note = place?(value) else { return line }
      let gap = max(2, ConfigurationYAML.column - line.count)
      return "\(line)\(String(repeating: " ", count: gap))# \(note)"
    }
  }
}

/// Single values in YAML.
private enum Scalar {
  static func text(of value: SourcedValue) -> String {
    switch value.content {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .int(let number): String(number)
    case .double(let number): text(number)
    case .string(let text): self.text(text)
    case .list: "[]"
    case .map: "{}"
    }
  }

  private static func text(_ number: Double) -> String {
    if number.isNaN { return ".nan" }
    return number.isInfinite ? (number < 0 ? "-.inf" : ".inf") : "\(number)"
  }

  static func text(_ text: String) -> String { isPlain(text) ? text : quoted(text) }

  /// Words that some reader takes for something else than text.
  private static let words: Set<String> = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"]

  /// Letters that stand in no number, date or time of any reader: with one of them, `4G` is a text.
  private static let ofNoNumber = Set("gGhHiIjJkKlLmMnNpPqQrRsSuUvVwWyY".utf8)

  /// Whether every reader takes the text for itself without quotes. Asks for more than it must.
  private static func isPlain(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    guard let first = scalars.first, let last = scalars.last, last != " ", last != ":" else { return false }
    let isDigit = ("0"..."9").contains(first)
    if isDigit, !text.utf8.contains(where: { ofNoNumber.contains($0) }) { return false }
    guard isDigit || first.properties.isAlphabetic || first == "/" || first == "_" else { return false }
    if text.utf8.count <= 5, words.contains(text.lowercased()) { return false }
    var before: Unicode.Scalar = " "
    for scalar in scalars {
      if !isPrintable(scalar) || (before == ":" && scalar == " ") || (before == " " && scalar == "#") { return false }
      before = scalar
    }
    return true
  }

  /// The text as lines of a block; nil where it is one line, or a block could not hold it.
  static func block(_ text: String) -> (header: String, lines: [Substring])? {
    guard text.utf8.contains(UInt8(ascii: "\n")) else { return nil }
    var lines = text.parts(separatedBy: "\n")
    guard let first = lines.first?.first, first != " ", first != "\t" else { return nil }
    for line in lines {
      if let start = line.first, line.allSatisfy({ $0 == " " || $0 == "\t" }) || start == "\t" { return nil }
      if !line.unicodeScalars.allSatisfy({ isPrintable($0) || $0 == "\t" }) { return nil }
    }
    var ends = 0
    while lines.last?.isEmpty == true {
      lines.removeLast()
      ends += 1
    }
    let kept = Array(repeating: Substring(""), count: max(0, ends - 1))
    return (ends == 0 ? "|-" : ends == 1 ? "|" : "|+", lines + kept)
  }

  /// As YAML's readers let pass outside of quotes; line separators of any kind are not.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    if DisplayWidth.isUnprintable(scalar) { return false }
    return !(0xFDD0...0xFDEF).contains(scalar.value) && scalar.value & 0xFFFE != 0xFFFE
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case _ where isPrintable(scalar): quoted.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16)
        let width = scalar.value > 0xFFFF ? 8 : 4
        quoted += (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - digits.count) + digits
      }
    }
    return quoted + "\""
  }
}
