public import Basics
public import Fleet

/// One condition or question of a gate, as it stands at a moment.
public struct GateItem: Sendable, Equatable {
  public let key: GateItemKey
  public let area: GateArea
  public let subject: Subject
  public let state: State
  /// Since when it has held, or has not; nil: from before anything was recorded.
  public let since: Timestamp?
  public let change: GateChange

  public enum Subject: Sendable, Equatable {
    case condition(GateCondition, MeasureReading)
    /// With the last answer; nil: nobody answered.
    case question(GateQuestion, GateAnswer?)
  }

  public enum State: Sendable, Equatable {
    case holds
    case fails
    /// So it does not hold.
    case notMeasured
    /// Nobody answered, or a yes came without evidence.
    case notAnswered
    /// The answer was yes, and it is too old.
    case outdated
  }

  public var holds: Bool { state == .holds }

  /// `Rollouts that succeed: at least 95 % (30 days)`, or the question.
  public var text: String {
    switch subject {
    case .condition(let condition, _): PlanWords.text(condition)
    case .question(let question, _): question.text
    }
  }

  /// What was measured, in the measure's unit; nil for a question, and where nothing was.
  public var value: Double? { if case .condition(_, let reading) = subject { reading.value } else { nil } }

  /// What was measured or answered, in words.
  public var words: String {
    switch (subject, state) {
    case (.condition(_, let reading), _): reading.words
    case (.question(_, nil), _): "not answered"
    case (.question(_, let answer?), .outdated): "yes, on \(answer.on); to be answered anew"
    case (.question(_, let answer?), .notAnswered): "yes, on \(answer.on), without evidence"
    case (.question(_, let answer?), _): "\(answer.isYes ? "yes" : "no"), on \(answer.on)"
    }
  }

  public var evidence: [EvidenceLink] {
    switch subject {
    case .condition(_, let reading): reading.evidence
    case .question(_, let answer): answer.map { [EvidenceLink(.person($0.by), $0.evidence, isGood: $0.isYes)] } ?? []
    }
  }

  /// When it stops holding by itself: an answer that grows old; nil: it does not hold, or nothing of that kind is known.
  public var holdsUntil: Timestamp? {
    guard holds, case .question(_, let answer?) = subject else { return nil }
    return answer.outdatedAt
  }
}

/// Names an item within the gates of its phase, and stays the same as long as what is asked for does: another bound, or
/// another time to look back over, is another item.
public struct GateItemKey: RawRepresentable, Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  public init(_ condition: GateCondition, in area: GateArea) {
    let bound =
      switch condition.bound {
      case .atLeast(let least): "at-least-\(PlanWords.number(least, places: 6))"
      case .atMost(let most): "at-most-\(PlanWords.number(most, places: 6))"
      }
    let over = condition.over ?? PlanFigures.usualWindow(condition.measure)
    rawValue = "\(area.rawValue).\(condition.measure.rawValue).\(bound)\(over > 0 ? ".over-\(over)" : "")"
  }

  public init(question: String, in area: GateArea) { rawValue = "\(area.rawValue).question.\(question)" }

  /// The key of that name, or the only one that begins with it and a point.
  public static func find(_ name: String, among keys: [GateItemKey]) -> GateItemKey? {
    if let exact = keys.first(where: { $0.rawValue == name }) { return exact }
    let near = keys.filter { $0.rawValue.hasPrefix("\(name).") }
    return near.count == 1 ? near.first : nil
  }

  public var description: String { rawValue }
  public static func < (one: GateItemKey, other: GateItemKey) -> Bool { one.rawValue < other.rawValue }
}

/// A question of a gate, with all that is needed to answer it.
public struct GateQuestion: Sendable, Hashable {
  public let phase: String
  public let area: GateArea
  /// Its short name.
  public let name: String
  public let text: String

  public init(phase: String, area: GateArea, name: String, text: String) {
    self.phase = phase
    self.area = area
    self.name = name
    self.text = text
  }
}

extension GateAnswer {
  /// Whether it stands on something.
  public var hasEvidence: Bool { evidence.contains { !$0.isWhitespace } }

  /// From when on it counts no longer. A day that is yet to come counts as the day on which it was recorded.
  public var outdatedAt: Timestamp { min(on, CalendarDay(at)).advanced(by: PlanFigures.answersLast + 1).start }
}

/// What would make an item hold.
public enum GateChange: Sendable, Equatable {
  /// It holds.
  case nothing
  /// So many rollouts that succeed, one after the other, from now on.
  case succeedInARow(Int)
  /// What counts against it is out of sight then, if nothing of the kind is added.
  case waitUntil(Timestamp)
  /// Hubs that do not work now.
  case restore([HubID])
  /// How many more people must learn each feature.
  case train([FeatureID: Int])
  /// So many fewer exceptions, and the hubs that have most of them first.
  case removeExceptions(Int, hubs: [HubID])
  /// So many hours more of development projects, with no more of operations.
  case developmentHours(Double)
  /// The measure must move by so much: above 0 up, below 0 down.
  case move(GateMeasure, by: Double)
  /// It must be measured first: what to do.
  case measure(String)
  case answer(GateQuestion)
  /// The answer has grown old.
  case answerAnew(GateQuestion)
  /// The answer is no: change what it is about, then answer again.
  case settle(GateQuestion)

  /// For people; nil where there is nothing to do.
  public var sentence: String? {
    switch self {
    case .nothing: nil
    case .succeedInARow(1): "One more rollout that succeeds."
    case .succeedInARow(let count): "\(count) more rollouts in a row that succeed."
    case .waitUntil(let moment): "Nothing of the kind until \(moment.day): then the last of it is out of sight."
    case .restore(let hubs): "Bring \(PlanWords.list(hubs.map(\.rawValue))) back to work."
    case .train(let features):
      features.sorted { $0.key < $1.key }
        .map { "Train \($0.value == 1 ? "one more person" : "\($0.value) more people") in \($0.key)." }
        .joined(separator: " ")
    case .removeExceptions(let count, let hubs):
      "\(count) fewer: let a feature explain them, or take them out"
        + (hubs.isEmpty ? "." : "; most are on \(PlanWords.list(hubs.map(\.rawValue))).")
    case .developmentHours(let hours):
      "\(PlanWords.number(hours)) more hours of development projects, with no more of operations."
    case .move(let measure, let change):
      "\(PlanWords.amount(abs(change), of: measure)) \(change > 0 ? "more" : "less")."
    case .measure(let sentence): sentence
    case .answer(let question): "Answer it, with evidence: \(question.text)"
    case .answerAnew(let question): "Answer it anew, the last answer is too old: \(question.text)"
    case .settle(let question): "Change what it asks about, then answer again: \(question.text)"
    }
  }
}
