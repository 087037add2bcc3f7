/// Comma-separated values as RFC 4180 writes them.
struct CSVText: Sendable {
  private(set) var text: String

  init(header: [String]) { text = header.joined(separator: ",") + "\r\n" }

  mutating func append(_ row: [String]) { text += row.map(Self.cell).joined(separator: ",") + "\r\n" }

  /// A cell that a spreadsheet would take for a formula gets an apostrophe in front.
  private static func cell(_ value: String) -> String {
    let guarded: String =
      switch value.utf8.first {
      case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), UInt8(ascii: "\t"),
        UInt8(ascii: "\r"):
        "'\(value)"
      default: value
      }
    let special: Set<UInt8> = [UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r")]
    guard guarded.utf8.contains(where: special.contains) else { return guarded }
    var quoted = "\""
    for scalar in guarded.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
