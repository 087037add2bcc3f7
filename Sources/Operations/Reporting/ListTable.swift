/// Columns of text that fit into a terminal, a line for each row, so that it can be searched line by line: the widest cells are
/// cut. `FittedTable` breaks cells instead.
struct ListTable {
  struct Column {
    let heading: String
    /// Never cut, as what people copy.
    let isWhole: Bool
    /// Written at the right of its column.
    let isNumber: Bool

    init(_ heading: String, isWhole: Bool = false, isNumber: Bool = false) {
      self.heading = heading
      self.isWhole = isWhole
      self.isNumber = isNumber
    }
  }

  private let columns: [Column]
  private var rows: [[String]] = []

  init(_ columns: [Column]) { self.columns = columns }

  mutating func add(_ row: [String]) { rows.append(row) }

  /// Between columns.
  private static let gap = 2
  /// No cell is cut to less.
  private static let narrowest = 4

  /// The heading and the rows, without white space at their ends.
  func lines(width: Int?) -> [String] {
    let cells = [columns.map(\.heading)] + rows.map { $0.map(Paint.plain) }
    let widths = widths(of: cells, within: width)
    return cells.map { row in
      var line = ""
      for (index, cell) in row.enumerated() {
        let cut = Self.cut(cell, to: widths[index])
        let space = String(repeating: " ", count: max(0, widths[index] - Wrapping.columns(cut)))
        line += columns[index].isNumber ? space + cut : cut + space
        if index < row.count - 1 { line += String(repeating: " ", count: Self.gap) }
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  private func widths(of cells: [[String]], within limit: Int?) -> [Int] {
    var widths = columns.indices.map { index in cells.map { Wrapping.columns($0[index]) }.max() ?? 0 }
    guard let limit else { return widths }
    var excess = widths.reduce(0, +) + Self.gap * (columns.count - 1) - limit
    while excess > 0 {
      let cuttable = columns.indices.filter { !columns[$0].isWhole && !columns[$0].isNumber && widths[$0] > Self.narrowest }
      guard let widest = cuttable.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  private static func cut(_ text: String, to limit: Int) -> String {
    guard Wrapping.columns(text) > limit else { return text }
    var cut = ""
    var room = limit - 1
    for letter in text {
      room -= Wrapping.columns(String(letter))
      guard room >= 0 else { break }
      cut.append(letter)
    }
    return cut + "…"
  }
}
