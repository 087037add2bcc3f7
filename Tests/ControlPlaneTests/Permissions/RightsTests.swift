import Basics
import Fleet
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Store
import Testing

@testable import ControlPlane

@Suite("Roles and what they may do", .timeLimit(.minutes(5)))
struct RightsTests {
  private func fleet() throws -> Fleet { try #require(FleetLoader.load(PermissionsExample.folder).fleet) }
  private let today = CalendarDay(Timestamp(seconds: 1_790_000_000))

  private func rights(_ person: PersonID) throws -> Rights { Rights(of: person, in: try fleet(), on: today) }

  @Test("who may change, plan, see money, open doors, and let people in")
  func table() {
    func may(_ permission: Permission) -> Set<Standing> {
      Set(Standing.allCases.filter { $0.permissions.contains(permission) })
    }
    let engineers: Set<Standing> = [.engineer, .operationsEngineer, .machine]
    #expect(may(.change) == engineers.union([.steward]))
    #expect(may(.letIn) == engineers.union([.steward]))
    #expect(may(.keepGrowthPlan) == engineers.union([.steward, .communityLead, .partnerships, .finance]))
    #expect(may(.seeMoney) == engineers.union([.steward, .communityLead, .partnerships, .finance]))
    #expect(may(.openDoors) == engineers.union([.steward, .communityLead]))
    #expect(may(.openOwnDoors) == engineers.union([.steward, .communityLead, .representative]))
    #expect(may(.lookAtFleet) == Set(Standing.allCases).subtracting([.hub, .representative]))
    #expect(may(.beDoor) == [.hub])
  }

  @Test("whoever may do something to all hubs may do it to their own")
  func ownFollowsAll() {
    let pairs: [(Permission, Permission)] = [
      (.lookAtFleet, .lookAtOwnHubs), (.lookAtDoors, .lookAtOwnDoors), (.openDoors, .openOwnDoors),
    ]
    for (all, own) in pairs {
      for standing in Standing.allCases where standing.permissions.contains(all) {
        #expect(standing.permissions.contains(own), "\(standing)")
      }
    }
  }

  @Test("a person is what the folder says today: their roles, the communities that name them, nobody else")
  func standings() throws {
    #expect(try rights("eve").standings == [.engineer])
    #expect(try rights("rita") == Rights(standings: [.representative], communities: ["reefers"]))
    #expect(try rights("stranger").permissions.isEmpty)
    #expect(try rights("operator").standings == [.machine])
    #expect(Rights(of: "anyone", in: nil, on: today).standings == [.machine])
  }

  @Test("after their last day nobody may do anything")
  func last() throws {
    let fleet = try fleet()
    let day = try #require(CalendarDay("2026-01-31"))
    #expect(Rights(of: "gone", in: fleet, on: day).standings == [.engineer])
    #expect(Rights(of: "gone", in: fleet, on: day.advanced(by: 1)).permissions.isEmpty)
  }

  @Test("a representative called operator is a representative")
  func operatorOfCommunity() throws {
    var fleet = try fleet()
    fleet.communities["reefers"]?.representatives["operator"] = Representative(name: "Op")
    #expect(Rights(of: "operator", in: fleet, on: today).standings == [.representative])
  }

  @Test("someone of the team who represents a community may do what either may")
  func both() throws {
    var fleet = try fleet()
    fleet.communities["reefers"]?.representatives["vic"] = Representative(name: "Vic")
    let rights = Rights(of: "vic", in: fleet, on: today)
    #expect(rights.standings == [.viewer, .representative])
    let identity = Identity(name: "vic", permissions: rights.permissions, communities: rights.communities, proof: .token)
    let hubs = try #require(fleet.hubs["coral"].flatMap { coral in fleet.hubs["zebra"].map { (coral, $0) } })
    #expect(identity.may(.openDoors, orOwn: .openOwnDoors, hubs.0))
    #expect(!identity.may(.openDoors, orOwn: .openOwnDoors, hubs.1))
    #expect(identity.sight == .everything)
  }

  @Test("a token never may more than its person, nor after they have lost it")
  func tokens() async throws {
    try await TestServer.runPermissions { server async throws in
      let all = Set(TokenScope.allCases)
      let viewer = try await server.token(of: "vic", all)
      #expect(try await server.get("/api/v1/status", viewer).status == .ok)
      #expect(try await server.post("/api/v1/hubs/coral/wake", viewer).status == .forbidden)
      #expect(try await server.get("/api/v1/growth/runway", viewer).status == .forbidden)
      let engineer = try await server.token(of: "eve", all)
      #expect(try await server.post("/api/v1/hubs/coral/sleep", engineer).status != .forbidden)
      var texts = PermissionsExample.texts
      texts["fleet.yaml"] = texts["fleet.yaml"]?.replacing("roles: [engineer]}\n  otto", with: "roles: [viewer]}\n  otto")
      try await server.follow(FleetSource(texts: texts))
      #expect(try await server.post("/api/v1/hubs/coral/sleep", engineer).status == .forbidden)
      #expect(try await server.get("/api/v1/status", engineer).status == .ok)
    }
  }

  @Test("whoever lets people in may do all that a person may, so that a link gives them nothing")
  func letIn() {
    for standing in Standing.allCases where standing.permissions.contains(.letIn) {
      #expect(standing.permissions == Permission.ofEveryPerson, "\(standing)")
    }
  }

  @Test("a steward lets others in; a representative gets a link by their name, to the page of their community")
  func links() async throws {
    try await TestServer.runPermissions { server async throws in
      let steward = try await server.session(named: "stella")
      func link(_ person: String) async throws -> HTTPResponse.Status {
        try await server.post("/api/v1/sign-in-links", steward, json: SignInLinkRequest(person: person)).status
      }
      #expect(try await link("rita") == .ok)
      #expect(try await link("vic") == .ok)
      #expect(try await link("nobody") == .notFound)
      let paul = try await server.session(named: "paul")
      let refused = try await server.post("/api/v1/sign-in-links", paul, json: SignInLinkRequest(person: "paul"))
      #expect(refused.status == .forbidden)
      let answer = try await server.get(try await server.link(for: "rita"))
      #expect(answer.headers[.location] == "/communities/reefers")
    }
  }

  @Test("one's own tokens can be seen and revoked, others' only by whoever lets people in")
  func ownTokens() async throws {
    try await TestServer.runPermissions { server async throws in
      for person in ["rita", "eve"] as [PersonID] {
        let made = try await server.post(
          "/api/v1/tokens", try await server.session(named: person),
          json: TokenRequest(name: "of-\(person)", mayChange: true, days: 1))
        #expect(made.status == .ok)
      }
      let rita = try await server.session(named: "rita")
      #expect(try await server.get("/api/v1/tokens", rita).decoded([TokenAnswer].self).map(\.name) == ["of-rita"])
      func revoke(_ name: String, _ headers: HTTPFields) async throws -> HTTPResponse.Status {
        try await server.client.executeRequest(
          uri: "/api/v1/tokens/\(name)", method: .delete, headers: headers, body: nil
        ).status
      }
      #expect(try await revoke("of-eve", rita) == .notFound)
      #expect(try await revoke("of-rita", rita) == .ok)
      #expect(try await revoke("of-eve", try await server.session(named: "stella")) == .ok)
    }
  }
}
