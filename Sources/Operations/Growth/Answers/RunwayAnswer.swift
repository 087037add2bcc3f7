public import Basics

/// How long the money lasts, and what it is made of. For programs and pages. Amounts are in `currency`.
public struct RunwayAnswer: Codable, Sendable, Equatable {
  public var currency: String
  /// Months left with 85 %, in half of the cases, with 15 %; 60 stands for 60 or more.
  public var months: Double
  public var median: Double
  public var best: Double
  /// The chance that it lasts 24 months or more.
  public var chanceOfTwoYears: Double
  /// The chance that it lasts at least 1, 2, … 60 months.
  public var chances: [Double]
  /// What communities pay over what the service costs the organisation; grants are not counted, now and in twelve months.
  public var recovery: Double
  public var recoveryInAYear: Double
  /// The most months first.
  public var bands: [Band]
  /// Expected, month by month.
  public var plan: [Month]
  /// What one more community of each kind brings and costs.
  public var oneMore: [OneMore]
  /// What is not known or is doubtful, and what to do: each a sentence.
  public var notes: [String]
  /// Communities with hubs and without an agreement.
  public var withoutAgreement: [String]

  public init(
    currency: String, months: Double, median: Double, best: Double, chanceOfTwoYears: Double, chances: [Double],
    recovery: Double, recoveryInAYear: Double, bands: [Band], plan: [Month], oneMore: [OneMore], notes: [String] = [],
    withoutAgreement: [String]
  ) {
    self.currency = currency
    self.months = months
    self.median = median
    self.best = best
    self.chanceOfTwoYears = chanceOfTwoYears
    self.chances = chances
    self.recovery = recovery
    self.recoveryInAYear = recoveryInAYear
    self.bands = bands
    self.plan = plan
    self.oneMore = oneMore
    self.notes = notes
    self.withoutAgreement = withoutAgreement
  }

  public struct Band: Codable, Sendable, Equatable {
    public var months: Double
    public var advice: String
    public var isCurrent: Bool

    public init(months: Double, advice: String, isCurrent: Bool) {
      self.months = months
      self.advice = advice
      self.isCurrent = isCurrent
    }
  }

  public struct Month: Codable, Sendable, Equatable {
    /// As `YYYY-MM`.
    public var month: String
    public var opening: Money
    public var income: Money
    public var cost: Money
    public var closing: Money
    public var lines: [Line]

    public init(month: String, opening: Money, income: Money, cost: Money, closing: Money, lines: [Line]) {
      self.month = month
      self.opening = opening
      self.income = income
      self.cost = cost
      self.closing = closing
      self.lines = lines
    }
  }

  /// What an amount is made of: above 0 comes in, below 0 goes out.
  public struct Line: Codable, Sendable, Equatable {
    public var name: String
    public var amount: Money
    /// What it stands on: `agreement until 2027-06-30, renewed with 85 %`.
    public var note: String?

    public init(name: String, amount: Money, note: String?) {
      self.name = name
      self.amount = amount
      self.note = note
    }
  }

  public struct OneMore: Codable, Sendable, Equatable {
    public var kind: String
    /// A month.
    public var fee: Money
    /// Of bringing it into service, and each month after.
    public var onboardingHours: Double
    public var hoursAMonth: Double
    public var onboardingCost: Money
    public var costAMonth: Money
    /// Months until it has paid its onboarding; nil: never.
    public var paysBackAfter: Double?
    /// Months of runway (with 85 %) more or less.
    public var runwayMonths: Double

    public init(
      kind: String, fee: Money, onboardingHours: Double, hoursAMonth: Double, onboardingCost: Money, costAMonth: Money,
      paysBackAfter: Double?, runwayMonths: Double
    ) {
      self.kind = kind
      self.fee = fee
      self.onboardingHours = onboardingHours
      self.hoursAMonth = hoursAMonth
      self.onboardingCost = onboardingCost
      self.costAMonth = costAMonth
      self.paysBackAfter = paysBackAfter
      self.runwayMonths = runwayMonths
    }
  }
}
