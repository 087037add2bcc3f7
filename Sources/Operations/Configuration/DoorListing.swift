public import Access
public import Basics
public import Fleet

/// The door of a hub on one line, as programs read it: `atoll doors --json`.
public struct DoorListing: Codable, Sendable, Equatable {
  public var hub: String
  public var community: String
  public var cluster: String
  /// What logs people in, as the hub says it.
  public var login: String
  /// The widest who may enter; where `isCertain` is false, at least these.
  public var audience: AudienceLevel
  public var isCertain: Bool
  /// In words.
  public var whoEnters: String
  /// How many names may enter, and how many of all are made admin.
  public var people: Int
  public var admins: Int
  /// The rule that decided how wide the door is; left out where none lets anybody in.
  public var reason: String?
  /// The line that set it.
  public var place: SourcePlace?
  /// Why it may be wider; empty where it is certain.
  public var doubts: [String]

  public init(_ hub: Hub, in fleet: Fleet) {
    self.init(hub, Audience.of(hub, in: fleet))
  }

  init(_ hub: Hub, _ audience: Audience) {
    self.hub = hub.id.rawValue
    community = hub.community.rawValue
    cluster = hub.cluster.rawValue
    login = audience.authenticator
    self.audience = audience.level
    isCertain = audience.isCertain
    whoEnters = audience.summary
    people = audience.people.count
    admins = audience.admins.count
    reason = audience.reasons.first?.sentence
    place = audience.place
    doubts = audience.doubts.map(\.sentence)
  }

  /// All hubs of a fleet, the widest door first, of equal ones the uncertain first.
  /// - Parameter level: leave out those that are narrower; an uncertain one counts by what is known of it.
  public static func all(of fleet: Fleet, atLeast level: AudienceLevel = .nobody) -> [DoorListing] {
    let doors = fleet.hubs.values.map { DoorListing($0, in: fleet) }.filter { $0.audience >= level }
    return doors.sorted { one, other in
      if one.audience != other.audience { return one.audience > other.audience }
      if one.isCertain != other.isCertain { return !one.isCertain }
      return one.hub < other.hub
    }
  }
}

/// The door of one hub in full: `atoll doors HUB --json`.
public struct DoorAnswer: Codable, Sendable, Equatable {
  public var door: DoorListing
  /// Names that may enter, by the rules that name people.
  public var people: [String]
  public var teams: [String]
  public var domains: [String]
  public var admins: [String]
  public var blocked: [String]
  /// Whether all who are in the hub's user list already may enter as well.
  public var admitsExistingUsers: Bool
  /// The rules, those that decided first.
  public var reasons: [DoorReason]

  public init(_ hub: Hub, in fleet: Fleet) {
    let audience = Audience.of(hub, in: fleet)
    door = DoorListing(hub, audience)
    people = audience.people
    teams = audience.teams
    domains = audience.domains
    admins = audience.admins
    blocked = audience.blocked
    admitsExistingUsers = audience.admitsExistingUsers
    reasons = audience.reasons.map { DoorReason($0) }
  }
}

/// A rule, and the line that set it.
public struct DoorReason: Codable, Sendable, Equatable {
  public var sentence: String
  public var place: SourcePlace?

  init(_ reason: Audience.Reason) {
    sentence = reason.sentence
    place = reason.place
  }
}

/// Whether somebody may enter a hub: `atoll doors HUB --as IDENTITY --json`.
public struct AdmissionAnswer: Codable, Sendable, Equatable {
  public var hub: String
  public var answer: Admission.Answer
  /// What the values alone answer, where something that cannot be read makes it uncertain.
  public var byTheValues: Admission.Answer?
  /// The name that they get in the hub; left out where they get none.
  public var name: String?
  public var isAdmin: Bool
  /// The rules that decided, the first one first.
  public var reasons: [DoorReason]
  /// Why it may be otherwise; empty where it is certain.
  public var doubts: [String]

  public init(_ identity: Identity, to hub: Hub, in fleet: Fleet) {
    let admission = Admission.of(identity, to: hub, in: fleet)
    self.hub = hub.id.rawValue
    answer = admission.answer
    byTheValues = admission.byTheValues
    name = admission.name
    isAdmin = admission.isAdmin
    reasons = admission.reasons.map { DoorReason($0) }
    doubts = admission.doubts.map(\.sentence)
  }
}
