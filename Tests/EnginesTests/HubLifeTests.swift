import Basics
import Delivery
import Fleet
import Foundation
import Testing

@testable import Engines

/// With real JupyterHubs. What is started is stopped by its id at the end of each test.
@Suite("A hub on this machine", .serialized, .enabled(if: TestMachine.obstacle == nil, "Python or git is missing"))
struct HubLifeTests {
  @Test("an applied hub answers behind the gateway, and a second control plane adopts it", .timeLimit(.minutes(10)))
  func adopted() async throws {
    try await withMachine(22000...22019) { machine in
      let endpoint = try await machine.engine.apply(.example(), from: machine.fleet, report: quiet)
      #expect(endpoint.url == "http://reef.localhost:22000")
      let through = await HTTPProbe.get(port: 22000, path: "/hub/health", host: endpoint.hostHeader)
      #expect(through?.status == 200)

      let seen = try await machine.engine.observe()
      #expect(seen == ["reef": ObservedHub(state: .healthy, release: Release.example().hash, servers: 0)])

      let hub = machine.state + "/hubs/reef"
      for name in ["hub.json", "identity.json", "process.json", "running.json", "passwords.json", "initial-passwords"] {
        #expect(try mode(hub + "/" + name) == 0o600, "\(name)")
      }
      #expect(try machine.engine.openPasswords(of: "reef").map(\.person) == ["ada"])

      #expect(try processes(with: endpoint.serviceToken) == [], "no secret stands on a command line")
      #expect(!machine.engine.isLogged(endpoint.serviceToken, of: "reef"), "no secret stands in a log")
      #expect(listeners(in: 22000...22019).allSatisfy { $0 == "0100007F" }, "only loopback is listened at")

      let before = try ProcessRecord.recorded(at: hub)
      let lines = Lines()
      let again = try await machine.another().apply(.example(), from: machine.fleet) { lines.add($0) }
      #expect(again == endpoint)
      #expect(try ProcessRecord.recorded(at: hub) == before)
      #expect(lines.all == [], "a hub that runs as it should is let be")
      #expect(try await machine.another().endpoint(of: "reef") == endpoint)
    }
  }

  @Test(
    "a changed release restarts the hub while a user's server goes on; stopping ends both", .timeLimit(.minutes(10)))
  func restarted() async throws {
    try await withMachine(22020...22039) { machine in
      let engine = machine.engine
      let client = HubClient(endpoint: try await engine.apply(.example(), from: machine.fleet, report: quiet))
      #expect(try await client.startServer())
      let hub = machine.state + "/hubs/reef"
      let before = try ProcessRecord.recorded(at: hub)
      let servers = UserServers(hub: try engine.state.hub("reef"), cgroupRoot: engine.state.cgroupRoot)
      let running = try servers.left()
      #expect(!running.isEmpty)

      let changed = Release.example(people: ["ada", "grace"])
      let after = HubClient(endpoint: try await engine.apply(changed, from: machine.fleet, report: quiet))
      #expect(try ProcessRecord.recorded(at: hub) != before)
      #expect(after.endpoint == client.endpoint, "who knew the hub before still knows it")
      #expect(await after.serverStatus() == 200)
      #expect(try servers.left() == running)
      #expect(try await engine.observe()["reef"] == ObservedHub(state: .healthy, release: changed.hash, servers: 1))
      #expect(try engine.openPasswords(of: "reef").map(\.person) == ["ada", "grace"])

      try await engine.stop("reef", report: quiet)
      #expect(try await engine.observe()["reef"] == ObservedHub(state: .stopped, release: changed.hash))
      #expect(try servers.left() == [])
      let groups = try Folder.names(in: "/sys/fs/cgroup").map { "/sys/fs/cgroup/\($0)/\(engine.state.cgroupRoot)" }
      #expect(groups.filter(Folder.exists) == [])
      #expect(try await engine.endpoint(of: "reef") == nil)
    }
  }

  @Test(
    "a hub and a gateway that were killed are brought back, a second time only after a pause", .timeLimit(.minutes(10)))
  func supervised() async throws {
    try await withMachine(22040...22059) { machine in
      let engine = machine.engine
      let release = Release.example()
      let should = [StoredRelease(release: release, folder: machine.fleet)]
      _ = try await engine.apply(release, from: machine.fleet, report: quiet)
      #expect(await engine.superviseOnce(should, report: quiet) == [])

      try await killHub(machine)
      let gateway = try #require(try engine.gateway.process())
      #expect(try await gateway.end(grace: .zero))
      let events = await engine.superviseOnce(should, report: quiet)
      #expect(
        events == [SupervisionEvent(hub: nil, what: .restarted), SupervisionEvent(hub: "reef", what: .restarted)])
      #expect(try await engine.observe()["reef"]?.state == .healthy)
      #expect(await HTTPProbe.get(port: 22040, path: "/hub/health", host: "reef.localhost")?.status == 200)

      try await killHub(machine)
      let next = await engine.superviseOnce(should, report: quiet)
      #expect(
        next == [SupervisionEvent(hub: "reef", what: .waiting(seconds: 1))]
          || next == [SupervisionEvent(hub: "reef", what: .restarted)])
    }
  }

  @Test(
    "a hub that ends at its start is told with the last lines of its log, and can be mended", .timeLimit(.minutes(10)))
  func endsAtStart() async throws {
    try await withMachine(22060...22079) { machine in
      let broken = Release.example(with: ["hub": ["config": ["JupyterHub": ["authenticator_class": "no-such-login"]]]])
      let failure = try await #require(throws: EngineFailure.self) {
        _ = try await machine.engine.apply(broken, from: machine.fleet, report: quiet)
      }
      #expect(failure.sentence == "The hub reef ended at its start")
      #expect(failure.log.joined().contains("no-such-login"))
      #expect(try await machine.engine.observe()["reef"]?.state == .stopped)
      _ = try await machine.engine.apply(.example(), from: machine.fleet, report: quiet)
      #expect(try await machine.engine.observe()["reef"]?.state == .healthy)
    }
  }

  @Test(
    "a control plane that is killed in the middle of an apply leaves nothing that the next apply does not mend",
    .timeLimit(.minutes(10)))
  func killedInTheMiddle() async throws {
    try await withMachine(22080...22099) { machine in
      let hub = machine.state + "/hubs/reef"
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [state = machine.state as String, fleet = machine.fleet as FleetFolder] in
        // Ends itself as soon as the hub's process is there, long before the hub answers.
        Task.detached {
          _ = try await Wait.until(within: .seconds(60)) { Folder.exists(state + "/hubs/reef/process.json") }
          kill(getpid(), SIGKILL)
        }
        let engine = TestMachine.engine(state: state, ports: 22080...22099)
        _ = try await engine.apply(.example(), from: fleet, report: { _ in })
      }
      #expect(try await machine.engine.observe()["reef"]?.release == nil)
      _ = try await machine.engine.apply(.example(), from: machine.fleet, report: quiet)
      #expect(try processes(with: "-m atoll_hub \(hub)/hub.json").count == 1)

      // As killed before the hub had answered.
      try FileManager.default.removeItem(atPath: hub + "/running.json")
      #expect(try await machine.engine.observe()["reef"] == ObservedHub(state: .healthy, release: nil, servers: 0))
      // As killed before the launcher had recorded it.
      try FileManager.default.removeItem(atPath: hub + "/process.json")
      #expect(try await machine.engine.observe()["reef"]?.state == .stopped)

      _ = try await machine.another().apply(.example(), from: machine.fleet, report: quiet)
      #expect(try await machine.engine.observe()["reef"]?.release == Release.example().hash)
      #expect(try processes(with: "-m atoll_hub \(hub)/hub.json").count == 1)
    }
  }

  @Test("removing a hub keeps its homes for a hub of that name, and purging deletes them", .timeLimit(.minutes(10)))
  func removed() async throws {
    try await withMachine(22100...22119) { machine in
      let engine = machine.engine
      _ = try await engine.apply(.example(), from: machine.fleet, report: quiet)
      let home = machine.state + "/hubs/reef/homes/ada"
      try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
      try Data("corals".utf8).write(to: URL(fileURLWithPath: home + "/notes"))
      let outside = machine.fleet.path + "/outside"
      try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(atPath: home + "/link", withDestinationPath: outside)

      try await engine.remove("reef", homes: .keep, report: quiet)
      #expect(try await engine.observe() == [:])
      #expect(!FileManager.default.fileExists(atPath: machine.state + "/gateway/routes/reef.yaml"))
      try await engine.prepare(.example(), from: machine.fleet, report: quiet)
      _ = try await engine.apply(.example(), from: machine.fleet, report: quiet)
      #expect(try String(contentsOfFile: home + "/notes", encoding: .utf8) == "corals")

      try await engine.remove("reef", homes: .purge, report: quiet)
      #expect(!FileManager.default.fileExists(atPath: machine.state + "/hubs/reef"))
      #expect(!FileManager.default.fileExists(atPath: machine.state + "/homes-kept/reef"))
      #expect(FileManager.default.fileExists(atPath: outside), "a link is deleted and not followed")
      try await engine.remove("reef", homes: .purge, report: quiet)
    }
  }

  @Test("everybody's password is made once, and kept with the secrets", .timeLimit(.minutes(10)))
  func sharedPassword() async throws {
    try await withMachine(22120...22139) { machine in
      let values: JSONValue = [
        "hub": [
          "config": [
            "JupyterHub": ["authenticator_class": "shared-password"],
            "Authenticator": ["allowed_users": ["ada"], "admin_users": []],
            "SharedPasswordAuthenticator": ["user_password": ["secret": "reef-class"]],
          ]
        ]
      ]
      let release = Release.example(with: values)
      let endpoint = try await machine.engine.apply(release, from: machine.fleet, report: quiet)
      #expect(endpoint.login == .sharedPassword)
      let made = try #require(try machine.engine.secrets.value(of: "reef-class"))
      #expect(try machine.engine.openPasswords(of: "reef") == [.init(person: "everyone", password: made)])
      #expect(try mode(machine.state + "/secrets/reef-class") == 0o600)
      try await machine.engine.prepare(release, from: machine.fleet, report: quiet)
      #expect(try machine.engine.secrets.value(of: "reef-class") == made)
    }
  }

  private let quiet: Report = { _ in }

  private func withMachine(_ ports: ClosedRange<Int>, _ test: (TestMachine) async throws -> Void) async throws {
    let machine = try await TestMachine(ports: ports)
    do {
      try await test(machine)
    } catch {
      try await machine.end()
      throw error
    }
    try await machine.end()
  }

  private func killHub(_ machine: TestMachine) async throws {
    let record = try #require(try ProcessRecord.recorded(at: machine.state + "/hubs/reef"))
    record.send(SIGKILL)
    #expect(try await Wait.until(within: .seconds(5)) { !record.isAlive })
  }
}

extension ProcessRecord {
  static func recorded(at hub: String) throws -> ProcessRecord? {
    try PrivateFile.readJSON(ProcessRecord.self, from: hub + "/process.json")
  }
}
