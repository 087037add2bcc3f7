import Basics
import Delivery
import Fleet
import Operations
import Testing

@Suite("A rollout that was interrupted", .timeLimit(.minutes(5)))
struct RolloutRunnerRestartTests {
  @Test("cancelled in a step, it stays as it was written, and the next run finishes it")
  func cancelled() async throws {
    var example = try await RunnerExample.reef()
    let reached = Gate()
    example.engine.during = { call, _, _ in
      guard call == "apply" else { return }
      await reached.open()
      try await Task.sleep(for: .seconds(60))
    }
    let (runner, rollout) = (example.runner, example.rollout)
    let running = Task { try await runner.run(rollout) }
    await reached.pass()
    running.cancel()
    await #expect(throws: CancellationError.self) { try await running.value }
    let left = try #require(await example.journal.unfinished().first)
    #expect(left.state(of: "reef-staging") == .doing(.apply))
    #expect(await example.journal.runs["reef-staging"] == Release.reefStaging("1G"))

    example.engine.during = { _, _, _ in }
    let ended = try await example.runner.run(left)
    #expect(ended.state == .succeeded)
    #expect(example.diary.count(of: .engine("prepare", "reef-staging", Release.reefStaging("2G"))) == 1)
    #expect(example.diary.count(of: .engine("apply", "reef-staging", Release.reefStaging("2G"))) == 2)
    #expect(await example.journal.runs["reef"] == Release.reefProduction("2G"))
  }

  /// 16 records in a rollout of two hubs with four steps each: began and ended.
  @Test("ended after any record, the next run finishes it and no step is lost", arguments: 0..<16)
  func killed(after records: Int) async throws {
    let example = try await RunnerExample.reef()
    await example.journal.fail(after: records)
    await #expect(throws: MemoryJournal.Full.self) { try await example.runner.run(example.rollout) }
    await example.journal.fail(after: .max)
    let left = try #require(await example.journal.unfinished().first)
    let ended = try await example.runner.run(left)
    #expect(ended.state == .succeeded)
    #expect(await example.journal.unfinished().isEmpty)
    #expect(
      await example.journal.runs == ["reef": Release.reefProduction("2G"), "reef-staging": Release.reefStaging("2G")])
    try expectEachStepPassedOnce(example)
  }

  /// The staging hub alone, each began and ended: prepare, apply, taking back, two tests of the former.
  @Test("ended after any record while taking back, the former release runs at the end", arguments: 0..<10)
  func killedWhileTakingBack(after records: Int) async throws {
    var example = try await RunnerExample.reef()
    example.engine.during = { call, _, release in
      if call == "apply", release == Release.reefStaging("2G") { throw EngineFailure("it does not start") }
    }
    await example.journal.fail(after: records)
    await #expect(throws: MemoryJournal.Full.self) { try await example.runner.run(example.rollout) }
    await example.journal.fail(after: .max)
    let ended = try await example.runner.run(try #require(await example.journal.unfinished().first))
    #expect(ended.state == .failed)
    #expect(ended.state(of: "reef-staging") == .takenBack)
    #expect(ended.state(of: "reef") == .blocked)
    #expect(await example.journal.runs["reef-staging"] == Release.reefStaging("1G"))
  }

  @Test("a rollout that has ended is not done again")
  func ended() async throws {
    let example = try await RunnerExample.reef()
    let ended = try await example.runner.run(example.rollout)
    let before = example.diary.entries.count
    #expect(try await example.runner.run(ended) == ended)
    #expect(example.diary.entries.count == before)
  }

  @Test("lanes go side by side: one that waits holds no other up")
  func sideBySide() async throws {
    let before: [Release] = [.example("a", memory: "1G"), .example("b", memory: "1G")]
    var example = try await RunnerExample(from: before, to: [.example("a", memory: "2G"), .example("b", memory: "2G")])
    let gate = Gate()
    let diary = example.diary
    example.engine.during = { call, hub, _ in if hub == "a" && call == "apply" { await gate.pass() } }
    // The first lane's start goes on only when the second lane has ended.
    example.tester.fails = { kind, hub, _ in
      if hub == "b" && kind == .stranger { Task { await gate.open() } }
      return false
    }
    let ended = try await example.runner.run(example.rollout)
    #expect(ended.lanes.map(\.state) == [.passed, .passed])
    let other = try #require(diary.position(of: .tested(.stranger, "b")))
    let held = try #require(diary.position(of: .tested(.user, "a")))
    #expect(other < held)
  }

  @Test("a lane that fails leaves the other to its end")
  func independent() async throws {
    let before: [Release] = [.example("a", memory: "1G"), .example("b", memory: "1G")]
    var example = try await RunnerExample(from: before, to: [.example("a", memory: "2G"), .example("b", memory: "2G")])
    example.engine.during = { call, hub, _ in
      if hub == "a" && call == "prepare" { throw EngineFailure("no such package") }
    }
    let ended = try await example.runner.run(example.rollout)
    #expect(ended.state(of: "a") == .takenBack)
    #expect(ended.state(of: "b") == .passed)
    #expect(await example.journal.runs["b"] == Release.example("b", memory: "2G").hash)
  }

  private func expectEachStepPassedOnce(_ example: RunnerExample) throws {
    for hub in ["reef", "reef-staging"] as [HubID] {
      for step in [HubStep.prepare, .apply, .testAsUser, .testAsStranger] {
        #expect(example.diary.count(of: .ended(hub, step, passed: true)) == 1, "\(step) of \(hub)")
      }
    }
  }
}
