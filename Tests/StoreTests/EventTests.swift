import Basics
import Delivery
import Store
import Testing

@Suite("The event log")
struct EventTests {
  let fixture: Fixture
  var store: Store { fixture.store }

  init() throws { fixture = try Fixture() }

  @Test(
    "an event is read back as it was written",
    arguments: [
      Event.Subject.fleet, .server, .hub("reef"), .community("reefers"), .cluster("here"), .rollout(RolloutID(4)),
      .person("ada"), .token("ci"), .message(9),
      .phase("autumn"), .feature("dask"),
    ])
  func readsBack(_ subject: Event.Subject) async throws {
    let draft = Event.Draft.example(.hubWoken, subject)
    let id = try await store.append(draft)
    let event = try #require(try await store.events(limit: 1).first)
    #expect(event.id == id && event.subject == subject && event.kind == .hubWoken && event.actor == "ada")
    #expect(event.at == draft.at && event.sentence == draft.sentence && event.details == draft.details)
  }

  @Test("events are paged by number and narrowed by subject, kind and actor")
  func narrows() async throws {
    try await store.append(.example(.hubWoken, .hub("reef"), by: "ada"))
    try await store.append(.example(.hubWoken, .hub("bay"), by: "ben"))
    try await store.append(.example(.signedIn, .person("ada"), by: "ada"))
    try await store.append(.example(.hubPutToSleep, .hub("reef"), by: "ben"))
    func numbers(_ filter: Event.Filter, before: Int? = nil) async throws -> [Int] {
      try await store.events(filter, before: before, limit: 9).map(\.id)
    }
    #expect(try await numbers(.init()) == [4, 3, 2, 1])
    #expect(try await numbers(.init(), before: 3) == [2, 1])
    #expect(try await numbers(.init(subject: .hub("reef"))) == [4, 1])
    #expect(try await numbers(.init(kinds: [.hubWoken, .signedIn])) == [3, 2, 1])
    #expect(try await numbers(.init(kinds: [])) == [])
    #expect(try await numbers(.init(actor: "ben")) == [4, 2])
    #expect(try await numbers(.init(subject: .hub("reef"), kinds: [.hubPutToSleep], actor: "ben")) == [4])
    #expect(try await store.eventsAfter(2).map(\.id) == [3, 4])
  }

  @Test(
    "an event can be neither changed, deleted nor replaced, by any program",
    arguments: [
      "UPDATE event SET actor = 'someone'", "DELETE FROM event",
      "INSERT OR REPLACE INTO event VALUES (1, 1, 'x', 'signed-in', 'server', '', 'x', '{}')",
    ])
  func appendOnly(_ statement: String) async throws {
    try await store.append(.example())
    let refusal = try sqlite(fixture.folder.store, statement)
    #expect(refusal.contains("the event log is append-only"))
    #expect(try await store.events(limit: 9).map(\.actor) == ["ada"])
  }

  @Test("who watches is told of a change, once for many, and only of what it watches")
  func watches() async throws {
    var changes = store.changes(about: [.events]).makeAsyncIterator()
    await changes.next()
    try await store.wake("reef", by: "ada", at: 1)
    for _ in 1...3 { try await store.append(.example()) }
    await changes.next()
    #expect(try await store.events(limit: 9).count == 3)
    try store.close()
    #expect(await changes.next() == nil)
  }

  @Test("a revision grows with each change about its topics, and with no other")
  func revisions() async throws {
    let before = store.revision(of: [.events, .outbox])
    try await store.wake("reef", by: "ada", at: 1)
    #expect(store.revision(of: [.events, .outbox]) == before)
    try await store.append(.example())
    #expect(store.revision(of: [.events, .outbox]) > before)
  }
}
