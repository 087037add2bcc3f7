import Delivery
import Fleet
import Foundation
import Logging
import NIOHTTP1
import Testing

@testable import Probes

extension RealHubTests {
  /// What the tests of a hub say of hubs that are not as they should be.
  @Suite("where something is wrong")
  struct Wrong {
    private func tester(_ change: (inout ProbeConfiguration) -> Void = { _ in }) -> ProbeTester {
      var configuration = ProbeConfiguration()
      change(&configuration)
      return ProbeTester(configuration: configuration, logger: .quiet)
    }

    private func expectGone(_ name: String, from hub: TestHub) async throws {
      let users = try await hub.api(.GET, "/hub/api/users").body
      #expect(!users.contains(name))
    }

    @Test("an open hub fails the stranger test, and the made-up user is taken away again")
    func open() async throws {
      let lines = """
        c.JupyterHub.authenticator_class = "dummy"
        c.Authenticator.allow_all = True
        """
      try await TestHub.with(lines) { hub in
        let result = await tester().strangerTest(hub.endpoint) { _ in }
        #expect(!result.passed)
        #expect(
          result.sentence == "the login form let in a made-up name with a made-up password, so anyone can enter")
        #expect(result.steps.last?.name == "be refused by the login form")
        try await expectGone("stranger-", from: hub)

        // The same hub, where the release says that its login has no form: the form that is there is found.
        var endpoint = hub.endpoint
        endpoint.login = .github
        let github = await tester().strangerTest(endpoint) { _ in }
        #expect(github.sentence == "the login page shows a form for a password, though the hub's login is github")
      }
    }

    @Test("a server whose command is broken fails the user test at its start, with the hub's words")
    func brokenServer() async throws {
      let lines = """
        c.Spawner.cmd = ["/bin/false"]
        c.Spawner.http_timeout = 5
        """
      try await TestHub.with(lines) { hub in
        let result = await tester().userTest(hub.endpoint) { _ in }
        #expect(!result.passed)
        #expect(result.sentence.hasPrefix("the server did not start: "), "\(result.sentence)")
        #expect(result.steps.first { !$0.passed }?.name == "start the server")
        #expect(result.steps.last?.name == "delete the test user")
        try await expectGone("atoll-test", from: hub)
      }
    }

    @Test(
      "a wrong password fails the user test at the login, with the hub's words; open metrics fail the stranger test")
    func wrongPasswordAndOpenMetrics() async throws {
      try await TestHub.with("c.JupyterHub.authenticate_prometheus = False") { hub in
        var endpoint = hub.endpoint
        endpoint.testUser.password = "not-the-password"
        let result = await tester().userTest(endpoint) { _ in }
        #expect(result.sentence == "the login form refused the test user: Invalid username or password")
        #expect(result.steps.first { !$0.passed }?.name == "log in by the form")

        let stranger = await tester().strangerTest(hub.endpoint) { _ in }
        #expect(stranger.sentence == "a stranger's call of /hub/metrics was not refused: it answered 200")
      }
    }

    @Test("a kernel that dies fails the user test at its first cell")
    func dyingKernel() async throws {
      let lines = """
        os.makedirs("kernels/kernels/python3", exist_ok=True)
        with open("kernels/kernels/python3/kernel.json", "w") as file:
            file.write('{"argv": ["/bin/false"], "display_name": "Broken", "language": "python"}')
        c.Spawner.environment = {"JUPYTER_PATH": os.path.abspath("kernels"), "JUPYTER_PREFER_ENV_PATH": "0"}
        """
      try await TestHub.with(lines) { hub in
        let result = await tester { $0.cell = .seconds(8) }.userTest(hub.endpoint) { _ in }
        #expect(
          ["the kernel died", "the kernel did not answer in 8 s"].contains(result.sentence), "\(result.sentence)")
        let failed = result.steps.first { !$0.passed }
        #expect(failed?.name == "run a notebook cell")
        #expect(failed.map { $0.seconds < 15 } == true, "the deadline of the step did not hold")
      }
    }

    @Test("servers that run as root fail the user test, unless that is allowed", .enabled(if: getuid() == 0))
    func root() async throws {
      let lines = """
        c.JupyterHub.spawner_class = SimpleLocalProcessSpawner
        c.Spawner.args = ["--allow-root"]
        """
      try await TestHub.with(lines) { hub in
        let result = await tester().userTest(hub.endpoint) { _ in }
        #expect(result.sentence == "the user's server runs as root, so users are not isolated")
        let lenient = await tester { $0.refusesRoot = false }.userTest(hub.endpoint) { _ in }
        #expect(lenient.passed, "\(lenient.sentence)")
        #expect(lenient.steps.contains { $0.detail == "runs as root" })
      }
    }

    @Test("a test that is cancelled, or whose time is over, leaves no user and no server behind")
    func cancelled() async throws {
      try await TestHub.with { hub in
        let started = AsyncStream.makeStream(of: Void.self)
        let test = Task {
          await tester().userTest(hub.endpoint) { line in
            if line == "run a notebook cell" { started.continuation.yield() }
          }
        }
        for await _ in started.stream { break }
        test.cancel()
        let result = await test.value
        #expect(!result.passed)
        #expect(result.sentence == "the test was cancelled")
        try await expectGone("atoll-test", from: hub)

        let hurried = await tester { $0.userTest = .milliseconds(1500) }.userTest(hub.endpoint) { _ in }
        #expect(hurried.sentence == "the user test did not end in 1.5 s; it was at “start the server”")
        try await expectGone("atoll-test", from: hub)
      }
    }

    @Test("a hub that does not answer fails at once with what was tried")
    func unreachable() async throws {
      let nowhere = HubEndpoint.Address(host: "127.0.0.1", port: 9)
      let hub = HubEndpoint(
        url: "http://reef.localhost:9", address: nowhere, hostHeader: "reef.localhost:9", api: nowhere,
        serviceToken: "none", login: .password, testUser: .init(name: "atoll-test", password: "none"), profiles: [])
      let result = await tester { $0.request = .seconds(1) }.userTest(hub) { _ in }
      #expect(
        result.sentence
          == "the hub did not answer through the gateway in 1 s: nothing answers there")
    }
  }
}
