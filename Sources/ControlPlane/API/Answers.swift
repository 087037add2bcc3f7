public import Basics
public import Delivery

/// A rollout with how each of its steps went.
public struct RolloutReport: Codable, Sendable, Equatable {
  public var rollout: Rollout
  public var state: Rollout.State
  public var steps: [StepAnswer]
  /// Seconds since 1970.
  public var ended: Double?
}

/// One step of a rollout that began.
public struct StepAnswer: Codable, Sendable, Equatable {
  public var hub: HubID
  public var step: HubStep
  /// `interrupted`: the control plane ended while it was being done, and it was begun again.
  public var outcome: Outcome
  /// Seconds since 1970.
  public var began: Double
  public var ended: Double?
  public var sentence: String?
  public var log: [String]
  /// The newest line of progress, while it is being done.
  public var progress: String?

  public enum Outcome: String, Codable, Sendable { case began, passed, failed, interrupted }
}

/// An entry of the event log.
public struct EventAnswer: Codable, Sendable, Equatable {
  public var id: Int64
  /// Seconds since 1970.
  public var at: Double
  public var actor: String
  public var kind: String
  public var subject: String
  public var sentence: String
}

/// For whom a sign-in link is made; by default the first person on duty.
public struct SignInLinkRequest: Codable, Sendable {
  public var person: String?
  public init(person: String?) { self.person = person }
}

/// A link that signs one person in, once.
public struct SignInLink: Codable, Sendable, Equatable {
  public var url: String
  public var person: String
  /// Seconds since 1970.
  public var expires: Double
}

/// A bearer token to be made.
public struct TokenRequest: Codable, Sendable {
  public var name: String
  /// Whether it may change something; else it may only look.
  public var mayChange: Bool
  public var days: Int

  public init(name: String, mayChange: Bool, days: Int) {
    self.name = name
    self.mayChange = mayChange
    self.days = days
  }
}

/// A bearer token; its text is told once, when it is made.
public struct TokenAnswer: Codable, Sendable, Equatable {
  public var name: String
  public var mayChange: Bool
  /// Seconds since 1970.
  public var expires: Double?
  public var token: String?
}
