internal import Basics

/// Calendar months, counted from the first month of a plan.
///
/// What holds on the 15th of a month counts for that month. So each half of a month goes to the nearer end, and a span of
/// twelve months counts twelve times, whichever day it begins.
struct MonthScale: Sendable, Equatable {
  /// Of the month with number 0, in months since the year 0.
  private let origin: Int

  /// Month 0 is the first that begins with what was there on this day: its own, from the 16th on the next.
  init(from day: CalendarDay) { origin = MonthScale.counted(day) }

  /// The first month that something which begins on this day counts for; below 0 for earlier ones.
  func month(from day: CalendarDay) -> Int { MonthScale.counted(day) - origin }

  /// The first month that something with this last day does not count for.
  func month(after day: CalendarDay) -> Int { month(from: day.advanced(by: 1)) }

  /// How many months after the beginning of month 0 a day is, with a fraction; below 0 before it.
  func position(of day: CalendarDay) -> Double {
    let (month, dayOfMonth) = MonthScale.parts(day)
    let first = day.advanced(by: 1 - dayOfMonth)
    let length = first.advanced(byMonths: 1).number - first.number
    return Double(month - origin) + Double(dayOfMonth - 1) / Double(length)
  }

  /// The first day of a month.
  func first(of month: Int, near day: CalendarDay) -> CalendarDay {
    let (here, dayOfMonth) = MonthScale.parts(day)
    return day.advanced(by: 1 - dayOfMonth).advanced(byMonths: month + origin - here)
  }

  private static func counted(_ day: CalendarDay) -> Int {
    let (month, dayOfMonth) = parts(day)
    return dayOfMonth > 15 ? month + 1 : month
  }

  private static func parts(_ day: CalendarDay) -> (month: Int, day: Int) {
    let numbers = day.description.split(separator: "-").compactMap { Int($0) }
    return (numbers[0] * 12 + numbers[1] - 1, numbers[2])
  }
}
