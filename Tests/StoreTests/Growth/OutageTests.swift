import Basics
import Growth
import Testing

@testable import Store

@Suite("Outages by the event log")
struct OutageTests {
  private func event(_ id: Int, _ kind: Event.Kind, _ subject: Event.Subject = .hub("reef"), at: Double? = nil) -> Event {
    Event(
      id: id, at: at ?? Double(id), actor: "atoll", kind: kind, subject: subject, sentence: "\(kind.rawValue) \(id)",
      details: [:])
  }

  @Test("an outage goes from the first event that begins it to the first that ends it")
  func pairs() {
    let outages = Outage.pairs(among: [
      event(1, .hubPassed), event(2, .hubBroken), event(3, .hubUnreachable), event(4, .hubRevived), event(5, .hubPassed),
      event(6, .hubUnreachable),
    ])
    #expect(outages.map(\.began) == [2, 6] && outages.map(\.ended) == [4, nil])
    #expect(outages.map(\.cause) == [2, 6] && outages.map(\.end) == [4, nil])
    #expect(outages.map(\.seconds) == [2, nil] && outages.first?.sentence == "hub-broken 2")
  }

  @Test("a hub that was taken back is not out, and what happens to others is theirs")
  func apart() {
    let outages = Outage.pairs(among: [
      event(1, .hubTakenBack), event(2, .hubBroken), event(3, .hubPassed, .hub("bay")),
      event(4, .hubUnreachable, .server), event(5, .hubUnreachable, .hub("bay")), event(6, .hubTakenBack),
    ])
    #expect(outages.map(\.hub) == ["reef", "bay"] && outages.allSatisfy { $0.ended == nil })
  }

  @Test("each event that says that a hub runs or need not ends its outage", arguments: Outage.endings)
  func ends(_ kind: Event.Kind) {
    let outages = Outage.pairs(among: [event(1, .hubBroken), event(2, kind)])
    #expect(outages.map(\.ended) == [2])
  }

  @Test("a clock that was set back makes no outage of less than nothing")
  func clock() {
    #expect(Outage.pairs(among: [event(1, .hubBroken, at: 9), event(2, .hubPassed, at: 3)]).map(\.seconds) == [0])
  }

  @Test("after each event a hub is out exactly where the last that matters began an outage", arguments: 1...20)
  func law(_ seed: UInt64) {
    var generator = SeededRandom(seed: seed)
    let kinds: [Event.Kind] = [.hubBroken, .hubUnreachable, .hubPassed, .hubRevived, .hubTakenBack, .hubRemoved, .signedIn]
    let events = (1...60).map { id in
      event(id, kinds.randomElement(using: &generator) ?? .hubPassed, .hub(Bool.random(using: &generator) ? "reef" : "bay"))
    }
    let outages = Outage.pairs(among: events.shuffled(using: &generator))
    for hub in [HubID("reef"), "bay"] {
      var isOut = false
      for event in events where event.subject == .hub(hub) {
        if Outage.beginnings.contains(event.kind) { isOut = true }
        if Outage.endings.contains(event.kind) { isOut = false }
        let covering = outages.filter { $0.hub == hub && $0.began <= event.at && event.at < $0.ended ?? .infinity }
        #expect(covering.count == (isOut ? 1 : 0), "seed \(seed), event \(event.id)")
      }
    }
  }

  @Test("the store gives the outages that went on since then, by hub")
  func reads() async throws {
    let fixture = try Fixture()
    let store = fixture.store
    let told: [(Event.Kind, HubID, Double)] = [
      (.hubBroken, "reef", 1), (.hubPassed, "reef", 2), (.hubUnreachable, "reef", 3), (.hubUnreachable, "bay", 4),
      (.hubRevived, "reef", 8),
    ]
    for (kind, hub, at) in told { try await store.append(.example(kind, .hub(hub), at: at)) }
    let outages = try await store.outages(since: 5)
    #expect(outages["reef"]?.map(\.began) == [3] && outages["reef"]?.map(\.ended) == [8])
    #expect(outages["bay"]?.map(\.began) == [4] && outages["bay"]?.map(\.ended) == [nil])
    #expect(try await store.outages(since: 0)["reef"]?.count == 2)
    #expect(try await store.outages(since: 9).keys.sorted() == ["bay"])
  }
}
