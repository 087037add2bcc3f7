import Basics
public import Fleet

extension FindingExplanation {
  /// What `atoll check --explain CODE` prints.
  public func text(color: Bool) -> String {
    let paint = Paint(isOn: color)
    return """
      \(paint.severity("\(severity.rawValue)[\(code)]", severity))\(paint.strong(": \(title)"))

      \(Wording.wrapped(explanation))

      \(paint.strong("Wrong:"))

      \(Wording.indented(wrong))

      \(paint.strong("Right:"))

      \(Wording.indented(right))

      """
  }
}

extension Wording {
  /// Columns of a paragraph.
  static let width = 80

  /// Paragraphs broken into lines between words.
  static func wrapped(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { paragraph in
      var lines: [String] = []
      for word in paragraph.split(separator: " ") {
        if let last = lines.last, last.count + 1 + word.count <= width {
          lines[lines.count - 1] = "\(last) \(word)"
        } else {
          lines.append(String(word))
        }
      }
      return lines.joined(separator: "\n")
    }.joined(separator: "\n")
  }

  /// Each line four spaces deeper.
  static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    \($0)" }
      .joined(separator: "\n")
  }
}
