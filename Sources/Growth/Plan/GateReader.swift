public import Basics
public import Fleet
import Forecast

/// Reads the gates of a phase: each condition and each question, whether it holds, since when, and what would change it.
public struct GateReader: Sendable {
  let measures: MeasureReader
  private let standings: [String: [GateItemKey: GateStanding]]
  private let answers: [GateQuestion.Name: [GateAnswer]]

  private var now: Timestamp { measures.now }

  public init(_ measures: MeasureReader) {
    self.measures = measures
    var standings: [String: [GateItemKey: GateStanding]] = [:]
    for one in measures.record.standings { standings[one.phase, default: [:]][one.item] = one }
    self.standings = standings
    let now = measures.now
    answers = Dictionary(grouping: measures.record.answers.filter { $0.at <= now }) {
      GateQuestion.Name(phase: $0.phase, area: $0.area, name: $0.question)
    }
    .mapValues { $0.sorted { $0.at < $1.at } }
  }

  /// All items of a phase's gates, by area: conditions as declared, then questions by name. What is declared twice is one.
  public func items(_ phase: Phase) -> [GateItem] {
    var known: Set<GateItemKey> = []
    return allItems(phase).filter { known.insert($0.key).inserted }
  }

  private func allItems(_ phase: Phase) -> [GateItem] {
    GateArea.allCases.flatMap { area -> [GateItem] in
      guard let gate = phase.gates[area] else { return [] }
      let conditions = gate.conditions.map { item($0, area, phase) }
      let questions = gate.questions.sorted { $0.key < $1.key }
      return conditions
        + questions.map { item(GateQuestion(phase: phase.name, area: area, name: $0.key, text: $0.value)) }
    }
  }

  /// Since when all items held when they were last read; nil where one of them did not, or never was.
  func heldBefore(_ phase: Phase, _ items: [GateItem]) -> Timestamp? {
    var since = Timestamp(seconds: -.infinity)
    for item in items {
      guard let before = standings[phase.name]?[item.key], before.holds else { return nil }
      since = max(since, before.since)
    }
    return since
  }

  // MARK: Conditions

  private func item(_ condition: GateCondition, _ area: GateArea, _ phase: Phase) -> GateItem {
    let key = GateItemKey(condition, in: area)
    let reading = measures.reading(condition)
    let holds = reading.holds(condition.bound)
    let state: GateItem.State = holds ? .holds : reading.notMeasured == nil ? .fails : .notMeasured
    return GateItem(
      key: key, area: area, subject: .condition(condition, reading), state: state,
      since: since(condition, reading, holds: holds, before: standings[phase.name]?[key]),
      change: holds ? .nothing : change(condition, reading))
  }

  /// Rollouts are on record with their times, so that the moment is found exactly; of the others it is known when they were
  /// read.
  private func since(
    _ condition: GateCondition, _ reading: MeasureReading, holds: Bool, before: GateStanding?
  ) -> Timestamp? {
    if condition.measure == .rolloutSuccess {
      return RolloutWindow(measures.record.rollouts, over: reading.over).standing(condition.bound, at: now).since
    }
    guard let before, before.holds == holds else { return now }
    return min(before.since, now)
  }

  private func change(_ condition: GateCondition, _ reading: MeasureReading) -> GateChange {
    guard let value = reading.value else {
      return .measure(condition.measure == .rolloutSuccess ? "Carry out a rollout." : reading.words)
    }
    switch (condition.measure, condition.bound) {
    case (.rolloutSuccess, .atLeast(let least)):
      let window = RolloutWindow(measures.record.rollouts, over: reading.over)
      if let count = window.successesNeeded(least, at: now) { return .succeedInARow(count) }
      return window.lastFailureLeaves(at: now).map { .waitUntil($0) } ?? .move(.rolloutSuccess, by: least - value)
    case (.timeToRestore, .atMost(let most)): return restore(within: most, over: reading.over)
    case (.maintainersPerFeature, .atLeast(let least)):
      let needed = Int(min(least, 1e6).rounded(.up))
      let weak = measures.fleet.maintainers(on: CalendarDay(now)).filter { $0.specialist == nil && $0.people.count < needed }
      return .train(Dictionary(uniqueKeysWithValues: weak.map { ($0.feature, needed - $0.people.count) }))
    case (.exceptions, .atMost(let most)):
      let hubs = reading.evidence.compactMap { if case .hub(let hub) = $0.target { hub } else { nil } }
      return .removeExceptions(Int((value - most.rounded(.down)).rounded()), hubs: hubs)
    case (.operationsShare, .atMost(let most)) where most > 0:
      let logged = measures.hours(over: reading.over)
      return .developmentHours(logged.operations / most - logged.all)
    case (let measure, .atLeast(let bound)), (let measure, .atMost(let bound)): return .move(measure, by: bound - value)
    }
  }

  /// Hubs that do not work come first; else the longest outages leave the window one after the other.
  private func restore(within most: Double, over: Int) -> GateChange {
    var outages = measures.outages(over: over)
    let broken = outages.filter { !$0.isOver(at: now) }.map(\.hub)
    guard broken.isEmpty else { return .restore(Set(broken).sorted()) }
    outages.sort { ($0.ended ?? now) < ($1.ended ?? now) }
    while let first = outages.first, let ended = first.ended {
      outages.removeFirst()
      let hours = Distribution(outages.map { $0.hours(at: now) })
      if outages.isEmpty || hours.quantile(PlanFigures.restoreConfidence) <= most {
        return .waitUntil(ended.advanced(by: Double(over)))
      }
    }
    return .measure("Wait until an outage is over.")
  }

  // MARK: Questions

  private func item(_ question: GateQuestion) -> GateItem {
    let answers = answers[GateQuestion.Name(phase: question.phase, area: question.area, name: question.name)] ?? []
    let last = answers.last
    let state = state(last)
    return GateItem(
      key: GateItemKey(question: question.name, in: question.area), area: question.area, subject: .question(question, last),
      state: state, since: since(answers, state), change: change(question, state))
  }

  private func state(_ answer: GateAnswer?) -> GateItem.State {
    guard let answer else { return .notAnswered }
    guard answer.isYes else { return .fails }
    guard answer.hasEvidence else { return .notAnswered }
    return answer.outdatedAt > now ? .holds : .outdated
  }

  /// Answers are on record with their times: a yes holds from when it was recorded, not from the day that it names.
  private func since(_ answers: [GateAnswer], _ state: GateItem.State) -> Timestamp? {
    // The last time without a break in which a yes counted.
    var first: Timestamp?
    var end: Timestamp?
    for answer in answers {
      let counts = answer.isYes && answer.hasEvidence && answer.outdatedAt > answer.at
      let goesOn = end.map { answer.at <= $0 } ?? false
      if counts {
        if !goesOn { first = answer.at }
        end = answer.outdatedAt
      } else if goesOn {
        end = answer.at
      }
    }
    return state == .holds ? first : end
  }

  private func change(_ question: GateQuestion, _ state: GateItem.State) -> GateChange {
    switch state {
    case .holds: .nothing
    case .outdated: .answerAnew(question)
    case .fails: .settle(question)
    case .notAnswered, .notMeasured: .answer(question)
    }
  }
}

extension GateQuestion {
  /// What names a question.
  fileprivate struct Name: Hashable {
    let phase: String
    let area: GateArea
    let name: String
  }
}
