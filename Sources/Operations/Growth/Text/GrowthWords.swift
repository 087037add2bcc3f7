public import Basics
import Growth
internal import Foundation

/// The words for growth that the terminal, the pages and the report share.
public enum GrowthWords {
  /// What stands for "and more" in forecasts of the runway, in months.
  public static let mostMonths = Double(RunwayFigures.months)

  /// Two digits where it is small, whole where it is not, with a real minus sign: `0.25`, `4.9`, `−12`.
  public static func number(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "unknown" : "without bound" }
    let magnitude = abs(value)
    var text = String(format: magnitude < 1 ? "%.2f" : magnitude < 20 ? "%.1f" : "%.0f", magnitude)
    if text.contains(".") {
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    return value < 0 && text != "0" ? "−" + text : text
  }

  /// A share of 1 as `85 %`; what is nearly nothing or nearly all is not told as nothing or all.
  public static func percent(_ share: Double) -> String {
    guard share.isFinite else { return number(share) }
    if share > 0, share < 0.005 { return "under 1 %" }
    if share < 1, share > 0.995 { return "over 99 %" }
    let whole = (abs(share) * 100).rounded()
    let text = whole >= 1000 ? "over 999 %" : "\(Int(whole)) %"
    return share < 0 && whole > 0 ? "−" + text : text
  }

  /// `18.2 months`, `1 month`; 60 and more are `60 months or more`.
  public static func months(_ months: Double) -> String {
    if months >= mostMonths { return "60 months or more" }
    let text = tenths(months)
    return "\(text) \(text == "1" ? "month" : "months")"
  }

  /// `18.2`; 60 and more are `60+`: for tables whose heading says months.
  public static func shortMonths(_ months: Double) -> String { months >= mostMonths ? "60+" : tenths(months) }

  /// To one digit: `18.2`, `−3.5`, `22`.
  private static func tenths(_ value: Double) -> String {
    let text = String(format: "%.1f", abs(value))
    let short = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    return value < 0 && short != "0" ? "−" + short : short
  }

  /// `5 working days`, `1 working day`.
  public static func workingDays(_ days: Double) -> String {
    let text = number(days)
    return "\(text) working \(text == "1" ? "day" : "days")"
  }

  /// `4.5 hours`, `1 hour`.
  public static func hours(_ hours: Double) -> String {
    let text = number(hours)
    return "\(text) \(text == "1" ? "hour" : "hours")"
  }

  /// `1 hub`, `2 hubs`; `many` where the plural is not made with an s.
  public static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? one + "s")"
  }

  /// `a`, `a and b`, `a, b and c`.
  public static func list(_ parts: [String]) -> String { Wording.list(parts) }

  /// `2 basic and 1 research`; `none` where there are none.
  public static func slots(_ slots: [String: Int]) -> String {
    let parts = kinds(Array(slots.keys)).compactMap { kind in
      slots[kind].flatMap { $0 == 0 ? Optional.none : "\($0) \(kind)" }
    }
    return parts.isEmpty ? "none" : list(parts)
  }

  /// What failing rollouts make again, in items, beyond what is usual: `0`, `3.2`, `−1.4`; less than a tenth either way is none.
  public static func rework(_ items: Double) -> String { abs(items) < 0.1 ? "0" : number(tenth(items)) }

  /// To one digit, without a sign where that leaves nothing.
  static func tenth(_ value: Double) -> Double {
    let rounded = (value * 10).rounded() / 10
    return rounded == 0 ? 0 : rounded
  }

  /// `+3 basic and −1 research`; `no slots` where nothing changes.
  public static func signedSlots(_ slots: [String: Int]) -> String {
    let parts = kinds(Array(slots.keys)).compactMap { kind in
      slots[kind].flatMap { $0 == 0 ? Optional.none : "\(signed($0)) \(kind)" }
    }
    return parts.isEmpty ? "no slots" : list(parts)
  }

  /// Kinds in the order basic, research, experimental, then whatever else by name; each once.
  public static func kinds(_ names: [String]) -> [String] {
    let known = ["basic", "research", "experimental"]
    let given = Set(names)
    return known.filter(given.contains) + given.subtracting(known).sorted()
  }

  /// A difference: `+3`, `−2`, `0`.
  public static func signed(_ value: Int) -> String {
    value == 0 ? "0" : value > 0 ? "+\(value)" : "−\(value.magnitude)"
  }

  /// A difference to one digit: `+1.5`, `−0.3`, `0`.
  public static func signed(_ value: Double) -> String {
    let text = tenths(value)
    return value > 0 && text != "0" ? "+" + text : text
  }

  /// `12,500 USD`, `−4,166.67 USD`.
  public static func money(_ amount: Money, _ currency: String) -> String { "\(plain(amount)) \(currency)" }

  /// As `money`, to the whole unit and without the currency: for tables whose heading names it.
  public static func wholeMoney(_ amount: Money) -> String { plain(Money(nearest: amount.amount.rounded())) }

  private static func plain(_ amount: Money) -> String {
    amount.description.replacing("-", with: "−")
  }

  /// How long something is so: `for 12 days`, `for 1 hour`, `for less than an hour`.
  public static func duration(since moment: Double, at now: Double) -> String {
    let seconds = max(0, now - moment)
    if seconds < 3600 { return "for less than an hour" }
    if seconds < 86400 { return "for \(count(Int(seconds / 3600), "hour"))" }
    return "for \(count(Int(min(seconds / 86400, 1e6)), "day"))"
  }

  /// A length of time in days: `14 days`, `1.5 days`, `1 hour`, `30 minutes`.
  public static func days(_ days: Double) -> String {
    let (amount, unit) = days >= 1 ? (days, "day") : days * 24 >= 1 ? (days * 24, "hour") : (days * 1440, "minute")
    let text = number(amount)
    return "\(text) \(unit)\(text == "1" ? "" : "s")"
  }

  /// The day in UTC of a moment in seconds since 1970: `2027-03-01`.
  public static func day(_ moment: Double) -> String { Timestamp(seconds: moment).day }

  /// `not measured yet: …`.
  public static func notMeasured(_ because: String?) -> String {
    guard let because else { return "not measured yet" }
    if because.hasPrefix("not declared") { return because }
    return because.lowercased().hasPrefix("not measured yet")
      ? because.prefix(1).lowercased() + because.dropFirst() : "not measured yet: \(because)"
  }

  /// `changes and incidents are done within 5 working days in 85 % of cases`.
  public static func promise(days: Double, confidence: Double) -> String {
    "\(percent(confidence)) of changes and incidents are done within \(workingDays(days))"
  }
}

extension GrowthWords {
  /// What is to be written where nothing is known: each a sentence that names its key.
  public static let noTeam =
    "Slots are not known: no team is declared. Write `team` into fleet.yaml, and `hours` and `skills` of its `people`."
  public static let noPhases = "No phases are declared: write `phases` into fleet.yaml, each with `slots` and `gates`."
  public static let noMoney =
    "The runway is not known: no money is declared. Write `money` into fleet.yaml: `cash`, `person_month`, `costs` and `fees`."
  public static let noPipeline =
    "Nobody is expected: the pipeline is empty. Write those who may come, stay or leave under `pipeline` in fleet.yaml."
  public static let noReviews =
    "No feature is to be reviewed. Write `review_by` into the file of each feature that is tried out (features/)."
  public static let noHours =
    "No hours are logged: what an item of work takes is assumed. Log hours with `atoll hours`."
}

extension GrowthWords {
  /// Whether a condition or an answer stands, in one or two words: what is not known is not met.
  public static func state(_ item: GateItemAnswer) -> String {
    switch item.standing {
    case true?: item.isQuestion ? "yes" : "holds"
    case false?: item.isQuestion ? "no" : "does not hold"
    case nil: "not met"
    }
  }

  /// What an item stands on, in a sentence without its stop: what was measured or answered, and since when it is so.
  public static func grounds(_ item: GateItemAnswer, at now: Double? = nil) -> String {
    var parts: [String] = []
    if item.isQuestion {
      if let answer = item.answer {
        parts.append("answered \(answer.isYes ? "yes" : "no") on \(answer.on) by \(answer.by): \(answer.evidence)")
        if answer.isYes, !item.holds { parts.append("to be answered anew") }
      } else {
        parts.append("not answered yet")
      }
    } else if !item.isKnown {
      parts.append(notMeasured(item.notMeasured))
    } else if let value = item.value {
      parts.append(value)
    }
    if let since = item.since {
      parts.append(now.map { duration(since: since, at: $0) } ?? "since \(day(since))")
    }
    return parts.joined(separator: "; ")
  }

  /// `Infrastructure: 2 of 4 hold`.
  public static func area(_ area: AreaAnswer) -> String {
    area.items.isEmpty ? "\(area.title): nothing is asked" : "\(area.title): \(area.holding) of \(area.items.count) hold"
  }

  /// How many hubs the clusters have room for, or that nobody declared it.
  public static func room(_ load: SlotsAnswer.Load) -> String {
    load.room.map { "The clusters that communities share have room for \(count($0, "hub")) more, by their quota" }
      ?? "For how many hubs the clusters have room is not declared (`quota` in clusters/)"
  }

  /// What hangs on single people: how much of the hubs and of the work, on whom, and which hubs nobody can maintain.
  public static func risk(_ risk: SlotsAnswer.Risk) -> String {
    guard risk.shareOfHubs > 0 else { return "No hub hangs on one person alone" }
    var text =
      "\(percent(risk.shareOfWork)) of the work, on \(percent(risk.shareOfHubs)) of the production hubs, hangs on one person or on nobody"
    let people = risk.people.map { "\($0.person) alone (\($0.hubs.joined(separator: ", ")))" }
    let nobody = risk.orphaned.isEmpty ? [] : ["nobody (\(risk.orphaned.joined(separator: ", ")))"]
    let told = people + nobody
    if !told.isEmpty { text += ": \(list(told))" }
    return text
  }

  /// What the hubs with a feature ask for, against what the same hubs would ask for without it.
  public static func work(_ review: ReviewAnswer) -> String {
    guard !review.hubs.isEmpty else { return "no production hub has it, so it takes no hours of operations" }
    let times = review.hoursWithoutIt > 0 ? number(review.hoursAQuarter / review.hoursWithoutIt) : nil
    let ratio = times.map { $0 == "1" ? " (as many)" : " (\($0) times as many)" } ?? ""
    let told =
      "\(hours(review.hoursAQuarter)) a quarter with it; the same hubs, as declared but without it: "
      + "\(number(review.hoursWithoutIt))\(ratio)"
    return review.quartersOnRecord < PlanFigures.quartersToJudge
      ? "\(told); both are expected, for less than a quarter of their work is on record" : told
  }

  /// What changing a limit would bring: `+3 basic`, or why that is not known.
  public static func brings(_ limit: LimitAnswer) -> String {
    guard let adds = limit.adds else { return notMeasured(limit.notMeasured) }
    return signedSlots(adds)
  }
}
