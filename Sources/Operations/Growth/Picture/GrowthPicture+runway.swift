import Basics
import Fleet
import Forecast
import Growth

extension RunwayAnswer {
  init(_ runway: Runway, oneMore: [OneMore], notes: [String], withoutAgreement: [String]) {
    let current = runway.band
    self.init(
      currency: runway.plan.currency, months: runway.published, median: runway.median,
      best: runway.months.quantile(RunwayFigures.confidence), chanceOfTwoYears: runway.probabilityAsAsked,
      chances: (1...RunwayFigures.months).map { runway.probability(ofAtLeast: Double($0)) },
      recovery: runway.recovery ?? 0, recoveryInAYear: runway.recoveryInOneYear ?? 0,
      bands: runway.bands.map { Band(months: $0.months, advice: $0.advice, isCurrent: $0 == current) },
      plan: runway.plan.ahead.map { Month($0) }, oneMore: oneMore, notes: notes, withoutAgreement: withoutAgreement)
  }
}

extension RunwayAnswer.Month {
  fileprivate init(_ month: CashPlan.Month) {
    self.init(
      month: String(month.first.description.prefix(7)), opening: month.opening, income: month.incomeTotal,
      cost: month.costTotal, closing: month.closing,
      lines: month.income.map { RunwayAnswer.Line($0, sign: 1) } + month.costs.map { RunwayAnswer.Line($0, sign: -1) })
  }
}

extension RunwayAnswer.Line {
  fileprivate init(_ line: CashLine, sign: Int) {
    self.init(name: line.name, amount: sign * line.amount, note: line.note.isEmpty ? nil : line.note)
  }
}

extension RunwayAnswer.OneMore {
  init(_ marginal: MarginalCommunity, gain: RunwayGain?) {
    self.init(
      kind: marginal.kind.rawValue, fee: marginal.fee.total, onboardingHours: marginal.onboardingHours,
      hoursAMonth: marginal.hoursAMonth, onboardingCost: marginal.onboardingCost, costAMonth: marginal.costAMonth,
      paysBackAfter: marginal.paysBackAfter, runwayMonths: gain?.published ?? 0)
  }
}

extension GrowthAnswer.RunwaySummary {
  init(_ runway: Runway) {
    self.init(
      months: runway.published, median: runway.median, recovery: runway.recovery ?? 0, advice: runway.band?.advice ?? "")
  }
}
