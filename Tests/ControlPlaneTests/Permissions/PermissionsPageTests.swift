import Basics
import Fleet
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import ControlPlane

@Suite("Who may what, as people read it", .timeLimit(.minutes(5)))
struct PermissionsPageTests {
  @Test("the answer names every permission, every role, and who has it today")
  func answer() async throws {
    try await TestServer.runPermissions { server async throws in
      let answer = try await server.get("/api/v1/permissions", server.asOperator).decoded(PermissionsAnswer.self)
      #expect(answer.permissions.map(\.permission) == Permission.allCases.map(\.rawValue))
      #expect(answer.roles.map(\.role) == Standing.allCases.map(\.rawValue))
      let engineers = try #require(answer.roles.first { $0.role == "engineer" })
      #expect(engineers.people.map(\.person) == ["eve"], "gone has left")
      let door = try #require(answer.permissions.first { $0.permission == "door" })
      #expect(door.roles == ["hub"])
      #expect(answer.communities.map(\.community) == ["reefers", "zebras"])
      #expect(answer.communities.first?.representatives.map(\.name) == ["Rita"])
    }
  }

  @Test("the page begins with what its reader is, and is linked from their menu")
  func page() async throws {
    try await TestServer.runPermissions { server async throws in
      let html: HTTPFields = [.accept: "text/html"]
      for (person, words) in [("eve", "engineer"), ("rita", "community representative"), ("vic", "viewer")] {
        let session = try await server.session(named: PersonID(person))
        #expect(try await server.get("/", session + html).text.contains("href=\"/who-may-what\""))
        let page = try await server.get("/who-may-what", session + html).text
        #expect(page.contains("You are here as \(words); "), "\(person)")
      }
      let refused = try await server.get("/plan/deploy", try await server.session(named: "vic"))
      #expect(refused.text.contains("/who-may-what"))
    }
  }

  @Test("before anything is deployed the table is there, and nobody in it")
  func nothing() async throws {
    try await TestServer.run { server async throws in
      let page = try await server.get("/who-may-what", try await server.session() + [.accept: "text/html"])
      #expect(page.status == .ok)
      #expect(page.text.contains("You may do everything here") && page.text.contains("No community is declared yet"))
    }
  }
}
