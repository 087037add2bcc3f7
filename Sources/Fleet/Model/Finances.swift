public import Basics

/// The money of the organisation: `money` of `fleet.yaml`. All amounts are in one currency.
public struct Finances: Sendable, Equatable {
  /// Three letters, as ISO 4217 has them.
  public var currency: String
  public var cash: Cash
  /// What one person of the team with a full week costs a month, with everything; whoever works less costs in proportion.
  public var personMonth: Money
  /// Hours of that full week; above 0.
  public var fullWeek: Double
  /// What else is paid each month.
  public var costs: [Cost]
  /// What a hub of a kind pays a month, where its agreement says nothing else.
  public var fees: [HubKind: Money]
  /// How many times the fee a hub on a cluster of its own pays; 1 or more.
  public var dedicatedFactor: Double
  /// What each monthly active user pays, by steps: the first step's users, then the next's; the last has no end.
  public var usage: [UsageTier]
  /// What the organisation receives beside fees, each month: grants.
  public var income: [Cost]
  /// The most months first.
  public var bands: [RunwayBand]

  public init(
    currency: String = "USD", cash: Cash, personMonth: Money, fullWeek: Double = Person.usualHours, costs: [Cost] = [],
    fees: [HubKind: Money] = [:],
    dedicatedFactor: Double = 1.5, usage: [UsageTier] = [], income: [Cost] = [], bands: [RunwayBand] = RunwayBand.usual
  ) {
    self.currency = currency
    self.cash = cash
    self.personMonth = personMonth
    self.fullWeek = fullWeek
    self.costs = costs
    self.fees = fees
    self.dedicatedFactor = dedicatedFactor
    self.usage = usage
    self.income = income
    self.bands = bands
  }

  /// What was there, and when.
  public struct Cash: Sendable, Equatable {
    public var amount: Money
    public var on: CalendarDay

    public init(amount: Money, on: CalendarDay) {
      self.amount = amount
      self.on = on
    }
  }

  /// An amount each month, from and until a day where that is said.
  public struct Cost: Sendable, Equatable {
    public var name: String
    public var month: Money
    public var from: CalendarDay?
    public var until: CalendarDay?

    public init(name: String, month: Money, from: CalendarDay? = nil, until: CalendarDay? = nil) {
      self.name = name
      self.month = month
      self.from = from
      self.until = until
    }
  }

  /// Up to so many users in all (nil: any further), each of this step pays so much.
  public struct UsageTier: Sendable, Equatable {
    public var upTo: Int?
    public var each: Money

    public init(upTo: Int?, each: Money) {
      self.upTo = upTo
      self.each = each
    }
  }
}

/// What to do while the money lasts for at least so many months.
public struct RunwayBand: Sendable, Equatable {
  public var months: Double
  public var advice: String

  public init(months: Double, advice: String) {
    self.months = months
    self.advice = advice
  }

  /// The bands of a real team in 2022 (`docs/design/growth.md`).
  public static let usual = [
    RunwayBand(months: 24, advice: "spend more"), RunwayBand(months: 18, advice: "grow capacity"),
    RunwayBand(months: 15, advice: "ideal"), RunwayBand(months: 12, advice: "grow revenue"),
    RunwayBand(months: 9, advice: "alarm"), RunwayBand(months: 3, advice: "wind down"),
  ]
}

/// What was agreed with a community: `agreement` of its file.
public struct Agreement: Sendable, Equatable {
  public var from: CalendarDay
  /// Its last day; nil: until somebody ends it.
  public var until: CalendarDay?
  /// A month for all its hubs; nil: what `money.fees` says of each.
  public var fee: Money?
  /// Whether monthly active users are paid for by steps.
  public var paysUsage: Bool
  /// How many of those there are; nil: as many as `effort.usage` of its hubs says.
  public var activeUsers: Int?
  /// What its cloud costs a month; nil: not known.
  public var cloud: Money?
  /// Whether it pays for its cloud; else the organisation does.
  public var paysCloud: Bool
  /// That it goes on after the last day. Within 0…1.
  public var renewal: Double
  /// For how many months it goes on then.
  public var renewalMonths: Int

  public init(
    from: CalendarDay, until: CalendarDay? = nil, fee: Money? = nil, paysUsage: Bool = false, activeUsers: Int? = nil,
    cloud: Money? = nil, paysCloud: Bool = true, renewal: Double = 0.85, renewalMonths: Int = 12
  ) {
    self.from = from
    self.until = until
    self.fee = fee
    self.paysUsage = paysUsage
    self.activeUsers = activeUsers
    self.cloud = cloud
    self.paysCloud = paysCloud
    self.renewal = renewal
    self.renewalMonths = renewalMonths
  }
}
