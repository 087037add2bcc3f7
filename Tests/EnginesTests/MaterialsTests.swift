import Basics
import Delivery
import Fleet
import Foundation
import Testing

@testable import Engines

@Suite("Materials", .enabled(if: TestMachine.obstacle == nil, "Python or git is missing"))
struct MaterialsTests {
  @Test("a folder is published as a repository that others may read; the same content makes no new commit")
  func published() async throws {
    try await withFolder { folder in
      let fleet = FleetFolder(path: folder + "/fleet")
      let course = fleet.path + "/content/course"
      try FileManager.default.createDirectory(atPath: course, withIntermediateDirectories: true)
      try Data("# Corals".utf8).write(to: URL(fileURLWithPath: course + "/README.md"))
      let repository = MaterialsRepository(path: folder + "/reef.git")
      let lines = Lines()
      for _ in 0..<2 {
        try await repository.publish("content/course", of: fleet, branch: "main") { lines.add($0) }
      }
      #expect(lines.all == ["Published the materials in `content/course`"])
      let first = try await git(["rev-parse", "main"], repository.path)
      #expect(try await git(["show", "main:README.md"], repository.path) == ["# Corals"])
      #expect(try mode(repository.path + "/HEAD") & 0o004 != 0)

      try Data("# More corals".utf8).write(to: URL(fileURLWithPath: course + "/README.md"))
      try await repository.publish("content/course", of: fleet, branch: "main") { _ in }
      #expect(try await git(["rev-parse", "main~1"], repository.path) == first)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: repository.path).filter { $0.hasPrefix("index") } == [])

      let other = MaterialsRepository(path: folder + "/other.git")
      try Data("# Corals".utf8).write(to: URL(fileURLWithPath: course + "/README.md"))
      try await other.publish("content/course", of: fleet, branch: "main") { _ in }
      #expect(try await git(["rev-parse", "main"], other.path) == first, "the same content makes the same commit")
    }
  }

  @Test("a folder outside the fleet is not published, however it is named")
  func outside() async throws {
    try await withFolder { folder in
      let fleet = FleetFolder(path: folder + "/fleet")
      try FileManager.default.createDirectory(atPath: fleet.path, withIntermediateDirectories: true)
      try FileManager.default.createDirectory(atPath: folder + "/private", withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(atPath: fleet.path + "/link", withDestinationPath: folder + "/private")
      for name in ["../private", "link", "none", "."] {
        #expect(throws: EngineFailure.self) { try MaterialsRepository.source(name, of: fleet) }
      }
    }
  }

  @Test("the link leads to the materials in the home of who follows it")
  func link() throws {
    let values: JSONValue = [
      "custom": [
        "atoll": ["materials": ["repository": "content/course", "branch": "main", "open": "week 1/start.ipynb"]]
      ]
    ]
    let materials = try #require(MaterialsReference(in: values))
    #expect(materials.isFolder)
    #expect(
      materials.link(published: "/state/materials/reef.git")
        == "/hub/user-redirect/git-pull?repo=file%3A%2F%2F%2Fstate%2Fmaterials%2Freef.git&branch=main&targetpath=course"
        + "&urlpath=lab%2Ftree%2Fcourse%2Fweek%201%2Fstart.ipynb")
    var foreign = materials
    foreign.repository = "https://git.example/reef/corals.git"
    #expect(!foreign.isFolder && foreign.targetName == "corals")
    #expect(MaterialsReference(in: [:]) == nil)
  }

  @Test("a hub is told where its materials are, and no more of the release than stands in it")
  func told() async throws {
    let release = Release.example(with: [
      "custom": ["atoll": ["name": "Open Reef", "materials": ["repository": "content/course", "branch": "main"]]]
    ])
    let file = HubFile(
      release: release, folder: HubFolder(path: "/state/hubs/reef", name: "reef"),
      identity: HubIdentity(port: 20001, serviceToken: "token", testPassword: "password", uidStart: 210_000),
      gatewayPort: 8000, gatewayAPIPort: 20000, gatewayPassword: "gateway",
      routesFile: "/state/gateway/routes/reef.yaml",
      userEnvironment: "/state/environments/abc", isolatesUsers: true, cgroupRoot: "atoll-12345678",
      published: "/state/materials/reef.git")
    let text = try file.text(secrets: FolderSecrets(folder: "/nowhere", environment: [:]))
    let value = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    #expect(value["host"] == "reef.localhost" && value["hub_port"] == 20001)
    #expect(value["git_safe_directories"] == ["/state/materials/reef.git"])
    #expect(value["door"] == nil)
    let materials = value[path: ["values", "custom", "atoll", "materials"]]
    #expect(materials?["address"] == "file:///state/materials/reef.git")
    #expect(materials?["link"]?.string?.hasPrefix("/hub/user-redirect/git-pull?") == true)
    let endpoint = try #require(HubEndpoint(hubFile: value, gatewayPort: 8000))
    #expect(endpoint.hostHeader == "reef.localhost:8000" && endpoint.login == .password)
  }

  @Test("a hub is told where to ask at its door, by the gateway and with a token of its own")
  func door() throws {
    var file = HubFile(
      release: .example(with: [:]), folder: HubFolder(path: "/state/hubs/reef", name: "reef"),
      identity: HubIdentity(port: 20001, serviceToken: "token", testPassword: "password", uidStart: 210_000),
      gatewayPort: 8000, gatewayAPIPort: 20000, gatewayPassword: "gateway", routesFile: "/state/gateway/routes/reef.yaml",
      userEnvironment: "/state/environments/abc", isolatesUsers: true, cgroupRoot: "atoll-12345678")
    file.doorToken = "atoll-hub.reef"
    let text = try file.text(secrets: FolderSecrets(folder: "/nowhere", environment: [:]))
    let value = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    #expect(
      value["door"] == [
        "url": "http://127.0.0.1:8000/api/v1/access", "host": "atoll.localhost", "token": "atoll-hub.reef",
      ])
  }

  private func git(_ arguments: [String], _ repository: String) async throws -> [String] {
    try await Command(
      "/usr/bin/git", ["-c", "safe.directory=*", "--git-dir=" + repository] + arguments, timeout: .seconds(20)
    ).succeed("git failed")
  }
}
