import Delivery
import Fleet
import Foundation
import Logging
import NIOHTTP1
import Testing

@testable import Probes

/// Tests against a real JupyterHub: one hub at a time, as each wants both cores.
@Suite("The tests of a hub, against a real JupyterHub", .serialized, .timeLimit(.minutes(5)), .realHubs)
struct RealHubTests {
  private let tester = ProbeTester(logger: .quiet)

  @Test("a hub as it should be passes both tests, in each of its profiles")
  func good() async throws {
    try await TestHub.with(TestHubConfiguration.profiles, profiles: ["small", "large"]) { hub in
      let user = await tester.userTest(hub.endpoint) { _ in }
      #expect(user.passed, "\(user.sentence)")
      #expect(user.login == .form)
      #expect(
        user.sentence
          == "a user logged in by the form, started 2 profiles (small, large), ran a notebook cell, "
          + "wrote and read a file at home, stopped and was deleted")
      let limit = user.steps.first { $0.name == "write and read a file at home (large)" }?.detail
      #expect(limit?.hasSuffix("its memory limit of 2.0 GiB is in force (process limit)") == true)

      let stranger = await tester.strangerTest(hub.endpoint) { _ in }
      #expect(stranger.passed, "\(stranger.sentence)")
      let users = try await hub.api(.GET, "/hub/api/users").body
      #expect(!users.contains("atoll-test") && !users.contains("stranger-"))
    }
  }

  @Test("where the login has no form, the service token logs the user in, and the result says so")
  func serviceToken() async throws {
    let provider = """
      c.JupyterHub.authenticator_class = "oauthenticator.generic.GenericOAuthenticator"
      c.OAuthenticator.client_id = "atoll"
      c.OAuthenticator.client_secret = "of-the-test"
      c.OAuthenticator.authorize_url = "https://provider.example.org/authorize"
      c.OAuthenticator.token_url = "https://provider.example.org/token"
      c.OAuthenticator.userdata_url = "https://provider.example.org/userdata"

      """
    try await TestHub.with(provider, login: .oidc) { hub in
      let user = await tester.userTest(hub.endpoint) { _ in }
      #expect(user.passed, "\(user.sentence)")
      #expect(user.login == .serviceToken)
      #expect(user.sentence.hasPrefix("a user logged in by the service token, as its login has no form"))
      let stranger = await tester.strangerTest(hub.endpoint) { _ in }
      #expect(stranger.passed, "\(stranger.sentence)")
    }
  }

  @Test("a server and a user that a killed test left are cleared away first, and two tests of one hub take turns")
  func leftOver() async throws {
    try await TestHub.with { hub in
      let user = "/hub/api/users/atoll-test"
      let creation = try await hub.api(.POST, user).status
      #expect([201, 409].contains(creation))
      let start = try await hub.api(.POST, "\(user)/server").status
      #expect([201, 202].contains(start))
      async let one = tester.userTest(hub.endpoint) { _ in }
      async let other = tester.userTest(hub.endpoint) { _ in }
      for result in await [one, other] { #expect(result.passed, "\(result.sentence)") }
    }
  }
}
