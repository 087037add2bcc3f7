extension ReportDocument {
  /// As Markdown with GitHub's tables.
  public var markdown: String {
    let parts = ["# \(Markdown.escaped(title))", "*\(Markdown.escaped(subtitle))*"] + blocks.map(Markdown.block)
    return parts.joined(separator: "\n\n") + "\n"
  }
}

private enum Markdown {
  static func block(_ block: ReportDocument.Block) -> String {
    switch block {
    case .heading(let text): "## \(escaped(text))"
    case .subheading(let text): "### \(escaped(text))"
    case .paragraph(let text): escaped(text)
    case .list(let items): items.map { "- \(escaped($0))" }.joined(separator: "\n")
    case .table(let table): self.table(table)
    case .note(let text): "> \(escaped(text))"
    }
  }

  private static func table(_ table: ReportDocument.Table) -> String {
    let rules = table.heading.indices.map { table.numbers.contains($0) ? "--:" : "---" }
    let rows = [row(table.heading.map(escaped)), row(rules)] + table.rows.map { row($0.map { escaped($0.text) }) }
    return rows.joined(separator: "\n")
  }

  private static func row(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }

  /// Characters that mean something within a line, in CommonMark or on GitHub.
  private static let special: Set<Character> = [
    "\\", "`", "*", "_", "[", "]", "<", ">", "#", "|", "~", "$", "&", "@", "!", "{", "}",
  ]

  /// A text of one line that stands for itself. What means something at the beginning of a line only (`- `, `+ `, `===`,
  /// `1. `) is escaped there.
  static func escaped(_ text: String) -> String {
    let characters = Array(Paint.plain(text))
    let start = characters.prefix { $0.isASCII && $0.isNumber }.count
    return characters.enumerated().map { index, character in
      let ends = index + 1 == characters.count || characters[index + 1] == " "
      let begins = index == 0 && ("-=".contains(character) || (character == "+" && ends))
      let numbers = index == start && start > 0 && ".)".contains(character) && ends
      return special.contains(character) || begins || numbers ? "\\\(character)" : String(character)
    }.joined()
  }
}
