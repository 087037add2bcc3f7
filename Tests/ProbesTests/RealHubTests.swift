import Delivery
import Fleet
import Foundation
import Logging
import Testing

@testable import Probes

/// Tests against a real JupyterHub: one at a time, as each wants both cores.
@Suite("The tests of a hub, against a real JupyterHub", .serialized, .timeLimit(.minutes(5)))
struct RealHubTests {
  private static let quiet = Logger(label: "probes") { _ in SwiftLogNoOpLogHandler() }
  private let tester = ProbeTester(logger: quiet)

  @Test("a hub as it should be passes both tests, in each of its profiles")
  func good() async throws {
    try await TestHub.with(TestHubConfiguration.profiles, profiles: ["small", "large"]) { hub in
      let user = await tester.userTest(hub.endpoint) { _ in }
      #expect(user.passed, "\(user.sentence)")
      #expect(user.login == .form)
      let stranger = await tester.strangerTest(hub.endpoint) { _ in }
      #expect(stranger.passed, "\(stranger.sentence)")
      let users = try await hub.api(.GET, "/hub/api/users").body
      #expect(!users.contains("atoll-test") && !users.contains("stranger-"))
    }
  }
}
