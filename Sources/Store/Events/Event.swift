public import Basics
public import Delivery

/// Something that someone did, or that happened: who, what, when, why. Never changed, never deleted.
public struct Event: Sendable, Equatable, Identifiable {
  /// Counts up; a later event has a higher number.
  public let id: Int
  /// Seconds since 1970.
  public let at: Double
  /// A person, a token's name, or `atoll`.
  public let actor: String
  public let kind: Kind
  public let subject: Subject
  /// One sentence for people.
  public let sentence: String
  /// Facts for programs: an object.
  public let details: JSONValue

  /// What happened.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    case serverStarted = "server-started"
    case serverStopped = "server-stopped"
    case fleetDeployed = "fleet-deployed"
    case deployRefused = "deploy-refused"
    case rolloutStarted = "rollout-started"
    case rolloutResumed = "rollout-resumed"
    case rolloutSucceeded = "rollout-succeeded"
    case rolloutFailed = "rollout-failed"
    case hubPassed = "hub-passed"
    case hubTakenBack = "hub-taken-back"
    case hubBroken = "hub-broken"
    case hubStopped = "hub-stopped"
    case hubRemoved = "hub-removed"
    case hubWoken = "hub-woken"
    case hubPutToSleep = "hub-put-to-sleep"
    /// A hub that had died was started again.
    case hubRevived = "hub-revived"
    case hubUnreachable = "hub-unreachable"
    case gatewayRevived = "gateway-revived"
    case linkMade = "sign-in-link-made"
    case signedIn = "signed-in"
    case signInRefused = "sign-in-refused"
    case signedOut = "signed-out"
    case sessionEnded = "session-ended"
    case tokenMade = "token-made"
    case tokenRevoked = "token-revoked"
    case messageGivenUp = "message-given-up"
    case messageInDoubt = "message-in-doubt"
    case backupMade = "backup-made"
    case hoursLogged = "hours-logged"
    case hoursWithdrawn = "hours-withdrawn"
    case gateAnswered = "gate-answered"
    /// An item of a gate began to hold.
    case gateHeld = "gate-held"
    /// An item of a gate no longer holds.
    case gateFell = "gate-fell"
    case phaseOpened = "phase-opened"
    case featureReviewed = "feature-reviewed"
    /// A person was let in for a time.
    case grantMade = "grant-made"
    case workshopMade = "workshop-made"
    /// A grant has another end.
    case grantExtended = "grant-extended"
    /// A grant was ended before its time.
    case grantEnded = "grant-ended"
    /// A grant's time was over, and its people were sent out.
    case grantOver = "grant-over"
    /// The homes of a workshop's people were kept for as long as they were to be.
    case homesGivenUp = "homes-given-up"
    case codeRenewed = "join-code-renewed"
    case participantDecided = "participant-decided"
    case peopleSentOut = "people-sent-out"
    case shutOut = "shut-out"
    case letBack = "let-back"
    /// A door was closed to all but admins.
    case doorClosed = "door-closed"
    case doorReopened = "door-reopened"
    /// A stranger got in where they should not.
    case doorFoundOpen = "door-found-open"
    /// A stranger is refused again.
    case doorFoundShut = "door-found-shut"
    /// A door is wider than before.
    case doorWidened = "door-widened"
  }

  /// What it is about.
  public enum Subject: Sendable, Hashable {
    case fleet
    case server
    case hub(HubID)
    case community(CommunityID)
    case cluster(ClusterID)
    case rollout(RolloutID)
    case person(PersonID)
    case token(String)
    case message(Int)
    /// A phase of growth, by its name.
    case phase(String)
    case feature(FeatureID)
  }

  /// An event that is to be written.
  public struct Draft: Sendable, Equatable {
    public var at: Double
    public var actor: String
    public var kind: Kind
    public var subject: Subject
    public var sentence: String
    public var details: JSONValue

    public init(
      _ kind: Kind, _ subject: Subject, by actor: String, at: Double, _ sentence: String, details: JSONValue = [:]
    ) {
      self.at = at
      self.actor = actor
      self.kind = kind
      self.subject = subject
      self.sentence = sentence
      self.details = details
    }
  }

  /// Which events are asked for; nil does not narrow.
  public struct Filter: Sendable, Equatable {
    public var subject: Subject?
    /// About one of these.
    public var subjects: Set<Subject>?
    public var kinds: Set<Kind>?
    public var actor: String?

    public init(
      subject: Subject? = nil, subjects: Set<Subject>? = nil, kinds: Set<Kind>? = nil, actor: String? = nil
    ) {
      self.subject = subject
      self.subjects = subjects
      self.kinds = kinds
      self.actor = actor
    }
  }
}

extension Event.Subject {
  /// The kind of thing, in one word.
  public var kind: String {
    switch self {
    case .fleet: "fleet"
    case .server: "server"
    case .hub: "hub"
    case .community: "community"
    case .cluster: "cluster"
    case .rollout: "rollout"
    case .person: "person"
    case .token: "token"
    case .message: "message"
    case .phase: "phase"
    case .feature: "feature"
    }
  }

  /// Its name; empty where there is only one.
  public var name: String {
    switch self {
    case .fleet, .server: ""
    case .hub(let id): id.rawValue
    case .community(let id): id.rawValue
    case .cluster(let id): id.rawValue
    case .rollout(let id): String(id.number)
    case .person(let id): id.rawValue
    case .token(let name): name
    case .message(let id): String(id)
    case .phase(let name): name
    case .feature(let id): id.rawValue
    }
  }

  /// The subject of that kind and name; nil where there is no such kind, or the name cannot be one.
  public init?(kind: String, name: String) {
    switch kind {
    case "fleet": self = .fleet
    case "server": self = .server
    case "hub": self = .hub(HubID(name))
    case "community": self = .community(CommunityID(name))
    case "cluster": self = .cluster(ClusterID(name))
    case "person": self = .person(PersonID(name))
    case "token": self = .token(name)
    case "phase": self = .phase(name)
    case "feature": self = .feature(FeatureID(name))
    case "rollout":
      guard let number = Int(name) else { return nil }
      self = .rollout(RolloutID(number))
    case "message":
      guard let number = Int(name) else { return nil }
      self = .message(number)
    default: return nil
    }
  }
}
