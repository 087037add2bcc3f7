import Basics

/// A comment in a file that begins with `# atoll:`.
struct SilenceComment {
  let place: SourcePlace
  /// What stands after `atoll:`, up to the end of the line.
  let text: String
  /// The line whose findings it is about.
  let line: Int
  /// Whether nothing but comments stands before it, so that it is also about findings of the whole file.
  let isAtHead: Bool

  /// Whether it stands in a text that goes over several lines (`key: |`), where YAML knows no comments.
  func isInside(_ text: String) -> Bool {
    let lines = text.lines.prefix(place.line - 1)
    var indent = place.column - 1
    for outer in lines.reversed() {
      guard let start = outer.firstIndex(where: { $0 != " " }), outer[start] != "\r" else { continue }
      let depth = outer.distance(from: outer.startIndex, to: start)
      if depth >= indent { continue }
      indent = depth
      let end = outer.split(separator: " ").last { !$0.isEmpty && $0 != "\r" } ?? ""
      let mark = end.hasSuffix("\r") ? end.dropLast() : end
      let opens = ["|", "|-", "|+", ">", ">-", ">+"].contains(mark)
      if opens, outer.contains(": ") || outer[start] == "-" { return true }
      if depth == 0 { return false }
    }
    return false
  }

  /// Every such comment of a text, from one look at its bytes. A number sign begins a comment at the start of a line or after
  /// white space, as YAML has it.
  static func all(in text: String, file: String) -> [SilenceComment] {
    text.utf8.withContiguousStorageIfAvailable { all(in: $0, file: file) }
      ?? Array(text.utf8).withUnsafeBufferPointer { all(in: $0, file: file) }
  }

  private static let marker = Array("atoll:".utf8)

  private static func all(in bytes: UnsafeBufferPointer<UInt8>, file: String) -> [SilenceComment] {
    var comments: [SilenceComment] = []
    var line = 1
    var lineStart = 0
    var isHead = true
    var isBlankSoFar = true
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case 0x0A:
        line += 1
        lineStart = index + 1
        isBlankSoFar = true
      case 0x20, 0x09, 0x0D: break
      case UInt8(ascii: "#") where index == lineStart || bytes[index - 1] == 0x20 || bytes[index - 1] == 0x09:
        let end = bytes[index...].firstIndex(of: 0x0A) ?? bytes.count
        if let start = start(of: bytes, after: index, until: end) {
          let column = bytes[lineStart..<index].count { $0 & 0xC0 != 0x80 } + 1
          let length = bytes[index..<end].count { $0 & 0xC0 != 0x80 && $0 != 0x0D }
          let about = isBlankSoFar ? lineBelow(bytes, from: end, line: line) : line
          comments.append(
            SilenceComment(
              place: SourcePlace(file: file, line: line, column: column, length: length),
              text: String(decoding: bytes[start..<end], as: UTF8.self), line: about, isAtHead: isHead && isBlankSoFar))
          index = end
          continue
        }
        if isBlankSoFar {
          index = end
          continue
        }
      default:
        isBlankSoFar = false
        isHead = false
      }
      index += 1
    }
    return comments
  }

  /// Where the text after `# atoll:` begins; nil for any other comment.
  private static func start(of bytes: UnsafeBufferPointer<UInt8>, after sign: Int, until end: Int) -> Int? {
    var index = sign + 1
    while index < end, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    guard end - index >= marker.count, bytes[index..<index + marker.count].elementsEqual(marker) else { return nil }
    return index + marker.count
  }

  /// The number of the first line after a comment that is no comment itself: silences may stand one below the other.
  private static func lineBelow(_ bytes: UnsafeBufferPointer<UInt8>, from end: Int, line: Int) -> Int {
    var line = line
    var end = end
    while end < bytes.count {
      line += 1
      let next = bytes[(end + 1)...].firstIndex(of: 0x0A) ?? bytes.count
      let first = bytes[(end + 1)..<next].first { $0 != 0x20 && $0 != 0x09 }
      guard first == UInt8(ascii: "#") else { return line }
      end = next
    }
    return line
  }
}
