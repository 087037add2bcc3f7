public import Basics
public import Fleet

/// The money that is expected, month by month, from the cash that was counted: every amount times its probability.
///
/// Months are calendar months. What holds on the 15th of a month counts for that month, and cash that was counted up to the
/// 15th stands at the beginning of its month, later cash at that of the next one.
public struct CashPlan: Sendable, Equatable {
  public let currency: String
  /// What the plan begins with.
  public let cash: Finances.Cash
  /// Those since the cash was counted, and ``RunwayFigures/months`` from the month of today on.
  public let months: [Month]
  /// The place of today's month in `months`: before it, cash is carried forward.
  public let now: Int
  /// What the plan leaves out, and why.
  public let notes: [MoneyNote]

  /// Nil where no money is declared, or its cash was counted over ``RunwayFigures/monthsCarried`` months ago.
  public init?(
    _ fleet: Fleet, today: CalendarDay, scenario: MoneyScenario = MoneyScenario(), figures: RunwayFigures = RunwayFigures()
  ) {
    guard let flows = CashFlows(fleet, today: today, scenario: scenario, figures: figures) else { return nil }
    self.init(flows)
  }

  init(_ flows: CashFlows) {
    currency = flows.finances.currency
    cash = flows.finances.cash
    now = flows.now
    notes = flows.notes
    var opening = flows.finances.cash.amount
    var months: [Month] = []
    for number in 0..<flows.now + RunwayFigures.months {
      let lines = CashPlan.lines(flows.flows, in: number)
      let month = Month(
        first: flows.scale.first(of: number, near: flows.today), opening: opening,
        income: lines.filter(\.part.isIncome), costs: lines.filter { !$0.part.isIncome })
      months.append(month)
      opening = month.closing
    }
    self.months = months
  }

  /// From the month of today on.
  public var ahead: ArraySlice<Month> { months[now...] }

  private static func lines(_ flows: [CashFlow], in month: Int) -> [CashLine] {
    var lines: [CashLine] = []
    for flow in flows {
      let probability = flow.probability(in: month)
      guard probability > 0 else { continue }
      for amount in flow.amounts where amount.month != .zero {
        lines.append(
          CashLine(
            part: amount.part, name: flow.name, amount: amount.month.times(probability), probability: probability,
            source: flow.source, note: flow.note))
      }
    }
    return lines
  }

  /// One month. `closing` is `opening` and what comes in, less what goes out, to the hundredth.
  public struct Month: Sendable, Equatable {
    public let first: CalendarDay
    public let opening: Money
    /// In the order of agreements, leads and scenario.
    public let income: [CashLine]
    public let costs: [CashLine]

    public var incomeTotal: Money { Money.sum(income.map(\.amount)) }
    public var costTotal: Money { Money.sum(costs.map(\.amount)) }
    public var closing: Money { opening + incomeTotal - costTotal }

    /// The sum of one part.
    public func total(_ part: CashPart) -> Money {
      Money.sum((part.isIncome ? income : costs).filter { $0.part == part }.map(\.amount))
    }

    /// What communities pay for the service, over what it costs the organisation; 1 is all of it. Grants and cloud that is
    /// passed on are in neither. Nil where nothing is paid.
    public var recovery: Double? {
      let fees = Money.sum(income.filter(\.part.isFee).map(\.amount))
      let own = Money.sum(costs.filter(\.part.isOwnCost).map(\.amount))
      return own > .zero ? fees.amount / own.amount : nil
    }
  }
}
