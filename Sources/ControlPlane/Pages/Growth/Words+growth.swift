import Basics
import Fleet
import Operations

extension Words {
  /// Two digits below 1, one below 20, whole above: `0.42`, `3.4`, `1,240`; a dash for what is no number.
  static func decimal(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e15 else { return "–" }
    let magnitude = value.magnitude
    let scale = magnitude < 0.995 ? 100 : magnitude < 19.95 ? 10 : 1
    let steps = Int((magnitude * Double(scale)).rounded())
    let sign = value < 0 && steps > 0 ? "−" : ""
    let (whole, rest) = (steps / scale, steps % scale)
    if rest == 0 { return sign + Words.number(whole) }
    let digits = scale == 100 && rest < 10 ? "0\(rest)" : String(rest)
    return "\(sign)\(Words.number(whole)).\(digits)"
  }

  /// `85 %`; `under 1 %` and `over 99 %` where rounding would say never or always.
  static func percent(_ share: Double) -> String {
    guard share.isFinite, share.magnitude < 1e6 else { return "–" }
    return GrowthWords.percent(share)
  }

  /// `+3`, `−2`, `±0`.
  static func signed(_ number: Int) -> String {
    number == 0 ? "±0" : number > 0 ? "+\(Words.number(number))" : "−\(Words.number(-number))"
  }

  /// `+3.4`, `−0.2`, `±0`.
  static func signed(_ value: Double) -> String {
    let text = decimal(value)
    return text == "0" ? "±0" : value > 0 ? "+\(text)" : text
  }

  /// `1 Mar 2027` for `2027-03-01`, `Mar 2027` for `2027-03`; another text as it is.
  static func day(_ text: String) -> String {
    if let day = CalendarDay(text) {
      let moment = CalendarMoment(day.start.seconds)
      return "\(moment.day) \(CalendarMoment.monthNames[moment.month - 1]) \(moment.year)"
    }
    if text.utf8.count == 7, let day = CalendarDay("\(text)-01") {
      let moment = CalendarMoment(day.start.seconds)
      return "\(CalendarMoment.monthNames[moment.month - 1]) \(moment.year)"
    }
    return text
  }

  /// `1 Oct 2026`: the day of a moment in seconds since 1970, in UTC.
  static func day(of moment: Double) -> String { day(CalendarMoment(moment).dateText) }

  /// `23 Nov` for `2026-11-23`: where the year is plain.
  static func shortDay(_ text: String) -> String {
    guard CalendarDay(text) != nil else { return text }
    return day(text).split(separator: " ").prefix(2).joined(separator: " ")
  }

  /// A sentence of our own, which begins with a capital letter whatever its first word is.
  static func ownSentence(_ text: String) -> String {
    let sentence = sentence(text)
    return sentence.prefix(1).uppercased() + sentence.dropFirst()
  }

  /// `14 days`, `1 day`, `12 h`.
  static func days(_ days: Double) -> String {
    guard days >= 1, days < 1e6 else { return duration(days * 86400) }
    return days == 1 ? "1 day" : "\(decimal(days)) days"
  }

  /// Months of runway: 60 stands for 60 or more.
  static func runway(_ months: Double) -> String {
    months >= 60 ? "60 or more months" : "\(decimal(months)) \(months == 1 ? "month" : "months")"
  }

  /// An amount without its hundredths: `12,500`, `−4,167`.
  static func amount(_ money: Money) -> String { decimal(money.amount.rounded()) }

  /// Names of kinds in their order; others after them, by name.
  static func kinds(_ names: some Sequence<String>) -> [String] {
    let order = HubKind.allCases.map(\.rawValue)
    return names.sorted { (order.firstIndex(of: $0) ?? order.count, $0) < (order.firstIndex(of: $1) ?? order.count, $1) }
  }

  /// `6 basic and 1 research`; nothing for kinds without any. Nil where there are none.
  static func byKind(_ counts: [String: Int]) -> String? {
    let parts = kinds(counts.keys).compactMap { kind in counts[kind].flatMap { $0 == 0 ? nil : "\(number($0)) \(kind)" } }
    return parts.isEmpty ? nil : list(parts)
  }

  /// `+3 basic, −1 research`; nil where nothing is added.
  static func addedByKind(_ counts: [String: Int]) -> String? {
    let parts = kinds(counts.keys).compactMap { kind in counts[kind].flatMap { $0 == 0 ? nil : "\(signed($0)) \(kind)" } }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// `76 changes and incidents`.
  static func items(_ number: Double) -> String { "\(decimal(number)) changes and incidents" }
}
