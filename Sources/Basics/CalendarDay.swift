/// A day of the calendar, without a time and without a zone; of years 0 to 9999.
public struct CalendarDay: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  public let number: Int

  public init(number: Int) { self.number = number }

  /// The day in UTC at that moment.
  public init(_ moment: Timestamp) { number = Int((moment.seconds / 86400).rounded(.down)) }

  /// Reads `2026-12-01`; nil where there is no such day.
  public init?(_ text: String) {
    guard text.utf8.count == 10, let moment = Timestamp(iso8601: text) else { return nil }
    self.init(moment)
  }

  public static func < (one: CalendarDay, other: CalendarDay) -> Bool { one.number < other.number }

  /// Its first moment in UTC.
  public var start: Timestamp { Timestamp(seconds: Double(number) * 86400) }

  /// 1 is Monday, 7 is Sunday, as ISO 8601 counts.
  public var weekday: Int {
    // 1970-01-01 was a Thursday.
    let sinceMonday = (number + 3) % 7
    return (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) + 1
  }

  public func advanced(by days: Int) -> CalendarDay { CalendarDay(number: number + days) }

  /// The same day of a later month (of an earlier one where `months` is below 0), or that month's last day where it is
  /// shorter.
  public func advanced(byMonths months: Int) -> CalendarDay {
    let (year, month, day) = CivilDay.date(of: number)
    let count = year * 12 + month - 1 + months
    let newYear = count >= 0 ? count / 12 : (count - 11) / 12
    let newMonth = count - newYear * 12 + 1
    let last = CivilDay.length(ofMonth: newMonth, year: newYear)
    return CalendarDay(number: CivilDay.number(year: newYear, month: newMonth, day: min(day, last)))
  }
}

extension CalendarDay: CustomStringConvertible {
  /// As ISO 8601: `2026-12-01`.
  public var description: String { start.day }
}

extension CalendarDay: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let day = CalendarDay(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is no day such as 2026-12-01")
    }
    self = day
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// Days from a first to a last one, both included.
public struct DayRange: Hashable, Sendable, Codable {
  public let first: CalendarDay
  /// Never before `first`.
  public let last: CalendarDay

  /// Nil where the last day stands before the first.
  public init?(_ first: CalendarDay, _ last: CalendarDay) {
    guard first <= last else { return nil }
    self.first = first
    self.last = last
  }

  public func contains(_ day: CalendarDay) -> Bool { first <= day && day <= last }
}
