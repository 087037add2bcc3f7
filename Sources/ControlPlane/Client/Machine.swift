public import Basics
public import Delivery
import Engines
import Fleet
import Foundation
import Logging
import Subprocess
import SystemPackage

/// What the command line does on this machine without the control plane: start it, stop everything, read its files.
public struct Machine: Sendable {
  public let state: StateFolder

  public init(state: StateFolder) { self.state = state }

  /// How long a control plane may take to answer after its start, in seconds.
  static let startLimit = 30.0

  /// Starts a control plane that outlives this command, where none runs for this state folder.
  /// - Throws: `MachineError` where it does not come up; the message carries the last lines of its log.
  @discardableResult
  public func startServer(_ configuration: ServerConfiguration, report: @escaping Report) async throws -> RunningServer {
    try PrivateFile.makeFolder(state.path, mode: 0o711)
    if let running = try RunningServer.find(state) {
      if running.build == Machine.build {
        report("The control plane runs (pid \(running.pid)).")
        return running
      }
      report("The control plane is another build than this program: replacing it; hubs go on.")
      guard try await running.stop() else { throw MachineError.doesNotStop(running.pid) }
    }
    // Now, and not after minutes of building environments.
    try engine(configuration).checkGatewayPort()
    report("Starting the control plane …")
    try await launch(configuration)
    let deadline = Date().addingTimeInterval(Machine.startLimit)
    while Date() < deadline {
      if let running = try RunningServer.find(state), await ControlPlaneClient(running).isReady() { return running }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw MachineError.didNotStart(log: try serverLog(lines: 15), path: state.log)
  }

  /// How long the gateway may take until it leads people to the pages, in seconds: it may have to be installed first.
  static let gatewayLimit = 180.0

  /// Waits until people reach the pages. Where hubs are started, they bring the gateway; else supervision does.
  /// - Throws: `MachineError` where it takes too long.
  public func waitForPages(of server: RunningServer, _ client: ControlPlaneClient, report: @escaping Report) async throws {
    let deadline = Date().addingTimeInterval(Machine.gatewayLimit)
    var isTold = false
    while await !client.leadsToPages(gatewayPort: server.gatewayPort) {
      guard Date() < deadline else {
        throw MachineError.noGateway(port: server.gatewayPort, log: try serverLog(lines: 15), path: state.log)
      }
      if !isTold { report("Starting the gateway …") }
      isTold = true
      try await Task.sleep(for: .milliseconds(200))
    }
  }

  /// Stops the control plane, then hubs, users' servers and the gateway of this state folder.
  public func stopAll(report: @escaping Report) async throws {
    if let running = try RunningServer.find(state) {
      report("Stopping the control plane (pid \(running.pid)) …")
      guard try await running.stop() else { throw MachineError.doesNotStop(running.pid) }
    }
    guard FileManager.default.fileExists(atPath: state.path) else {
      return report("Nothing runs: there is no state folder \(state.path).")
    }
    try await engine().stopAll(report: report)
    report("Stopped. Homes and history are in \(state.path).")
  }

  /// The last lines of the control plane's log.
  public func serverLog(lines: Int) throws -> [String] {
    guard let data = FileManager.default.contents(atPath: state.log) else { return [] }
    return String(decoding: data.suffix(1_000_000), as: UTF8.self).split(separator: "\n").suffix(lines).map(String.init)
  }

  public func setPassword(_ password: String, of person: PersonID, at hub: HubID) async throws {
    try await engine().setPassword(password, of: person, at: hub)
  }

  /// The engine of this state folder, for what needs no configuration beside it.
  func engine() throws -> LocalEngine {
    let package = try HubPackage.find(given: ProcessInfo.processInfo.environment["ATOLL_HUB_PACKAGE"])
    return engine(ServerConfiguration(state: state.path, hubPackage: package))
  }

  private func engine(_ configuration: ServerConfiguration) -> LocalEngine {
    LocalEngine(
      configuration: .init(
        state: state.path, gatewayPort: configuration.gatewayPort, hubPackage: configuration.hubPackage),
      secrets: FolderSecrets(folder: state.secrets),
      logger: Logger(label: "atoll", factory: { _ in SwiftLogNoOpLogHandler() }))
  }

  /// Starts `atoll serve` in a session of its own, so that it outlives this terminal.
  private func launch(_ configuration: ServerConfiguration) async throws {
    let log = try PrivateFile.appending(state.log)
    let output = FileDescriptor(rawValue: log.fileDescriptor)
    let outcome = try await Subprocess.run(
      .path("/usr/bin/setsid"),
      arguments: [
        "--fork", Machine.program, "serve", "--state", state.path, "--host", configuration.host,
        "--port", String(configuration.port), "--gateway-port", String(configuration.gatewayPort),
        "--hub-package", configuration.hubPackage,
      ], input: .none, output: .fileDescriptor(output, closeAfterSpawningProcess: false),
      error: .fileDescriptor(output, closeAfterSpawningProcess: false))
    guard outcome.terminationStatus.isSuccess else {
      throw MachineError.didNotStart(log: try serverLog(lines: 15), path: state.log)
    }
  }

  /// Names this build of the program, by the size and the time of its file.
  static let build: String = {
    let attributes = try? FileManager.default.attributesOfItem(atPath: program)
    let size = (attributes?[.size] as? Int) ?? 0
    let time = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
    return "\(size)-\(Int(time * 1000))"
  }()

  /// This program's file.
  static var program: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
  }
}

/// Why this machine did not do what was asked.
public enum MachineError: Error, CustomStringConvertible {
  case didNotStart(log: [String], path: String)
  case doesNotStop(Int32)
  case noGateway(port: Int, log: [String], path: String)
  case noHubPackage(tried: [String])

  public var description: String {
    switch self {
    case .didNotStart(let log, let path):
      "the control plane did not start. The end of its log, \(path):\n"
        + log.map { "  | \($0)" }.joined(separator: "\n")
    case .noGateway(let port, let log, let path):
      "the control plane runs, and nobody leads people to its pages at port \(port). The end of its log, \(path):\n"
        + log.map { "  | \($0)" }.joined(separator: "\n")
    case .doesNotStop(let pid):
      "the control plane (pid \(pid)) did not stop within 30 s; look at its log with `atoll logs`"
    case .noHubPackage(let tried):
      "the Python package `hub/` is in none of \(tried.joined(separator: ", ")); name it with --hub-package or ATOLL_HUB_PACKAGE"
    }
  }
}

/// Finds the folder of the Python package that runs in each hub.
public enum HubPackage {
  /// The folder given, else `hub/` beside the program, above it (a build in a checkout), or in the current directory.
  public static func find(given: String?) throws -> String {
    if let given {
      let path = URL(fileURLWithPath: given).standardizedFileURL.path
      guard isPackage(path) else { throw MachineError.noHubPackage(tried: [path]) }
      return path
    }
    var tried: [String] = []
    var folder = URL(fileURLWithPath: Machine.program).deletingLastPathComponent()
    for _ in 0..<6 {
      tried.append(folder.appendingPathComponent("hub").path)
      if isPackage(tried[tried.count - 1]) { return tried[tried.count - 1] }
      folder.deleteLastPathComponent()
    }
    let here = FileManager.default.currentDirectoryPath + "/hub"
    if isPackage(here) { return here }
    throw MachineError.noHubPackage(tried: tried + [here])
  }

  private static func isPackage(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(path)/pyproject.toml")
      && FileManager.default.fileExists(atPath: "\(path)/atoll_hub")
  }
}
