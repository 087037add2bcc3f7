public import Basics
public import Fleet
internal import Forecast

/// What one more community of a kind, with one hub, brings and costs.
///
/// Cloud is not in it: it is taken as passed on at cost. Hours are those of the team that is there; whether it has them,
/// the slots say.
public struct MarginalCommunity: Sendable, Equatable {
  public let fee: TypicalFee
  public let work: MarginalWork
  /// Of one person of the team: what a month costs, over the hours in it in which work gets done.
  public let costOfHour: Money

  public var kind: HubKind { fee.kind }
  /// Of bringing it into service, in its first quarter.
  public var onboardingHours: Double { work.onboardingItems * work.hoursOfItem }
  /// In each month of service.
  public var hoursAMonth: Double { work.itemsAQuarter * work.hoursOfItem / 3 }
  /// In its first quarter, onboarding and service together.
  public var hoursOfFirstQuarter: Double { onboardingHours + 3 * hoursAMonth }
  public var onboardingCost: Money { costOfHour.times(onboardingHours) }
  public var costAMonth: Money { costOfHour.times(hoursAMonth) }
  /// What is left of its fee each month once its hours are paid.
  public var surplusAMonth: Money { fee.total - costAMonth }

  /// Months until what is left of its fees has paid its onboarding; nil: never.
  public var paysBackAfter: Double? {
    guard onboardingCost > .zero else { return 0 }
    guard surplusAMonth > .zero else { return nil }
    return onboardingCost.amount / surplusAMonth.amount
  }

  /// Nil where no money is declared.
  /// - Parameters:
  ///   - work: what it asks of the team; what is usual for the kind, where nil.
  ///   - isDedicated: on a cluster of its own, which brings more and takes longer to set up.
  public init?(
    _ kind: HubKind, in fleet: Fleet, work: MarginalWork? = nil, isDedicated: Bool = false
  ) {
    guard let finances = fleet.organisation.finances else { return nil }
    fee = TypicalFee(kind, isDedicated: isDedicated, in: fleet, finances)
    self.work = work ?? MarginalWork(usual: kind, isDedicated: isDedicated)
    costOfHour = MarginalCommunity.costOfHour(fleet.organisation, finances)
  }

  /// By the full week that a month of a person is for, and the team's focus: whoever works less costs less.
  private static func costOfHour(_ organisation: Organisation, _ finances: Finances) -> Money {
    let focus = (organisation.team ?? Team()).focus
    guard focus > 0, finances.fullWeek > 0 else { return .zero }
    return Money(nearest: finances.personMonth.amount / (finances.fullWeek * RunwayFigures.weeksOfMonth * focus))
  }
}

/// What a hub asks of the team. All 0 or more.
public struct MarginalWork: Sendable, Equatable {
  /// Items (changes and incidents) of bringing it into service.
  public var onboardingItems: Double
  public var itemsAQuarter: Double
  public var hoursOfItem: Double

  public init(onboardingItems: Double, itemsAQuarter: Double, hoursOfItem: Double) {
    self.onboardingItems = max(0, onboardingItems)
    self.itemsAQuarter = max(0, itemsAQuarter)
    self.hoursOfItem = max(0, hoursOfItem)
  }

  /// Of a usual hub of the kind (``EffortFigures``).
  public init(usual kind: HubKind, isDedicated: Bool) {
    self.init(
      onboardingItems: isDedicated ? EffortFigures.onboardingOnOwnCluster : EffortFigures.onboardingOnSharedCluster,
      itemsAQuarter: EffortFigures.changes(of: kind), hoursOfItem: EffortFigures.hoursOfAnItem)
  }

  /// The mean of the hubs of a kind that are there; nil where there are none.
  public init?(_ kind: HubKind, cards: [EffortCard]) {
    let cards = cards.filter { $0.kind == kind }
    let count = Double(cards.count)
    let items = cards.map(\.rate.mean).reduce(0, +)
    guard count > 0 else { return nil }
    let hours = cards.map(\.hoursAQuarter).reduce(0, +)
    self.init(
      onboardingItems: cards.map(\.onboarding).reduce(0, +) / count, itemsAQuarter: items / count,
      hoursOfItem: items > 0 ? hours / items : EffortFigures.hoursOfAnItem)
  }
}

/// How much longer the money lasts with so many more communities of a kind, from today on.
public struct RunwayGain: Sendable, Equatable {
  public let kind: HubKind
  public let count: Int
  /// Months more (less, below 0) in half of the trials, and in 85 of 100. 0 where both reach the end of what is looked at.
  public let median: Double
  public let published: Double

  /// Nil where the runway is not known.
  /// - Parameters:
  ///   - base: the runway without them, made with the same figures, scenario, trials and seed.
  /// - Throws: `CancellationError` where the task was cancelled.
  public init?(
    _ count: Int, _ kind: HubKind, over base: Runway, in fleet: Fleet, today: CalendarDay,
    scenario: MoneyScenario = MoneyScenario(), figures: RunwayFigures = RunwayFigures(), seed: UInt64
  ) async throws {
    var more = scenario
    more.communities.append(MoneyScenario.Communities(kind: kind, count: count, starts: today))
    let trials = base.months.count
    let runway = try await Runway(fleet, today: today, scenario: more, figures: figures, trials: trials, seed: seed)
    guard let runway else { return nil }
    self.kind = kind
    self.count = count
    median = runway.median - base.median
    published = runway.published - base.published
  }
}
