/// A moment as pages show it: in UTC, for the browser to turn into the viewer's zone.
struct TimeMark: Sendable, Equatable {
  /// `2026-11-23T03:17:05Z`.
  let machine: String
  /// `2026-11-23 03:17:05 UTC`, for who points at it.
  let title: String
  /// `03:17 UTC` on the day of `now`, else `22 Nov 03:17 UTC`, with the year where it is another.
  let text: String

  /// Seconds since 1970, both.
  init(_ at: Double, now: Double) {
    let moment = CalendarMoment(at)
    let today = CalendarMoment(now)
    let (day, clock) = (moment.dateText, moment.clockText)
    machine = "\(day)T\(clock)Z"
    title = "\(day) \(clock) UTC"
    let short = String(clock.prefix(5))
    if moment.year == today.year, moment.month == today.month, moment.day == today.day {
      text = "\(short) UTC"
    } else {
      let year = moment.year == today.year ? "" : " \(moment.year)"
      text = "\(moment.day) \(CalendarMoment.monthNames[moment.month - 1])\(year) \(short) UTC"
    }
  }
}

extension Field {
  /// A moment, or nothing where there is none.
  static func time(_ at: Double?, now: Double) -> Field { .markup(at.map { Markup.time(TimeMark($0, now: now)) }) }
}

extension Field {
  /// How long something took; where it goes on, how long so far, and since when, for the browser to count on. A live
  /// part leaves the counting to the browser alone.
  static func took(from began: Double, to ended: Double?, now: Double, isLive: Bool) -> Field {
    let text = ended == nil && isLive ? nil : Words.duration(max(0, (ended ?? now) - began))
    return .markup(Markup.took(text ?? "", since: ended == nil ? Int(began) : nil))
  }
}

/// A moment in the parts of the Gregorian calendar, in UTC.
struct CalendarMoment: Sendable, Equatable {
  let year: Int
  let month: Int
  let day: Int
  let secondOfDay: Int

  static let monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// Seconds since 1970; what no calendar holds is taken as 1970. The days are counted in eras of 400 years that begin
  /// on 1 March (Hinnant, "chrono-Compatible Low-Level Date Algorithms").
  init(_ at: Double) {
    let seconds = at.isFinite && abs(at) < 1e11 ? Int(at.rounded(.down)) : 0
    secondOfDay = ((seconds % 86_400) + 86_400) % 86_400
    let days = (seconds - secondOfDay) / 86_400 + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  var dateText: String { "\(Self.padded(year, 4))-\(Self.padded(month))-\(Self.padded(day))" }
  var clockText: String {
    "\(Self.padded(secondOfDay / 3600)):\(Self.padded(secondOfDay / 60 % 60)):\(Self.padded(secondOfDay % 60))"
  }

  private static func padded(_ number: Int, _ width: Int = 2) -> String {
    let digits = String(number)
    return digits.count >= width ? digits : String(repeating: "0", count: width - digits.count) + digits
  }
}
