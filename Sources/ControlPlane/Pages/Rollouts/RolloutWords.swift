import Basics
import Delivery

extension HubStep {
  /// What is done, as the page lists it.
  var title: String {
    switch self {
    case .prepare: "Prepare environment and materials"
    case .apply: "Start with the new release"
    case .testAsUser: "Test as a user"
    case .testAsStranger: "Test as a stranger"
    case .stop: "Stop"
    case .remove: "Remove"
    case .takeBack: "Put the former release back"
    case .testFormer: "Test the former release as a user"
    case .testFormerAsStranger: "Test the former release as a stranger"
    }
  }

  /// What failed, when it did: `the user test failed`.
  var failed: String {
    switch self {
    case .prepare: "it could not be prepared"
    case .apply: "it did not start with the new release"
    case .testAsUser: "the user test failed"
    case .testAsStranger: "the stranger test failed"
    case .stop: "it could not be stopped"
    case .remove: "it could not be removed"
    case .takeBack: "the former release could not be put back"
    case .testFormer: "the former release failed its user test"
    case .testFormerAsStranger: "the former release failed its stranger test"
    }
  }
}

extension HubState {
  var mark: StateMark {
    switch self {
    case .waiting: StateMark(.quiet, "waiting")
    case .doing(let step): StateMark(.busy, HubCondition.changing(step).rolloutWord(step))
    case .passed: StateMark(.good, "passed")
    case .takenBack: StateMark(.bad, "taken back")
    case .broken: StateMark(.bad, "broken")
    case .blocked: StateMark(.quiet, "not begun")
    }
  }

  /// As it stands in the page's `data-state`.
  var attribute: String {
    switch self {
    case .waiting: "waiting"
    case .doing: "doing"
    case .passed: "passed"
    case .takenBack: "taken-back"
    case .broken: "broken"
    case .blocked: "blocked"
    }
  }
}

extension HubCondition {
  fileprivate func rolloutWord(_ step: HubStep) -> String {
    step.isTakingBack ? HubCondition.takingBack.word : word
  }
}

extension Lane.State {
  var mark: StateMark {
    switch self {
    case .waiting: StateMark(.quiet, "waiting")
    case .running: StateMark(.busy, "running")
    case .passed: StateMark(.good, "passed")
    case .stopped: StateMark(.bad, "stopped")
    }
  }
}

extension Rollout.State {
  var mark: StateMark {
    switch self {
    case .running: StateMark(.busy, "running")
    case .succeeded: StateMark(.good, "succeeded")
    case .failed: StateMark(.bad, "failed")
    }
  }
}

/// The first line of a rollout's page and of the overview's panel.
enum RolloutAnswer {
  static func sentence(_ record: RolloutFacts, now: Double) -> String {
    let rollout = record.rollout
    let hubs = rollout.lanes.flatMap(\.hubs)
    let duration = Words.duration(record.seconds(now: now))
    let lanes = rollout.lanes
    switch rollout.state {
    case .running:
      let done = lanes.count { $0.state.isFinal }
      let doing = hubs.first { if case .doing = $0.state { true } else { false } }
      let share = "Rollout \(rollout.id) is running: \(done) of \(Words.count(lanes.count, "lane")) done"
      return doing.map { "\(share); \($0.hub) \(predicate($0.state))" } ?? share
    case .succeeded:
      return "Rollout \(rollout.id) succeeded: \(Words.count(hubs.count, "hub")) in \(duration)"
    case .failed:
      let stopped = lanes.filter { $0.state == .stopped }
      let first = stopped.flatMap(\.hubs).first { $0.failure != nil }
      let share = "Rollout \(rollout.id) failed in \(stopped.count) of \(Words.count(lanes.count, "lane"))"
      return first.map { "\(share); \($0.hub) \(predicate($0.state))" } ?? share
    }
  }

  private static func predicate(_ state: HubState) -> String {
    switch state {
    case .waiting: "waits"
    case .doing(let step) where step.isTakingBack: HubCondition.takingBack.predicate
    case .doing(let step): HubCondition.changing(step).predicate
    case .passed: "passed"
    case .takenBack: "was taken back"
    case .broken: "needs a person: its change could not be taken back"
    case .blocked: "was not begun"
    }
  }

  /// `ada, 2 lanes, 3 min 20 s`: what is known of a rollout beside its result.
  static func lanes(_ rollout: Rollout) -> String {
    let names = rollout.lanes.map(\.id)
    return Words.list(names, atMost: 3)
  }
}
