import Access
import Basics
import Foundation
import Store
import Testing

@Suite("Doors in the store")
struct DoorTests {
  let fixture: Fixture
  var store: Store { fixture.store }

  init() throws { fixture = try Fixture() }

  private func workshop(seats: Int = 3, approval: Bool = false, digest: String = "d") -> GrantDraft {
    GrantDraft(
      "reef",
      .workshop(
        Workshop(
          name: "Coral workshop", seats: seats, needsApproval: approval, serversAtOnce: 2, keepHomesDays: 7, codeDigest: digest)),
      from: Timestamp(seconds: 100), until: Timestamp(seconds: 200), because: "reefs", by: "wren")
  }

  private func personal(_ name: String, until: Double = 200) -> GrantDraft {
    GrantDraft(
      "reef", .person(name), from: Timestamp(seconds: 100), until: Timestamp(seconds: until), because: "a visit", by: "wren")
  }

  @Test("a grant reads back as it was made, with its event")
  func made() async throws {
    let one = try await store.makeGrant(workshop(), at: 50)
    let other = try await store.makeGrant(personal("ada"), at: 51)
    #expect(try await store.grant(one.id) == one)
    #expect(Set(try await store.grants(of: "reef").map(\.id)) == [one.id, other.id])
    #expect(try await store.grants(of: "atoll").isEmpty)
    let kinds = try await store.events(limit: 5).map(\.kind)
    #expect(kinds == [.grantMade, .workshopMade])
  }

  @Test("a grant that breaks a rule is refused, and nothing is written")
  func refused() async throws {
    var late = personal("ada")
    late.until = Timestamp(seconds: 90)
    var long = personal("ada")
    long.until = Timestamp(seconds: 100 + 401 * 86_400)
    var silent = personal("ada")
    silent.because = "  "
    for draft in [late, long, silent, personal("Ada"), workshop(seats: 0)] {
      await #expect(throws: StoreError.self) { try await store.makeGrant(draft, at: 50) }
    }
    await #expect(throws: StoreError.self) { try await store.makeGrant(personal("ada"), at: 300) }
    #expect(try await store.grants().isEmpty)
    #expect(try await store.events(limit: 5).isEmpty)
  }

  @Test("of many who join at once exactly as many sit down as there are seats, one by one or all together")
  func seats() async throws {
    let store = store
    let grant = try await store.makeGrant(workshop(seats: 12), at: 50)
    let outcomes = try await withThrowingTaskGroup(of: [JoinOutcome].self) { group in
      for batch in 0..<25 {
        group.addTask { try await store.join([JoinRequest(grant.id, "p\(batch)"), JoinRequest(grant.id, "q\(batch)")], at: 150) }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    let seated = outcomes.count { if case .seated = $0 { true } else { false } }
    #expect(seated == 12 && outcomes.count { $0 == .full } == 38)
    #expect(try await store.participants(of: grant.id).count == 12)
  }

  @Test("who joins twice has one seat; a workshop that is not open seats nobody")
  func once() async throws {
    let grant = try await store.makeGrant(workshop(seats: 1, approval: true), at: 50)
    #expect(try await store.join([JoinRequest(grant.id, "ada")], at: 99) == [.notOpen])
    #expect(try await store.join([JoinRequest(grant.id, "ada")], at: 200) == [.notOpen])
    #expect(try await store.join([JoinRequest(GrantID(99), "ada")], at: 150) == [.notOpen])
    let outcomes = try await store.join([JoinRequest(grant.id, "ada"), JoinRequest(grant.id, "ada")], at: 150)
    let seat = JoinOutcome.seated(Participant(name: "ada", state: .waiting, joined: Timestamp(seconds: 150)))
    #expect(outcomes == [seat, seat])
    #expect(try await store.join([JoinRequest(grant.id, "ben")], at: 150) == [.full])
  }

  @Test("somebody is let in, taken off with a departure, and comes back only to a free seat")
  func decided() async throws {
    let grant = try await store.makeGrant(workshop(seats: 1, approval: true), at: 50)
    _ = try await store.join([JoinRequest(grant.id, "ada")], at: 150)
    #expect(try await store.decide("ada", of: grant.id, .admitted, by: "wren", at: 151).decidedBy == "wren")
    _ = try await store.decide("ada", of: grant.id, .removed, by: "wren", at: 152)
    #expect(try await store.departures(from: "reef", after: 0).map(\.name) == ["ada"])
    _ = try await store.join([JoinRequest(grant.id, "ben")], at: 153)
    await #expect(throws: StoreError.self) { try await store.decide("ada", of: grant.id, .admitted, by: "wren", at: 154) }
    await #expect(throws: StoreError.unknown("participant cy of Coral workshop")) {
      try await store.decide("cy", of: grant.id, .admitted, by: "wren", at: 155)
    }
  }

  @Test("a grant is extended while it lasts, ended once, and settled once")
  func ended() async throws {
    let grant = try await store.makeGrant(workshop(), at: 50)
    let longer = try await store.extendGrant(
      grant.id, until: Timestamp(seconds: 300), because: "one more day", by: "wren", at: 150)
    #expect(longer.until.seconds == 300)
    #expect(try await store.changeHolds(endingAfter: 0).map(\.ends.seconds) == [300])
    #expect(try await store.unsettledGrants(at: 250).isEmpty)
    let over = try await store.endGrant(grant.id, because: "done", by: "wren", at: 260)
    #expect(over.ended?.at.seconds == 260 && over.end.seconds == 260)
    #expect(try await store.changeHolds(endingAfter: 0).isEmpty)
    await #expect(throws: StoreError.self) {
      try await store.extendGrant(grant.id, until: Timestamp(seconds: 400), because: "", by: "wren", at: 270)
    }
    #expect(try await store.endGrant(grant.id, because: "again", by: "ben", at: 280) == over)
    #expect(try await store.unsettledGrants(at: 261).map(\.id) == [grant.id])
    #expect(try await store.settle(grant.id, sendingOut: ["ada", "ben"], at: 262))
    #expect(try await !store.settle(grant.id, sendingOut: ["ada"], at: 263))
    #expect(try await store.departures(from: "reef", after: 0).map(\.name) == ["ada", "ben"])
    #expect(try await store.unsettledGrants(at: 300).isEmpty)
  }

  @Test("two workshops never have one join code")
  func codes() async throws {
    _ = try await store.makeGrant(workshop(digest: "same"), at: 50)
    await #expect(throws: StoreError.self) { try await store.makeGrant(workshop(digest: "same"), at: 50) }
  }

  @Test("a hub is told of departures after the last that it knows")
  func departures() async throws {
    try await store.depart(["ada", "ben"], from: "reef", because: "over", .forget, by: "wren", at: 1)
    try await store.shutOut("cy", of: "reef", because: "mining", by: "wren", at: 2)
    try await store.depart(["dot"], from: "atoll", because: "over", .leave, by: "wren", at: 3)
    let all = try await store.departures(from: "reef", after: 0)
    #expect(all.map(\.name) == ["ada", "ben", "cy"] && all.map(\.extent) == [.forget, .forget, .leave])
    #expect(try await store.departures(from: "reef", after: all[1].seq).map(\.name) == ["cy"])
    #expect(try await store.newestDepartures()["reef"] == all[2].seq)
    #expect(try await store.shutOuts().map(\.name) == ["cy"])
    #expect(try await store.letBack("cy", to: "reef", by: "wren", at: 4))
    #expect(try await !store.letBack("cy", to: "reef", by: "wren", at: 5))
  }

  @Test("a door is closed once and opened once")
  func closed() async throws {
    let closure = HubDoor.Closure(because: "a stranger got in", by: "atoll", since: Timestamp(seconds: 5))
    #expect(try await store.setClosure(closure, of: "reef", by: "atoll", at: 5))
    #expect(try await !store.setClosure(closure, of: "reef", by: "atoll", at: 6))
    #expect(try await store.closures() == ["reef": closure])
    #expect(try await store.setClosure(nil, of: "reef", by: "wren", at: 7))
    #expect(try await !store.setClosure(nil, of: "reef", by: "wren", at: 8))
  }

  @Test("equal answers about somebody are counted; another answer is a row of its own")
  func decisions() async throws {
    var door = HubDoor(hub: "reef")
    func count(_ rules: DoorQuestion.Rules, _ at: Double, times: Int = 1) throws -> DecisionCount {
      guard case .answer(let decision) = door.step(DoorQuestion(.login, "ada", rules: rules), at: Timestamp(seconds: at)) else {
        throw StoreError.unknown("answer")
      }
      var count = DecisionCount("reef", "ada", decision, at: at)
      count.times = times
      return count
    }
    try await store.record([try count(.no, 1), try count(.yes, 2, times: 5)])
    try await store.record([try count(.yes, 3)])
    door.shutOut["ada"] = "mining"
    try await store.record([try count(.yes, 4)])
    let entries = try await store.decisions(of: "reef", limit: 9)
    #expect(entries.map(\.rule) == [.shutOut, .declared, .nothing])
    #expect(entries.map(\.times) == [1, 6, 1])
    #expect(entries[1].first == 2 && entries[1].last == 3)
  }

  @Test("a knock keeps since when it goes as it does; widths keep when they changed")
  func knocks() async throws {
    #expect(try await store.record(knockAt: "reef", passed: true, sentence: "refused", at: 1) == nil)
    _ = try await store.record(knockAt: "reef", passed: true, sentence: "refused", at: 2)
    #expect(try await store.record(knockAt: "reef", passed: false, sentence: "open", at: 3)?.passed == true)
    let knock = try #require(try await store.knocks()["reef"])
    #expect(knock.since == 3 && knock.at == 3 && !knock.passed)
    #expect(try await store.record(widths: [("reef", .people, true)], at: 10).isEmpty)
    #expect(try await store.record(widths: [("reef", .people, true)], at: 20).isEmpty)
    #expect(try await store.record(widths: [("reef", .anyone, true)], at: 30).map(\.level) == [.people])
    #expect(try await store.widths(at: 25)["reef"]?.level == .people)
    #expect(try await store.widths(at: 30)["reef"]?.level == .anyone)
    #expect(try await store.widths(at: 5).isEmpty)
  }
}
