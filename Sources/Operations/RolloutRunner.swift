public import Basics
public import Delivery
public import Fleet

/// Carries out rollouts: writes each step to the journal before it is done, has the engine and the tests do it, and
/// asks the state machine what comes next. Lanes go on side by side.
public struct RolloutRunner: Sendable {
  let journal: any RolloutJournal
  let engine: @Sendable (ClusterID) -> (any HubEngine)?
  let tester: any HubTester
  let now: @Sendable () -> Double

  /// - Parameters:
  ///   - engine: what runs a cluster's hubs; nil for a cluster that nothing runs.
  ///   - now: the time in seconds since 1970.
  public init(
    journal: any RolloutJournal, engine: @escaping @Sendable (ClusterID) -> (any HubEngine)?, tester: any HubTester,
    now: @escaping @Sendable () -> Double
  ) {
    self.journal = journal
    self.engine = engine
    self.tester = tester
    self.now = now
  }

  /// Begins a rollout, or goes on with one that a killed control plane left, and returns it when it has ended.
  ///
  /// - Throws: `CancellationError` when the control plane stops (the rollout stays as it was written), and what the
  ///   journal throws: without a journal nothing is done.
  public func run(_ rollout: Rollout) async throws -> Rollout {
    var (rollout, effects) = rollout.next(after: .resumed)
    try await withThrowingTaskGroup(of: Ended.self) { group in
      while true {
        for case .perform(let hub, let step) in effects {
          try await journal.record(rollout, JournalEntry(hub: hub, step: step, outcome: .began, at: now()))
          let change = rollout.change(of: hub)
          let (id, homes) = (rollout.id, rollout.request.homes)
          group.addTask { try await perform(step, of: change, in: id, homes: homes) }
        }
        guard let ended = try await group.next() else { return }
        let before = rollout
        (rollout, effects) = rollout.next(after: ended.event)
        try await settle(ended.hub, before: before, after: rollout)
        try await journal.record(
          rollout, JournalEntry(hub: ended.hub, step: ended.step, outcome: ended.outcome, at: now()))
      }
    }
    return rollout
  }

  /// Says what a hub runs now, when its way through the rollout has ended. It comes before the record of the last
  /// step: killed between the two, the step is done again and the same is said again.
  private func settle(_ hub: HubID, before: Rollout, after: Rollout) async throws {
    guard before.state(of: hub) != .passed, after.state(of: hub) == .passed else { return }
    try await journal.setRunning(hub, after.change(of: hub)?.after)
  }
}

/// A step that was done or failed.
private struct Ended: Sendable {
  var hub: HubID
  var step: HubStep
  var outcome: JournalEntry.Outcome

  var event: RolloutEvent {
    switch outcome {
    case .began, .passed: .passed(hub, step)
    case .failed(let failure, _): .failed(hub, failure)
    }
  }
}

extension RolloutRunner {
  private func perform(
    _ step: HubStep, of change: HubChange?, in rollout: RolloutID, homes: HomesFate
  ) async throws -> Ended {
    guard let change else { throw CancellationError() }
    let hub = change.hub
    let (lines, sink) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(1000))
    let report: Report = { sink.yield($0) }
    async let written: Void = write(lines, rollout, hub, step)
    defer { sink.finish() }
    let outcome: JournalEntry.Outcome
    do {
      outcome = try await perform(step, of: change, homes: homes, report: report)
    } catch let error as CancellationError {
      sink.finish()
      try await written
      throw error
    } catch let failure as EngineFailure {
      outcome = .failed(.init(step: step, sentence: failure.advice, log: failure.log), nil)
    } catch {
      outcome = .failed(.init(step: step, sentence: "\(step.words) of \(hub) failed: \(error)"), nil)
    }
    try Task.checkCancellation()
    sink.finish()
    try await written
    return Ended(hub: hub, step: step, outcome: outcome)
  }

  private func write(_ lines: AsyncStream<String>, _ rollout: RolloutID, _ hub: HubID, _ step: HubStep) async throws {
    for await line in lines { try await journal.log(rollout, hub: hub, step: step, line: line) }
  }

  private func perform(
    _ step: HubStep, of change: HubChange, homes: HomesFate, report: @escaping Report
  ) async throws -> JournalEntry.Outcome {
    let hub = change.hub
    switch step {
    case .prepare:
      let (stored, engine) = try await release(change.after, of: hub)
      try await engine.prepare(stored.release, from: stored.folder, report: report)
    case .apply:
      let (stored, engine) = try await release(change.after, of: hub)
      _ = try await engine.apply(stored.release, from: stored.folder, report: report)
    case .testAsUser:
      let (_, engine) = try await release(change.after, of: hub)
      return try await judge(hub, step, on: engine) { await tester.userTest($0, report: report) }
    case .testAsStranger:
      let (_, engine) = try await release(change.after, of: hub)
      return try await judge(hub, step, on: engine) { await tester.strangerTest($0, report: report) }
    case .stop:
      let (_, engine) = try await release(change.before, of: hub)
      try await engine.stop(hub, report: report)
    case .remove:
      let (_, engine) = try await release(change.before, of: hub)
      try await engine.remove(hub, homes: homes, report: report)
    case .takeBack:
      return try await takeBack(change, report: report)
    case .testFormer:
      let (_, engine) = try await release(change.before, of: hub)
      return try await judge(hub, step, on: engine) { await tester.userTest($0, report: report) }
    case .testFormerAsStranger:
      let (_, engine) = try await release(change.before, of: hub)
      return try await judge(hub, step, on: engine) { await tester.strangerTest($0, report: report) }
    }
    return .passed(nil)
  }

  private func takeBack(_ change: HubChange, report: @escaping Report) async throws -> JournalEntry.Outcome {
    if let before = change.before {
      let (stored, engine) = try await release(before, of: change.hub)
      report("Putting release \(before) back")
      try await engine.prepare(stored.release, from: stored.folder, report: report)
      _ = try await engine.apply(stored.release, from: stored.folder, report: report)
    } else {
      let (_, engine) = try await release(change.after, of: change.hub)
      report("There was no release before this one: stopping the hub")
      try await engine.stop(change.hub, report: report)
    }
    return .passed(nil)
  }

  /// Has a hub tested; a failed test carries the last lines of the hub's log.
  private func judge(
    _ hub: HubID, _ step: HubStep, on engine: any HubEngine, _ test: (HubEndpoint) async -> TestResult
  ) async throws -> JournalEntry.Outcome {
    guard let endpoint = try await engine.endpoint(of: hub) else {
      return .failed(
        .init(step: step, sentence: "\(hub) does not run", log: await engine.logTail(of: hub, lines: 20)), nil)
    }
    let result = await test(endpoint)
    if result.passed { return .passed(result) }
    let log = await engine.logTail(of: hub, lines: 20)
    return .failed(.init(step: step, sentence: "\(step.words) of \(hub): \(result.sentence)", log: log), result)
  }

  private func release(_ hash: ReleaseHash?, of hub: HubID) async throws -> (StoredRelease, any HubEngine) {
    guard let hash, let stored = try await journal.release(hash) else {
      throw EngineFailure("the release of \(hub) is not in the store", next: "Deploy the folder again")
    }
    guard let engine = engine(stored.release.cluster) else {
      throw EngineFailure(
        "no engine runs cluster \(stored.release.cluster)",
        next: "Declare it in clusters/\(stored.release.cluster).yaml")
    }
    return (stored, engine)
  }
}

extension Rollout {
  public func state(of hub: HubID) -> HubState? { lanes.lazy.flatMap(\.hubs).first { $0.hub == hub }?.state }

  func change(of hub: HubID) -> HubChange? { lanes.lazy.flatMap(\.hubs).first { $0.hub == hub }?.change }
}
