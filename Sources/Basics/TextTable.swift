/// Columns of text, each as wide as its widest cell.
public struct TextTable: Sendable {
  private var rows: [[String]]

  /// A table with no row yet.
  public init(_ heading: [String]) { rows = [heading] }

  /// Adds a row below the others.
  public mutating func add(_ row: [String]) { rows.append(row) }

  /// Its lines, without white space at their ends.
  public var text: String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
    return rows.map { row in
      let cells = row.enumerated().map { index, cell in
        cell + String(repeating: " ", count: max(0, widths[index] - cell.count))
      }
      let line = cells.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }
}
