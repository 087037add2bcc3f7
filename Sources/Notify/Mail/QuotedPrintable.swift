/// The body of a mail as RFC 2045 §6.7 says: ASCII, lines of at most 76 characters ended by CR LF.
enum QuotedPrintable {
  static let lineLength = 76

  static func encode(_ text: String) -> String {
    var lines = lines(of: text)
    // The end of the last line is the end of the text.
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { encode(line: $0) + "\r\n" }.joined()
  }

  /// Whatever ends a line: LF, CR LF or CR.
  private static func lines(of text: String) -> [[UInt8]] {
    var lines: [[UInt8]] = [[]]
    var afterReturn = false
    for byte in text.utf8 {
      switch byte {
      case 0x0a where afterReturn: break
      case 0x0a, 0x0d: lines.append([])
      default: lines[lines.count - 1].append(byte)
      }
      afterReturn = byte == 0x0d
    }
    return lines
  }

  private static func encode(line: [UInt8]) -> String {
    var output = ""
    var column = 0
    for (index, byte) in line.enumerated() {
      let isLast = index == line.count - 1
      let piece = isPlain(byte, atEnd: isLast) ? String(Unicode.Scalar(byte)) : escaped(byte)
      // A soft break takes one place, unless this piece ends the line.
      if column + piece.count > (isLast ? lineLength : lineLength - 1) {
        output += "=\r\n"
        column = 0
      }
      output += piece
      column += piece.count
    }
    return output
  }

  private static func isPlain(_ byte: UInt8, atEnd: Bool) -> Bool {
    switch byte {
    case 0x20, 0x09: !atEnd
    case UInt8(ascii: "="): false
    case 0x21...0x7e: true
    default: false
    }
  }

  private static func escaped(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.count == 1 ? "=0\(digits)" : "=\(digits)"
  }
}
