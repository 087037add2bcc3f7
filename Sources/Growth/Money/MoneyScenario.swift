public import Basics
public import Fleet

/// What would be different, on top of what the fleet declares.
public struct MoneyScenario: Sendable, Equatable {
  public var people: [People]
  public var communities: [Communities]
  /// How many times all fees and usage fees, of agreements that run, of leads and of additional communities alike, from
  /// the first month on; above 0.
  public var feeFactor: Double

  public init(people: [People] = [], communities: [Communities] = [], feeFactor: Double = 1) {
    self.people = people
    self.communities = communities
    self.feeFactor = feeFactor
  }

  /// One more person of the team from a day on; costs `money.person_month` a month, in proportion to their hours.
  public struct People: Sendable, Equatable {
    public var starts: CalendarDay
    /// Within 0…1.
    public var probability: Double
    /// Working hours a week.
    public var hours: Double

    public init(starts: CalendarDay, probability: Double = 1, hours: Double = Person.usualHours) {
      self.starts = starts
      self.probability = probability
      self.hours = hours
    }
  }

  /// So many more communities of a kind from a day on, each with one hub that pays and is used as is typical
  /// (``TypicalFee``), for the term and with the renewals of a lead that came.
  public struct Communities: Sendable, Equatable {
    public var kind: HubKind
    /// 0 or more.
    public var count: Int
    public var starts: CalendarDay

    public init(kind: HubKind, count: Int, starts: CalendarDay) {
      self.kind = kind
      self.count = count
      self.starts = starts
    }
  }
}
