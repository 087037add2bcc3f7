/// A moment, in seconds since 1970-01-01T00:00:00Z.
public struct Timestamp: Hashable, Comparable, Sendable {
  public let seconds: Double

  public init(seconds: Double) { self.seconds = seconds }

  public static func < (one: Timestamp, other: Timestamp) -> Bool { one.seconds < other.seconds }

  public func advanced(by seconds: Double) -> Timestamp { Timestamp(seconds: self.seconds + seconds) }
}

extension Timestamp: Codable {
  public init(from decoder: any Decoder) throws { seconds = try decoder.singleValueContainer().decode(Double.self) }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(seconds)
  }
}

extension Timestamp {
  /// Reads ISO 8601: a date (`2026-12-01`, its first moment in UTC), or a date and a time with its offset
  /// (`2026-12-01T18:00+01:00`, `2026-12-01 18:00:30.5Z`). A time without an offset is nobody's time: nil.
  public init?(iso8601 text: String) {
    var reader = DigitReader(text)
    guard let day = reader.day() else { return nil }
    var seconds = Double(day) * 86400
    if !reader.isAtEnd {
      guard reader.skip(oneOf: "Tt "), let time = reader.timeOfDay(), let offset = reader.offset(), reader.isAtEnd
      else { return nil }
      seconds += time - Double(offset)
    }
    self.seconds = seconds
  }

  /// In UTC, to the second: `2026-12-01T17:00:00Z`. Years beyond 0…9999 are cut to that range.
  public var iso8601: String { "\(day)T\(timeOfDay)Z" }

  /// The day in UTC: `2026-12-01`.
  public var day: String {
    let (year, month, day) = CivilDay.date(of: dayAndSecond.day)
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// The time of the day in UTC: `17:00:00`.
  public var timeOfDay: String {
    let second = dayAndSecond.second
    return "\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
  }

  /// The day counted from 1970-01-01 and the second of that day, within the years 0 to 9999.
  private var dayAndSecond: (day: Int, second: Int) {
    let first = CivilDay.number(year: 0, month: 1, day: 1) * 86400
    let last = CivilDay.number(year: 10000, month: 1, day: 1) * 86400 - 1
    let whole = seconds.isNaN ? 0 : Int(min(max(seconds.rounded(.down), Double(first)), Double(last)))
    let (days, rest) = whole.quotientAndRemainder(dividingBy: 86400)
    return rest < 0 ? (days - 1, rest + 86400) : (days, rest)
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

/// Days counted from 1970-01-01 in the proleptic Gregorian calendar (Howard Hinnant, "chrono-compatible low-level
/// date algorithms").
enum CivilDay {
  static func number(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  static func date(of number: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }
}

/// Reads the parts of an ISO 8601 text from left to right.
private struct DigitReader {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = Substring(text).utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func skip(oneOf letters: String) -> Bool {
    guard let first = rest.first, letters.utf8.contains(first) else { return false }
    rest = rest.dropFirst()
    return true
  }

  private mutating func number(digits: Int, in range: ClosedRange<Int>) -> Int? {
    let text = rest.prefix(digits)
    guard text.count == digits, text.allSatisfy({ (48...57).contains($0) }) else { return nil }
    rest = rest.dropFirst(digits)
    let value = text.reduce(0) { $0 * 10 + Int($1) - 48 }
    return range.contains(value) ? value : nil
  }

  mutating func day() -> Int? {
    guard let year = number(digits: 4, in: 0...9999), skip(oneOf: "-"),
      let month = number(digits: 2, in: 1...12), skip(oneOf: "-"),
      let day = number(digits: 2, in: 1...CivilDay.length(ofMonth: month, year: year))
    else { return nil }
    return CivilDay.number(year: year, month: month, day: day)
  }

  /// Seconds since midnight; a leap second counts as the first of the next minute.
  mutating func timeOfDay() -> Double? {
    guard let hour = number(digits: 2, in: 0...23), skip(oneOf: ":"), let minute = number(digits: 2, in: 0...59)
    else { return nil }
    var seconds = Double(hour * 3600 + minute * 60)
    guard skip(oneOf: ":") else { return seconds }
    guard let second = number(digits: 2, in: 0...60) else { return nil }
    seconds += Double(second)
    guard skip(oneOf: ".,") else { return seconds }
    var unit = 0.1
    guard let first = rest.first, (48...57).contains(first) else { return nil }
    while let digit = rest.first, (48...57).contains(digit) {
      seconds += Double(digit - 48) * unit
      unit /= 10
      rest = rest.dropFirst()
    }
    return seconds
  }

  /// Seconds east of Greenwich.
  mutating func offset() -> Int? {
    if skip(oneOf: "Zz") { return 0 }
    let sign = rest.first == UInt8(ascii: "-") ? -1 : 1
    guard skip(oneOf: "+-"), let hours = number(digits: 2, in: 0...23) else { return nil }
    if isAtEnd { return sign * hours * 3600 }
    _ = skip(oneOf: ":")
    guard let minutes = number(digits: 2, in: 0...59) else { return nil }
    return sign * (hours * 3600 + minutes * 60)
  }
}
