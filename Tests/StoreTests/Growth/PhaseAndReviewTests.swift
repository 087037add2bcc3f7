import Basics
import Growth
import Store
import Testing

@Suite("Openings of phases and reviews of features")
struct PhaseAndReviewTests {
  let fixture: Fixture
  var store: Store { fixture.store }

  private let day = CalendarDay(number: 20_000)

  init() throws { fixture = try Fixture() }

  @Test("a phase is opened once, and told of")
  func opensOnce() async throws {
    let opening = PhaseOpeningEntry(phase: "autumn", at: 10, by: "ada", because: "all gates held", hubs: ["reef", "bay"])
    try await store.openPhase(opening)
    let revision = store.revision(of: [.growth, .events])
    await #expect(throws: StoreError.taken("an opening of phase autumn")) {
      try await store.openPhase(.init(phase: "autumn", at: 20, by: "ben", hubs: []))
    }
    #expect(try await store.phaseOpenings() == [opening])
    #expect(opening.hubs == ["bay", "reef"])
    let events = try await store.events(.init(subject: .phase("autumn")), limit: 9)
    #expect(events.map(\.kind) == [.phaseOpened] && events.first?.actor == "ada")
    #expect(events.first?.sentence == "Phase autumn is open" && events.first?.details["why"] == "all gates held")
    #expect(store.revision(of: [.growth, .events]) == revision)
  }

  @Test("phases come in the order in which they were opened")
  func order() async throws {
    for (phase, at) in [("winter", 20.0), ("autumn", 10), ("spring", 30)] {
      try await store.openPhase(.init(phase: phase, at: at, by: "ada", hubs: []))
    }
    #expect(try await store.phaseOpenings().map(\.phase) == ["autumn", "winter", "spring"])
    #expect(try await store.phaseOpenings().allSatisfy { $0.because == nil && $0.hubs.isEmpty })
  }

  @Test("a phase without a name, or with too long a reason, is not opened")
  func refusesPhases() async throws {
    let long = String(repeating: "x", count: 4_001)
    for opening in [
      PhaseOpeningEntry(phase: "", at: 1, by: "ada", hubs: []),
      PhaseOpeningEntry(phase: "autumn", at: 1, by: "ada", because: long, hubs: []),
    ] {
      await #expect(throws: StoreError.self) { try await store.openPhase(opening) }
    }
    #expect(try await store.phaseOpenings().isEmpty)
    #expect(try await store.events(limit: 9).isEmpty)
  }

  @Test("reviews are read back as they were written, newest first", arguments: FeatureReviewEntry.Outcome.allCases)
  func reviews(_ outcome: FeatureReviewEntry.Outcome) async throws {
    let next = outcome == .retire ? nil : day.advanced(by: 90)
    let first = try await store.review(.init("dask", .keep, because: "few users", on: day, by: "ada"), now: 10)
    let second = try await store.review(.init("dask", outcome, because: "many", on: day, next: next, by: "ben"), now: 20)
    #expect(try await store.featureReviews() == [second, first])
    #expect(second.feature == "dask" && second.outcome == outcome && second.because == "many" && second.on == day)
    #expect(second.next == next && second.by == "ben" && second.at == 20)
    let events = try await store.events(.init(subject: .feature("dask")), limit: 9)
    #expect(events.map(\.kind) == [.featureReviewed, .featureReviewed] && events.map(\.actor) == ["ben", "ada"])
    #expect(events.last?.sentence == "Feature dask is kept as it is" && events.last?.details["why"] == "few users")
  }

  @Test("a review whose next one is not later, or whose reason is too long, is refused, and nothing is written")
  func refusesReviews() async throws {
    let long = String(repeating: "x", count: 4_001)
    for draft in [
      FeatureReviewEntry.Draft("dask", .keep, because: "", on: day, next: day, by: "ada"),
      FeatureReviewEntry.Draft("dask", .keep, because: long, on: day, by: "ada"),
      FeatureReviewEntry.Draft("", .keep, because: "", on: day, by: "ada"),
    ] {
      await #expect(throws: StoreError.self) { try await store.review(draft, now: 10) }
    }
    #expect(try await store.featureReviews().isEmpty)
    #expect(try await store.events(limit: 9).isEmpty)
  }
}
