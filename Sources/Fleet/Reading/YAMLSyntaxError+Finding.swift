import Basics

extension FindingLog {
  /// Says what libyaml found, in words that help.
  mutating func report(_ error: YAMLSyntaxError, in text: String) {
    if let offset = error.offset {
      let mark = YAMLMark(offset: offset, in: text)
      report(
        .controlCharacter, at: SourcePlace(file: file, line: mark.line, column: mark.column, length: 1),
        "a character stands here that no YAML file may hold", next: "remove it; the file may not be a text at all")
      return
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if let tab = Self.tabbedLine(near: error, lines) {
      report(
        .tab, at: SourcePlace(file: file, line: tab.line, column: tab.column, length: 1),
        "a tab stands in the indentation", next: "indent with spaces only")
      return
    }
    let words = error.words(lines)
    let since = error.contextMark
    let isElsewhere = error.context != nil && since.line > 0 && since.line != error.mark.line
    report(
      .syntax, at: SourcePlace(file: file, line: error.mark.line, column: error.mark.column, length: 1), words.what,
      next: words.next,
      related: isElsewhere
        ? [.init(place: SourcePlace(file: file, line: since.line, column: since.column, length: 1), note: words.since)]
        : [])
  }

  /// The place of a tab among the blanks that begin the line of the error or one of the two before it.
  private static func tabbedLine(near error: YAMLSyntaxError, _ lines: [Substring]) -> YAMLMark? {
    let signs = ["tab", "cannot start", "did not find", "not allowed", "could not find"]
    guard signs.contains(where: { error.problem.contains($0) }) else { return nil }
    for line in [error.mark.line, error.mark.line - 1, error.mark.line - 2] where lines.indices.contains(line - 1) {
      let blanks = lines[line - 1].utf8.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      if let tab = blanks.firstIndex(of: UInt8(ascii: "\t")) {
        return YAMLMark(line: line, column: blanks.distance(from: blanks.startIndex, to: tab) + 1)
      }
    }
    return nil
  }
}

extension YAMLSyntaxError {
  fileprivate struct Words {
    let what: String
    let next: String
    /// What began at the place of the context.
    let since: String
  }

  fileprivate func words(_ lines: [Substring]) -> Words {
    let since = context.map { "this is where \(Self.plainly($0)) begins" } ?? "it begins here"
    func words(_ what: String, _ next: String) -> Words { Words(what: what, next: next, since: since) }
    switch problem {
    case "mapping values are not allowed in this context":
      return words(
        "a ':' is not allowed here", "check the indentation of this line; quote a text that holds a colon and a space")
    case "found character that cannot start any token":
      let letter = character(lines).map { "'\($0)'" } ?? "this character"
      return words("a value cannot start with \(letter)", "put the value in quotes")
    case "did not find expected key":
      return words(
        "this line does not fit into the map that it stands in", "check its indentation, and quotes before it")
    case "did not find expected '-' indicator":
      return words(
        "this line does not fit into the list that it stands in", "start it with '- ', or check its indentation")
    case "did not find expected ',' or ']'":
      return words("a list in '[…]' is not closed, or a comma is missing", "add the ',' or the ']'")
    case "did not find expected ',' or '}'":
      return words("a map in '{…}' is not closed, or a comma is missing", "add the ',' or the '}'")
    case "could not find expected ':'":
      return words("a key without its ':'", "add ': ' and a value, or check the indentation")
    case "found unexpected end of stream":
      return words("the file ends inside of a quoted text", "close the quotes")
    case "found unknown escape character":
      return words("this escape is not known", "write '\\\\' for a backslash, or use single quotes")
    case "block sequence entries are not allowed in this context":
      return words("a list entry is not allowed here", "start the list on a line of its own")
    case "found undefined tag handle":
      return words("the tag here is not known", "quote a text that starts with '!'")
    case "did not find expected alphabetic or numeric character":
      return words("a name must follow '*' or '&'", "quote a text that starts with '*' or '&'")
    case "did not find expected node content":
      return words("a value is missing here", "write the value, or quote it if it starts with a sign")
    default:
      return words("this cannot be read as YAML: \(problem)", "check quotes, brackets and indentation around it")
    }
  }

  private func character(_ lines: [Substring]) -> Character? {
    guard lines.indices.contains(mark.line - 1) else { return nil }
    let line = lines[mark.line - 1].unicodeScalars
    return line.dropFirst(mark.column - 1).first.map { Character($0) }
  }

  private static func plainly(_ context: String) -> String {
    switch context {
    case "while parsing a block mapping": "the map"
    case "while parsing a block collection": "the list"
    case "while parsing a flow mapping": "the map in '{…}'"
    case "while parsing a flow sequence": "the list in '[…]'"
    case "while scanning a simple key": "the key"
    case "while scanning a quoted scalar", "while parsing a quoted scalar": "the quoted text"
    case "while scanning a block scalar": "the block of text"
    default: "what cannot be read"
    }
  }
}

extension YAMLMark {
  /// The mark of a byte of a text.
  init(offset: Int, in text: String) {
    self.init(offset: offset, bytes: text.utf8)
  }

  /// The mark of a byte, where all before it is UTF-8.
  init(offset: Int, bytes: some Sequence<UInt8>) {
    var line = 1
    var column = 1
    for byte in bytes.prefix(offset) {
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    self.init(line: line, column: column)
  }
}
