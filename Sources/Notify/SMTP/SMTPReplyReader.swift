/// Cuts what a server sends into replies (RFC 5321 §4.2), within bounds.
struct SMTPReplyReader {
  /// More than any server has a reason to send at once.
  static let largestReply = 65_536

  private var bytes: [UInt8] = []
  private var code: Int?
  private var lines: [String] = []

  /// Whether something came that belongs to no reply that was read.
  var hasRest: Bool { !bytes.isEmpty || code != nil }

  mutating func feed(_ more: some Sequence<UInt8>) { bytes += more }

  /// The next reply, where all of it has come. Throws what is no reply.
  mutating func next() throws(Unreadable) -> SMTPReply? {
    while let end = bytes.firstIndex(of: 0x0a) {
      var line = Array(bytes[..<end])
      bytes.removeFirst(end + 1)
      if line.last == 0x0d { line.removeLast() }
      if let reply = try take(line) { return reply }
    }
    if bytes.count > Self.largestReply { throw Unreadable() }
    return nil
  }

  struct Unreadable: Error {}

  private mutating func take(_ line: [UInt8]) throws(Unreadable) -> SMTPReply? {
    let digits = line.prefix(3)
    guard digits.count == 3, let number = Int(String(decoding: digits, as: UTF8.self)), (200..<600).contains(number),
      code.map({ $0 == number }) ?? true, lines.count < 512
    else { throw Unreadable() }
    let mark = line.count > 3 ? line[3] : 0x20
    guard mark == 0x20 || mark == UInt8(ascii: "-") else { throw Unreadable() }
    // The text may end on a page or in a log.
    let text = String(decoding: line.dropFirst(4), as: UTF8.self).unicodeScalars
      .filter { $0.properties.generalCategory != .control }
    lines.append(String(String.UnicodeScalarView(text)))
    code = number
    guard mark == 0x20 else { return nil }
    defer {
      code = nil
      lines = []
    }
    return SMTPReply(code: number, lines: lines)
  }
}
