import Basics
import Delivery
import Fleet
import Operations
import Testing

@Suite("Carrying a rollout out", .timeLimit(.minutes(5)))
struct RolloutRunnerTests {
  @Test("staging goes first, then production, and both run the new release at the end")
  func wholeWay() async throws {
    let example = try await RunnerExample.reef()
    let ended = try await example.runner.run(example.rollout)
    #expect(ended.state == .succeeded)
    #expect(await example.journal.kept[ended.id] == ended)
    #expect(
      await example.journal.runs == ["reef": Release.reefProduction("2G"), "reef-staging": Release.reefStaging("2G")])
    let staged = try #require(example.diary.position(of: .ended("reef-staging", .testAsStranger, passed: true)))
    let begun = try #require(example.diary.position(of: .began("reef", .prepare)))
    #expect(staged < begun)
  }

  @Test("each step is in the journal before it is done, and once")
  func writtenFirst() async throws {
    let example = try await RunnerExample.reef()
    _ = try await example.runner.run(example.rollout)
    for hub in ["reef", "reef-staging"] as [HubID] {
      let after = hub == "reef" ? Release.reefProduction("2G") : Release.reefStaging("2G")
      let done: [(HubStep, Diary.Entry)] = [
        (.prepare, .engine("prepare", hub, after)), (.apply, .engine("apply", hub, after)),
        (.testAsUser, .tested(.user, hub)), (.testAsStranger, .tested(.stranger, hub)),
      ]
      for (step, entry) in done {
        let began = try #require(example.diary.position(of: .began(hub, step)))
        let did = try #require(example.diary.position(of: entry))
        let ended = try #require(example.diary.position(of: .ended(hub, step, passed: true)))
        #expect(began < did && did < ended, "\(step) of \(hub)")
        #expect(example.diary.count(of: entry) == 1)
      }
    }
    #expect(await example.journal.entries.allSatisfy { $0.at == 1_000 })
  }

  @Test("without a journal nothing is done")
  func journalFails() async throws {
    let example = try await RunnerExample.reef()
    await example.journal.fail(after: 0)
    await #expect(throws: MemoryJournal.Full.self) { try await example.runner.run(example.rollout) }
    #expect(example.diary.entries.isEmpty)
  }

  @Test("what a hub runs is said only when both its tests have passed")
  func runningAfterTests() async throws {
    let example = try await RunnerExample.reef()
    _ = try await example.runner.run(example.rollout)
    let said = try #require(example.diary.position(of: .running("reef-staging", Release.reefStaging("2G"))))
    let tested = try #require(example.diary.position(of: .tested(.stranger, "reef-staging")))
    #expect(tested < said)
  }

  @Test("a user test that fails takes the former release back and tests it; production stays as it was")
  func userTestFails() async throws {
    var example = try await RunnerExample.reef()
    example.tester.fails = { kind, hub, before in kind == .user && hub == "reef-staging" && before == 0 }
    let ended = try await example.runner.run(example.rollout)
    #expect(ended.state == .failed)
    #expect(ended.state(of: "reef-staging") == .takenBack)
    #expect(ended.state(of: "reef") == .blocked)
    #expect(
      await example.journal.runs == ["reef": Release.reefProduction("1G"), "reef-staging": Release.reefStaging("1G")])
    let back = try #require(example.diary.position(of: .engine("apply", "reef-staging", Release.reefStaging("1G"))))
    let new = try #require(example.diary.position(of: .engine("apply", "reef-staging", Release.reefStaging("2G"))))
    #expect(new < back)
    #expect(example.diary.count(of: .tested(.user, "reef-staging")) == 2)
    #expect(example.diary.entries[back...].contains(.tested(.stranger, "reef-staging")))
    let failure = try #require(ended.lanes[0].hubs.first { $0.hub == "reef-staging" }?.failure)
    #expect(failure.step == .testAsUser)
    #expect(failure.sentence == "user test of reef-staging: The kernel did not answer")
    #expect(failure.log == ["the last line of reef-staging's log"])
  }

  @Test("a stranger who gets in takes the release back as well")
  func strangerTestFails() async throws {
    var example = try await RunnerExample.reef()
    example.tester.fails = { kind, hub, before in kind == .stranger && hub == "reef-staging" && before == 0 }
    let ended = try await example.runner.run(example.rollout)
    #expect(ended.state(of: "reef-staging") == .takenBack)
    #expect(await example.journal.runs["reef-staging"] == Release.reefStaging("1G"))
  }

  @Test("where the former release fails its test too, a person is needed, and both failures are told")
  func formerFails() async throws {
    var example = try await RunnerExample.reef()
    example.tester.fails = { kind, hub, _ in kind == .user && hub == "reef-staging" }
    let ended = try await example.runner.run(example.rollout)
    #expect(ended.state(of: "reef-staging") == .broken)
    let failure = try #require(ended.lanes[0].hubs.first { $0.hub == "reef-staging" }?.failure)
    #expect(failure.step == .testAsUser)
    #expect(failure.sentence.contains("; then user test of the former release of reef-staging"))
  }

  @Test("an engine's failure brings its sentence with what to do, and its log's last lines")
  func engineFails() async throws {
    var example = try await RunnerExample.reef()
    example.engine.during = { call, hub, release in
      if call == "apply", release == Release.reefStaging("2G") {
        throw EngineFailure(
          "\(hub) did not answer within 60 s", next: "Read its log", log: ["Traceback", "ImportError"])
      }
    }
    let ended = try await example.runner.run(example.rollout)
    let failure = try #require(ended.lanes[0].hubs.first { $0.hub == "reef-staging" }?.failure)
    #expect(failure.step == .apply)
    #expect(failure.sentence == "reef-staging did not answer within 60 s; read its log")
    #expect(failure.log == ["Traceback", "ImportError"])
    #expect(ended.state(of: "reef-staging") == .takenBack)
  }

  @Test("a hub that cannot be reached fails its test, and says so")
  func unreachable() async throws {
    var example = try await RunnerExample.reef()
    example.engine.unreachable = ["reef-staging"]
    let ended = try await example.runner.run(example.rollout)
    let failure = try #require(ended.lanes[0].hubs.first { $0.hub == "reef-staging" }?.failure)
    #expect(failure.sentence.hasPrefix("reef-staging does not run"))
    #expect(example.diary.count(of: .tested(.user, "reef-staging")) == 0)
  }

  @Test("a cluster that nothing runs fails its lane before anything is touched")
  func noEngine() async throws {
    var example = try await RunnerExample.reef()
    example.clusters = []
    let ended = try await example.runner.run(example.rollout)
    #expect(ended.state == .failed)
    #expect(
      ended.lanes[0].hubs.first { $0.hub == "reef-staging" }?.failure?.sentence
        == "no engine runs cluster here; declare it in clusters/here.yaml")
    #expect(!example.diary.entries.contains { if case .engine = $0 { true } else { false } })
  }

  @Test("lines of progress arrive before the step's end is written")
  func progress() async throws {
    let example = try await RunnerExample.reef()
    _ = try await example.runner.run(example.rollout)
    let lines = await example.journal.lines
    #expect(lines.contains("reef-staging prepare: prepare of reef-staging begins"))
    #expect(lines.contains("reef-staging apply: apply of reef-staging is done"))
    #expect(lines.contains("reef user-test: testing reef as a user"))
  }

  @Test(
    "a hub that is removed is stopped, then removed with what was said of its homes",
    arguments: [HomesFate.keep, .purge])
  func removal(homes: HomesFate) async throws {
    let example = try await RunnerExample(from: [.example("old", memory: "1G")], to: [], homes: homes)
    let ended = try await example.runner.run(example.rollout)
    #expect(ended.state == .succeeded)
    let stopped = try #require(example.diary.position(of: .engine("stop", "old", nil)))
    let removed = try #require(example.diary.position(of: .engine("remove and \(homes.rawValue) homes", "old", nil)))
    #expect(stopped < removed)
    #expect(await example.journal.runs.isEmpty)
  }

  @Test("a new hub that fails is stopped, and nothing is said to run")
  func newHubFails() async throws {
    var example = try await RunnerExample(from: [], to: [.example("new", memory: "1G")])
    example.tester.fails = { kind, _, _ in kind == .user }
    let ended = try await example.runner.run(example.rollout)
    #expect(ended.state(of: "new") == .takenBack)
    #expect(example.diary.count(of: .engine("stop", "new", nil)) == 1)
    #expect(await example.journal.runs.isEmpty)
  }
}
