import Basics
import Delivery
import Fleet
import Store
import Testing

@Suite("What the store keeps of rollouts")
struct RolloutTests {
  let fixture: Fixture
  var store: Store { fixture.store }

  init() throws { fixture = try Fixture() }

  private func begin(_ names: String...) async throws -> Rollout {
    let lanes = names.map { Lane.example($0) }
    return try await store.begin(
      .example(), lanes: lanes, releases: lanes.flatMap(\.hubs).map { .example($0.hub) })
  }

  @Test("rollouts are numbered from 1 and read back as they were begun")
  func begins() async throws {
    let first = try await begin("reef")
    let second = try await begin("reef", "bay")
    #expect(first.id == RolloutID(1) && second.id == RolloutID(2))
    #expect(try await store.rollout(second.id)?.rollout == second)
    #expect(try await store.unfinished() == [first, second])
    #expect(try await store.rollout(RolloutID(3)) == nil)
  }

  @Test("hubs of rollouts that have ended are a hub's history, those that go on are not")
  func work() async throws {
    _ = try await begin("bay")
    let ended = try await begin("reef").with("reef-staging", .passed).with("reef", .broken)
    try await store.record(ended, JournalEntry(hub: "reef", step: .takeBack, outcome: .passed(nil), at: 1_005))
    let work = try await store.hubWork()
    #expect(work.map(\.hub) == ["reef", "reef-staging"])
    #expect(work.map(\.isBroken) == [true, false])
    #expect(work.allSatisfy { $0.rollout == ended.id && $0.kind == .added && $0.started == 1_000 })
  }

  @Test("a hub that died or could not be reached had an incident; what else happened to it is none")
  func incidents() async throws {
    for (index, kind) in [Event.Kind.hubRevived, .hubUnreachable, .hubWoken, .hubPassed].enumerated() {
      try await store.append(.init(kind, .hub("reef"), by: "atoll", at: Double(index), "It happened"))
    }
    try await store.append(.init(.gatewayRevived, .server, by: "atoll", at: 1, "It happened"))
    #expect(try await store.incidents() == ["reef": [0, 1]])
  }

  @Test("a recorded step is there with the state it led to")
  func records() async throws {
    let rollout = try await begin("reef", "bay").with("reef-staging", .doing(.prepare))
    try await store.record(rollout, JournalEntry(hub: "reef-staging", step: .prepare, outcome: .began, at: 1_001))
    #expect(try await store.rollout(rollout.id)?.rollout == rollout)
    let step = try #require(try await store.steps(of: rollout.id).first)
    #expect(step.hub == "reef-staging" && step.step == .prepare && step.outcome == .began && step.ended == nil)
    let counts = try #require(try await store.rollouts(limit: 5).first).hubs
    #expect(counts.doing == 1 && counts.waiting == 3 && counts.all == 4)
  }

  @Test("a step that passed has its duration and its test")
  func passes() async throws {
    let rollout = try await begin("reef")
    let test = TestResult.example(.user)
    for (outcome, at) in [(JournalEntry.Outcome.began, 1_001.0), (.passed(test), 1_004.5)] {
      try await store.record(
        rollout, JournalEntry(hub: "reef-staging", step: .testAsUser, outcome: outcome, at: at))
    }
    let steps = try await store.steps(of: rollout.id)
    #expect(steps.count == 1)
    #expect(steps[0].outcome == .passed && steps[0].seconds == 3.5 && steps[0].test == test)
  }

  @Test("a failed step keeps its sentence and log, and the list of rollouts says which hub failed first")
  func fails() async throws {
    let failure = HubRollout.Failure(step: .apply, sentence: "The hub did not answer", log: ["one", "two"])
    var rollout = try await begin("bay", "reef")
    rollout = rollout.with("reef-staging", .takenBack, failure)
    try await store.record(
      rollout, JournalEntry(hub: "reef-staging", step: .apply, outcome: .failed(failure, nil), at: 1_002))
    let later = HubRollout.Failure(step: .apply, sentence: "Neither did this one")
    rollout = rollout.with("bay-staging", .takenBack, later)
    try await store.record(
      rollout, JournalEntry(hub: "bay-staging", step: .apply, outcome: .failed(later, nil), at: 1_003))
    let step = try #require(try await store.steps(of: rollout.id).first)
    #expect(step.outcome == .failed && step.sentence == failure.sentence && step.log == ["one", "two"])
    let summary = try #require(try await store.rollouts(limit: 1).first)
    #expect(summary.failure?.hub == "reef-staging" && summary.failure?.sentence == failure.sentence)
  }

  @Test("a step that is begun again after a crash leaves the first one as interrupted")
  func interrupted() async throws {
    let rollout = try await begin("reef")
    for at in [1_001.0, 1_050.0] {
      try await store.record(rollout, JournalEntry(hub: "reef-staging", step: .apply, outcome: .began, at: at))
    }
    try await store.record(rollout, JournalEntry(hub: "reef-staging", step: .apply, outcome: .passed(nil), at: 1_060))
    #expect(try await store.steps(of: rollout.id).map(\.outcome) == [.interrupted, .passed])
    #expect(try await store.steps(of: rollout.id).map(\.seconds) == [49, 10])
  }

  @Test("a rollout ends once, at the time of its last step")
  func ends() async throws {
    let rollout = try await begin("reef").with(every: .passed)
    let entry = JournalEntry(hub: "reef", step: .testAsStranger, outcome: .passed(nil), at: 1_030)
    try await store.record(rollout, entry)
    fixture.clock.now = 2_000
    try await store.record(rollout, nil)
    let record = try #require(try await store.rollout(rollout.id))
    #expect(record.ended == 1_030 && record.seconds == 30 && record.rollout.state == .succeeded)
    #expect(try await store.unfinished().isEmpty)
    #expect(try await store.rollouts(limit: 1).first?.state == .succeeded)
  }

  @Test("a rollout without hubs has ended when it begins")
  func empty() async throws {
    let rollout = try await store.begin(.example(), lanes: [], releases: [])
    #expect(try await store.rollout(rollout.id)?.ended == 1_000)
  }

  @Test("the end of a rollout, its event and its message are written together or not at all")
  func finishesAtOnce() async throws {
    let rollout = try await begin("reef").with(every: .passed)
    try await store.finish(
      rollout, JournalEntry(hub: "reef", step: .apply, outcome: .passed(nil), at: 1_030),
      events: [.example(.rolloutSucceeded, .rollout(rollout.id))], outbox: [.example(), .example()])
    #expect(try await store.messages(limit: 9).count == 1)
    #expect(try await store.events(limit: 9).count == 1)

    var unknown = rollout
    unknown.id = RolloutID(99)
    await #expect(throws: StoreError.unknown("rollout 99")) {
      try await store.finish(unknown, nil, events: [.example()], outbox: [.example("other")])
    }
    #expect(try await store.messages(limit: 9).count == 1)
    #expect(try await store.events(limit: 9).count == 1)
  }

  @Test("rollouts are paged by number, newest first")
  func pages() async throws {
    for _ in 1...5 { _ = try await begin("reef") }
    let first = try await store.rollouts(limit: 2).map(\.id.number)
    let next = try await store.rollouts(limit: 2, before: RolloutID(4)).map(\.id.number)
    #expect(first == [5, 4] && next == [3, 2])
  }

  @Test("a hub's history tells the rollouts that touched it, newest first")
  func history() async throws {
    let failure = HubRollout.Failure(step: .testAsUser, sentence: "The kernel did not answer")
    let first = try await begin("reef")
    _ = try await begin("bay")
    let third = try await begin("reef").with("reef", .takenBack, failure)
    try await store.record(third, nil)
    let history = try await store.history(of: "reef", limit: 9)
    #expect(history.map(\.rollout) == [third.id, first.id])
    #expect(history[0].state == .takenBack && history[0].failedStep == .testAsUser)
    #expect(history[0].failure == failure.sentence && history[0].after == Release.example("reef").hash)
    #expect(history[1].state == .waiting)
  }

  @Test(
    "every state of a hub is kept",
    arguments: [HubState.waiting, .passed, .takenBack, .broken, .blocked] + HubStep.allCases.map { .doing($0) })
  func states(_ state: HubState) async throws {
    let rollout = try await begin("reef").with("reef", state)
    try await store.record(rollout, nil)
    #expect(try await store.history(of: "reef", limit: 1).first?.state == state)
    #expect(try await store.rollout(rollout.id)?.rollout == rollout)
  }

  @Test("the latest test of each kind is found, with the release that was tested")
  func latestTests() async throws {
    let rollout = try await begin("reef", "bay")
    func record(_ hub: HubID, _ step: HubStep, _ test: TestResult, at: Double) async throws {
      try await store.record(rollout, JournalEntry(hub: hub, step: step, outcome: .passed(test), at: at))
    }
    try await record("reef", .testAsUser, .example(.user, passed: false), at: 1_001)
    try await record("reef", .testAsUser, .example(.user), at: 1_002)
    try await record("reef", .testAsStranger, .example(.stranger), at: 1_003)
    try await record("bay", .testFormer, .example(.user), at: 1_004)
    let reef = try await store.latestTests(of: "reef")
    #expect(reef.map(\.result.kind) == [.user, .stranger] && reef.allSatisfy(\.result.passed))
    #expect(reef[0].release == Release.example("reef").hash && reef[0].at == 1_002)
    let all = try await store.latestTests()
    #expect(all["reef"] == reef && all["bay"]?.count == 1)
    #expect(all["bay"]?.first?.release == nil)
  }

  @Test("a long log keeps its last lines, and a long line its beginning")
  func logs() async throws {
    let rollout = try await begin("reef")
    for number in 1...2_010 {
      try await store.log(rollout.id, hub: "reef", step: .prepare, line: "line \(number)")
    }
    try await store.log(rollout.id, hub: "reef", step: .apply, line: String(repeating: "é", count: 10_000))
    let lines = try await store.stepLog(rollout.id, hub: "reef", step: .prepare, limit: 5_000)
    #expect(lines.count == 2_000 && lines.first?.number == 11 && lines.last?.line == "line 2010")
    #expect(
      try await store.stepLog(rollout.id, hub: "reef", step: .prepare, after: 2_008).map(\.number) == [2_009, 2_010])
    let long = try #require(try await store.stepLog(rollout.id, hub: "reef", step: .apply).first)
    #expect(long.line.utf8.count <= 4_003 && long.line.hasSuffix("é…"))
  }

  @Test("progress of an unknown rollout is refused")
  func logsNothing() async throws {
    await #expect(throws: StoreError.self) {
      try await store.log(RolloutID(7), hub: "reef", step: .apply, line: "hello")
    }
  }
}
