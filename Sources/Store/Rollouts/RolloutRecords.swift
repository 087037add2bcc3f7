public import Basics
public import Delivery
public import Fleet

/// A rollout as it stands, with when it began and ended.
public struct RolloutRecord: Sendable, Equatable, Identifiable {
  public let rollout: Rollout
  /// Seconds since 1970.
  public let started: Double
  /// Nil while it goes on.
  public let ended: Double?

  public var id: RolloutID { rollout.id }
  public var seconds: Double? { ended.map { $0 - started } }
}

/// A line in a list of rollouts.
public struct RolloutSummary: Sendable, Equatable, Identifiable {
  public let id: RolloutID
  public let by: String
  public let why: String
  public let state: Rollout.State
  public let started: Double
  public let ended: Double?
  public let hubs: HubCounts
  /// The first hub that failed and why, where one did.
  public let failure: HubFailure?

  public var seconds: Double? { ended.map { $0 - started } }

  /// How many hubs of a rollout stand where.
  public struct HubCounts: Sendable, Equatable {
    public var waiting = 0
    public var doing = 0
    public var passed = 0
    public var takenBack = 0
    public var broken = 0
    public var blocked = 0

    public var all: Int { waiting + doing + passed + takenBack + broken + blocked }
  }

  public struct HubFailure: Sendable, Equatable {
    public let hub: HubID
    public let step: HubStep
    public let sentence: String
  }
}

/// One rollout in the history of a hub.
public struct HubHistoryEntry: Sendable, Equatable {
  public let rollout: RolloutID
  public let by: String
  public let why: String
  public let started: Double
  public let ended: Double?
  public let kind: HubChange.Kind
  public let before: ReleaseHash?
  public let after: ReleaseHash?
  public let state: HubState
  public let failedStep: HubStep?
  public let failure: String?
}

/// One step of one hub, as it was done.
public struct StepRecord: Sendable, Equatable, Identifiable {
  /// Counts up over all rollouts.
  public let id: Int
  public let rollout: RolloutID
  public let hub: HubID
  public let step: HubStep
  public let outcome: Outcome
  public let began: Double
  public let ended: Double?
  /// What failed, or what a test showed.
  public let sentence: String?
  /// The last lines of the right log, where the step failed.
  public let log: [String]
  public let test: TestResult?

  public var seconds: Double? { ended.map { $0 - began } }

  /// `interrupted`: the control plane ended while it was being done, and it was begun again later.
  public enum Outcome: String, Sendable, Codable { case began, passed, failed, interrupted }
}

/// A line of progress of a step.
public struct LogLine: Sendable, Equatable {
  /// Counts from 1 in its step; the oldest lines of a long log are gone, so the first kept may have a higher number.
  public let number: Int
  public let at: Double
  public let line: String
}

/// A test of a hub, as it was done in a rollout.
public struct TestRecord: Sendable, Equatable {
  public let hub: HubID
  public let rollout: RolloutID
  public let step: HubStep
  /// The release that was tested; nil where the hub had none.
  public let release: ReleaseHash?
  /// When it ended.
  public let at: Double
  public let result: TestResult
}

/// Which release a hub should be running, and since when.
public struct RunningHash: Sendable, Equatable {
  public let release: ReleaseHash
  /// Seconds since 1970.
  public let since: Double
}

/// A release that a hub should be running, and since when.
public struct RunningRelease: Sendable, Equatable {
  public let stored: StoredRelease
  public let since: Double
}
