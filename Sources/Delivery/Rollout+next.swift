public import Basics

/// What happened to a rollout.
public enum RolloutEvent: Sendable, Equatable {
  /// It begins, or the control plane was restarted and goes on with it.
  case resumed
  /// A step of a hub was done.
  case passed(HubID, HubStep)
  /// A step of a hub failed.
  case failed(HubID, HubRollout.Failure)
}

/// What is to be done next. Every effect may be carried out twice: a killed control plane repeats the last one.
public enum RolloutEffect: Sendable, Equatable {
  case perform(HubID, HubStep)
}

extension Rollout {
  /// The rollout after an event, and what is to be done now. An event that does not fit where the hub stands (a step
  /// that is not being done) changes nothing: late answers of a repeated step are harmless.
  ///
  /// ```
  ///              ┌──────────── failed ───────────► takenBack  (nothing was touched yet)
  /// waiting ─► prepare ─► apply ─► user-test ─► stranger-test ─► passed
  ///    │                    │          │              │
  ///    │                    └──────────┴── failed ────┴─► take-back ─► test-former ─► …-as-stranger ─► takenBack
  ///    │                                                      └─ failed ──┴─ failed ──────┴─ failed ─► broken
  ///    ├─► stop (─► remove) ─► passed        asleep, removed; a failure ends in broken
  ///    └─► blocked                           an earlier wave of the lane failed
  /// ```
  public func next(after event: RolloutEvent) -> (Rollout, [RolloutEffect]) {
    var rollout = self
    var effects: [RolloutEffect] = []
    switch event {
    case .resumed:
      for hub in rollout.lanes.flatMap(\.hubs) {
        if case .doing(let step) = hub.state { effects.append(.perform(hub.hub, step)) }
      }
    case .passed(let hub, let step):
      effects += rollout.change(hub, doing: step) { $0.pass(step) }
    case .failed(let hub, let failure):
      effects += rollout.change(hub, doing: failure.step) { $0.fail(failure) }
    }
    for index in rollout.lanes.indices { effects += rollout.lanes[index].advance() }
    return (rollout, effects)
  }

  /// Changes the hub's state, where that step of it is being done.
  private mutating func change(
    _ hub: HubID, doing step: HubStep, _ body: (inout HubRollout) -> RolloutEffect?
  ) -> [RolloutEffect] {
    for lane in lanes.indices {
      for wave in lanes[lane].waves.indices {
        for index in lanes[lane].waves[wave].hubs.indices {
          let candidate = lanes[lane].waves[wave].hubs[index]
          guard candidate.hub == hub, candidate.state == .doing(step) else { continue }
          return body(&lanes[lane].waves[wave].hubs[index]).map { [$0] } ?? []
        }
      }
    }
    return []
  }
}

extension Lane {
  /// Begins the next wave where the one before has passed; blocks all that waits where it has failed.
  fileprivate mutating func advance() -> [RolloutEffect] {
    var effects: [RolloutEffect] = []
    for index in waves.indices {
      for hub in waves[index].hubs.indices where waves[index].hubs[hub].state == .waiting {
        effects.append(waves[index].hubs[hub].begin())
      }
      guard waves[index].hubs.allSatisfy(\.state.isFinal) else { return effects }
      guard waves[index].hubs.contains(where: \.state.isFailure) else { continue }
      for later in waves.indices.dropFirst(index + 1) {
        for hub in waves[later].hubs.indices where waves[later].hubs[hub].state == .waiting {
          waves[later].hubs[hub].state = .blocked
        }
      }
      return effects
    }
    return effects
  }
}

extension HubRollout {
  fileprivate mutating func begin() -> RolloutEffect {
    switch change.kind {
    case .added, .changed, .restarted: perform(.prepare)
    case .asleep, .removed: perform(.stop)
    }
  }

  fileprivate mutating func pass(_ step: HubStep) -> RolloutEffect? {
    switch step {
    case .prepare: return perform(.apply)
    case .apply: return perform(.testAsUser)
    case .testAsUser: return perform(.testAsStranger)
    case .stop where change.kind == .removed: return perform(.remove)
    case .testAsStranger, .stop, .remove: state = .passed
    case .takeBack where change.before != nil: return perform(.testFormer)
    case .testFormer: return perform(.testFormerAsStranger)
    case .takeBack, .testFormerAsStranger: state = .takenBack
    }
    return nil
  }

  fileprivate mutating func fail(_ failure: Failure) -> RolloutEffect? {
    switch failure.step {
    case .prepare:
      self.failure = failure
      state = .takenBack
    case .apply, .testAsUser, .testAsStranger:
      self.failure = failure
      return perform(.takeBack)
    case .stop, .remove:
      self.failure = failure
      state = .broken
    case .takeBack, .testFormer, .testFormerAsStranger:
      // The first failure says why all this happened; this one is told beside it.
      self.failure =
        self.failure.map {
          Failure(step: $0.step, sentence: "\($0.sentence); then \(failure.sentence)", log: $0.log + failure.log)
        } ?? failure
      state = .broken
    }
    return nil
  }

  private mutating func perform(_ step: HubStep) -> RolloutEffect {
    state = .doing(step)
    return .perform(hub, step)
  }
}
