public import Basics
public import Delivery
public import Fleet

/// What `GET /api/v1/status` answers and `atoll status` prints: the fleet and the rollout that goes on.
public struct FleetStatus: Codable, Sendable, Equatable {
  /// One sentence that says how the fleet is.
  public var summary: String
  public var organisation: String?
  /// Where people find the pages.
  public var url: String
  /// Content hash of the folder that was deployed last; nil before the first deployment.
  public var folder: String?
  public var hubs: [HubStatus]
  /// The rollout that goes on now.
  public var rollout: Rollout?
  /// How well users are kept apart on this machine.
  public var isolation: String
}

/// One hub at a glance.
public struct HubStatus: Codable, Sendable, Equatable {
  public var hub: HubID
  public var name: String
  public var community: CommunityID
  public var cluster: ClusterID
  public var kind: HubKind
  /// Whether it should run: declared awake, or woken.
  public var awake: Bool
  /// Who woke it or put it to sleep against the declaration, where someone did.
  public var override: String?
  /// The hub to which its changes go first.
  public var staging: HubID?
  public var isStaging: Bool
  /// Where people reach it; nil where it is not run here and declares no address.
  public var url: String?
  /// How it is, roughly.
  public var state: State
  /// How it is, in a word or two: `well`, `testing`, `no answer`.
  public var word: String
  /// The release that the folder asks for; nil while it is asleep.
  public var declared: ReleaseHash?
  /// The release that passed last.
  public var running: ReleaseHash?
  /// Users' servers that run now, where the hub could be asked.
  public var servers: Int?
  public var userTest: TestSummary?
  public var strangerTest: TestSummary?

  /// `trouble`: a person should look.
  public enum State: String, Codable, Sendable, CaseIterable {
    case well, changing, trouble, asleep
    /// It runs where Atoll only reads what is declared.
    case unwatched = "not-watched"
  }
}

/// The outcome of a hub's last test of one kind.
public struct TestSummary: Codable, Sendable, Equatable {
  public var passed: Bool
  public var sentence: String
  /// Seconds since 1970.
  public var at: Double
  public var seconds: Double
}

/// What `POST /api/v1/deploy` and `/api/v1/plan` take.
public struct DeployRequest: Codable, Sendable {
  /// The folder's files by path, base64.
  public var folder: FleetSource
  public var why: String?
  /// Hubs that may be removed.
  public var remove: [HubID]?
  /// Whether homes of removed hubs are deleted too.
  public var purge: Bool?
  /// The person in whose name it is done; heard only from the command line of the machine itself.
  public var by: String?
  /// Who changed the folder's files lately; nil: not told.
  public var authors: FolderAuthors?

  public init(
    folder: FleetSource, why: String? = nil, remove: [HubID]? = nil, purge: Bool? = nil, by: String? = nil,
    authors: FolderAuthors? = nil
  ) {
    self.authors = authors
    self.folder = folder
    self.why = why
    self.remove = remove
    self.purge = purge
    self.by = by
  }
}

/// What a plan or a deployment answers.
public struct DeployAnswer: Codable, Sendable, Equatable {
  public var plan: Plan
  /// Warnings and notes of the check; errors refuse the deployment.
  public var findings: [Finding]
  /// The rollout that began; nil for a plan, and where nothing changes.
  public var rollout: RolloutID?
  /// Hubs of the plan that are removed only when they are named.
  public var needsRemove: [HubID]
}
