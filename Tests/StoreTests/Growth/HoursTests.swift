import Basics
import Growth
import Store
import Testing

@Suite("Logged hours")
struct HoursTests {
  let fixture: Fixture
  var store: Store { fixture.store }

  private let day = CalendarDay(number: 20_000)

  init() throws { fixture = try Fixture() }

  private func draft(
    _ person: PersonID = "ada", on day: CalendarDay? = nil, hours: Double = 3, of workClass: WorkClass = .unplanned,
    hub: HubID? = "reef", note: String = "the kernel died"
  ) -> HoursEntry.Draft {
    HoursEntry.Draft(person, on: day ?? self.day, hours: hours, workClass, hub: hub, note: note, by: "ben")
  }

  private func all(withdrawn: Bool = false) async throws -> [HoursEntry] {
    try await store.hours(since: day.advanced(by: -99), until: day.advanced(by: 99), includingWithdrawn: withdrawn)
  }

  @Test("hours are read back as they were logged, of every class of work, for a hub or for none", arguments: WorkClass.allCases)
  func readsBack(_ workClass: WorkClass) async throws {
    let entry = try await store.log(draft(hours: 1.25, of: workClass, hub: nil, note: ""), now: 50)
    let other = try await store.log(draft(of: workClass), now: 60)
    #expect(try await all() == [entry, other])
    #expect(entry.person == "ada" && entry.day == day && entry.hours == 1.25 && entry.workClass == workClass)
    #expect(entry.hub == nil && entry.note == "" && entry.at == 50 && entry.by == "ben" && entry.withdrawn == nil)
    #expect(other.hub == "reef" && other.note == "the kernel died" && other.id > entry.id)
  }

  @Test("who logged what for whom is in the event log, on the hub where there is one")
  func tells() async throws {
    try await store.log(draft(), now: 50)
    try await store.log(draft(hours: 1.5, of: .expectedOperations, hub: nil), now: 60)
    let events = try await store.eventsAfter(0)
    #expect(events.map(\.kind) == [.hoursLogged, .hoursLogged] && events.allSatisfy { $0.actor == "ben" })
    #expect(events.map(\.subject) == [.hub("reef"), .person("ada")])
    #expect(events.first?.sentence == "ada worked 3 h on reef on \(day) (unplanned)" && events.first?.at == 50)
    #expect(events.last?.sentence == "ada worked 1.5 h on \(day) (expected operations)")
    #expect(events.first?.details["why"] == "the kernel died")
  }

  @Test("hours are narrowed by days, both included, by person and by hub, and come by day")
  func narrows() async throws {
    for (person, offset, hub) in [("ada", 2, "reef"), ("ada", 0, "bay"), ("ben", 1, "reef"), ("ben", 3, "bay")] {
      try await store.log(draft(PersonID(person), on: day.advanced(by: offset), hub: HubID(hub)), now: 50)
    }
    func ids(_ first: Int, _ last: Int, person: PersonID? = nil, hub: HubID? = nil) async throws -> [Int] {
      try await store.hours(since: day.advanced(by: first), until: day.advanced(by: last), person: person, hub: hub).map(\.id)
    }
    #expect(try await ids(0, 3) == [2, 3, 1, 4])
    #expect(try await ids(1, 2) == [3, 1])
    #expect(try await ids(0, 3, person: "ada") == [2, 1])
    #expect(try await ids(0, 3, hub: "reef") == [3, 1])
    #expect(try await ids(0, 3, person: "ben", hub: "bay") == [4])
    #expect(try await ids(3, 0) == [])
    #expect(try await store.hours().map(\.id) == [2, 3, 1, 4])
    #expect(try await store.hours(since: day.advanced(by: 2)).map(\.id) == [1, 4])
    #expect(try await store.hours(until: day).map(\.id) == [2])
  }

  @Test("hours that are no hours of a day are refused, and nothing is written", arguments: [0, -1, 24.1, .nan, .infinity])
  func refusesHours(_ hours: Double) async throws {
    await #expect(throws: StoreError.self) { try await store.log(draft(hours: hours), now: 50) }
    #expect(try await all().isEmpty)
    #expect(try await store.events(limit: 9).isEmpty)
  }

  @Test("a person's day has 24 hours over all hubs and classes, and another's or another day has its own")
  func fullDay() async throws {
    try await store.log(draft(hours: 20), now: 50)
    try await store.log(draft(hours: 4, of: .developmentProject, hub: nil), now: 50)
    let before = store.revision(of: [.growth, .events])
    let refusal = await #expect(throws: StoreError.self) { try await store.log(draft(hours: 0.5), now: 51) }
    #expect(
      refusal?.description
        == "ada has 24 h on \(day) already, and 0.5 h more would be above the 24 of a day: withdraw an entry, or log fewer.")
    #expect(try await all().count == 2)
    #expect(try await store.events(limit: 9).count == 2)
    #expect(store.revision(of: [.growth, .events]) == before)
    try await store.log(draft("ben", hours: 24), now: 52)
    try await store.log(draft(on: day.advanced(by: 1), hours: 24), now: 52)
  }

  @Test("tenths of hours may fill a day")
  func tenths() async throws {
    for _ in 1...240 { try await store.log(draft(hours: 0.1), now: 50) }
    await #expect(throws: StoreError.self) { try await store.log(draft(hours: 0.1), now: 50) }
  }

  @Test("a note of 4,000 characters is kept whole, and a longer one refused")
  func notes() async throws {
    let note = String(repeating: "é", count: 4_000)
    #expect(try await store.log(draft(note: note), now: 50).note == note)
    #expect(try await all().first?.note == note)
    await #expect(throws: StoreError.refused("The note has 4001 characters, and 4000 are kept: shorten it.")) {
      try await store.log(draft(note: note + "e"), now: 50)
    }
    #expect(try await all().count == 1)
  }

  @Test("withdrawn hours no longer count and stay on record; once is enough")
  func withdraws() async throws {
    let entry = try await store.log(draft(hours: 24), now: 50)
    #expect(try await store.withdrawHours(entry.id, by: "cleo", at: 70))
    #expect(try await store.withdrawHours(entry.id, by: "ben", at: 80) == false)
    #expect(try await all().isEmpty)
    let kept = try #require(try await all(withdrawn: true).first)
    #expect(kept.withdrawn == 70 && kept.withdrawnBy == "cleo" && kept.hours == 24)
    let events = try await store.events(.init(kinds: [.hoursWithdrawn]), limit: 9)
    #expect(events.map(\.actor) == ["cleo"] && events.first?.subject == .hub("reef"))
    try await store.log(draft(hours: 24), now: 90)
  }

  @Test("withdrawing what was never logged is refused")
  func withdrawsNothing() async throws {
    await #expect(throws: StoreError.unknown("entry of hours 7")) { try await store.withdrawHours(7, by: "ada", at: 1) }
    #expect(try await store.events(limit: 9).isEmpty)
  }
}
