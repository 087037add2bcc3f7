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
  public var calendar: WorkCalendar
  /// What the team can take on; nil where nothing is declared: then there are no slots to be told.
  public var team: Team?
  public var catalogue: Catalogue
  /// The steps of growth, in their order; the first is open from the beginning.
  public var phases: [Phase]
  /// Who may come, stays to be renewed, or leaves; by name.
  public var pipeline: [LeadID: Lead]
  /// Nil where nothing is declared: then the runway is not known.
  public var finances: Finances?
  /// What is added to hubs of an adopted layout, by pattern.
  public var hubAdditions: [HubAddition] = []
  /// Rules for the doors of all hubs.
  public var doors = DoorRules()
  /// How much findings matter here, where not as usual.
  public var severities: [FindingCode: Severity] = [:]

  public init(
    name: String, domain: String? = nil, people: [PersonID: Person] = [:], onDuty: [PersonID] = [],
    notify: Notification = Notification(), calendar: WorkCalendar = WorkCalendar(), team: Team? = nil,
    catalogue: Catalogue = Catalogue(), phases: [Phase] = [], pipeline: [LeadID: Lead] = [:], finances: Finances? = nil
  ) {
    self.name = name
    self.domain = domain
    self.people = people
    self.onDuty = onDuty
    self.notify = notify
    self.calendar = calendar
    self.team = team
    self.catalogue = catalogue
    self.phases = phases
    self.pipeline = pipeline
    self.finances = finances
  }
}

/// Someone of the team that operates the fleet.
public struct Person: Sendable, Equatable {
  public var name: String
  public var mail: String?
  public var roles: [Role]
  /// Working hours a week.
  public var hours: Double
  /// Names of features and of types of hub that they can maintain, beside the features that they own.
  public var skills: [String]
  /// When they are away.
  public var leave: [DayRange]
  /// Their first day; nil: they are here.
  public var starts: CalendarDay?
  /// Their last day; nil: they stay.
  public var ends: CalendarDay?

  public init(
    name: String, mail: String? = nil, roles: [Role] = [], hours: Double = Person.usualHours, skills: [String] = [],
    leave: [DayRange] = [], starts: CalendarDay? = nil, ends: CalendarDay? = nil
  ) {
    self.name = name
    self.mail = mail
    self.roles = roles
    self.hours = hours
    self.skills = skills
    self.leave = leave
    self.starts = starts
    self.ends = ends
  }

  /// Working hours a week of whoever declares none.
  public static let usualHours = 40.0

  /// Whether their hours count for operations of the platform.
  public var isEngineer: Bool { roles.contains(.engineer) || roles.contains(.operationsEngineer) }
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
