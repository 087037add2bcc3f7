public import Basics
public import Fleet

/// The hours that a team has for operations over some days, and how they are made of its people.
public struct TeamHours: Sendable, Equatable {
  public let days: DayRange
  /// Working days by the calendar; a day on which a share of the team works counts as that share.
  public let workingDays: Double
  /// Engineers who are here on at least one of the days, by name.
  public let people: [PersonHours]
  /// Those who are to join by the last of the days.
  public let hires: [HireHours]

  /// Nobody where the organisation declares no team: nothing is known of how people's time is used then.
  public init(_ organisation: Organisation, over days: DayRange) {
    self.days = days
    let calendar = organisation.calendar
    let dayShares = (days.first.number...days.last.number).map { calendar.share(of: CalendarDay(number: $0)) }
    workingDays = dayShares.reduce(0, +)
    guard let team = organisation.team else {
      people = []
      hires = []
      return
    }
    let share = team.focus * team.operationsShare
    let daysAWeek = Double(max(1, calendar.workingDays.count))
    let present = organisation.people.filter { $0.value.isEngineer && $0.value.isPresent(in: days) }
    // Stewards on the rota take their turns too, though their hours are not counted here.
    let onRota =
      team.rota.map { rota in
        Set(rota.people.filter { organisation.people[$0]?.isPresent(in: days) ?? false })
      } ?? []
    let duty = team.rota.map { $0.share * min(1, Double($0.atOnce) / Double(max(1, onRota.count))) } ?? 0
    people = present.sorted { $0.key < $1.key }.map { id, person in
      PersonHours(
        id, person, days: days, dayShares: dayShares, daysAWeek: daysAWeek, share: share, duty: onRota.contains(id) ? duty : 0)
    }
    hires = team.hires.filter { $0.starts <= days.last }.map { hire in
      HireHours(hire, days: days, dayShares: dayShares, daysAWeek: daysAWeek, share: share)
    }
  }

  /// Hours for operations, hires by their probability.
  public var operationsHours: Double {
    people.reduce(0) { $0 + $1.operationsHours } + hires.reduce(0) { $0 + $1.operationsHours * $1.probability }
  }

  /// The same of a working day.
  public var operationsHoursADay: Double { workingDays > 0 ? operationsHours / workingDays : 0 }

  /// People with hours for operations, hires not among them.
  public var present: Int { people.count { $0.operationsHours > 0 } }
}

/// One engineer's hours over the days of a ``TeamHours``.
public struct PersonHours: Sendable, Equatable {
  public let person: PersonID
  public let name: String
  /// Working hours a week.
  public let weeklyHours: Double
  /// Working days between their first and last one, leave among them.
  public let workingDays: Double
  /// Working days of planned leave.
  public let leaveDays: Double
  /// The share of their hours for operations that duty takes, 0…1.
  public let duty: Double
  /// Hours at work: without leave.
  public let hoursAtWork: Double
  /// Hours that duty takes.
  public let dutyHours: Double
  /// What is left for operations.
  public let operationsHours: Double

  /// Hours for operations of a day at work.
  public var hoursADay: Double { workingDays > leaveDays ? operationsHours / (workingDays - leaveDays) : 0 }

  init(
    _ id: PersonID, _ person: Person, days: DayRange, dayShares: [Double], daysAWeek: Double, share: Double, duty: Double
  ) {
    var (working, leave) = (0.0, 0.0)
    for (offset, dayShare) in dayShares.enumerated() where dayShare > 0 {
      let day = days.first.advanced(by: offset)
      guard person.isPresent(on: day) else { continue }
      working += dayShare
      if person.leave.contains(where: { $0.contains(day) }) { leave += dayShare }
    }
    self.person = id
    name = person.name
    weeklyHours = person.hours
    workingDays = working
    leaveDays = leave
    self.duty = duty
    hoursAtWork = (working - leave) * person.hours / daysAWeek
    dutyHours = hoursAtWork * share * duty
    operationsHours = hoursAtWork * share - dutyHours
  }
}

/// The hours of someone who is to join, over the days of a ``TeamHours``.
public struct HireHours: Sendable, Equatable {
  /// What the position is called.
  public let name: String
  public let starts: CalendarDay
  /// That they come, 0…1.
  public let probability: Double
  public let skills: [String]
  /// Hours for operations if they come: from none on the first day to as many as others after
  /// ``CapacityFigures/rampDays`` days.
  public let operationsHours: Double
  /// Working days from the first one on.
  public let workingDays: Double

  /// Hours for operations of a day at work, if they come.
  public var hoursADay: Double { workingDays > 0 ? operationsHours / workingDays : 0 }

  init(_ hire: Team.Hire, days: DayRange, dayShares: [Double], daysAWeek: Double, share: Double) {
    name = hire.name
    starts = hire.starts
    probability = hire.probability
    skills = hire.skills
    var (full, working) = (0.0, 0.0)
    for (offset, dayShare) in dayShares.enumerated() where dayShare > 0 {
      let since = days.first.number + offset - hire.starts.number
      guard since >= 0 else { continue }
      working += dayShare
      full += dayShare * min(1, Double(since) / Double(CapacityFigures.rampDays))
    }
    workingDays = working
    operationsHours = full * hire.hours / daysAWeek * share
  }
}

extension Person {
  /// Whether they have begun and not left.
  func isPresent(on day: CalendarDay) -> Bool { (starts.map { $0 <= day } ?? true) && (ends.map { day <= $0 } ?? true) }

  /// Whether that is so on at least one of the days.
  func isPresent(in days: DayRange) -> Bool {
    (starts.map { $0 <= days.last } ?? true) && (ends.map { days.first <= $0 } ?? true)
  }
}
