import Basics
import Delivery
import Fleet
import HTTPTypes
import Hummingbird
import Operations
import Store
import Testing

@testable import ControlPlane

@Suite("Growth over the API", .timeLimit(.minutes(5)))
struct GrowthAPITests {
  @Test("whoever does not operate lands on the growth plan, may keep it, and may not deploy; a viewer may only look")
  func roles() async throws {
    try await TestServer.run { server async throws in
      try await server.follow(.growing)
      for (person, page, planning) in [("ada", "/", true), ("pia", "/growth", true), ("vic", "/growth", false)] {
        let answer = try await server.get(try await server.link(for: person))
        #expect(answer.headers[.location] == page, "\(person)")
        let cookie = try #require(answer.headers[.setCookie])
        let session: HTTPFields = [.cookie: String(cookie.prefix { $0 != ";" })]
        #expect(try await server.get("/api/v1/growth", session).status == .ok, "\(person)")
        let form = try #require(HTTPField.Name("X-CSRF-Token"))
        let token: HTTPFields = [form: try await server.formToken(session)]
        let logged = try await server.post("/api/v1/hours", session + token, json: GrowthRequests.Hours.ofAda)
        #expect(logged.status == (planning ? .ok : .forbidden), "\(person)")
        if person != "ada" {
          #expect(try await server.post("/api/v1/hubs/reef/wake", session + token).status == .forbidden, "\(person)")
        }
      }
    }
  }

  @Test("a question is met once it is answered with evidence, and what is not an answer changes nothing")
  func answers() async throws {
    try await TestServer.run { server async throws in
      try await server.follow(.growing)
      let key = "infrastructure.question.restore"
      let path = "/api/v1/growth/gates/\(key)"
      #expect(try await server.get(path, server.asOperator).decoded(GateItemAnswer.self).standing == nil)

      func answer(_ question: String, phase: String = "Beta", evidence: String, on: String? = nil) async throws -> Int {
        let request = GrowthRequests.Answer(
          phase: phase, area: "infrastructure", question: question, yes: true, evidence: evidence, on: on)
        return try await server.post("/api/v1/growth/answers", server.asOperator, json: request).status.code
      }
      #expect(try await answer(key, evidence: "  ") == 422)
      #expect(try await answer(key, evidence: "notes", on: "2026-02-30") == 422)
      #expect(try await answer(key, evidence: "notes", on: "2999-01-01") == 422)
      #expect(try await answer("infrastructure.question.other", evidence: "notes") == 404)
      #expect(try await answer(key, phase: "Alpha", evidence: "notes") == 404)
      #expect(try await server.get(path, server.asOperator).decoded(GateItemAnswer.self).standing == nil)

      #expect(try await answer(key, evidence: "Restored in 40 minutes") == 200)
      let item = try await server.get(path, server.asOperator).decoded(GateItemAnswer.self)
      #expect(item.holds)
      #expect(item.answer?.evidence == "Restored in 40 minutes")
      #expect(item.answer?.by == "operator")
      #expect(item.since.map { $0 <= server.clock.now } == true)
    }
  }

  @Test("failing rollouts fall below the condition, take slots, and are what the page leads to")
  func rollouts() async throws {
    try await TestServer.run { server async throws in
      try await server.follow(.growing)
      for _ in 0..<9 { try await server.rollout(succeeds: true) }
      let before = try await server.get("/api/v1/growth", server.asOperator).decoded(GrowthAnswer.self)
      let held = try #require(before.condition("rollout_success"))
      #expect(held.holds)
      #expect(held.number == 1)

      for _ in 0..<9 { try await server.rollout(succeeds: false) }
      let after = try await server.get("/api/v1/growth", server.asOperator).decoded(GrowthAnswer.self)
      let fallen = try #require(after.condition("rollout_success"))
      #expect(fallen.standing == false)
      #expect(fallen.number == 0.5)
      let failed = fallen.evidence.filter { $0.isGood == false }
      #expect(Set(failed.compactMap(\.path)) == Set((10...18).map { "/rollouts/\($0)" }))
      #expect(fallen.change != nil)
      let rework = (before.slots?.load.rework ?? 0, after.slots?.load.rework ?? 0)
      #expect(rework.1 > rework.0)
      #expect((after.slots?.load.free ?? 0) < (before.slots?.load.free ?? 0))
      let (slotsBefore, slotsAfter) = (before.published(.basic), after.published(.basic))
      #expect(slotsAfter < slotsBefore, "\(slotsBefore) before, \(slotsAfter) after")
    }
  }

  @Test("since when a gate holds is kept, and the next phase opens by itself when its time has come")
  func opening() async throws {
    try await TestServer.run { server async throws in
      try await server.follow(.growing)
      let growth = server.parts.growth
      for _ in 0..<10 { try await server.rollout(succeeds: true) }
      try await growth.keepStandings()
      let request = GrowthRequests.Answer(
        phase: "Beta", area: "infrastructure", question: "infrastructure.question.restore", yes: true, evidence: "notes")
      _ = try await growth.answer(request, by: "ada")
      let answered = server.clock.now
      let waiting = try #require(try await growth.picture().growth().next)
      #expect(waiting.name == "Beta")
      let opensAt = try #require(waiting.opensAt)
      #expect(opensAt >= answered + 7 * 86400 - 1)

      while server.clock.now < opensAt - 86400 {
        server.clock.now += 86400 - 600
        try await growth.keepStandings()
      }
      server.clock.now = opensAt - 600
      try await growth.keepStandings()
      #expect(try await growth.picture().growth().phase?.name == "Alpha")
      server.clock.now = opensAt + 600
      try await growth.keepStandings()
      let opened = try await growth.picture().growth()
      #expect(opened.phase?.name == "Beta")
      #expect(opened.next?.name == "Gamma")
      let events = try await server.parts.store.events(Event.Filter(subject: .phase("Beta")), limit: 10)
      #expect(events.filter { $0.kind == .phaseOpened }.count == 1)
      try await growth.keepStandings()
      #expect(try await server.parts.store.phaseOpenings().filter { $0.phase == "Beta" }.count == 1)
    }
  }

  @Test("a phase is opened early by a person with a reason, once, and only the next one")
  func early() async throws {
    try await TestServer.run { server async throws in
      try await server.follow(.growing)
      func open(_ phase: String, _ because: String) async throws -> Int {
        let request = GrowthRequests.Opening(phase: phase, because: because)
        return try await server.post("/api/v1/growth/openings", server.asOperator, json: request).status.code
      }
      #expect(try await open("Gamma", "why not") == 409)
      #expect(try await open("Beta", " ") == 409)
      #expect(try await open("Beta", "Two colleges wait") == 200)
      #expect(try await open("Beta", "Two colleges wait") == 409)
      let phase = try await server.get("/api/v1/growth", server.asOperator).decoded(GrowthAnswer.self).phase
      #expect(phase?.name == "Beta")
      #expect(phase?.openedBy == "operator")
    }
  }

  @Test("what if answers side by side, and says what a scenario can be where it is none")
  func whatIf() async throws {
    try await TestServer.run { server async throws in
      try await server.follow(.growing)
      let answer = try await server.get(
        "/api/v1/growth/what-if?case=engineer%402026-10-01&case=turnaround%3D3", server.asOperator)
      let cases = try answer.decoded(WhatIfAnswer.self).cases
      #expect(cases.map(\.scenario) == ["", "engineer@2026-10-01", "turnaround=3"])
      let slots = cases.map { $0.horizons.last?.kinds.first?.capacity ?? 0 }
      #expect(slots[1] >= slots[0])
      #expect(slots[2] <= slots[0])
      let refused = try await server.get("/api/v1/growth/what-if?case=magic", server.asOperator)
      #expect(refused.status == .badRequest)
      #expect(refused.text.contains("engineer@"))
    }
  }

  @Test("hours are of people and days there are, and withdrawn ones no longer count")
  func hours() async throws {
    try await TestServer.run { server async throws in
      try await server.follow(.growing)
      func log(_ hours: GrowthRequests.Hours) async throws -> HTTPResponse.Status {
        try await server.post("/api/v1/hours", server.asOperator, json: hours).status
      }
      var entry = GrowthRequests.Hours.ofAda
      entry.person = "nobody"
      #expect(try await log(entry) == .notFound)
      entry = .ofAda
      entry.hours = 0
      #expect(try await log(entry) == .unprocessableContent)
      entry.hours = 20
      entry.workClass = "fun"
      #expect(try await log(entry) == .unprocessableContent)
      entry.workClass = "unplanned"
      #expect(try await log(entry) == .ok)
      entry.hours = 5
      #expect(try await log(entry) == .unprocessableContent)
      let logged = try await server.get("/api/v1/hours", server.asOperator).decoded([HoursAnswer].self)
      #expect(logged.map(\.hours) == [20])
      let first = try #require(logged.first)
      let path = "/api/v1/hours/\(first.id)"
      #expect(
        try await server.client.executeRequest(uri: path, method: .delete, headers: server.asOperator, body: nil).status == .ok)
      #expect(try await server.get("/api/v1/hours", server.asOperator).decoded([HoursAnswer].self).isEmpty)
      #expect(
        try await server.client.executeRequest(uri: "/api/v1/hours/99", method: .delete, headers: server.asOperator, body: nil)
          .status == .notFound)
    }
  }

  @Test("a review is put on record for a feature in service, with an outcome and a reason")
  func reviews() async throws {
    try await TestServer.run { server async throws in
      try await server.follow(.growing)
      func review(_ feature: String, _ outcome: String, _ because: String, next: String? = nil) async throws -> Int {
        let request = GrowthRequests.Review(outcome: outcome, because: because, next: next)
        return try await server.post("/api/v1/growth/reviews/\(feature)", server.asOperator, json: request).status.code
      }
      #expect(try await review("nets", "celebrate", "why") == 422)
      #expect(try await review("nets", "keep", "") == 422)
      #expect(try await review("nets", "keep", "why", next: "2020-01-01") == 422)
      #expect(try await review("wings", "keep", "why") == 404)
      #expect(try await review("nets", "keep", "One hub needs it", next: "2027-05-01") == 200)
      let sheets = try await server.get("/api/v1/growth/reviews", server.asOperator).decoded([ReviewAnswer].self)
      #expect(sheets.first?.last?.because == "One hub needs it")
      #expect(sheets.first?.due == "2027-05-01")
    }
  }

  @Test("a folder that declares nothing of growth is told what to write, in every answer")
  func nothing() async throws {
    try await TestServer.run { server async throws in
      try await server.follow(try .first())
      let growth = try await server.get("/api/v1/growth", server.asOperator).decoded(GrowthAnswer.self)
      #expect(growth.slots == nil && growth.phase == nil && growth.runway == nil)
      #expect(growth.missing.count == 4)
      #expect(try await server.get("/api/v1/growth/runway", server.asOperator).status == .notFound)
      for path in ["capacity", "pipeline", "reviews", "what-if"] {
        #expect(try await server.get("/api/v1/growth/\(path)", server.asOperator).status == .ok, "\(path)")
      }
    }
  }
}

extension GrowthAnswer {
  fileprivate func condition(_ measure: String) -> GateItemAnswer? {
    next?.areas.flatMap(\.items).first { $0.key.contains(".\(measure).") }
  }

  /// What the team can take now.
  fileprivate func published(_ kind: HubKind) -> Int {
    slots?.horizons.first?.kinds.first { $0.kind == kind.rawValue }?.capacity ?? 0
  }
}

extension GrowthRequests.Hours {
  fileprivate static let ofAda = GrowthRequests.Hours(person: "ada", hours: 2, workClass: "unplanned", hub: "reef")
}

extension TestServer {
  /// A rollout of the hub that ended now.
  fileprivate func rollout(succeeds: Bool) async throws {
    let change = HubChange(hub: "reef", kind: .changed, before: nil, after: nil, values: [])
    let wave = Wave(name: "production", hubs: [HubRollout(change: change)])
    let lane = Lane(id: "reef", cluster: "harbour", waves: [wave])
    clock.now += 2 * 86400
    var rollout = try await parts.store.begin(
      Rollout.Request(by: "ada", why: "a change", at: clock.now, folder: FleetFolder(path: "/bundles/one")), lanes: [lane],
      releases: [])
    rollout.lanes[0].waves[0].hubs[0].state = succeeds ? .passed : .takenBack
    try await parts.store.record(
      rollout, JournalEntry(hub: "reef", step: .apply, outcome: .passed(nil), at: clock.now))
  }
}

extension FleetSource {
  /// Six engineers, one hub, and a plan of two phases.
  fileprivate static let growing = FleetSource(texts: [
    "fleet.yaml": """
    name: Example
    people:
      ada: {name: Ada, roles: [engineer], skills: [nets]}
      bo: {name: Bo, roles: [engineer]}
      cy: {name: Cy, roles: [engineer]}
      di: {name: Di, roles: [engineer]}
      ed: {name: Ed, roles: [engineer]}
      flo: {name: Flo, roles: [engineer]}
      pia: {name: Pia, roles: [partnerships]}
      vic: {name: Vic, roles: [viewer]}
    team: {focus: 0.6, operations_share: 0.5, platform_share: 0.25, turnaround: {days: 5, confidence: 0.85}}
    phases:
      - name: Alpha
        slots: {basic: 40, research: 4}
      - name: Beta
        slots: {basic: 80}
        hold_for: 7d
        gates:
          infrastructure:
            conditions: [{measure: rollout_success, at_least: 0.9, over: 90d}]
            questions: {restore: Did we restore a hub from nothing?}
      - name: Gamma
        slots: {basic: 90}
    """,
    "communities/reef.yaml": "name: Reef\n",
    "clusters/harbour.yaml": "engine: local\n",
    "features/nets.yaml": "name: Nets\nstage: beta\nowners: [ada]\nreview_by: 2026-09-01\n",
    "hubs/reef.yaml": """
    community: reef
    cluster: harbour
    kind: research
    features: [nets]
    access: {login: password, allow: {people: [ada]}}
    """,
  ])
}
