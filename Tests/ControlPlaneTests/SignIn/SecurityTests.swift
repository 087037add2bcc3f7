import Basics
import Fleet
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import ControlPlane

@Suite("What the server refuses", .timeLimit(.minutes(5)))
struct SecurityTests {
  private let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]

  @Test("a form counts only with the token of its own session")
  func formToken() async throws {
    try await TestServer.run { server async throws in
      try await server.follow(.people)
      let session = try await server.session(of: "ada")
      let other = try await server.formToken(try await server.session(of: "ada"))
      let own = try await server.formToken(session)
      #expect(!own.isEmpty && own != other)
      for body in ["", "csrf=", "csrf=nonsense", "csrf=\(other)"] {
        let answer = try await server.post("/sign-out", session + form, text: body)
        #expect(answer.status == .forbidden)
        #expect(try answer.decoded(Problem.Body.self).type == "/problems/cross-site")
      }
      #expect(try await server.get("/api/v1/status", session).status == .ok)
      #expect(try await server.post("/sign-out", session + form, text: "csrf=\(own)").status == .seeOther)
    }
  }

  @Test("the API takes a session's change only with its token in a header")
  func formTokenOfAPI() async throws {
    try await TestServer.run { server async throws in
      try await server.follow(.people)
      let session = try await server.session(of: "ada")
      let body = SignInLinkRequest(person: "ada")
      #expect(try await server.post("/api/v1/sign-in-links", session, json: body).status == .forbidden)
      let token: HTTPFields = [.csrfToken: try await server.formToken(session)]
      #expect(try await server.post("/api/v1/sign-in-links", session + token, json: body).status == .ok)
    }
  }

  @Test(
    "a form that the browser says comes from another site is refused, token or not",
    arguments: ["cross-site", "same-site"])
  func otherSite(site: String) async throws {
    try await TestServer.run { server async throws in
      let session = try await server.session()
      let token = try await server.formToken(session)
      let answer = try await server.post("/sign-out", session + form + [.secFetchSite: site], text: "csrf=\(token)")
      #expect(answer.status == .forbidden)
      #expect(try await server.get("/api/v1/status", session).status == .ok)
    }
  }

  @Test("every answer carries the headers that bind a browser, errors too")
  func headers() async throws {
    try await TestServer.run { server async throws in
      let html: HTTPFields = [.accept: "text/html"]
      let session = try await server.session()
      let answers = [
        try await server.get("/healthz"), try await server.get("/openapi.json"), try await server.get("/sign-in", html),
        try await server.get("/", html), try await server.get("/", session + html),
        try await server.get("/assets/atoll.css"),
        try await server.get("/nothing", html), try await server.get("/api/v1/status"),
        try await server.post("/sign-out", session),
      ]
      for headers in answers.map(\.headers) + [try await server.elsewhere("/healthz").headers] {
        let policy = headers[.contentSecurityPolicy] ?? ""
        #expect(policy.contains("default-src 'none'"), "\(headers)")
        #expect(policy.contains("frame-ancestors 'none'"))
        #expect(!policy.contains("unsafe"))
        #expect(headers[.xContentTypeOptions] == "nosniff")
        #expect(headers[.referrerPolicy] == "same-origin")
      }
    }
  }

  @Test("no page holds a script or a style in its text, which the policy would refuse")
  func noInlineScript() async throws {
    try await TestServer.run { server async throws in
      try await server.follow(try .first())
      let session = try await server.session() + [.accept: "text/html"]
      for path in [
        "/", "/hubs/reading-room", "/communities/reading-room", "/rollouts", "/changes", "/plan", "/findings",
        "/sign-in",
      ] {
        let page = try await server.get(path, session)
        #expect(page.status == .ok || page.status == .seeOther, "\(path)")
        #expect(page.text.firstMatch(of: /<script(?![^>]*\bsrc=)/) == nil, "\(path)")
        #expect(page.text.firstMatch(of: /<style|\sstyle="|\son[a-z]+="|javascript:/) == nil, "\(path)")
      }
    }
  }

  @Test("a request that was led here under another name is refused")
  func otherHost() async throws {
    try await TestServer.run { server async throws in
      #expect(try await server.elsewhere("/").status.code == 421)
      #expect(try await server.elsewhere("/api/v1/status").status.code == 421)
    }
  }

  @Test("no answer tells a token, a key, or a session")
  func secrets() async throws {
    try await TestServer.run { server async throws in
      try await server.follow(try .first())
      let robot = try await server.token(mayChange: true)
      let session = try await server.session()
      let state = StateFolder(path: server.parts.configuration.state)
      let secrets = [
        server.parts.localToken, try #require(try PrivateFile.read(state.cookieKey)),
        String((robot[.authorization] ?? "").dropFirst(7)),
        String((session[.cookie] ?? "").dropFirst(14).prefix { $0 != "." }),
      ]
      #expect(secrets.allSatisfy { $0.count >= 16 })
      let html = session + [.accept: "text/html"]
      let paths = [
        "/", "/changes", "/changes.csv", "/overview.csv", "/hubs/reading-room", "/plan", "/metrics", "/openapi.json",
      ]
      var texts: [String] = []
      for path in paths { texts.append(try await server.get(path, html).text) }
      for path in ["status", "events", "tokens", "rollouts", "findings", "hubs/reading-room/log"] {
        texts.append(try await server.get("/api/v1/\(path)", server.asOperator).text)
      }
      for text in texts { for secret in secrets { #expect(!text.contains(secret)) } }
    }
  }

  @Test("files with secrets are for their owner alone")
  func modes() async throws {
    try await TestServer.run { server async throws in
      let state = StateFolder(path: server.parts.configuration.state)
      for file in [state.token, state.cookieKey, state.database] {
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        #expect((attributes[.posixPermissions] as? Int) == 0o600, "\(file)")
      }
    }
  }
}

extension TestServer {
  /// The same request under the name of another site, as DNS rebinding sends it: over a socket, which names the host.
  func elsewhere(_ path: String) async throws -> TestClient.Response {
    try await Application(router: try parts.router()).test(.live) { client in
      try await TestClient.withClient(host: "localhost", port: client.port ?? 0) { client in
        try await client.execute(TestClient.Request(path, method: .get, authority: "evil.example"))
      }
    }
  }
}
