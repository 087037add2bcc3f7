import Basics
import Delivery

/// A rollout, and when it ended.
struct RolloutFacts: Sendable {
  var rollout: Rollout
  /// Seconds since 1970; nil while it runs.
  var endedAt: Double?

  init(_ rollout: Rollout, endedAt: Double? = nil) {
    self.rollout = rollout
    self.endedAt = endedAt
  }

  var isRunning: Bool { rollout.state == .running }

  func seconds(now: Double) -> Double { max(0, (endedAt ?? now) - rollout.request.at) }
}

/// One step of one hub in a rollout, as far as it has come.
struct StepFacts: Sendable {
  var hub: HubID
  var step: HubStep
  /// Seconds since 1970.
  var beganAt: Double
  /// Nil while it is being done.
  var endedAt: Double?
  var outcome: Outcome
  /// Lines of progress, oldest first.
  var log: [String]

  init(
    hub: HubID, step: HubStep, beganAt: Double, endedAt: Double? = nil, outcome: Outcome = .running, log: [String] = []
  ) {
    self.hub = hub
    self.step = step
    self.beganAt = beganAt
    self.endedAt = endedAt
    self.outcome = outcome
    self.log = log
  }

  enum Outcome: Sendable, Equatable {
    case running
    case passed(TestResult?)
    case failed(HubRollout.Failure, TestResult?)

    var test: TestResult? {
      switch self {
      case .running: nil
      case .passed(let test): test
      case .failed(_, let test): test
      }
    }
  }
}
