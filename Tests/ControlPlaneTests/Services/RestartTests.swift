import Delivery
import Fleet
import Store
import Testing

@testable import ControlPlane

@Suite("The control plane starts again", .timeLimit(.minutes(1)))
struct RestartTests {
  @Test("it follows the folder that was deployed last")
  func sound() async throws {
    try await TestServer.run { server async throws in
      try await server.deployed(before: try .first())
      try await server.parts.fleet.start()
      let deployed = try #require(await server.parts.fleet.deployed)
      #expect(deployed.fleet.hubs.keys.map(\.rawValue) == ["reading-room"])
      #expect(!deployed.findings.contains { $0.severity == .error })
    }
  }

  @Test("a folder in which newer checks find errors is followed as far as it can be read, and the errors are shown")
  func errors() async throws {
    try await TestServer.run { server async throws in
      var files = try FleetSource.first().files
      files["hubs/unreadable.yaml"] = Array("kind: 7\n".utf8)
      try await server.deployed(before: FleetSource(files: files))
      try await server.parts.fleet.start()
      let deployed = try #require(await server.parts.fleet.deployed)
      #expect(deployed.fleet.hubs["reading-room"] != nil)
      #expect(deployed.findings.contains { $0.severity == .error && $0.place?.file == "hubs/unreadable.yaml" })
    }
  }

  @Test("a folder that is gone stops nothing: it waits for the next deployment")
  func gone() async throws {
    try await TestServer.run { server async throws in
      let record = DeployedFleet(folder: FleetFolder(path: "/nowhere"), hash: "0", at: 1, by: "ada")
      try await server.parts.store.setDeployedFleet(record)
      try await server.parts.fleet.start()
      #expect(await server.parts.fleet.deployed == nil)
    }
  }
}

extension TestServer {
  /// Stores a folder as the one that a process before this one deployed.
  fileprivate func deployed(before source: FleetSource) async throws {
    let path = "\(parts.configuration.state)/bundles/\(source.hash)"
    try source.write(to: path)
    try await parts.store.setDeployedFleet(
      DeployedFleet(folder: FleetFolder(path: path), hash: source.hash, at: clock.now, by: "ada"))
  }
}
