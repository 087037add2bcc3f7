import Basics
import Delivery
import Fleet
import Growth
import Store
import Testing

@Suite("How rollouts ended")
struct OutcomeTests {
  let fixture: Fixture
  var store: Store { fixture.store }

  init() throws { fixture = try Fixture() }

  /// A rollout of `reef` and its staging hub that ends at once, with these states.
  func rollout(
    _ staging: HubState, _ production: HubState, kind: HubChange.Kind = .changed, at: Double, because sentence: String? = nil
  ) async throws {
    var lane = Lane.example()
    for wave in lane.waves.indices {
      for hub in lane.waves[wave].hubs.indices { lane.waves[wave].hubs[hub].change.kind = kind }
    }
    let begun = try await store.begin(.example(at: at - 1), lanes: [lane], releases: [])
    let failure = sentence.map { HubRollout.Failure(step: .apply, sentence: $0) }
    let ended = begun.with("reef-staging", staging, failure).with("reef", production)
    try await store.record(ended, JournalEntry(hub: "reef", step: .apply, outcome: .passed(nil), at: at))
  }

  @Test("a rollout succeeded where every hub passed, and failed where one was taken back, left broken or held at staging")
  func outcomes() async throws {
    try await rollout(.passed, .passed, at: 10)
    try await rollout(.takenBack, .blocked, at: 20, because: "The kernel did not answer")
    try await rollout(.passed, .broken, at: 30)
    let outcomes = try await store.rolloutOutcomes(since: 0)
    #expect(outcomes.map(\.id.number) == [1, 2, 3] && outcomes.map(\.ended) == [10, 20, 30])
    #expect(outcomes.map(\.succeeded) == [true, false, false])
    #expect(outcomes.allSatisfy { $0.hubs == ["reef", "reef-staging"] })
    #expect(outcomes.map(\.sentence) == ["more memory", "reef-staging: The kernel did not answer", "more memory"])
  }

  @Test("only those are told of that ended since then")
  func since() async throws {
    try await rollout(.passed, .passed, at: 10)
    try await rollout(.passed, .passed, at: 20)
    #expect(try await store.rolloutOutcomes(since: 10).map(\.ended) == [10, 20])
    #expect(try await store.rolloutOutcomes(since: 10.5).map(\.ended) == [20])
    #expect(try await store.rolloutOutcomes(since: 21).isEmpty)
  }

  @Test("one that goes on is left out, and so is one that only stopped hubs, started them again or had none")
  func leftOut() async throws {
    try await rollout(.passed, .doing(.apply), at: 10)
    try await rollout(.passed, .passed, kind: .asleep, at: 20)
    try await rollout(.passed, .takenBack, kind: .restarted, at: 30)
    _ = try await store.begin(.example(at: 40), lanes: [], releases: [])
    #expect(try await store.rolloutOutcomes(since: 0).isEmpty)
  }

  @Test("bringing a hub and removing one count as well", arguments: [HubChange.Kind.added, .removed])
  func counts(_ kind: HubChange.Kind) async throws {
    try await rollout(.passed, .passed, kind: kind, at: 10)
    #expect(try await store.rolloutOutcomes(since: 0).map(\.succeeded) == [true])
  }
}

extension OutcomeTests {
  @Test("what is read of rollouts and outages has another mark once one ended or began, and the same whatever else happens")
  func mark() async throws {
    let empty = try await store.outcomesMark()
    try await store.append(.init(.signedIn, .person("ada"), by: "ada", at: 1, "ada signed in"))
    #expect(try await store.outcomesMark() == empty)
    try await rollout(.passed, .doing(.apply), at: 10)
    #expect(try await store.outcomesMark() == empty)
    try await rollout(.passed, .passed, at: 20)
    let ended = try await store.outcomesMark()
    #expect(ended != empty)
    try await store.append(.init(.hubBroken, .hub("reef"), by: "atoll", at: 30, "reef broke"))
    #expect(try await store.outcomesMark() != ended)
  }
}
