import Foundation
import Glibc

/// One process of this machine, told apart from any later one with the same number.
struct ProcessRecord: Codable, Hashable, Sendable {
  var pid: Int32
  /// Field 22 of `/proc/<pid>/stat`: ticks since the boot.
  var startTime: Int
  var bootID: String

  enum CodingKeys: String, CodingKey {
    case pid
    case startTime = "start_time"
    case bootID = "boot_id"
  }
}

extension ProcessRecord {
  /// The process that has this number now; nil where none has, or only what is left of one that ended.
  init?(pid: Int32) {
    guard let entry = ProcessTable.entry(of: pid), !entry.hasEnded, let boot = ProcessTable.bootID() else { return nil }
    self.init(pid: pid, startTime: entry.startTime, bootID: boot)
  }

  var isAlive: Bool { ProcessRecord(pid: pid) == self }

  /// Sends a signal, only if the process is still the one recorded.
  func send(_ signal: Int32) { if isAlive { kill(pid, signal) } }

  /// Asks the process to end, and ends it by force after the grace. Gives back whether it has ended.
  func end(grace: Duration) async throws -> Bool {
    send(SIGTERM)
    if try await hasEnded(within: grace) { return true }
    send(SIGKILL)
    return try await hasEnded(within: .seconds(5))
  }

  private func hasEnded(within time: Duration) async throws -> Bool {
    try await Wait.until(within: time) { !isAlive }
  }
}

/// What `/proc` says.
package enum ProcessTable {
  package struct Entry: Equatable {
    /// Field 22: ticks since the boot.
    package var startTime: Int
    var state: Character
    /// A process that ended and that its parent has not asked for yet still stands in the table.
    package var hasEnded: Bool { state == "Z" || state == "X" }
  }

  static func bootID() -> String? {
    text(of: "/proc/sys/kernel/random/boot_id").map { String($0.prefix { $0 != "\n" }) }
  }

  package static func entry(of pid: Int32) -> Entry? { text(of: "/proc/\(pid)/stat").flatMap(parse) }

  /// Reads a line of `stat`. The program's name, in parentheses, may itself hold spaces and parentheses.
  static func parse(_ line: String) -> Entry? {
    guard let name = line.lastIndex(of: ")") else { return nil }
    let fields = line[line.index(after: name)...].split(separator: " ")
    guard fields.count > 19, let state = fields[0].first, let start = Int(fields[19]) else { return nil }
    return Entry(startTime: start, state: state)
  }

  static func pids() throws -> [Int32] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap(Int32.init)
  }

  /// Nil where the process has ended or is not ours to read.
  static func uid(of pid: Int32) -> UInt32? {
    var status = stat()
    return stat("/proc/\(pid)", &status) == 0 ? status.st_uid : nil
  }

  /// Nil where the process has ended or is not ours to read.
  static func environment(of pid: Int32) -> [String]? {
    bytes(of: "/proc/\(pid)/environ")?.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The control groups that it is in, as the system lists them.
  static func groups(of pid: Int32) -> String? { text(of: "/proc/\(pid)/cgroup") }

  static func command(of pid: Int32) -> String? {
    bytes(of: "/proc/\(pid)/cmdline")?.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
      .joined(separator: " ")
  }

  /// Whether one of the process's open files is this one, as its link in `/proc` names it.
  static func hasOpen(_ link: String, pid: Int32) -> Bool {
    let folder = "/proc/\(pid)/fd"
    guard let directory = opendir(folder) else { return false }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      var target = [CChar](repeating: 0, count: 256)
      let count = readlink("\(folder)/\(name)", &target, target.count)
      if count > 0, target[..<count].elementsEqual(link.utf8.lazy.map(CChar.init(bitPattern:))) { return true }
    }
    return false
  }

  /// What a file of `/proc` says, all of it: such files come in pieces and have no size. Nil where it is not there.
  static func text(of path: String) -> String? { bytes(of: path).map { String(decoding: $0, as: UTF8.self) } }

  private static func bytes(of path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var all: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 8192)
    while true {
      let count = read(file, &part, part.count)
      if count <= 0 { return count == 0 ? all : nil }
      all += part[..<count]
    }
  }
}
