import Engines
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

  /// Clock ticks from the machine's start to the process's; nil where there is none, or only what is left of one that
  /// has ended.
  static func startTime(of pid: Int32) -> UInt64? {
    guard let entry = ProcessTable.entry(of: pid), !entry.hasEnded else { return nil }
    return UInt64(entry.startTime)
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
