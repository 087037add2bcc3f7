import Basics
import Delivery
import Fleet

/// How a hub is, at a glance.
enum HubCondition: Sendable, Equatable {
  case well
  /// Its process runs and does not answer yet.
  case starting
  /// A rollout is at work on it.
  case changing(HubStep)
  /// The new release failed, and the former one is being put back.
  case takingBack
  /// It runs and does not answer.
  case silent
  /// It should run and does not.
  case down
  /// It answers, and its newest test of some kind failed.
  case failing(TestResult.Kind)
  /// A rollout left it without a release that passed its tests.
  case broken
  /// Declared and counted, not started.
  case asleep
  /// It runs where Atoll only reads what is declared.
  case elsewhere
}

extension HubCondition {
  init(_ facts: HubFacts) {
    switch facts.inRollout {
    case .doing(let step) where step.isTakingBack: self = .takingBack
    case .doing(let step): self = .changing(step)
    case .waiting, .passed, .takenBack, .broken, .blocked, nil: self = HubCondition(atRest: facts)
    }
  }

  private init(atRest facts: HubFacts) {
    if facts.isElsewhere {
      self = .elsewhere
      return
    }
    guard facts.shouldRun || facts.observed?.state == .healthy else {
      self = .asleep
      return
    }
    if facts.isBroken || facts.inRollout == .broken {
      self = .broken
      return
    }
    switch facts.observed?.state {
    case .starting: self = .starting
    case .unresponsive: self = .silent
    case .stopped, nil: self = .down
    case .healthy:
      let failed = facts.tests.first { !$0.result.passed }
      self = failed.map { .failing($0.result.kind) } ?? .well
    }
  }

  /// One or two words, beside the mark.
  var word: String {
    switch self {
    case .well: "well"
    case .starting: "starting"
    case .changing(.stop), .changing(.remove): "stopping"
    case .changing(.testAsUser), .changing(.testAsStranger): "testing"
    case .changing(.prepare): "preparing"
    case .changing: "changing"
    case .takingBack: "taking back"
    case .silent: "no answer"
    case .down: "down"
    case .failing: "test failed"
    case .broken: "broken"
    case .asleep: "asleep"
    case .elsewhere: "not watched"
    }
  }

  /// What it is doing or suffering, after its name: `openreef is taking back a change`.
  var predicate: String {
    switch self {
    case .well: "is well"
    case .starting: "is starting"
    case .changing(.stop), .changing(.remove): "is being stopped"
    case .changing(.testAsUser), .changing(.testAsStranger): "is being tested"
    case .changing(.prepare): "is about to change"
    case .changing: "is changing"
    case .takingBack: "is taking back a change"
    case .silent: "does not answer"
    case .down: "should run and does not"
    case .failing(.user): "fails its user test"
    case .failing(.stranger): "fails its stranger test"
    case .broken: "needs a person: a change failed and could not be taken back"
    case .asleep: "is asleep"
    case .elsewhere: "is not watched"
    }
  }

  var tone: Tone {
    switch self {
    case .well: .good
    case .starting, .changing, .takingBack: .busy
    case .silent, .down, .failing, .broken: .bad
    case .asleep, .elsewhere: .quiet
    }
  }

  /// What is named first: the worst, then what is being taken back.
  var gravity: Int { tone.rank * 2 + (self == .takingBack ? 0 : 1) }

  /// The name by which the overview's form filters.
  var group: ConditionGroup {
    switch tone {
    case .good: .well
    case .busy: .changing
    case .bad: .trouble
    case .quiet: self == .elsewhere ? .unwatched : .asleep
    }
  }

  /// Whether it is known to run, or should.
  var isAwake: Bool { self != .asleep && self != .elsewhere }
}

/// The four colours of a state, each with its own shape: disc, half disc, triangle, ring. The style sheet has a class
/// of each name.
enum Tone: String, Sendable, CaseIterable {
  case good, busy, bad, quiet

  /// Worst first.
  var rank: Int {
    switch self {
    case .bad: 0
    case .busy: 1
    case .good: 2
    case .quiet: 3
    }
  }
}

/// The states that the overview's form offers.
enum ConditionGroup: String, Sendable, CaseIterable {
  case well, changing, trouble, asleep
  case unwatched = "not-watched"

  /// As people read it.
  var words: String { self == .unwatched ? "not watched" : rawValue }
}

/// A state as pages show it: a mark and a word.
struct StateMark: Sendable, Equatable {
  let tone: Tone
  let word: String

  init(_ tone: Tone, _ word: String) {
    self.tone = tone
    self.word = word
  }

  init(_ condition: HubCondition) { self.init(condition.tone, condition.word) }
}
