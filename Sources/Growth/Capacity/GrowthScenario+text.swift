import Basics
import Fleet

/// One line, fit for an option of a command and for a link: terms with commas between them, in any order.
///
/// `engineer@2027-03-01`, `2*engineer:20@2027-03-01~0.8` (two with 20 hours a week, each with a chance of 0.8),
/// `5*basic@2027-08-15`, `failures*0.5`, `turnaround=5`, `operations=0.4`, `platform=0.2`.
extension GrowthScenario {
  /// As ``init(_:)`` reads it.
  public var text: String {
    var terms = engineers.map { entry in
      let hours = entry.hours == Person.usualHours ? "" : ":\(Self.plain(entry.hours))"
      let chance = entry.probability == 1 ? "" : "~\(Self.plain(entry.probability))"
      return "\(Self.times(entry.count))engineer\(hours)@\(entry.starts)\(chance)"
    }
    terms += hubs.map { "\(Self.times($0.count))\($0.kind.rawValue)@\($0.starts)" }
    if let failures { terms.append("failures*\(Self.plain(failures))") }
    if let turnaround { terms.append("turnaround=\(Self.plain(turnaround))") }
    if let operationsShare { terms.append("operations=\(Self.plain(operationsShare))") }
    if let platformShare { terms.append("platform=\(Self.plain(platformShare))") }
    return terms.joined(separator: ",")
  }

  /// Reads the text form; of an empty text, the scenario that changes nothing. White space around terms does not count.
  public init(_ text: String) throws(GrowthScenarioError) {
    self.init()
    let whole = Self.trimmed(text[...])
    guard !whole.isEmpty else { return }
    for part in whole.split(separator: ",", omittingEmptySubsequences: false) { try read(Self.trimmed(part)) }
  }

  private mutating func read(_ term: Substring) throws(GrowthScenarioError) {
    if let (name, value) = Self.halves(term, at: "=") {
      switch name {
      case "turnaround": try set(\.turnaround, term, value) { $0 > 0 && $0 <= 365 }
      case "operations": try set(\.operationsShare, term, value) { $0 > 0 && $0 <= 0.5 }
      case "platform": try set(\.platformShare, term, value) { $0 >= 0 && $0 < 1 }
      default: throw .unknown(term: String(term))
      }
    } else if let (what, when) = Self.halves(term, at: "@") {
      try add(term, what: what, when: when)
    } else if let (name, value) = Self.halves(term, at: "*"), name == "failures" {
      try set(\.failures, term, value) { $0 >= 0 && $0 <= 20 }
    } else {
      throw .unknown(term: String(term))
    }
  }

  private mutating func set(
    _ path: WritableKeyPath<GrowthScenario, Double?>, _ term: Substring, _ value: Substring, where isAllowed: (Double) -> Bool
  ) throws(GrowthScenarioError) {
    guard self[keyPath: path] == nil else { throw .twice(term: String(term)) }
    guard let number = Self.number(value), isAllowed(number) else { throw .number(term: String(term), found: String(value)) }
    self[keyPath: path] = number
  }

  private mutating func add(_ term: Substring, what: Substring, when: Substring) throws(GrowthScenarioError) {
    var (count, name) = (1, what)
    if let (times, rest) = Self.halves(what, at: "*") {
      guard let number = Int(times), (1...Self.most).contains(number) else {
        throw .count(term: String(term), found: String(times))
      }
      (count, name) = (number, rest)
    }
    if let kind = HubKind(rawValue: String(name)) {
      guard hubs.reduce(count, { $0 + $1.count }) <= Self.most else {
        throw .count(term: String(term), found: "\(count)")
      }
      hubs.append(Hubs(count: count, kind: kind, starts: try Self.day(term, when)))
      return
    }
    guard engineers.reduce(count, { $0 + $1.count }) <= Self.mostEngineers else {
      throw .count(term: String(term), found: "\(count)")
    }
    let (role, hoursText) = Self.headAndTail(name, at: ":")
    guard role == "engineer" else { throw .unknown(term: String(term)) }
    var entry = Engineers(count: count, starts: CalendarDay(number: 0))
    if let hoursText {
      guard let hours = Self.number(hoursText), hours > 0, hours <= 168 else {
        throw .number(term: String(term), found: String(hoursText))
      }
      entry.hours = hours
    }
    let (day, chance) = Self.headAndTail(when, at: "~")
    entry.starts = try Self.day(term, day)
    if let chance {
      guard let probability = Self.number(chance), (0...1).contains(probability) else {
        throw .number(term: String(term), found: String(chance))
      }
      entry.probability = probability
    }
    engineers.append(entry)
  }

  /// The most hubs, and the most engineers, of all terms together.
  private static let most = 1000
  private static let mostEngineers = 50

  private static func day(_ term: Substring, _ text: Substring) throws(GrowthScenarioError) -> CalendarDay {
    guard let day = CalendarDay(String(text)) else { throw .day(term: String(term), found: String(text)) }
    return day
  }

  private static func number(_ text: Substring) -> Double? {
    guard let first = text.utf8.first, (48...57).contains(first) else { return nil }
    return Double(text).flatMap { $0.isFinite ? $0 : nil }
  }

  private static func halves(_ text: Substring, at mark: Character) -> (Substring, Substring)? {
    text.firstIndex(of: mark).map { (text[..<$0], text[text.index(after: $0)...]) }
  }

  private static func headAndTail(_ text: Substring, at mark: Character) -> (Substring, Substring?) {
    halves(text, at: mark).map { ($0.0, $0.1) } ?? (text, nil)
  }

  private static func trimmed(_ text: Substring) -> Substring {
    guard let first = text.firstIndex(where: { !$0.isWhitespace }), let last = text.lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return text[first...last]
  }

  private static func times(_ count: Int) -> String { count == 1 ? "" : "\(count)*" }

  private static func plain(_ number: Double) -> String {
    let text = "\(number)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

/// What is wrong with the text of a what-if, as a sentence that says what can be written instead.
public enum GrowthScenarioError: Error, Equatable, Sendable {
  case unknown(term: String)
  /// Something that can be said once was said again.
  case twice(term: String)
  case number(term: String, found: String)
  case count(term: String, found: String)
  case day(term: String, found: String)
}

extension GrowthScenarioError: CustomStringConvertible {
  /// All terms that a what-if can have.
  public static let help =
    "engineer@2027-03-01, 2*engineer:20@2027-03-01~0.8, 5*basic@2027-08-15 (or research, experimental), failures*0.5, "
    + "turnaround=5, operations=0.4 (at most 0.5), platform=0.2"

  public var description: String {
    switch self {
    case .unknown(let term): "“\(term)” is nothing that a what-if can say. It can say: \(Self.help)."
    case .twice(let term): "“\(term)” says again what was said before. Say it once."
    case .number(let term, let found): "“\(found)” in “\(term)” is no number that fits there. Write it as in: \(Self.help)."
    case .count(let term, let found):
      "“\(found)” in “\(term)” is no number of engineers or hubs. Write up to 50 engineers in all, as in 2*engineer@2027-03-01, or up to 1000 hubs in all, as in 5*basic@2027-08-15."
    case .day(let term, let found): "“\(found)” in “\(term)” is no day. Write it as 2027-03-01."
    }
  }
}
