import Basics
import Delivery
import Fleet
import Foundation

/// The process of one hub: its start, its end, and what is seen of it.
struct HubProcess: Sendable {
  let hub: HubID
  let folder: HubFolder
  let launcher: Launcher

  /// How long a hub may take from its start to its first answer. The first one makes its database.
  static let startTimeout = Duration.seconds(90)
  /// A hub writes its state away and ends its helpers.
  private static let stopGrace = Duration.seconds(12)
  /// The lines of its log that a failure shows.
  private static let linesShown = 20

  /// What the hub was last started with, and as which process. Written when it has answered.
  struct Running: Codable, Equatable, Sendable {
    var process: ProcessRecord
    var release: ReleaseHash
    /// Over `hub.json` and the hub's environment.
    var configuration: String
    /// The names of the environments that it uses.
    var environments: Set<String>
  }

  /// The process, where it runs.
  func process() throws -> ProcessRecord? { try recorded().flatMap { $0.isAlive ? $0 : nil } }

  func recorded() throws -> ProcessRecord? { try PrivateFile.readJSON(ProcessRecord.self, from: folder.process) }

  func running() throws -> Running? { try PrivateFile.readJSON(Running.self, from: folder.running) }

  /// What it was told at its last start.
  func configuration() throws -> JSONValue? { try PrivateFile.readJSON(JSONValue.self, from: folder.configuration) }

  static func isHealthy(port: Int) async -> Bool {
    await HTTPProbe.get(port: port, path: "/hub/api/health")?.status == 200
  }

  /// Ends the hub; its users' servers go on.
  func stop(report: @escaping Report) async throws {
    var processes = try strays()
    if let process = try self.process() { processes.insert(process) }
    guard !processes.isEmpty else { return }
    report("Stopping the hub \(hub)")
    for process in processes {
      guard try await process.end(grace: Self.stopGrace) else {
        throw EngineFailure("The hub \(hub) (process \(process.pid)) does not end", log: log())
      }
    }
  }

  /// Starts the hub, which does not run, and waits until it answers.
  func start(python: String, port: Int, report: @escaping Report) async throws -> ProcessRecord {
    report("Starting the hub \(hub)")
    let process = try await launcher.launch(
      python, ["-m", "atoll_hub", folder.configuration], by: python, log: folder.log, record: folder.process)
    let ended = try await Wait.until(within: Self.startTimeout, pause: .milliseconds(100)) {
      if await Self.isHealthy(port: port) { return true }
      return !process.isAlive
    }
    guard process.isAlive else {
      throw EngineFailure("The hub \(hub) ended at its start", next: "Its log is `\(folder.log)`", log: log())
    }
    guard ended else {
      throw EngineFailure(
        "The hub \(hub) did not answer within \(Self.startTimeout.components.seconds) seconds",
        next: "Its log is `\(folder.log)`", log: log())
    }
    return process
  }

  func log() -> [String] { LogTail.read(folder.log, lines: Self.linesShown) }

  /// Processes of this hub that nothing records: we were ended between starting one and reading its record.
  private func strays() throws -> Set<ProcessRecord> {
    let ending = "-m atoll_hub \(folder.configuration)"
    var found: Set<ProcessRecord> = []
    for pid in try ProcessTable.pids() {
      guard let command = ProcessTable.command(of: pid), command.hasSuffix(ending),
        !command.contains("atoll_hub.launch"),
        ProcessTable.uid(of: pid) == getuid(), let process = ProcessRecord(pid: pid)
      else { continue }
      found.insert(process)
    }
    return found
  }
}
