public import Basics
public import Fleet

/// What the store keeps of rollouts. Everything is written before it is done, so that a restart finds the truth.
public protocol RolloutJournal: Sendable {
  /// Stores a rollout that begins, with the releases it brings, and gives it the next number.
  func begin(_ request: Rollout.Request, lanes: [Lane], releases: [Release]) async throws -> Rollout

  /// Writes the rollout as it stands, with the step that is about to be done or has ended. One transaction.
  func record(_ rollout: Rollout, _ entry: JournalEntry?) async throws

  /// Appends lines of progress of a step, for the page.
  func log(_ rollout: RolloutID, hub: HubID, step: HubStep, line: String) async throws

  /// The release with this hash, as it was stored.
  func release(_ hash: ReleaseHash) async throws -> StoredRelease?

  /// What each hub should be running: the release that passed last, where it was not stopped or removed since.
  func running() async throws -> [HubID: StoredRelease]

  /// Says what a hub runs now; nil when it was stopped or removed.
  func setRunning(_ hub: HubID, _ release: ReleaseHash?) async throws

  /// Rollouts that have not ended, oldest first.
  func unfinished() async throws -> [Rollout]
}

/// A release with the folder that it was deployed from.
public struct StoredRelease: Sendable, Equatable, Codable {
  public var release: Release
  public var folder: FleetFolder

  public init(release: Release, folder: FleetFolder) {
    self.release = release
    self.folder = folder
  }
}

/// A step of a hub that begins or has ended.
public struct JournalEntry: Sendable, Equatable, Codable {
  public var hub: HubID
  public var step: HubStep
  public var outcome: Outcome
  /// Seconds since 1970.
  public var at: Double

  public init(hub: HubID, step: HubStep, outcome: Outcome, at: Double) {
    self.hub = hub
    self.step = step
    self.outcome = outcome
    self.at = at
  }

  public enum Outcome: Sendable, Equatable, Codable {
    case began
    case passed(TestResult?)
    case failed(HubRollout.Failure, TestResult?)
  }
}
