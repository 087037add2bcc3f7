import Basics
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import ControlPlane

@Suite("The description of the API", .timeLimit(.minutes(5)))
struct OpenAPITests {
  static func endpoints(_ server: TestServer) -> [Endpoint] {
    let parts = server.parts
    let signIn = SignInService(
      store: parts.store, fleet: parts.fleet, signer: parts.signer, publicURL: parts.configuration.publicURL,
      now: parts.now)
    return API(fleet: parts.fleet, store: parts.store, signIn: signIn, growth: parts.growth, doors: parts.doors, now: parts.now)
      .endpoints
  }

  @Test("every route under /api/v1 is described, and every description has its route")
  func complete() async throws {
    try await TestServer.run { server async throws in
      let document = try await server.get("/openapi.json").decoded(JSONValue.self)
      let described = Set(
        (document["paths"]?.object ?? [:]).flatMap { path, operations in
          (operations.object ?? [:]).keys.map { "\($0.uppercased()) \(path)" }
        })
      let routes = try server.parts.router().routes.filter { "\($0.path)".hasPrefix("/api/") }
        .map { "\($0.method.rawValue) \($0.path)" }
      #expect(!described.isEmpty)
      #expect(described == Set(routes))
    }
  }

  @Test("every schema that is named is there, and every operation has its own name")
  func whole() async throws {
    try await TestServer.run { server async throws in
      let answer = try await server.get("/openapi.json")
      let document = try answer.decoded(JSONValue.self)
      #expect(document["openapi"]?.string == "3.1.0")
      let schemas = Set((document["components"]?["schemas"]?.object ?? [:]).keys)
      let named = answer.text.split(separator: "#/components/schemas/").dropFirst().map {
        String($0.prefix { $0 != "\"" })
      }
      #expect(Set(named).subtracting(schemas) == [])
      #expect(schemas.subtracting(named) == [], "a schema that nothing names")
      let names = OpenAPITests.endpoints(server).map(\.name)
      #expect(Set(names).count == names.count)
    }
  }

  @Test("what is measured is text that Prometheus reads, for those who have signed in")
  func metrics() async throws {
    try await TestServer.run { server async throws in
      try await server.follow(try .first())
      #expect(try await server.get("/metrics").status == .unauthorized)
      let answer = try await server.get("/metrics", server.asOperator)
      #expect(answer.headers[.contentType]?.hasPrefix("text/plain; version=0.0.4") == true)
      let sample = /[a-zA-Z_:][a-zA-Z0-9_:]*(\{([a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\.)*",?)*\})? (NaN|[+-]Inf|[-+0-9.e]+)/
      let comment = /# (HELP|TYPE) [a-zA-Z_:][a-zA-Z0-9_:]* .+/
      for line in answer.text.split(separator: "\n") {
        #expect(line.wholeMatch(of: sample) != nil || line.wholeMatch(of: comment) != nil, "\(line)")
      }
      #expect(answer.text.contains("atoll_hub_well{hub=\"reading-room\""))
      #expect(answer.text.hasSuffix("\n"))
    }
  }
}
