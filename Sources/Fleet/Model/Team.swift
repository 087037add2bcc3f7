public import Basics

/// What the team can take on: `team` of `fleet.yaml`.
public struct Team: Sendable, Equatable {
  /// The share of everyone's working hours in which they can work at all: without meetings, mail and breaks. Within 0…1.
  public var focus: Double
  /// The share of those hours that operations and support may take; at most 0.5 (the rule of site reliability
  /// engineering: the rest makes the service better).
  public var operationsShare: Double
  /// The share of what operations can do that the platform itself takes (fleet-wide changes, upgrades). Within 0…1.
  public var platformShare: Double
  /// What is promised to communities.
  public var turnaround: Turnaround
  public var rota: Rota?
  public var hires: [Hire]

  public init(
    focus: Double = 0.75, operationsShare: Double = 0.5, platformShare: Double = 0.25,
    turnaround: Turnaround = Turnaround(), rota: Rota? = nil, hires: [Hire] = []
  ) {
    self.focus = focus
    self.operationsShare = operationsShare
    self.platformShare = platformShare
    self.turnaround = turnaround
    self.rota = rota
    self.hires = hires
  }

  /// Within how many working days (above 0) which share of requests (within (0, 1)) is done.
  public struct Turnaround: Sendable, Equatable {
    public var days: Double
    public var confidence: Double

    public init(days: Double = 5, confidence: Double = 0.85) {
      self.days = days
      self.confidence = confidence
    }
  }

  /// Duty as first line of support, which goes round.
  public struct Rota: Sendable, Equatable {
    public var people: [PersonID]
    /// How many are on duty at once.
    public var atOnce: Int
    /// The share of the hours for operations that duty takes of whoever has it. Within 0…1.
    public var share: Double

    public init(people: [PersonID], atOnce: Int = 1, share: Double = 0.5) {
      self.people = people
      self.atOnce = atOnce
      self.share = share
    }
  }

  /// Someone who is to join.
  public struct Hire: Sendable, Equatable {
    /// What the position is called.
    public var name: String
    public var starts: CalendarDay
    /// That somebody starts on that day. Within 0…1.
    public var probability: Double
    /// Working hours a week.
    public var hours: Double
    /// Names of features and types that they will be able to maintain.
    public var skills: [String]

    public init(
      name: String, starts: CalendarDay, probability: Double = 1, hours: Double = Person.usualHours, skills: [String] = []
    ) {
      self.name = name
      self.starts = starts
      self.probability = probability
      self.hours = hours
      self.skills = skills
    }
  }
}

/// When the team works: `calendar` of `fleet.yaml`.
public struct WorkCalendar: Sendable, Equatable {
  /// As ISO 8601 counts: 1 is Monday, 7 is Sunday.
  public var workingDays: Set<Int>
  public var holidays: Set<CalendarDay>
  /// Times in which only a share of the team is at work.
  public var reduced: [Reduced]

  public init(workingDays: Set<Int> = [1, 2, 3, 4, 5], holidays: Set<CalendarDay> = [], reduced: [Reduced] = []) {
    self.workingDays = workingDays
    self.holidays = holidays
    self.reduced = reduced
  }

  public struct Reduced: Sendable, Equatable {
    public var days: DayRange
    /// What is left of the capacity. Within 0…1.
    public var share: Double
    public var because: String

    public init(days: DayRange, share: Double, because: String) {
      self.days = days
      self.share = share
      self.because = because
    }
  }

  /// The share of a usual working day that the team works on this one: 0 on a holiday.
  public func share(of day: CalendarDay) -> Double {
    guard workingDays.contains(day.weekday), !holidays.contains(day) else { return 0 }
    return reduced.filter { $0.days.contains(day) }.map(\.share).min() ?? 1
  }
}
