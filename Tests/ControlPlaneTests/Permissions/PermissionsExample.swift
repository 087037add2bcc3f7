import Basics
import Delivery
import Fleet
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import ServiceLifecycleTestKit
import Store
import Testing

@testable import ControlPlane

/// A fleet with one person in each role, and two communities: `reefers` with the hub `coral`, whose representative is rita,
/// and `zebras` with the hub `zebra`.
enum PermissionsExample {
  static let folder = FleetSource(texts: texts)

  static let texts = [
    "fleet.yaml": """
    name: Example
    people:
      eve: {name: Eve, roles: [engineer]}
      otto: {name: Otto, roles: [operations-engineer]}
      stella: {name: Stella, roles: [steward]}
      cleo: {name: Cleo, roles: [community-lead]}
      paul: {name: Paul, roles: [partnerships]}
      fred: {name: Fred, roles: [finance]}
      vic: {name: Vic, roles: [viewer]}
      gone: {name: Gone, roles: [engineer], ends: 2026-01-31}
    on_duty: [eve]
    """,
    "clusters/here.yaml": "name: This machine\nengine: local\n",
    "communities/reefers.yaml": "name: Reefers\nrepresentatives:\n  rita: {name: Rita, mail: rita@reef.example}\n",
    "communities/zebras.yaml": "name: Zebras\nrepresentatives:\n  zoe: {name: Zebrazoe, mail: zoe@zebra.example}\n",
    "hubs/coral.yaml": hub("Coral", "reefers"),
    "hubs/zebra.yaml": hub("Zebra", "zebras"),
  ]

  private static func hub(_ name: String, _ community: String) -> String {
    """
    name: \(name)
    community: \(community)
    cluster: here
    kind: basic
    awake: false
    access: {login: password, allow: {people: [kim]}, admins: [kim]}
    """
  }

  /// In what is about the zebras, and in nothing else.
  static let foreign = "zebra"

  static let people: [Standing: PersonID] = [
    .engineer: "eve", .operationsEngineer: "otto", .steward: "stella", .communityLead: "cleo", .partnerships: "paul",
    .finance: "fred", .viewer: "vic", .representative: "rita",
  ]
}

/// Who calls a route in a test.
enum Caller: Sendable, CustomTestStringConvertible, CaseIterable {
  case nobody
  case standing(Standing)
  /// A program of an engineer, with these scopes.
  case program([TokenScope])
  /// A program of a viewer with every scope.
  case programOfViewer
  /// Someone who has signed in and whom the fleet does not name any more.
  case stranger

  static let allCases: [Caller] =
    [.nobody, .stranger] + Standing.allCases.map { .standing($0) }
    + [.program([.read]), .program([.read, .deploy]), .program([.administer]), .programOfViewer]

  var testDescription: String { "\(self)" }

  /// What the table gives them; nil for someone who has not signed in.
  var permissions: Set<Permission>? {
    switch self {
    case .nobody: nil
    case .stranger: []
    case .standing(let standing): standing.permissions
    case .program(let scopes): Rights(standings: [.engineer]).permissions(within: Set(scopes))
    case .programOfViewer: Rights(standings: [.viewer]).permissions(within: Set(TokenScope.allCases))
    }
  }
}

extension TestServer {
  /// A server that follows the example, with a rollout of both hubs, one of the zebra, and an event about each.
  static func runPermissions(_ test: @Sendable (TestServer) async throws -> Void) async throws {
    try await run { server async throws in
      try await server.follow(PermissionsExample.folder)
      let store = server.parts.store
      for hubs in [["coral", "zebra"], ["zebra"]] as [[HubID]] {
        let lanes = hubs.map { hub in
          Lane(
            id: hub.rawValue, cluster: "here",
            waves: [Wave(name: "production", hubs: [HubRollout(change: .restart(of: hub))])])
        }
        let request = Rollout.Request(
          by: "eve", why: "more memory", at: server.clock.now, folder: FleetFolder(path: "/bundles/one"))
        _ = try await store.begin(request, lanes: lanes, releases: [])
      }
      for hub in ["coral", "zebra"] as [HubID] {
        try await store.append(.init(.hubWoken, .hub(hub), by: "eve", at: server.clock.now, "\(hub) was woken"))
      }
      try await test(server)
    }
  }

  /// What a caller sends to show who they are, with all that a change needs.
  func headers(of caller: Caller) async throws -> HTTPFields {
    switch caller {
    case .nobody: return [:]
    case .standing(.machine): return asOperator
    case .standing(.hub): return [.authorization: "Bearer \(parts.doors.keys.token(of: "coral"))"]
    case .standing(let standing): return try await session(named: PermissionsExample.people[standing] ?? "nobody")
    case .stranger: return try await session(named: "stranger")
    case .program(let scopes): return try await token(of: "eve", Set(scopes))
    case .programOfViewer: return try await token(of: "vic", Set(TokenScope.allCases))
    }
  }

  /// A session of a person, and the token that its changes carry.
  func session(named person: PersonID) async throws -> HTTPFields {
    let started = try await parts.store.startSession(for: person, at: clock.now, lifetime: 3600)
    return [
      .cookie: "\(Authentication.cookie)=\(parts.signer.sign(started.secret.text))",
      .csrfToken: parts.signer.formToken(session: started.session.id),
    ]
  }

  func token(of person: PersonID, _ scopes: Set<TokenScope>) async throws -> HTTPFields {
    let made = try await parts.store.makeToken(
      named: "token \(RandomText.hex(bytes: 8))", for: person, scopes: scopes, at: clock.now, lifetime: 3600)
    return [.authorization: "Bearer \(made.secret.text)"]
  }

  /// Calls a route; one that is live ends at once.
  func call(_ line: RouteLine, _ headers: HTTPFields, hub: String = "coral", community: String = "reefers") async throws
    -> TestResponse
  {
    let values = ["hub": hub, "community": community, "rollout": "1", "name": "atoll.css"]
    let parts: [String] = line.path.split(separator: "/", omittingEmptySubsequences: false).map { part in
      guard part.hasPrefix("{") else { return String(part) }
      return values[String(part.dropFirst().dropLast())] ?? "nothing"
    }
    let path = parts.joined(separator: "/")
    var headers = headers
    var body = ""
    if line.method != .get {
      let isForm = !line.path.hasPrefix("/api/")
      headers[.contentType] = isForm ? "application/x-www-form-urlencoded" : "application/json"
      body = isForm ? "csrf=\(headers[.csrfToken] ?? "")" : "{}"
    }
    let (sent, text) = (headers, body)
    return try await testGracefulShutdown { trigger in
      trigger.triggerGracefulShutdown()
      return try await client.executeRequest(
        uri: path, method: line.method, headers: sent, body: text.isEmpty ? nil : ByteBuffer(string: text))
    }
  }
}

extension HubChange {
  fileprivate static func restart(of hub: HubID) -> HubChange {
    HubChange(hub: hub, kind: .restarted, before: nil, after: nil, values: [])
  }
}
