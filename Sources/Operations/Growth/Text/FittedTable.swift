internal import Foundation

/// Columns of text within a width: where they do not fit, the widest ones give way and their cells take several lines.
/// Nothing is cut off, and nothing that commands a terminal comes through.
struct FittedTable {
  /// Columns of a terminal that texts may take.
  static let width = 100
  private static let gap = 2
  /// Columns that every column of the table keeps.
  private static let narrowest = 6

  private var rows: [[String]]

  init(_ heading: [String]) { rows = [heading.map(Paint.plain)] }

  mutating func add(_ row: [String]) { rows.append(row.map(Paint.plain)) }

  /// Its lines, without white space at their ends.
  func lines(width: Int = FittedTable.width, indent: Int = 0) -> [String] {
    let count = rows.map(\.count).max() ?? 0
    guard count > 0 else { return [] }
    let room = width - indent - (count - 1) * Self.gap
    let widths = Self.widths(of: rows, count: count, room: room)
    let margin = String(repeating: " ", count: indent)
    return rows.flatMap { row -> [String] in
      let cells = row.enumerated().map { Wrapping.lines($1, width: widths[$0]) }
      let height = cells.map(\.count).max() ?? 1
      return (0..<height).map { line in
        var text = margin
        for (index, cell) in cells.enumerated() {
          let part = line < cell.count ? cell[line] : ""
          text += part
          if index + 1 < cells.count {
            text += String(repeating: " ", count: max(0, widths[index] - Wrapping.columns(part)) + Self.gap)
          }
        }
        while text.last == " " { text.removeLast() }
        return text
      }
    }
  }

  private static func widths(of rows: [[String]], count: Int, room: Int) -> [Int] {
    var widths = (0..<count).map { column in
      rows.map { column < $0.count ? Wrapping.columns($0[column]) : 0 }.max() ?? 0
    }
    var total = widths.reduce(0, +)
    while total > room, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > narrowest {
      widths[widest] -= 1
      total -= 1
    }
    return widths
  }
}

/// Sentences in lines of a width.
enum Wrapping {
  /// Columns that a text takes in a terminal.
  static func columns(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + DisplayWidth.columns(of: $1) } }

  /// A sentence in lines; those after the first stand `hanging` columns further in than `indent`.
  static func sentence(_ text: String, indent: Int = 0, hanging: Int = 0) -> [String] {
    let room = max(20, FittedTable.width - indent - hanging)
    return lines(Paint.plain(text), width: room).enumerated().map { index, line in
      String(repeating: " ", count: index == 0 ? indent : indent + hanging) + line
    }
  }

  /// Broken at spaces; a word that is wider than a line is broken where it must.
  static func lines(_ text: String, width: Int) -> [String] {
    if columns(text) <= width { return [text] }
    var lines: [String] = []
    var line = ""
    for word in words(text, width: max(1, width)) {
      if line.isEmpty {
        line = word
      } else if columns(line) + 1 + columns(word) <= width {
        line += " " + word
      } else {
        lines.append(line)
        line = word
      }
    }
    if !line.isEmpty { lines.append(line) }
    return lines.isEmpty ? [""] : lines
  }

  private static func words(_ text: String, width: Int) -> [String] {
    text.split(separator: " ").flatMap { word -> [String] in
      if columns(String(word)) <= width { return [String(word)] }
      var parts: [String] = []
      var part = ""
      for character in word {
        if !part.isEmpty, columns(part + String(character)) > width {
          parts.append(part)
          part = ""
        }
        part.append(character)
      }
      return parts + [part]
    }
  }
}
