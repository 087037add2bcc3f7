import Basics
import Fleet
import Growth
import HTTPTypes
import Operations
import Testing

@testable import ControlPlane

@Suite("Features and exceptions over HTTP", .timeLimit(.minutes(5)))
struct FeaturesAPITests {
  private static let pages = ["/features", "/features/dask", "/exceptions", "/exceptions?hub=shore%2Freef"]
  private static let tables = ["/features.csv", "/exceptions.csv"]
  private static let endpoints = ["/api/v1/features", "/api/v1/features/dask", "/api/v1/exceptions"]

  @Test("pages, tables and API are for those who have signed in")
  func signedIn() async throws {
    try await TestServer.run { server in
      try await server.follow(FleetSource(texts: FeaturesExample.texts))
      let session = try await server.session()
      for path in Self.pages + Self.tables + Self.endpoints {
        #expect(try await server.get(path).status == .unauthorized, "\(path)")
        #expect(try await server.get(path, session).status == .ok, "\(path)")
      }
      let reader = try await server.token(mayChange: false)
      for path in Self.endpoints { #expect(try await server.get(path, reader).status == .ok, "\(path)") }
    }
  }

  @Test("before a folder is deployed there is nothing to show, and what is not there is not found")
  func problems() async throws {
    try await TestServer.run { server in
      for path in Self.endpoints + ["/features", "/exceptions"] {
        #expect(try await server.get(path, server.asOperator).status == .conflict, "\(path)")
      }
      try await server.follow(FleetSource(texts: FeaturesExample.texts))
      for path in ["/features/zebra", "/api/v1/features/zebra", "/api/v1/exceptions?hub=zebra"] {
        #expect(try await server.get(path, server.asOperator).status == .notFound, "\(path)")
      }
    }
  }

  @Test("the API answers what the command line prints of the same folder")
  func sameAnswers() async throws {
    try await TestServer.run { server in
      try await server.follow(FleetSource(texts: FeaturesExample.texts))
      let example = try FeaturesExample(now: server.clock.now)
      let features = try await server.get("/api/v1/features", server.asOperator).decoded(FeaturesAnswer.self)
      #expect(features.features == example.features(.unknown(because: "")).answer.features)
      #expect(features.authorsUnknown?.contains("did not tell its history") == true)
      let dask = try await server.get("/api/v1/features/dask", server.asOperator).decoded(FeatureAnswer.self)
      #expect(dask == features.features.first { $0.feature == "dask" })
      let exceptions = try await server.get("/api/v1/exceptions", server.asOperator).decoded(ExceptionsAnswer.self)
      #expect(exceptions == example.unexplained.answer)
      let reef = try await server.get("/api/v1/exceptions?hub=shore%2Freef", server.asOperator).decoded(ExceptionsAnswer.self)
      #expect(reef.exceptions == exceptions.exceptions.filter { $0.hub == "shore/reef" })
      #expect(reef.count == exceptions.count)
    }
  }

  @Test(
    "answers have the members that their schemas name",
    arguments: [
      ("/api/v1/features", "Features"), ("/api/v1/features/dask", "Feature"), ("/api/v1/exceptions", "Exceptions"),
    ])
  func schemas(path: String, name: String) async throws {
    try await TestServer.run { server in
      try await server.follow(FleetSource(texts: FeaturesExample.texts))
      let answer = try await server.get(path, server.asOperator).decoded(JSONValue.self)
      Self.compare(answer, with: name)
    }
  }

  private static func compare(_ value: JSONValue, with name: String) {
    let schema = APISchemas.all[name]
    let properties = schema?["properties"]?.object ?? [:]
    let members = value.object ?? [:]
    #expect(Set(members.keys).subtracting(properties.keys) == [], "\(name)")
    #expect(Set((schema?["required"]?.array ?? []).compactMap(\.string)).subtracting(members.keys) == [], "\(name)")
    for (key, property) in properties {
      let reference = property["$ref"]?.string ?? property["items"]?["$ref"]?.string
      guard let inner = reference?.split(separator: "/").last, let member = members[key] else { continue }
      for one in member.array ?? [member] { compare(one, with: String(inner)) }
    }
  }

  @Test("the tables hold what the form asks for")
  func tables() async throws {
    try await TestServer.run { server in
      try await server.follow(FleetSource(texts: FeaturesExample.texts))
      let matrix = try await server.get("/features.csv?stage=beta", server.asOperator).text
      #expect(matrix.hasPrefix("hub,cluster,community,kind,staging,dask\r\n"))
      #expect(matrix.contains("shore/reef,shore,"))
      #expect(matrix.components(separatedBy: "\r\n").count == 5)
      let code = try await server.get("/exceptions.csv?code=yes", server.asOperator).text
      #expect(code.components(separatedBy: "\r\n").count == 3)
      #expect(code.contains("hub.extraConfig.10-greeting"))
    }
  }

  @Test("who changed the folder is told when it is deployed, outlives the process, and is forgotten with the folder")
  func authors() async throws {
    try await TestServer.run { server in
      let source = FleetSource(texts: FeaturesExample.texts)
      let example = try FeaturesExample(now: server.clock.now)
      let authors = FolderAuthors(example.authors, of: source)
      #expect(!authors.people.values.contains { $0.keys.contains { $0.contains("@") } })
      let request = DeployRequest(folder: source, authors: authors)
      #expect(try await server.post("/api/v1/deploy", server.asOperator, json: request).status == .accepted)
      let dask = try await server.get("/api/v1/features/dask", server.asOperator).decoded(FeatureAnswer.self)
      #expect(dask.authors == ["Ines Reef"])
      #expect(dask.busFactor == 1)
      let kept = try #require(KeptAuthors.read(StateFolder(path: server.parts.configuration.state).authors))
      #expect(kept.authors == authors)
      #expect(kept.folder == source.hash)

      // The same folder again, from a form: what was told stays.
      #expect(try await server.post("/api/v1/deploy", server.asOperator, json: DeployRequest(folder: source)).status == .accepted)
      #expect(try await server.get("/features/dask", server.asOperator).text.contains("Ines Reef"))
      var other = FeaturesExample.texts
      other["fleet.yaml"] = "name: Shore\npeople: {ines: {name: Ines, roles: [engineer]}}\n"
      let changed = DeployRequest(folder: FleetSource(texts: other))
      #expect(try await server.post("/api/v1/deploy", server.asOperator, json: changed).status == .accepted)
      let after = try await server.get("/api/v1/features/dask", server.asOperator).decoded(FeatureAnswer.self)
      #expect(after.busFactor == nil)
    }
  }

  @Test("the hub's page says what makes it special, though its name has a slash")
  func hub() async throws {
    try await TestServer.run { server in
      try await server.follow(FleetSource(texts: FeaturesExample.texts))
      let page = try await server.get("/hubs/shore%2Freef", server.asOperator).text
      #expect(page.contains("What makes it special"))
      #expect(page.contains("<a href=\"/features/dask\">Dask Gateway</a>"))
      #expect(page.contains("href=\"/exceptions?hub=shore%2Freef\""))
    }
  }
}
