/// The figures that the runway stands on beside what `fleet.yaml` declares. All spreads are assumed, not measured
/// (`docs/design/runway.md`).
public struct RunwayFigures: Sendable, Equatable {
  /// How far the costs of one month (`money.costs` and cloud that the organisation pays; not people) are from what is
  /// declared: standard deviation over mean, drawn anew each month. 0 or more. Assumed.
  public var costSpread: Double
  /// How far the usage fees of a community are from what its users as declared would pay: standard deviation over mean,
  /// drawn once a trial. 0 or more. Assumed.
  public var usageSpread: Double
  /// For how many months a lead agrees when it comes, and each time when it goes on; 1 or more. Assumed, as an
  /// agreement's default.
  public var termOfLeads: Int
  /// That a lead which came goes on after each term. Within 0…1. Assumed, as an agreement's default.
  public var renewalOfLeads: Double

  public init(costSpread: Double = 0.1, usageSpread: Double = 0.2, termOfLeads: Int = 12, renewalOfLeads: Double = 0.85) {
    self.costSpread = max(0, costSpread)
    self.usageSpread = max(0, usageSpread)
    self.termOfLeads = max(1, termOfLeads)
    self.renewalOfLeads = min(max(renewalOfLeads, 0), 1)
  }

  /// No month differs from what is declared.
  public static let withoutNoise = RunwayFigures(costSpread: 0, usageSpread: 0)

  /// How many months are looked ahead; a runway of so many means "so many or more".
  public static let months = 60
  /// How many months of cash that was counted long ago are carried forward; what is older is not known any more.
  public static let monthsCarried = 60
  /// After how many days cash counts as old.
  public static let cashIsOldAfter = 92
  /// What the published number of months holds with.
  public static let confidence = 0.85
  /// How many months of runway the funders of such a service ask about.
  public static let askedFor = 24.0
  /// Trials, unless told; fewer where very many agreements and leads are drawn (``trials(drawn:)``).
  public static let trials = 10_000
  /// How many flows all trials together may draw before they become fewer, and how many trials there are at least.
  static let flowsDrawn = 2_000_000
  static let fewestTrials = 1_000

  /// How many trials are made of so many drawn flows.
  static func trials(drawn: Int) -> Int { max(fewestTrials, min(trials, flowsDrawn / max(1, drawn))) }
  /// Weeks of a mean month.
  static let weeksOfMonth = 365.25 / 7 / 12
}
