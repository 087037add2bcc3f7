/// What the team can do and what it does: people, load, work by week and community. For programs and pages.
public struct CapacityAnswer: Codable, Sendable, Equatable {
  /// Nil: no team is declared.
  public var slots: SlotsAnswer?
  public var people: [PersonCapacity]
  /// Twelve weeks back, the oldest first.
  public var weeks: [WorkWeek]
  /// What the next weeks can take: working hours for operations, and hours that are expected to be needed.
  public var ahead: [WeekAhead]
  public var costlyTenth: CostlyTenth
  public var limits: [LimitAnswer]

  public init(
    slots: SlotsAnswer?, people: [PersonCapacity], weeks: [WorkWeek], ahead: [WeekAhead], costlyTenth: CostlyTenth,
    limits: [LimitAnswer]
  ) {
    self.slots = slots
    self.people = people
    self.weeks = weeks
    self.ahead = ahead
    self.costlyTenth = costlyTenth
    self.limits = limits
  }

  public struct PersonCapacity: Codable, Sendable, Equatable {
    /// The short name in the folder; nil for somebody who is to join.
    public var person: String?
    public var name: String
    public var roles: [String]
    /// Working hours a week as declared.
    public var hours: Double
    /// Working days of leave in the coming quarter.
    public var leaveDays: Int
    /// Hours a week that duty takes.
    public var dutyHours: Double
    /// Hours a week that are left for operations, on average over the coming quarter.
    public var operationsHours: Double
    public var skills: [String]
    /// `from 2027-03-01, with 80 %`, `until 2027-06-30`; nil: all the time.
    public var note: String?

    public init(
      person: String? = nil, name: String, roles: [String], hours: Double, leaveDays: Int, dutyHours: Double,
      operationsHours: Double,
      skills: [String], note: String?
    ) {
      self.person = person
      self.name = name
      self.roles = roles
      self.hours = hours
      self.leaveDays = leaveDays
      self.dutyHours = dutyHours
      self.operationsHours = operationsHours
      self.skills = skills
      self.note = note
    }
  }

  /// What was recorded in one week.
  public struct WorkWeek: Codable, Sendable, Equatable {
    /// Its Monday, as `YYYY-MM-DD`.
    public var week: String
    public var communities: [CommunityWork]

    public init(week: String, communities: [CommunityWork]) {
      self.week = week
      self.communities = communities
    }
  }

  public struct CommunityWork: Codable, Sendable, Equatable {
    /// A community, or nil for the fleet's own work.
    public var community: String?
    public var changes: Int
    public var incidents: Int
    /// Logged.
    public var hours: Double

    public init(community: String?, changes: Int, incidents: Int, hours: Double) {
      self.community = community
      self.changes = changes
      self.incidents = incidents
      self.hours = hours
    }
  }

  public struct WeekAhead: Codable, Sendable, Equatable {
    /// Its Monday, as `YYYY-MM-DD`.
    public var week: String
    public var hours: Double
    public var needed: Double
    /// Why there are fewer hours than usual: `the end of the year`.
    public var note: String?

    public init(week: String, hours: Double, needed: Double, note: String?) {
      self.week = week
      self.hours = hours
      self.needed = needed
      self.note = note
    }
  }

  public struct CostlyTenth: Codable, Sendable, Equatable {
    public var hubs: [CostlyHub]
    /// Of all hours, within 0…1.
    public var share: Double

    public init(hubs: [CostlyHub], share: Double) {
      self.hubs = hubs
      self.share = share
    }
  }

  public struct CostlyHub: Codable, Sendable, Equatable {
    public var hub: String
    public var community: String
    public var kind: String
    public var hoursAQuarter: Double

    public init(hub: String, community: String, kind: String, hoursAQuarter: Double) {
      self.hub = hub
      self.community = community
      self.kind = kind
      self.hoursAQuarter = hoursAQuarter
    }
  }
}
