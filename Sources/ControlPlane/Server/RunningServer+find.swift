import Foundation

#if canImport(Glibc)
  import Glibc
#endif

extension RunningServer {
  /// The control plane that runs for a state folder; nil where none does. A process that only has the same number is
  /// not taken for it.
  public static func find(_ state: StateFolder) throws -> RunningServer? {
    guard let text = try PrivateFile.read(state.server) else { return nil }
    guard let server = try? JSONDecoder().decode(RunningServer.self, from: Data(text.utf8)) else { return nil }
    return startTime(of: server.pid) == server.startTime ? server : nil
  }

  /// Field 22 of `/proc/<pid>/stat`: clock ticks from the machine's start to the process's; nil where there is none.
  static func startTime(of pid: Int32) -> UInt64? {
    guard let data = FileManager.default.contents(atPath: "/proc/\(pid)/stat") else { return nil }
    let text = String(decoding: data, as: UTF8.self)
    // The command's name stands in parentheses and may hold anything, so fields are counted after the last one.
    guard let close = text.lastIndex(of: ")") else { return nil }
    let fields = text[text.index(after: close)...].split(separator: " ")
    // A zombie has ended; only its parent has not looked yet.
    return fields.count > 19 && fields[0] != "Z" ? UInt64(fields[19]) : nil
  }

  /// Ends the server and waits until it is gone.
  /// - Returns: false where it was still there after `seconds`.
  public func stop(within seconds: Double = 30) async throws -> Bool {
    guard RunningServer.startTime(of: pid) == startTime else { return true }
    kill(pid, SIGTERM)
    let deadline = ContinuousClock.now + .seconds(seconds)
    while RunningServer.startTime(of: pid) == startTime {
      if ContinuousClock.now > deadline { return false }
      try await Task.sleep(for: .milliseconds(50))
    }
    return true
  }
}
