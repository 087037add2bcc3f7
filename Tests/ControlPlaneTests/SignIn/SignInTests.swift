import Basics
import Fleet
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import ControlPlane

@Suite("Signing in", .timeLimit(.minutes(5)))
struct SignInTests {
  @Test("a page asks someone who has not signed in to do so, as a page")
  func page() async throws {
    try await TestServer.run { server async throws in
      for path in [
        "/", "/rollouts", "/changes", "/plan", "/hubs/reef", "/findings", "/communities/reef", "/rollouts/1/events",
      ] {
        let answer = try await server.get(path, [.accept: "text/html"])
        #expect(answer.status == .unauthorized, "\(path)")
        #expect(answer.headers[.contentType]?.hasPrefix("text/html") == true)
        #expect(answer.text.contains("atoll sign-in"), "\(path)")
      }
    }
  }

  @Test("a link signs in once, with a cookie that scripts and other sites do not get")
  func once() async throws {
    try await TestServer.run { server async throws in
      let link = try await server.link()
      let answer = try await server.get(link)
      #expect(answer.status == .seeOther)
      #expect(answer.headers[.location] == "/")
      let cookie = try #require(answer.headers[.setCookie])
      #expect(cookie.contains("HttpOnly"))
      #expect(cookie.contains("SameSite=Lax"))
      #expect(cookie.contains("Path=/"))
      let session: HTTPFields = [.cookie: String(cookie.prefix { $0 != ";" })]
      #expect(try await server.get("/", session + [.accept: "text/html"]).status == .ok)

      let again = try await server.get(link)
      #expect(again.status == .unauthorized)
      #expect(again.headers[.setCookie] == nil)
      #expect(again.text.contains("used before"))
    }
  }

  @Test("a link that is too old, or none of ours, signs nobody in")
  func refused() async throws {
    try await TestServer.run { server async throws in
      let link = try await server.link()
      server.clock.now += SignInService.linkLifetime + 1
      let late = try await server.get(link)
      #expect(late.status == .unauthorized)
      #expect(late.text.contains("expired"))
      #expect(try await server.get("/sign-in?code=0123456789abcdef").status == .unauthorized)
      #expect(try await server.get("/sign-in?code=").status == .unauthorized)
    }
  }

  @Test("a cookie that was changed, or signed by nobody, is no session")
  func tampered() async throws {
    try await TestServer.run { server async throws in
      let session = try await server.session()
      let cookie = try #require(session[.cookie])
      let value = String(cookie.dropFirst("atoll_session=".count))
      let dot = try #require(value.lastIndex(of: "."))
      let first: Character = value.first == "a" ? "b" : "a"
      let last: Character = value.last == "a" ? "b" : "a"
      for bad in [
        String(value[..<dot]), String(first) + value.dropFirst(), value.dropLast() + String(last), "." + value, "", ".",
      ] {
        let answer = try await server.get("/api/v1/status", [.cookie: "atoll_session=\(bad)"])
        #expect(answer.status == .unauthorized)
      }
      #expect(try await server.get("/api/v1/status", session).status == .ok)
    }
  }

  @Test("a session ends with its time, and when its person signs out")
  func ends() async throws {
    try await TestServer.run { server async throws in
      let one = try await server.session()
      let token = try await server.formToken(one)
      let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
      let out = try await server.post("/sign-out", one + form, text: "csrf=\(token)")
      #expect(out.status == .seeOther)
      #expect(out.headers[.setCookie]?.contains("Max-Age=0") == true)
      #expect(try await server.get("/api/v1/status", one).status == .unauthorized)
      let other = try await server.session()
      server.clock.now += SignInService.sessionLifetime + 1
      #expect(try await server.get("/api/v1/status", other).status == .unauthorized)
    }
  }

  @Test("a viewer of the deployed fleet looks, and changes nothing; a name that is not in it gets no link")
  func roles() async throws {
    try await TestServer.run { server async throws in
      try await server.follow(.people)
      let viewer = try await server.session(of: "vic")
      #expect(try await server.get("/", viewer + [.accept: "text/html"]).status == .ok)
      let token = try await server.formToken(viewer)
      let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
      #expect(try await server.post("/plan/deploy", viewer + form, text: "csrf=\(token)&why=x").status == .forbidden)
      #expect(try await server.get("/plan/deploy", viewer).status == .forbidden)
      let stranger = try await server.post(
        "/api/v1/sign-in-links", server.asOperator, json: SignInLinkRequest(person: "eve"))
      #expect(stranger.status == .notFound)
    }
  }
}
