public import Basics

/// Who runs the fleet: `fleet.yaml`.
public struct Organisation: Sendable, Equatable {
  public var name: String
  /// The domain under which the organisation's own names live, such as `alpha.example`.
  public var domain: String?
  public var people: [PersonID: Person]
  /// Who hears of failures beside those who asked, in order.
  public var onDuty: [PersonID]
  /// How people are told; nothing is sent until it is declared.
  public var notify: Notification

  public init(
    name: String, domain: String? = nil, people: [PersonID: Person] = [:], onDuty: [PersonID] = [],
    notify: Notification = Notification()
  ) {
    self.name = name
    self.domain = domain
    self.people = people
    self.onDuty = onDuty
    self.notify = notify
  }
}

/// Someone of the team that operates the fleet.
public struct Person: Sendable, Equatable {
  public var name: String
  public var mail: String?
  public var roles: [Role]

  public init(name: String, mail: String? = nil, roles: [Role] = []) {
    self.name = name
    self.mail = mail
    self.roles = roles
  }
}

/// What someone of the team does.
public enum Role: String, Sendable, Codable, CaseIterable {
  case engineer
  case operationsEngineer = "operations-engineer"
  case steward
  case communityLead = "community-lead"
  case partnerships
  case finance
  case viewer
}

/// The ways in which people are told of what happened.
public struct Notification: Sendable, Equatable {
  public var mail: Mail?
  public var webhook: Webhook?

  public init(mail: Mail? = nil, webhook: Webhook? = nil) {
    self.mail = mail
    self.webhook = webhook
  }

  public struct Mail: Sendable, Equatable {
    public var from: String
    public var transport: Transport
    public var user: String?
    public var password: SecretName?
    /// Whether those on duty hear how rollouts ended, beside whoever asked for them.
    public var toOnDuty: Bool

    public enum Transport: Sendable, Equatable {
      case smtp(host: String, port: Int)
      case sendmail
    }

    public init(from: String, transport: Transport, user: String? = nil, password: SecretName? = nil, toOnDuty: Bool = true) {
      self.from = from
      self.transport = transport
      self.user = user
      self.password = password
      self.toOnDuty = toOnDuty
    }
  }

  public struct Webhook: Sendable, Equatable {
    public var url: String
    public var signingKey: SecretName?

    public init(url: String, signingKey: SecretName? = nil) {
      self.url = url
      self.signingKey = signingKey
    }
  }
}

/// The name of a secret: what stands in the folder in its place.
public struct SecretName: Identifier {
  public let rawValue: String
  public init(_ name: String) { rawValue = name }
}
