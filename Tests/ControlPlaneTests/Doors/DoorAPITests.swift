import Access
import Basics
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Store
import Testing

@testable import ControlPlane

@Suite("Doors over the API", .timeLimit(.minutes(10)))
struct DoorAPITests {
  /// A server that follows the example, and what its hub coral sends.
  private func run(_ test: @Sendable (TestServer, Coral) async throws -> Void) async throws {
    try await TestServer.run { server async throws in
      try await server.follow(PermissionsExample.folder)
      try await server.parts.doors.start()
      try await test(server, Coral(server: server))
    }
  }

  /// The hub coral, as it asks.
  struct Coral: Sendable {
    let server: TestServer

    func ask(
      _ name: String, _ event: String = "login", rules: String = "no", code: String? = nil, from: String? = nil,
      hub: String = "coral", token: String? = nil
    ) async throws -> TestResponse {
      var question: [String: JSONValue] = [
        "hub": .string(hub), "event": .string(event), "name": .string(name), "rules": .string(rules),
      ]
      if let code { question["code"] = .string(code) }
      if let from { question["from"] = .string(from) }
      let own = token ?? server.parts.doors.keys.token(of: "coral")
      return try await server.post(
        "/api/v1/access/decide", [.authorization: "Bearer \(own)"], json: JSONValue.object(question))
    }

    func decide(_ name: String, _ event: String = "login", rules: String = "no", code: String? = nil) async throws
      -> DecideAnswer
    {
      try await ask(name, event, rules: rules, code: code).decoded(DecideAnswer.self)
    }

    func watch(_ cursor: String?, running: [String] = [], people: [String]? = nil) async throws -> WatchAnswer {
      let request = WatchRequest(hub: "coral", cursor: cursor, running: running, people: people)
      return try await server.post(
        "/api/v1/access/watch", [.authorization: "Bearer \(server.parts.doors.keys.token(of: "coral"))"], json: request
      ).decoded(WatchAnswer.self)
    }

    /// Makes a workshop that is open for an hour, and gives its number and code.
    func workshop(seats: Int, approval: Bool = false, keepHomesDays: Int? = nil) async throws -> (id: Int, code: String) {
      let until = Timestamp(seconds: server.clock.now + 3600).iso8601
      let request = WorkshopRequest(
        name: "Coral workshop", until: until, seats: seats, because: "reefs", needsApproval: approval,
        keepHomesDays: keepHomesDays)
      let answer = try await server.post("/api/v1/hubs/coral/workshops", server.asOperator, json: request)
      #expect(answer.status == .created, "\(answer.text)")
      let made = try answer.decoded(NewWorkshop.self)
      return (made.grant.id, String(made.joinLink.split(separator: "/").last ?? ""))
    }
  }

  @Test("a hub asks by its own token, and for no other hub")
  func tokens() async throws {
    try await run { server, coral async throws in
      #expect(try await coral.ask("ada").status == .ok)
      #expect(try await coral.ask("ada", hub: "zebra").status == .forbidden)
      #expect(try await coral.ask("ada", token: "guess").status == .unauthorized)
      let zebra = server.parts.doors.keys.token(of: "zebra")
      #expect(try await coral.ask("ada", token: zebra).status == .forbidden)
      #expect(try await coral.ask("ada", token: zebra.replacing("atoll-hub.", with: "atoll-hub.x")).status == .unauthorized)
      #expect(try await coral.ask("").status == .badRequest)
      #expect(try await coral.ask("ada", rules: "perhaps").status == .badRequest)
    }
  }

  @Test("the hub's rules let in; a grant lets in a stranger until its end, and no longer")
  func grants() async throws {
    try await run { server, coral async throws in
      #expect(try await coral.decide("ada", rules: "yes").rule == .declared)
      #expect(try await coral.decide("eve").answer == "no")
      let until = Timestamp(seconds: server.clock.now + 60).iso8601
      let made = try await server.post(
        "/api/v1/hubs/coral/grants", server.asOperator, json: GrantRequest(person: "Eve", until: until, because: "a visit"))
      #expect(made.status == .created, "\(made.text)")
      let yes = try await coral.decide("eve")
      #expect(yes.answer == "yes" && yes.rule == .grant && yes.until == server.clock.now + 60)
      server.clock.now += 61
      #expect(try await coral.decide("eve", "refresh").rule == .over)
    }
  }

  @Test("500 people who join a workshop of 120 seats at once: exactly 120 are in")
  func race() async throws {
    try await run { server, coral async throws in
      let workshop = try await coral.workshop(seats: 120)
      let answers = try await withThrowingTaskGroup(of: DecideAnswer.self) { group in
        for person in 0..<500 { group.addTask { try await coral.decide("p\(person)", code: workshop.code) } }
        return try await group.reduce(into: [DecideAnswer]()) { $0.append($1) }
      }
      #expect(answers.count { $0.answer == "yes" && $0.rule == .workshop } == 120)
      #expect(answers.count { $0.rule == .full } == 380)
      #expect(try await server.parts.store.participants(of: GrantID(workshop.id)).count == 120)
    }
  }

  @Test("who joined stays in without the code, also when the control plane starts anew")
  func restart() async throws {
    try await run { server, coral async throws in
      let workshop = try await coral.workshop(seats: 2)
      #expect(try await coral.decide("ada", code: workshop.code.uppercased()).answer == "yes")
      let again = DoorService(
        store: server.parts.store, fleet: server.parts.fleet, keys: server.parts.doors.keys, logger: server.parts.logger,
        now: server.parts.now)
      try await again.start()
      let decision = try await again.decide(DoorQuestion(.refresh, "ada", rules: .no), at: "coral")
      #expect(decision.isYes && decision.rule == .workshop)
    }
  }

  @Test("too many wrong codes have to wait, and the right code of others goes on")
  func limited() async throws {
    try await run { server, coral async throws in
      let workshop = try await coral.workshop(seats: 9)
      for _ in 0..<AttemptLimit.most { #expect(try await coral.decide("eve", code: "wrong").rule == .wrongCode) }
      #expect(try await coral.ask("eve", code: workshop.code).status == .tooManyRequests)
      #expect(try await coral.decide("ada", code: workshop.code).answer == "yes")
      server.clock.now += AttemptLimit.window + 1
      #expect(try await coral.decide("eve", code: workshop.code).answer == "yes")
    }
  }

  @Test("at the end everyone whom nothing else lets in is sent out, once")
  func settled() async throws {
    try await run { server, coral async throws in
      let workshop = try await coral.workshop(seats: 9)
      let start = try await coral.watch(nil)
      #expect(start.leave.isEmpty)
      for name in ["ada", "ben", "cy"] { _ = try await coral.decide(name, code: workshop.code) }
      _ = try await coral.decide("ben", "refresh", rules: "yes")
      await server.parts.doors.writeDecisions()
      let ended = try await server.post(
        "/api/v1/hubs/coral/grants/\(workshop.id)/end", server.asOperator, json: BecauseRequest(because: "rain"))
      #expect(ended.status == .ok, "\(ended.text)")
      let orders = try await coral.watch(start.cursor, running: ["ada", "ben", "cy"])
      #expect(orders.leave.map(\.name) == ["ada", "cy"])
      #expect(try await coral.watch(start.cursor).leave.count == 2, "told again until the hub has done it")
      #expect(try await coral.watch(orders.cursor).leave.isEmpty)
      #expect(try await coral.decide("ada", "refresh").rule == .over)
    }
  }

  @Test("server time of those who take part adds up while the hub says that they run")
  func serverTime() async throws {
    try await run { server, coral async throws in
      let workshop = try await coral.workshop(seats: 9)
      _ = try await coral.decide("ada", code: workshop.code)
      for _ in 0..<4 {
        _ = try await coral.watch(nil, running: ["ada", "someone"])
        server.clock.now += 5
      }
      let participants = try await server.parts.store.participants(of: GrantID(workshop.id))
      #expect(participants.map(\.serverSeconds) == [15])
    }
  }

  @Test("shortly before the end, people who run a server are told")
  func notices() async throws {
    try await run { server, coral async throws in
      let workshop = try await coral.workshop(seats: 9)
      _ = try await coral.decide("ada", code: workshop.code)
      #expect(try await coral.watch(nil, running: ["ada"]).notices.isEmpty)
      server.clock.now += 3600 - 300
      #expect(try await coral.watch(nil, running: ["ada"]).notices.map(\.name) == ["ada"])
    }
  }

  @Test("where joining needs approval, a seat is held and nobody is in before they are let in")
  func approval() async throws {
    try await run { server, coral async throws in
      let workshop = try await coral.workshop(seats: 1, approval: true)
      #expect(try await coral.decide("ada", code: workshop.code).rule == .waiting)
      #expect(try await coral.decide("ben", code: workshop.code).rule == .full)
      let path = "/api/v1/hubs/coral/grants/\(workshop.id)/participants/ada"
      _ = try await server.post(path, server.asOperator, json: ParticipantRequest(state: .admitted))
      #expect(try await coral.decide("ada").answer == "yes")
      _ = try await server.post(path, server.asOperator, json: ParticipantRequest(state: .removed))
      #expect(try await coral.decide("ada").rule == .removed)
      #expect(try await coral.watch("0").leave.map(\.name) == ["ada"])
    }
  }

  @Test("a hub is closed to all but admins and opened again; somebody is shut out and let back")
  func closed() async throws {
    try await run { server, coral async throws in
      let because = BecauseRequest(because: "a stranger got in")
      #expect(try await server.post("/api/v1/hubs/coral/close", server.asOperator, json: because).status == .ok)
      #expect(try await coral.decide("ada", rules: "yes").rule == .closed)
      #expect(try await coral.watch(nil).closed == "a stranger got in")
      #expect(try await server.post("/api/v1/hubs/coral/open", server.asOperator).status == .ok)
      #expect(try await coral.decide("ada", rules: "yes").answer == "yes")
      _ = try await server.post("/api/v1/hubs/coral/shut-out/Ada", server.asOperator, json: because)
      #expect(try await coral.decide("ada", rules: "yes").rule == .shutOut)
      #expect(try await coral.watch("0").leave.map(\.name) == ["ada"])
      _ = try await server.client.executeRequest(
        uri: "/api/v1/hubs/coral/shut-out/ada", method: .delete, headers: server.asOperator, body: nil)
      #expect(try await coral.decide("ada", rules: "yes").answer == "yes")
    }
  }

  @Test("a grant is reached by the address of its own hub only")
  func ownAddress() async throws {
    try await run { server, coral async throws in
      let workshop = try await coral.workshop(seats: 1)
      #expect(try await server.get("/api/v1/hubs/coral/grants/\(workshop.id)", server.asOperator).status == .ok)
      #expect(try await server.get("/api/v1/hubs/zebra/grants/\(workshop.id)", server.asOperator).status == .notFound)
    }
  }

  @Test("a representative opens the doors of their own hubs, and no others")
  func representative() async throws {
    try await run { server, coral async throws in
      let rita = try await server.session(named: "rita")
      let until = Timestamp(seconds: server.clock.now + 60).iso8601
      let request = GrantRequest(person: "eve", until: until, because: "a visit")
      #expect(try await server.post("/api/v1/hubs/coral/grants", rita, json: request).status == .created)
      #expect(try await server.post("/api/v1/hubs/zebra/grants", rita, json: request).status == .notFound)
      let doors = try await server.get("/api/v1/doors", rita).decoded([DoorStanding].self)
      #expect(doors.map(\.door.hub) == ["coral"])
      #expect(doors.first?.grants.map(\.by) == ["rita"])
    }
  }

  @Test("people of the hub's list whom the rules would not let in today are listed")
  func unadmitted() async throws {
    try await run { server, coral async throws in
      let before = try await server.get("/api/v1/hubs/coral/door", server.asOperator).decoded(DoorDetail.self)
      #expect(before.unadmitted == nil)
      _ = try await coral.watch(nil, people: ["kim", "eve"])
      let after = try await server.get("/api/v1/hubs/coral/door", server.asOperator).decoded(DoorDetail.self)
      #expect(after.unadmitted?.map(\.name) == ["eve"])
    }
  }

  @Test("mistakes are told with what to do, and change nothing")
  func mistakes() async throws {
    try await run { server, coral async throws in
      let late = GrantRequest(person: "eve", until: "2020-01-01", because: "a visit")
      #expect(try await server.post("/api/v1/hubs/coral/grants", server.asOperator, json: late).status == .unprocessableContent)
      let vague = GrantRequest(person: "eve", until: "Saturday", because: "a visit")
      let answer = try await server.post("/api/v1/hubs/coral/grants", server.asOperator, json: vague)
      #expect(answer.status == .badRequest && answer.text.contains("2026-12-01T18:00+01:00"))
      #expect(try await server.post("/api/v1/hubs/nothing/grants", server.asOperator, json: vague).status == .notFound)
      #expect(try await server.parts.store.grants().isEmpty)
    }
  }
}
