import Basics
import Delivery
import Fleet
import Foundation
import Growth
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Operations
import Store
import Testing

@testable import ControlPlane

@Suite("The API", .timeLimit(.minutes(5)))
struct APITests {
  @Test("healthy from the first moment, ready after the start")
  func health() async throws {
    try await TestServer.run { server async throws in
      #expect(try await server.get("/healthz").status == .ok)
      #expect(try await server.get("/readyz").status == .serviceUnavailable)
      server.parts.readiness.set()
      #expect(try await server.get("/readyz").status == .ok)
    }
  }

  @Test(
    "without a token nothing is told but a problem",
    arguments: ["/api/v1/status", "/api/v1/rollouts", "/api/v1/tokens"])
  func unauthorized(path: String) async throws {
    try await TestServer.run { server async throws in
      let answer = try await server.get(path)
      #expect(answer.status == .unauthorized)
      #expect(answer.headers[.contentType] == "application/problem+json")
      let problem = try answer.decoded(Problem.Body.self)
      #expect(problem.type == "/problems/sign-in-needed")
      #expect(problem.title == "Sign-in needed")
      #expect(problem.status == 401)
    }
  }

  @Test("the token of this machine's command line is let in, and no other")
  func localToken() async throws {
    try await TestServer.run { server async throws in
      #expect(try await server.get("/api/v1/status", server.asOperator).status == .ok)
      for wrong in [
        "Bearer nonsense", "Bearer ", "Basic \(server.parts.localToken)", "Bearer \(server.parts.localToken)x",
      ] {
        #expect(
          try await server.get("/api/v1/status", [.authorization: wrong]).status == .unauthorized, "\(wrong.prefix(8))")
      }
    }
  }

  @Test("effort is told of production hubs, and of no other")
  func effort() async throws {
    try await TestServer.run { server async throws in
      try await server.follow(.first())
      let all = try await server.get("/api/v1/effort", server.asOperator).decoded([EffortAnswer].self)
      #expect(!all.isEmpty && all.allSatisfy { $0.drivers.map(\.driver) == EffortDriver.allCases })
      let first = try #require(all.first)
      let one = try await server.get("/api/v1/effort/\(first.hub)", server.asOperator).decoded(EffortAnswer.self)
      #expect(one.hub == first.hub)
      let none = try await server.get("/api/v1/effort/nowhere", server.asOperator)
      #expect(none.status == .notFound)
    }
  }

  @Test("a token that may look looks, and changes nothing")
  func viewerToken() async throws {
    try await TestServer.run { server async throws in
      try await server.follow(.people)
      let token = try await server.token(mayChange: false)
      #expect(try await server.get("/api/v1/status", token).status == .ok)
      for endpoint in try endpoints(server) where endpoint.rule == .needs(.change) {
        let path = endpoint.path.replacing("{hub}", with: "reef").replacing("{token}", with: "robot")
        let answer = try await server.client.executeRequest(
          uri: path, method: endpoint.method, headers: token + [.contentType: "application/json"],
          body: ByteBuffer(string: "{}"))
        #expect(answer.status == .forbidden, "\(path)")
        #expect(try answer.decoded(Problem.Body.self).status == 403)
      }
    }
  }

  @Test("a token that was revoked or has expired is refused")
  func endedToken() async throws {
    try await TestServer.run { server async throws in
      let revoked = try await server.token(mayChange: true, name: "one")
      let expired = try await server.token(mayChange: true, name: "two")
      #expect(try await server.get("/api/v1/status", revoked).status == .ok)
      let answer = try await server.client.executeRequest(
        uri: "/api/v1/tokens/one", method: .delete, headers: server.asOperator, body: nil)
      #expect(answer.status == .ok)
      #expect(try await server.get("/api/v1/status", revoked).status == .unauthorized)
      server.clock.now += 86_401
      #expect(try await server.get("/api/v1/status", expired).status == .unauthorized)
    }
  }

  @Test("a body that cannot be read, a query that is no number, and what is not there are problems of the client")
  func badRequests() async throws {
    try await TestServer.run { server async throws in
      let token = server.asOperator + [.contentType: "application/json"]
      for body in [
        "", "{", "[]", "{\"folder\": 1}", "{\"folder\": {\"format\": \"atoll-fleet-1\", \"files\": {\"../x\": \"\"}}}",
      ] {
        let answer = try await server.post("/api/v1/plan", token, text: body)
        #expect(answer.status == .badRequest, "\(body)")
        #expect(answer.headers[.contentType] == "application/problem+json")
      }
      #expect(try await server.get("/api/v1/events?limit=many", token).status == .badRequest)
      #expect(try await server.get("/api/v1/events?limit=100000", token).status == .badRequest)
      #expect(try await server.get("/api/v1/rollouts/7", token).status == .notFound)
      #expect(try await server.get("/api/v1/hubs/nowhere/log", token).status == .notFound)
      #expect(try await server.get("/api/v1/nothing", token).status == .notFound)
      #expect(try await server.get("/api/v1/nothing", token).headers[.contentType] == "application/problem+json")
    }
  }

  private func endpoints(_ server: TestServer) throws -> [Endpoint] { OpenAPITests.endpoints(server) }
}
