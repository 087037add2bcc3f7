import Basics
import Fleet

/// The lines of files, as they are shown under a finding.
struct QuotedLines: Sendable {
  /// Columns of a quoted line that are shown; longer lines are cut around the caret.
  static let width = 100
  /// Columns that a tab takes in a quoted line.
  static let tab = 4

  private let texts: [String: String]
  /// By file and line: what must not be shown.
  private let hidden: [String: [Int: [SourcePlace]]]

  init(_ texts: [String: String], hiding places: [SourcePlace]) {
    self.texts = texts
    hidden = Dictionary(grouping: places, by: \.file).mapValues { Dictionary(grouping: $0, by: \.line) }
  }

  /// One line ready to be shown, with what stands under it.
  struct Quote: Equatable {
    let number: String
    let line: String
    let indent: String
    let underline: String
  }

  /// Nil where the place names no line, or the file is not at hand.
  func quote(_ place: SourcePlace) -> Quote? {
    guard place.line > 0, let line = line(place.line, of: place.file) else { return nil }
    var secrets = hidden[place.file]?[place.line] ?? []
    if let columns = texts[place.file].flatMap({ SecretLines.hiddenColumns(ofLine: place.line, in: $0) }) {
      secrets.append(SourcePlace(file: place.file, line: place.line, column: columns.lowerBound, length: columns.count))
    }
    let cells = Cell.cells(of: line, hiding: secrets)
    let whole = place.column == 0
    let end = cells.lastIndex { !$0.isBlank }.map { $0 + 1 } ?? 0
    let start = whole ? cells.firstIndex { !$0.isBlank } ?? 0 : min(place.column - 1, cells.count)
    let length = whole ? end - start : place.length
    let stop = max(start, min(cells.count, start + max(1, length)))
    let window = QuotedLines.window(of: cells, around: start, stop)

    let shown = cells[window].map(\.text).joined()
    let cutBefore = window.lowerBound > 0 ? "…" : ""
    let cutAfter = window.upperBound < end ? "…" : ""
    let before = cutBefore.count + cells[window.lowerBound..<start].reduce(0) { $0 + $1.width }
    let under = cells[start..<min(stop, max(start, window.upperBound))].reduce(0) { $0 + $1.width }
    var visible = cutBefore + shown + cutAfter
    while visible.last == " " { visible.removeLast() }
    return Quote(
      number: String(place.line), line: visible, indent: String(repeating: " ", count: before),
      underline: String(repeating: "^", count: max(1, under)))
  }

  private func line(_ number: Int, of file: String) -> Substring? {
    guard let text = texts[file] else { return nil }
    var rest = text.utf8[...]
    for _ in 1..<number {
      guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      rest = rest[rest.index(after: end)...]
    }
    var line = rest.prefix { $0 != UInt8(ascii: "\n") }
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    return Substring(line)
  }

  /// The cells that are shown, so that `start` and as much as may be after it is among them.
  private static func window(of cells: [Cell], around start: Int, _ stop: Int) -> Range<Int> {
    var total = 0
    for cell in cells { total += cell.width }
    if total <= width { return 0..<cells.count }
    // A quarter of the width before the caret, or more where little follows.
    var first = start
    var before = 0
    while first > 0, before + cells[first - 1].width <= width / 4 {
      first -= 1
      before += cells[first].width
    }
    var last = start
    while last < cells.count, before + cells[last].width <= width {
      before += cells[last].width
      last += 1
    }
    while first > 0, before + cells[first - 1].width <= width {
      first -= 1
      before += cells[first].width
    }
    return first..<last
  }
}

/// One scalar of a line as it is shown.
private struct Cell {
  let text: String
  let width: Int
  var isBlank: Bool { text.allSatisfy { $0 == " " } && width > 0 }

  static func cells(of line: Substring, hiding places: [SourcePlace]) -> [Cell] {
    line.unicodeScalars.enumerated().map { index, scalar in
      let isHidden = places.contains { place in
        place.column == 0 || (index + 1 >= place.column && index + 1 < place.column + max(1, place.length))
      }
      if isHidden, scalar != " " { return Cell(text: "•", width: 1) }
      if scalar == "\t" { return Cell(text: String(repeating: " ", count: QuotedLines.tab), width: QuotedLines.tab) }
      if DisplayWidth.isUnprintable(scalar) { return Cell(text: "\u{FFFD}", width: 1) }
      return Cell(text: String(scalar), width: DisplayWidth.columns(of: scalar))
    }
  }
}
