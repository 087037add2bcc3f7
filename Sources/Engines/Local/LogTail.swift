import Foundation

/// The end of a log.
enum LogTail {
  /// The most that is read of a file, whatever its size.
  private static let mostBytes = 256 << 10
  private static let longestLine = 2000

  /// The last lines, oldest first; none where there is no such file.
  static func read(_ path: String, lines: Int) -> [String] {
    guard lines > 0, let file = FileHandle(forReadingAtPath: path) else { return [] }
    do {
      let end = try file.seekToEnd()
      let start = end > UInt64(mostBytes) ? end - UInt64(mostBytes) : 0
      try file.seek(toOffset: start)
      let bytes = try file.read(upToCount: mostBytes) ?? Data()
      try file.close()
      var all = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
      // The first line is cut where reading began inside it.
      if start > 0, !all.isEmpty { all.removeFirst() }
      return all.suffix(lines).map { String(decoding: $0.prefix(longestLine), as: UTF8.self) }
    } catch {
      return ["The log `\(path)` cannot be read: \(error.localizedDescription)"]
    }
  }
}
