import Basics
import Fleet
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Store
import Testing

@testable import ControlPlane

@Suite("Sessions", .timeLimit(.minutes(5)))
struct SessionTests {
  private func sessions(_ server: TestServer, _ headers: HTTPFields) async throws -> [SessionAnswer] {
    try await server.get("/api/v1/sessions", headers).decoded([SessionAnswer].self)
  }

  private func end(_ server: TestServer, _ id: String, _ headers: HTTPFields) async throws -> HTTPResponse.Status {
    try await server.client.executeRequest(
      uri: "/api/v1/sessions/\(id)", method: .delete, headers: headers, body: nil
    ).status
  }

  @Test("one sees one's own sessions; whoever lets people in sees everyone's")
  func listed() async throws {
    try await TestServer.runPermissions { server async throws in
      let rita = try await server.session(named: "rita")
      let stella = try await server.session(named: "stella")
      #expect(try await sessions(server, rita).map(\.person) == ["rita"])
      #expect(try await sessions(server, rita).map(\.isOwn) == [true])
      #expect(Set(try await sessions(server, stella).map(\.person)) == ["rita", "stella"])
      #expect(try await sessions(server, server.asOperator).allSatisfy { !$0.isOwn })
      server.clock.now += 3601
      #expect(try await sessions(server, server.asOperator).isEmpty)
    }
  }

  @Test("a session that was ended lets nobody in; that of others is ended only by whoever lets people in")
  func ended() async throws {
    try await TestServer.runPermissions { server async throws in
      let rita = try await server.session(named: "rita")
      let vic = try await server.session(named: "vic")
      let id = try #require(try await sessions(server, rita).first).id
      #expect(try await end(server, id, vic) == .notFound)
      #expect(try await end(server, id, [.cookie: rita[.cookie] ?? ""]) == .forbidden, "without its token")
      #expect(try await server.get("/api/v1/status", rita).status == .ok)
      #expect(try await end(server, id, server.asOperator) == .ok)
      #expect(try await server.get("/api/v1/status", rita).status == .unauthorized)
      #expect(try await end(server, id, server.asOperator) == .notFound)
      #expect(try await end(server, "", server.asOperator) == .notFound)
      let event = try #require(try await server.parts.store.events(limit: 1).first)
      #expect(event.kind == .sessionEnded && event.subject == .person("rita") && event.actor == "operator")
    }
  }

  @Test("the page lists them and ends one by its button, one's own too")
  func page() async throws {
    try await TestServer.runPermissions { server async throws in
      let rita = try await server.session(named: "rita")
      let page = try await server.get("/sessions", rita + [.accept: "text/html"])
      #expect(page.status == .ok)
      #expect(page.text.contains("this browser") && page.text.contains("1 person is signed in, in 1 browser"))
      let action = try #require(page.text.firstMatch(of: /action="(\/sessions\/[^"]+\/end)"/)?.1)
      let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
      #expect(try await server.post(String(action), rita + form, text: "csrf=x").status == .forbidden)
      let token = try #require(rita[.csrfToken])
      #expect(try await server.post(String(action), rita + form, text: "csrf=\(token)").status == .seeOther)
      #expect(try await server.get("/sessions", rita).status == .unauthorized)
    }
  }

  @Test("an id of the list is no key: it opens nothing")
  func opensNothing() async throws {
    try await TestServer.runPermissions { server async throws in
      let rita = try await server.session(named: "rita")
      let session = try #require(try await server.parts.store.sessions(at: server.clock.now).first)
      for value in [session.id, SessionAnswer.name(of: session)] {
        let cookie = "\(Authentication.cookie)=\(server.parts.signer.sign(value))"
        #expect(try await server.get("/api/v1/status", [.cookie: cookie]).status == .unauthorized)
        #expect(try await server.get("/api/v1/status", [.authorization: "Bearer \(value)"]).status == .unauthorized)
      }
      #expect(try await server.get("/api/v1/status", rita).status == .ok)
    }
  }
}
