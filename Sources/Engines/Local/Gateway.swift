import Basics
import Crypto
import Delivery
import Foundation

/// The one Traefik in front of all hubs. It reads its routes from files: one of each hub, which the hub itself writes,
/// and Atoll's own.
struct Gateway: Sendable {
  let folder: GatewayFolder
  /// The port for people.
  let port: Int
  let controlPlanePort: Int?
  let ports: ClosedRange<Int>
  let tools: Tools
  let launcher: Launcher

  /// How long Traefik may take from its start to its first answer.
  private static let startTimeout = Duration.seconds(20)
  private static let stopGrace = Duration.seconds(5)

  /// What hubs need to know of it.
  struct Identity: Codable, Equatable, Sendable {
    var apiPort: Int
  }

  /// What runs: the process with the configuration that it was started with.
  private struct Running: Codable, Equatable {
    var process: ProcessRecord
    var configuration: String
  }

  /// Starts it where it does not run as configured; does nothing where it does.
  func ensure(report: @escaping Report) async throws -> Identity {
    try await FileLock.hold(folder.lock, patience: .seconds(60)) {
      let identity = try await identity()
      try writeOwnRoutes()
      let configuration = GatewayFiles.staticFile(port: port, apiPort: identity.apiPort, routes: folder.routes)
      if let process = try self.process() {
        let running = try PrivateFile.readJSON(Running.self, from: folder.running)
        if running == Running(process: process, configuration: configuration), await answers(identity) {
          return identity
        }
        report("Restarting the gateway")
        guard try await process.end(grace: Self.stopGrace) else {
          throw EngineFailure("The gateway (process \(process.pid)) does not end")
        }
      }
      try await start(configuration, identity: identity, report: report)
      return identity
    }
  }

  /// The process, where it runs.
  func process() throws -> ProcessRecord? {
    try PrivateFile.readJSON(ProcessRecord.self, from: folder.process).flatMap { $0.isAlive ? $0 : nil }
  }

  /// Whether it was started since it was last stopped.
  var hasRun: Bool { FileManager.default.fileExists(atPath: folder.process) }

  func isHealthy() async throws -> Bool {
    guard try process() != nil, let identity = try PrivateFile.readJSON(Identity.self, from: folder.identity) else {
      return false
    }
    return await answers(identity)
  }

  func stop(report: @escaping Report) async throws {
    try await FileLock.hold(folder.lock, patience: .seconds(60)) {
      guard let process = try self.process() else { return }
      report("Stopping the gateway")
      guard try await process.end(grace: Self.stopGrace) else {
        throw EngineFailure("The gateway (process \(process.pid)) does not end")
      }
      try PrivateFile.delete(folder.process)
      try PrivateFile.delete(folder.running)
    }
  }

  /// Waits until requests to this host are led to a hub that answers.
  func waitForRoute(to host: String, within time: Duration) async throws -> Bool {
    try await Wait.until(within: time) {
      await HTTPProbe.get(port: port, path: "/hub/health", host: host)?.status == 200
    }
  }

  func routeControlPlane(toPort port: Int?) throws {
    guard let port else { return try PrivateFile.delete(folder.controlPlaneRoutes) }
    let text = GatewayFiles.controlPlaneRoutes(port: port)
    if try PrivateFile.read(folder.controlPlaneRoutes) != text {
      try PrivateFile.write(text, to: folder.controlPlaneRoutes)
    }
  }

  /// The password of Traefik's own API, by which hubs see that their routes are in use.
  func apiPassword() throws -> String {
    if let text = try PrivateFile.read(folder.apiPassword), !text.isEmpty { return text }
    let password = Randomness.hex(bytes: 32)
    try PrivateFile.write(password, to: folder.apiPassword)
    return password
  }

  private func identity() async throws -> Identity {
    if let identity = try PrivateFile.readJSON(Identity.self, from: folder.identity) {
      if try process() != nil || Ports.isFree(identity.apiPort) { return identity }
    }
    let identity = Identity(apiPort: try Ports.firstFree(in: ports, taken: [port], for: folder.path))
    try PrivateFile.write(identity, asJSONTo: folder.identity)
    return identity
  }

  private func writeOwnRoutes() throws {
    let api = GatewayFiles.apiRoutes(user: GatewayFiles.apiUser, password: try apiPassword())
    if try PrivateFile.read(folder.apiRoutes) != api { try PrivateFile.write(api, to: folder.apiRoutes) }
    if let controlPlanePort { try routeControlPlane(toPort: controlPlanePort) }
  }

  /// - Throws: `EngineFailure` where another program holds the port.
  func checkPort() throws {
    if try process() != nil || Ports.isFree(port) { return }
    let who = try Ports.listener(at: port).map { " by \($0)" } ?? " by a program of another user"
    throw EngineFailure(
      "Port \(port), at which the hubs are to be found, is used\(who)",
      next: "Stop that program, or choose another port: ATOLL_GATEWAY_PORT=\(port + 1)")
  }

  private func start(_ configuration: String, identity: Identity, report: @escaping Report) async throws {
    try checkPort()
    let traefik = try await tools.traefik(report: report)
    report("Starting the gateway at port \(port)")
    try PrivateFile.write(configuration, to: folder.staticFile)
    let process = try await launcher.launch(
      traefik, ["--configfile=" + folder.staticFile], log: folder.log, record: folder.process)
    let answered = try await Wait.until(within: Self.startTimeout) {
      if await answers(identity) { return true }
      return !process.isAlive
    }
    guard answered, process.isAlive else {
      throw EngineFailure(
        "The gateway \(process.isAlive ? "does not answer" : "ended at its start")",
        next: "Its log is `\(folder.log)`", log: LogTail.read(folder.log, lines: 20))
    }
    try PrivateFile.write(Running(process: process, configuration: configuration), asJSONTo: folder.running)
  }

  private func answers(_ identity: Identity) async -> Bool {
    await HTTPProbe.get(port: identity.apiPort, path: "/ping")?.status == 200
  }
}
