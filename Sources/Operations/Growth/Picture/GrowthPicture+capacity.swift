import Basics
import Fleet
import Growth

extension CapacityAnswer.PersonCapacity {
  /// - Parameter weeks: how many weeks the hours are of; above 0.
  init(_ hours: PersonHours, _ person: Person?, weeks: Double) {
    let starts = person?.starts.map { "from \($0)" }
    let ends = person?.ends.map { "until \($0)" }
    let note = [starts, ends].compactMap { $0 }.joined(separator: ", ")
    self.init(
      person: hours.person.rawValue, name: hours.name, roles: person?.roles.map(\.rawValue) ?? [], hours: hours.weeklyHours,
      leaveDays: Int(hours.leaveDays.rounded()), dutyHours: hours.dutyHours / weeks,
      operationsHours: hours.operationsHours / weeks, skills: person?.skills.sorted() ?? [], note: note.isEmpty ? nil : note)
  }

  init(_ hire: HireHours, _ declared: Team.Hire?, weeks: Double) {
    let chance = hire.probability < 1 ? ", with \(GrowthWords.percent(hire.probability))" : ""
    self.init(
      name: hire.name, roles: [], hours: declared?.hours ?? 0, leaveDays: 0, dutyHours: 0,
      operationsHours: hire.operationsHours * hire.probability / weeks, skills: hire.skills.sorted(),
      note: "to join from \(hire.starts)\(chance)")
  }
}

/// What was recorded and what is ahead, week by week.
struct WeeklyWork {
  let fleet: Fleet
  let today: CalendarDay

  /// How many weeks are told, back and ahead.
  static let count = 12

  /// The Monday of the week of a day.
  static func monday(_ day: CalendarDay) -> CalendarDay { day.advanced(by: 1 - day.weekday) }

  /// The weeks behind, this one last: changes that were rolled out, outages that began, hours that were logged.
  func behind(_ work: [RecordedWork], outages: [RecordedOutage], hours: [LoggedHours]) -> [CapacityAnswer.WorkWeek] {
    var table: [CalendarDay: [String: Row]] = [:]
    let first = WeeklyWork.monday(today).advanced(by: -7 * (WeeklyWork.count - 1))
    func add(_ day: CalendarDay, _ hub: HubID?, _ change: (inout Row) -> Void) {
      guard day >= first, day <= today else { return }
      let community = hub.flatMap { fleet.hubs[$0]?.community.rawValue } ?? ""
      change(&table[WeeklyWork.monday(day), default: [:]][community, default: Row()])
    }
    let changed = work.filter(\.isChange)
    let wide = RecordedHistories.wide(changed, fleet)
    for (rollout, entries) in Dictionary(grouping: changed, by: \.rollout) {
      guard let entry = entries.first else { continue }
      add(CalendarDay(Timestamp(seconds: entry.at)), wide.contains(rollout) ? nil : entry.hub) { $0.changes += 1 }
    }
    for outage in outages { add(CalendarDay(outage.began), outage.hub) { $0.incidents += 1 } }
    for entry in hours { add(entry.day, entry.hub) { $0.hours += entry.hours } }
    return (0..<WeeklyWork.count).map { number in
      let week = first.advanced(by: 7 * number)
      let rows = (table[week] ?? [:]).sorted { $0.key < $1.key }
      return CapacityAnswer.WorkWeek(
        week: week.description,
        communities: rows.map { community, row in
          CapacityAnswer.CommunityWork(
            community: community.isEmpty ? nil : community, changes: row.changes, incidents: row.incidents, hours: row.hours)
        })
    }
  }

  private struct Row {
    var changes = 0
    var incidents = 0
    var hours = 0.0
  }

  /// The weeks ahead, this one first.
  /// - Parameter needed: hours of a week that the expected work takes.
  func ahead(needed: Double) -> [CapacityAnswer.WeekAhead] {
    let monday = WeeklyWork.monday(today)
    return (0..<WeeklyWork.count).compactMap { number in
      let first = monday.advanced(by: 7 * number)
      guard let days = DayRange(first, first.advanced(by: 6)) else { return nil }
      let team = TeamHours(fleet.organisation, over: days)
      // What communities ask for does not rest when the team does: the same comes in every week.
      return CapacityAnswer.WeekAhead(
        week: first.description, hours: team.operationsHours, needed: needed, note: note(days, team))
    }
  }

  private func note(_ days: DayRange, _ team: TeamHours) -> String? {
    let calendar = fleet.organisation.calendar
    let reasons = calendar.reduced.filter { $0.days.first <= days.last && days.first <= $0.days.last }.map(\.because)
    let holidays = calendar.holidays.filter { days.contains($0) && calendar.workingDays.contains($0.weekday) }.count
    let away = team.people.filter { $0.leaveDays > 0 }.map(\.name)
    let all =
      reasons + (holidays > 0 ? [GrowthWords.count(holidays, "holiday")] : [])
      + (away.isEmpty ? [] : ["\(GrowthWords.list(away)) away"])
    return all.isEmpty ? nil : all.joined(separator: ", ")
  }
}
