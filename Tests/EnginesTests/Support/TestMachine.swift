import Basics
import Delivery
import Fleet
import Foundation
import Logging
import Synchronization

@testable import Engines

/// A state folder of its own under the package's build folder, with environments and tools that all tests share. What a
/// test starts there is stopped by `end`.
final class TestMachine: Sendable {
  let engine: LocalEngine
  let state: String
  let fleet: FleetFolder

  /// The port of the gateway, and of the hubs behind it, come from this range; each test has its own.
  init(ports: ClosedRange<Int>, secrets: [String: String] = [:]) async throws {
    state = Self.shared + "/engine-\(ports.lowerBound)"
    fleet = FleetFolder(path: state + "-fleet")
    engine = Self.engine(state: state, ports: ports, secrets: secrets)
    // What a test that was killed has left.
    try await engine.stopAll(report: { _ in })
    for path in [state, fleet.path] where FileManager.default.fileExists(atPath: path) {
      try FileManager.default.removeItem(atPath: path)
    }
    try FileManager.default.createDirectory(atPath: fleet.path, withIntermediateDirectories: true)
  }

  /// A second engine of the same state folder, as after a restart of the control plane.
  func another(gatewayPort: Int? = nil) -> LocalEngine {
    var configuration = engine.configuration
    configuration.gatewayPort = gatewayPort ?? configuration.gatewayPort
    return LocalEngine(configuration: configuration, secrets: engine.secrets, logger: engine.logger)
  }

  /// Stops what runs and deletes the folder.
  func end() async throws {
    try await engine.stopAll(report: { _ in })
    try FileManager.default.removeItem(atPath: state)
    try FileManager.default.removeItem(atPath: fleet.path)
  }

  static func engine(state: String, ports: ClosedRange<Int>, secrets: [String: String] = [:]) -> LocalEngine {
    LocalEngine(
      configuration: LocalEngine.Configuration(
        state: state, gatewayPort: ports.lowerBound, hubPackage: package + "/hub",
        environments: shared + "/environments",
        tools: shared + "/tools", ports: (ports.lowerBound + 1)...ports.upperBound,
        firstUID: 10 * ports.lowerBound * 1000),
      secrets: FolderSecrets(folder: state + "/secrets", environment: secrets), logger: Logger(label: "test"))
  }

  /// `ATOLL_TEST_STATE`, or a folder in the build folder.
  static let shared = ProcessInfo.processInfo.environment["ATOLL_TEST_STATE"] ?? package + "/.build/test-state"

  static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// Why hubs cannot be started here; nil where they can.
  static let obstacle: String? = {
    for (program, why) in [("/usr/bin/python3", "Python"), ("/usr/bin/git", "git")]
    where !FileManager.default.isExecutableFile(atPath: program) { return "\(why) is not installed: \(program)" }
    return nil
  }()
}

extension Release {
  /// A small hub where ada may log in with a password.
  static func example(
    _ hub: HubID = "reef", people: [JSONValue] = ["ada"], requirements: [JSONValue] = [], with values: JSONValue = [:]
  ) -> Release {
    var members: [String: JSONValue] = [
      "hub": [
        "config": [
          "JupyterHub": ["authenticator_class": "password"],
          "Authenticator": ["allowed_users": .array(people), "admin_users": []],
        ]
      ],
      "custom": ["atoll": ["name": "Open Reef", "jupyterhub": "6.1.1", "requirements": .array(requirements)]],
    ]
    members.merge(values.object ?? [:]) { $1 }
    return Release(hub: hub, cluster: "here", community: "reef", staging: nil, values: .object(members))
  }
}

/// Lines that were reported, in order.
final class Lines: Sendable {
  private let lines = Mutex<[String]>([])
  var all: [String] { lines.withLock { $0 } }
  func add(_ line: String) { lines.withLock { $0.append(line) } }
}
