import AsyncHTTPClient
import Delivery
import Fleet
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// A real JupyterHub behind Traefik for one test.
struct TestHub {
  let endpoint: HubEndpoint
  let folder: URL

  static let password = "a-password-of-the-test"

  /// Starts a hub with these lines added to its configuration, and stops all of it in the end.
  static func with<Value>(
    _ lines: String = "", login: Access.Login = .sharedPassword, profiles: [String] = [],
    _ use: (TestHub) async throws -> Value
  ) async throws -> Value {
    if let obstacle = await ProbeEnvironment.shared.obstacle() { throw Trouble(obstacle) }
    let folder = FileManager.default.temporaryDirectory.appending(path: "probes-hub-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
    let ports = try await freePorts(3)
    let token = UUID().uuidString
    let configuration = TestHubConfiguration.text(
      folder: folder.path, gateway: ports[0], hub: ports[1], traefik: ports[2], token: token, more: lines)
    try configuration.write(to: folder.appending(path: "jupyterhub_config.py"), atomically: true, encoding: .utf8)
    let hub = TestHub(
      endpoint: HubEndpoint(
        url: "http://reef.localhost:\(ports[0])", address: .init(host: "127.0.0.1", port: ports[0]),
        hostHeader: "reef.localhost:\(ports[0])", api: .init(host: "127.0.0.1", port: ports[1]), serviceToken: token,
        login: login, testUser: .init(name: "atoll-test", password: password), profiles: profiles),
      folder: folder)
    let process = try hub.start()
    do {
      try await hub.waitUntilHealthy(process)
      let value = try await use(hub)
      try await stop(process, in: folder)
      return value
    } catch {
      try await stop(process, in: folder)
      throw error
    }
  }

  var log: String {
    do {
      return try String(contentsOf: folder.appending(path: "hub.log"), encoding: .utf8)
    } catch {
      return "no log: \(error)"
    }
  }

  /// The hub's answer to a call of its API, as JSON text.
  func api(_ method: HTTPMethod, _ path: String) async throws -> (status: Int, body: String) {
    var request = HTTPClientRequest(url: "http://127.0.0.1:\(endpoint.api.port)\(path)")
    request.method = method
    request.headers.add(name: "Authorization", value: "token \(endpoint.serviceToken)")
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(20))
    let body = try await response.body.collect(upTo: 1 << 20)
    return (Int(response.status.code), String(buffer: body))
  }

  private func start() throws -> Process {
    let process = Process()
    process.executableURL = ProbeEnvironment.folder.appending(path: "bin/python")
    process.arguments = ["-m", "jupyterhub", "-f", "jupyterhub_config.py"]
    process.currentDirectoryURL = folder
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = ProbeEnvironment.folder.path + "/bin:/usr/bin:/bin"
    environment["PYTHONDONTWRITEBYTECODE"] = nil
    process.environment = environment
    let log = folder.appending(path: "hub.log")
    try Data().write(to: log)
    let handle = try FileHandle(forWritingTo: log)
    process.standardOutput = handle
    process.standardError = handle
    // The hub ends itself when this pipe does: a killed test leaves nothing running.
    process.standardInput = Pipe()
    try process.run()
    return process
  }

  private func waitUntilHealthy(_ process: Process) async throws {
    for _ in 0..<300 {
      guard process.isRunning else { throw Trouble("the hub of the test ended at once:\n\(log)") }
      do {
        if try await api(.GET, "/hub/health").status == 200 { return }
      } catch is NIOConnectionError {
        // It does not listen yet.
      }
      try await Task.sleep(for: .milliseconds(200))
    }
    throw Trouble("the hub of the test did not start in 60 s:\n\(log)")
  }

  /// Lets the hub stop its servers and Traefik, and ends what is still there after it: a hub that is stopped early in its
  /// life ends without its Traefik.
  private static func stop(_ process: Process, in folder: URL) async throws {
    process.terminate()
    for _ in 0..<450 where process.isRunning { try await Task.sleep(for: .milliseconds(100)) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    for id in try processes(naming: folder.path) { kill(id, SIGKILL) }
  }

  /// The processes whose command line names the folder of the test: nobody else's.
  private static func processes(naming folder: String) throws -> [Int32] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }.filter { id in
      // A process that ended meanwhile has no command line any more.
      guard let line = FileManager.default.contents(atPath: "/proc/\(id)/cmdline") else { return false }
      return String(decoding: line, as: UTF8.self).contains(folder)
    }
  }

  /// Ports that were free a moment ago.
  private static func freePorts(_ count: Int) async throws -> [Int] {
    var channels: [any Channel] = []
    for _ in 0..<count {
      channels.append(
        try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton).bind(host: "127.0.0.1", port: 0).get())
    }
    let ports = channels.compactMap { $0.localAddress?.port }
    for channel in channels { try await channel.close() }
    return ports
  }
}
