import Basics
import Growth
import Store
import Testing

@Suite("Answers and standings of gates")
struct GateTests {
  let fixture: Fixture
  var store: Store { fixture.store }

  private let day = CalendarDay(number: 20_000)

  init() throws { fixture = try Fixture() }

  private func reading(
    _ item: String, _ holds: Bool, phase: String = "autumn", since: Double? = nil, value: Double? = 0.9
  ) -> GateStandingEntry.Reading {
    .init(
      phase: phase, item: item, holds: holds, since: since, value: value,
      sentence: "\(item) \(holds ? "holds" : "does not hold any more")")
  }

  private func answer(
    _ question: String, _ isYes: Bool = true, area: String = "operations", phase: String = "autumn", evidence: String = "notes"
  ) -> GateAnswerEntry.Draft {
    .init(phase: phase, area: area, question: question, isYes: isYes, evidence: evidence, on: day, by: "ada")
  }

  @Test("answers are read back as they were given, the newest of a question first")
  func answers() async throws {
    let first = try await store.answer(answer("on-call"), now: 10)
    let other = try await store.answer(answer("invoices", area: "sales"), now: 20)
    let second = try await store.answer(answer("on-call", false, evidence: ""), now: 30)
    #expect(try await store.gateAnswers() == [second, first, other])
    #expect(first.phase == "autumn" && first.area == "operations" && first.question == "on-call" && first.isYes)
    #expect(first.evidence == "notes" && first.on == day && first.by == "ada" && first.at == 10)
    let events = try await store.events(.init(subject: .phase("autumn"), kinds: [.gateAnswered]), limit: 9)
    #expect(events.map(\.at) == [30, 20, 10] && events.allSatisfy { $0.actor == "ada" })
    #expect(events.first?.sentence == "on-call (operations) of phase autumn is answered: no")
    #expect(events.last?.details["why"] == "notes")
  }

  @Test("an answer without a question, or with too long evidence, is refused, and nothing is written")
  func refusesAnswers() async throws {
    let long = String(repeating: "x", count: 4_001)
    for draft in [answer(" "), answer("on-call", area: ""), answer("on-call", evidence: long), answer(long)] {
      await #expect(throws: StoreError.self) { try await store.answer(draft, now: 10) }
    }
    #expect(try await store.gateAnswers().isEmpty)
    #expect(try await store.events(limit: 9).isEmpty)
  }

  @Test("an item that begins to hold or falls is told of, and one that never held has not fallen")
  func changes() async throws {
    try await store.recordStandings([reading("runway", true), reading("turnaround", false)], now: 10)
    try await store.recordStandings([reading("runway", false), reading("turnaround", true)], now: 20)
    let events = try await store.eventsAfter(0)
    #expect(events.map(\.kind) == [.gateHeld, .gateFell, .gateHeld] && events.map(\.at) == [10, 20, 20])
    #expect(events.map(\.sentence) == ["runway holds", "runway does not hold any more", "turnaround holds"])
    #expect(events.allSatisfy { $0.subject == .phase("autumn") && $0.actor == "atoll" })
    let standings = try await store.gateStandings()
    #expect(standings.map(\.item) == ["runway", "turnaround"] && standings.map(\.holds) == [false, true])
    #expect(standings.allSatisfy { $0.since == 20 && $0.readAt == 20 && $0.value == 0.9 })
  }

  @Test("readings that stand as before write no event and change no revision, however their values move")
  func unchanged() async throws {
    try await store.recordStandings([reading("runway", true), reading("turnaround", false)], now: 10)
    let before = store.revision(of: Set(Topic.allCases))
    let changed = try await store.recordStandings(
      [reading("runway", true, since: 1, value: 3), reading("turnaround", false, value: nil)], now: 20)
    #expect(!changed && store.revision(of: Set(Topic.allCases)) == before)
    #expect(try await store.events(limit: 9).count == 1)
    let standings = try await store.gateStandings()
    #expect(standings.map(\.since) == [10, 10] && standings.map(\.readAt) == [20, 20])
    #expect(standings.map(\.value) == [3, nil])
    try await store.recordStandings([reading("runway", false), reading("turnaround", false)], now: 30)
    #expect(store.revision(of: Set(Topic.allCases)) > before)
  }

  @Test("since when an item holds may be known to be earlier, and is never later than now")
  func earlier() async throws {
    try await store.recordStandings([reading("runway", true, since: 4), reading("turnaround", true, since: 99)], now: 10)
    #expect(try await store.gateStandings().map(\.since) == [4, 10])
  }

  @Test("a value that is not finite is kept as none", arguments: [Double.nan, .infinity])
  func notFinite(_ value: Double) async throws {
    try await store.recordStandings([reading("runway", true, value: value)], now: 10)
    #expect(try await store.gateStandings().first?.value == nil)
  }

  @Test("items that are no longer read are forgotten, and those of other phases stay")
  func forgets() async throws {
    try await store.recordStandings(
      [reading("runway", true), reading("turnaround", true), reading("runway", true, phase: "winter")], now: 10)
    #expect(try await store.recordStandings([reading("runway", true)], now: 20))
    #expect(try await store.gateStandings().map(\.phase) == ["autumn", "winter"])
    #expect(try await store.recordStandings([], of: ["winter"], now: 30))
    #expect(try await store.gateStandings().map(\.phase) == ["autumn"])
    #expect(try await store.recordStandings([], of: ["winter"], now: 40) == false)
    #expect(try await store.events(limit: 9).count == 3)
  }

  @Test("an item that is read twice, or has no name, is refused, and nothing is written")
  func refusesReadings() async throws {
    for readings in [[reading("runway", true), reading("runway", false)], [reading("runway", true), reading("", true)]] {
      await #expect(throws: StoreError.self) { try await store.recordStandings(readings, now: 10) }
    }
    #expect(try await store.gateStandings().isEmpty)
    #expect(try await store.events(limit: 9).isEmpty)
  }

  @Test("since stands still while an item stands as it did, and moves to now exactly when it turns", arguments: [1, 2, 3])
  func law(_ seed: UInt64) async throws {
    var generator = SeededRandom(seed: seed)
    let items = ["runway", "turnaround", "exceptions"]
    var expected: [String: (holds: Bool, since: Double)] = [:]
    var told = 0
    for step in 1...40 {
      let now = Double(step)
      let read = items.filter { _ in Bool.random(using: &generator) || Bool.random(using: &generator) }
      var next: [String: (holds: Bool, since: Double)] = [:]
      let readings = read.map { reading($0, Bool.random(using: &generator), value: now) }
      for one in readings {
        let before = expected[one.item]
        next[one.item] = (one.holds, before.map { $0.holds == one.holds ? $0.since : now } ?? now)
        if before?.holds != one.holds, one.holds || before != nil { told += 1 }
      }
      let turned = next.mapValues(\.holds) != expected.mapValues(\.holds)
      let revision = store.revision(of: [.growth])
      #expect(try await store.recordStandings(readings, of: ["autumn"], now: now) == turned, "seed \(seed), step \(step)")
      #expect((store.revision(of: [.growth]) > revision) == turned, "seed \(seed), step \(step)")
      expected = next
      let kept = try await store.gateStandings()
      #expect(kept.map(\.item) == expected.keys.sorted(), "seed \(seed), step \(step)")
      #expect(kept.allSatisfy { expected[$0.item]?.since == $0.since && expected[$0.item]?.holds == $0.holds })
    }
    #expect(try await store.events(limit: 999).count == told)
  }
}
