public import Basics
public import Fleet
import Forecast

/// What is to be known when people look at a feature again and decide: promote, keep, retire. It suggests and never decides.
public struct FeatureReviewSheet: Sendable, Equatable {
  public let feature: Feature
  /// The day of the review: what the last review set, else `review_by`, else four weeks after an experiment began.
  public let due: CalendarDay?
  public let isOverdue: Bool
  /// The production hubs that use it, by name.
  public let hubs: [HubID]
  /// By name.
  public let communities: [CommunityID]
  /// Whom those hubs serve, as far as they declare it; nil: none of them does.
  public let people: Int?
  public let maintainers: [PersonID]
  /// Days since `since`; nil: it is not declared.
  public let age: Int?
  /// Nil: no production hub uses it.
  public let work: Work?
  /// The last review on record.
  public let last: FeatureReview?
  public let suggestion: FeatureReview.Outcome
  /// Why, in the order in which they were asked.
  public let grounds: [Ground]

  /// A quarter, of the hubs that use it.
  public struct Work: Sendable, Equatable {
    public let items: Double
    public let hours: Double
    /// Of the same hubs as they are declared but for the feature, at the same hours for an item.
    public let itemsWithout: Double
    public let hoursWithout: Double
    /// Quarters of those hubs that are on record, all hubs together. At 0 both sides rest on what is declared alone.
    public let quartersOnRecord: Double

    /// How many times the work without the feature; nil where there would be none.
    public var ratio: Double? { itemsWithout > 0 ? items / itemsWithout : nil }
    /// Whether enough is on record to say what the feature costs here.
    public var isKnown: Bool { quartersOnRecord >= PlanFigures.quartersToJudge }
  }

  /// A fact that the suggestion stands on.
  public enum Ground: Sendable, Equatable {
    case nobodyUsesIt
    case isYoung(days: Int)
    case communities(Int)
    case maintainers(Int)
    /// Few know it on purpose.
    case specialist(String)
    case undocumented
    /// How many times the work of the same hubs without it.
    case work(Double)
    /// Too little of the work of its hubs is on record: so many times is what is expected of what they declare.
    case workExpected(Double)
    /// An experiment goes on for longer than experiments are to.
    case lastsTooLong(days: Int)
    case isGeneral

    public var sentence: String {
      switch self {
      case .nobodyUsesIt: "no production hub uses it"
      case .isYoung(let days): "it is \(PlanWords.count(days, "day")) old, too young to judge"
      case .communities(let count): "\(PlanWords.count(count, "community uses", "communities use")) it"
      case .maintainers(let count): "\(PlanWords.count(count, "person", "people")) can maintain it"
      case .specialist(let because): "few know it on purpose: \(because)"
      case .undocumented: "it has no documentation"
      case .work(let ratio): "its hubs ask for \(Self.times(ratio)) they would without it"
      case .workExpected(let ratio):
        "too little of its hubs' work is on record to say what it costs; as they are declared, "
          + "\(Self.times(ratio)) they would ask for without it"
      case .lastsTooLong(let days):
        "it has been an experiment for \(PlanWords.count(days, "day")), and \(PlanFigures.experimentLasts) were meant"
      case .isGeneral: "it is general already"
      }
    }

    /// `as much work as`, `1.5 times the work that`.
    private static func times(_ ratio: Double) -> String {
      let number = PlanWords.number(ratio)
      return number == "1" ? "as much work as" : "\(number) times the work that"
    }
  }

  /// A sheet for each feature in experiment or beta, and for each in service that has a day of review: the first due first,
  /// those without a day last.
  /// - Parameter cards: the effort of production hubs.
  public static func sheets(
    _ fleet: Fleet, record: GrowthRecord, cards: [EffortCard], now: Timestamp
  ) -> [FeatureReviewSheet] {
    let byHub = Dictionary(cards.map { ($0.hub, $0) }, uniquingKeysWith: { first, _ in first })
    return fleet.features.values
      .map { FeatureReviewSheet($0, in: fleet, reviews: record.reviews, cards: byHub, today: CalendarDay(now)) }
      .filter { $0.feature.stage.isInService && ($0.feature.stage != .general || $0.due != nil) }
      .sorted { one, other in
        let (first, second) = (one.due?.number ?? Int.max, other.due?.number ?? Int.max)
        return first == second ? one.feature.id < other.feature.id : first < second
      }
  }

  init(_ feature: Feature, in fleet: Fleet, reviews: [FeatureReview], cards: [HubID: EffortCard], today: CalendarDay) {
    let users = fleet.productionHubs.filter { $0.features.contains(feature.id) }
    let last = reviews.filter { $0.feature == feature.id && $0.on <= today }.max { $0.on < $1.on }
    let since = feature.since.flatMap { CalendarDay($0) }
    let due = Self.due(feature, since: since, last: last)
    self.feature = feature
    self.due = due
    isOverdue = due.map { $0 < today } ?? false
    hubs = users.map(\.id)
    communities = Set(users.map(\.community)).sorted()
    let people = users.compactMap(\.effort.people)
    self.people = people.isEmpty ? nil : people.reduce(0, +)
    maintainers = fleet.maintainers(of: feature, on: today)
    age = since.map { max(0, today.number - $0.number) }
    let known = users.compactMap { cards[$0.id] }
    work = known.isEmpty ? nil : Work(known, feature.id)
    self.last = last
    (suggestion, grounds) = Self.suggestion(
      feature, communities: communities.count, maintainers: maintainers.count, age: age, work: work)
  }

  private static func due(_ feature: Feature, since: CalendarDay?, last: FeatureReview?) -> CalendarDay? {
    let declared = feature.reviewBy.flatMap { CalendarDay($0) }
    if let last {
      // A day in the folder that lies behind the last review was what that review was for.
      let later = declared.flatMap { $0 > last.on ? $0 : nil }
      return [last.next, later].compactMap { $0 }.max()
    }
    if let declared { return declared }
    return feature.stage == .experimental ? since?.advanced(by: PlanFigures.experimentLasts) : nil
  }

  /// The rule of `docs/design/phases.md`.
  private static func suggestion(
    _ feature: Feature, communities: Int, maintainers: Int, age: Int?, work: Work?
  ) -> (FeatureReview.Outcome, [Ground]) {
    var grounds: [Ground] = []
    let lastsTooLong = feature.stage == .experimental ? age.flatMap { $0 > PlanFigures.experimentLasts ? $0 : nil } : nil
    guard communities > 0 else {
      if let age, age <= PlanFigures.experimentLasts { return (.keep, [.nobodyUsesIt, .isYoung(days: age)]) }
      return (.retire, [.nobodyUsesIt] + (lastsTooLong.map { [.lastsTooLong(days: $0)] } ?? []))
    }
    grounds.append(.communities(communities))
    grounds.append(feature.specialist.map { .specialist($0) } ?? .maintainers(maintainers))
    if feature.documentation == nil { grounds.append(.undocumented) }
    // What is only expected decides nothing.
    let ratio = work.flatMap { $0.isKnown ? $0.ratio : nil }
    if let told = work?.ratio { grounds.append(ratio == nil ? .workExpected(told) : .work(told)) }
    if let lastsTooLong { grounds.append(.lastsTooLong(days: lastsTooLong)) }
    if let ratio, communities == 1, ratio >= PlanFigures.workToRetire { return (.retire, grounds) }
    if feature.stage == .general { return (.keep, grounds + [.isGeneral]) }
    let isKnown = feature.specialist == nil ? maintainers >= PlanFigures.maintainersToPromote : maintainers > 0
    let isCheap = ratio.map { $0 <= PlanFigures.workToPromote } ?? false
    if communities >= PlanFigures.communitiesToPromote, isKnown, isCheap, feature.documentation != nil {
      return (.promote, grounds)
    }
    return (.keep, grounds)
  }
}

extension FeatureReviewSheet.Work {
  init(_ cards: [EffortCard], _ feature: FeatureID) {
    items = cards.reduce(0) { $0 + $1.rate.mean }
    hours = cards.reduce(0) { $0 + $1.hoursAQuarter }
    itemsWithout = cards.reduce(0) { $0 + $1.expected(without: feature) }
    hoursWithout = cards.reduce(0) { $0 + $1.expected(without: feature) * $1.hoursOfAnItem }
    quartersOnRecord = cards.reduce(0) { $0 + ($1.history?.quarters ?? 0) }
  }
}
