public import Basics
public import Fleet
public import Forecast

/// How long the money lasts, as a distribution over trials of what is uncertain: renewals, leads, hires, costs and usage.
public struct Runway: Sendable, Equatable {
  /// Months from today until cash is below 0, with a fraction; ``RunwayFigures/months`` stands for so many or more.
  public let months: Distribution
  /// Cash at the end of the twelfth and the twenty-fourth month, this one counted, in units of the currency.
  public let cashInOneYear: Distribution
  public let cashInTwoYears: Distribution
  /// What is expected, from which each number opens.
  public let plan: CashPlan
  /// What to do at how many months, the most first.
  public let bands: [RunwayBand]

  /// Nil where no money is declared, or its cash was counted over ``RunwayFigures/monthsCarried`` months ago.
  /// - Parameters:
  ///   - trials: 1 or more; nil: ``RunwayFigures/trials``, fewer where hundreds of agreements and leads are drawn. What a scenario
  ///     adds does not count, so that scenarios take the same.
  ///   - seed: the same seed gives the same trials; scenarios that are compared take the same.
  /// - Throws: `CancellationError` where the task was cancelled.
  public init?(
    _ fleet: Fleet, today: CalendarDay, scenario: MoneyScenario = MoneyScenario(),
    figures: RunwayFigures = RunwayFigures(), trials: Int? = nil, seed: UInt64
  ) async throws {
    guard let flows = CashFlows(fleet, today: today, scenario: scenario, figures: figures) else { return nil }
    let trial = RunwayTrial(flows, figures)
    let trials = trials ?? RunwayFigures.trials(drawn: flows.flows.count { $0.isDrawn && !$0.isOfScenario })
    let outcomes = try await MonteCarlo.run(trials: max(1, trials), seed: seed, outputs: 3) { trial.run(&$0, &$1) }
    months = Distribution(outcomes[0])
    cashInOneYear = Distribution(outcomes[1])
    cashInTwoYears = Distribution(outcomes[2])
    plan = CashPlan(flows)
    bands = flows.finances.bands.sorted { $0.months > $1.months }
  }

  /// The number that is published: so many months or more in 85 of 100 trials.
  public var published: Double { months.holding(RunwayFigures.confidence) }
  /// Reached in half of the trials.
  public var median: Double { months.quantile(0.5) }
  /// That the money lasts so many months or more, up to ``RunwayFigures/months``.
  public func probability(ofAtLeast months: Double) -> Double { self.months.probability(atLeast: months) }
  /// That it lasts the 24 months that funders ask about.
  public var probabilityAsAsked: Double { probability(ofAtLeast: RunwayFigures.askedFor) }
  /// Whether the published number stands for "or more".
  public var isOrMore: Bool { published >= Double(RunwayFigures.months) }

  /// What communities pay over what the service costs, as expected in this month; nil where it costs nothing.
  public var recovery: Double? { plan.months[plan.now].recovery }
  /// The same in the month twelve months from now.
  public var recoveryInOneYear: Double? { plan.months[plan.now + 12].recovery }

  /// The band of the published number: the first whose months it reaches, below all of them the last; nil where there are
  /// none.
  public var band: RunwayBand? { Runway.band(of: published, bands) }

  /// - Parameter bands: the most months first.
  public static func band(of months: Double, _ bands: [RunwayBand]) -> RunwayBand? {
    bands.first { months >= $0.months } ?? bands.last
  }
}
