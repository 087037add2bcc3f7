public import Fleet

/// The figures that the prior of a hub's effort stands on. Rates are changes a quarter (``daysOfQuarter`` days).
///
/// Measured ones come from the public history of a fleet of up to 171 hubs, 1,891 quarters of hubs
/// (`docs/design/growth.md`); what nobody measured is marked as assumed, and has a wide spread.
public enum EffortFigures {
  public static let daysOfQuarter = 365.25 / 4

  /// Changes a quarter of a usual hub of a kind. Measured; of `experimental` those of binder hubs stand for it.
  public static func changes(of kind: HubKind) -> Double {
    switch kind {
    case .basic: 0.5
    case .research: 4.9
    case .experimental: 7.7
    }
  }

  /// How much hubs differ that declare the same: standard deviation over mean. The top fifth of communities made 79 %
  /// of the work; about this much of that is left when the kinds and the declared facts are known.
  static let hubsOfOneKindDiffer = 0.9

  /// An image of one's own.
  static let ownImage = Ratio(1.98, 0.15, .measured)
  static let dask = Ratio(1.51, 0.15, .measured)
  /// A hub on a cluster that it shares, against one on a cluster of its own.
  static let sharedCluster = Ratio(0.56, 0.15, .measured)
  /// In the first two quarters.
  static let beginning = Ratio(1.25, 0.1, .measured)
  static let quartersOfBeginning = 2.0
  /// Each doubling of the number of profiles.
  static let profilesDoubled = Ratio(1.15, 0.05, .measured)
  /// Each doubling of the lines of `extraConfig`, counted from one.
  static let extraConfigDoubled = Ratio(1.12, 0.05, .measured)
  /// GPU, sidecars and authenticators: not significant once the others are known.
  static let withoutEffect = Ratio(1, 0.1, .noEffectFound)
  /// Any other feature: nobody measured it.
  static let notMeasured = Ratio(1, 0.1, .assumed)
  /// A large image that needs care: the ratio of any own image, and less is known.
  static let monumentalImage = Ratio(1.98, 0.3, .measured)
  static let communityHelpsItself = Ratio(0.8, 0.25, .assumed)
  static let communityHelpsSome = Ratio(1, 0.2, .assumed)
  static let communityNeedsHelp = Ratio(1.25, 0.25, .assumed)
  /// What is not known widens the prior and does not move it.
  static let unknown = Ratio(1, 0.3, .assumed)
  static let usage = Ratio(1, 0.2, .assumed)

  /// Hours of a change or an incident, where none were logged. Assumed.
  static let hoursOfAnItem = 4.0
  /// How many items with logged hours weigh as much as the assumption.
  static let hoursWeighAsMuchAs = 8.0

  /// Items of bringing a hub into service, in the 90 days around its first day. Measured: on a shared cluster; on one
  /// of its own before and after the first day.
  public static let onboardingOnSharedCluster = 2.0
  public static let onboardingOnOwnCluster = 1.8 + 6.2

  /// How many times the usual onboarding it takes. Assumed.
  public static func onboardingFactor(_ development: Effort.InitialDevelopment?) -> Double {
    guard let development else { return 1 }
    return switch development {
    case .none: 0.75
    case .some: 1
    case .much: 1.5
    }
  }

  /// What a usual hub of a kind has: its rate holds for such a hub, and ratios count differences from it.
  static func usual(_ kind: HubKind) -> UsualHub {
    switch kind {
    case .basic: UsualHub(hasOwnImage: false, isOnSharedCluster: true, profiles: 1)
    case .research, .experimental: UsualHub(hasOwnImage: true, isOnSharedCluster: false, profiles: 2)
    }
  }

  struct UsualHub: Sendable {
    let hasOwnImage: Bool
    let isOnSharedCluster: Bool
    let profiles: Double
  }

  /// A ratio of rates, the standard deviation of its logarithm, and what it stands on.
  struct Ratio: Sendable {
    let value: Double
    let spread: Double
    let evidence: EffortEffect.Evidence

    init(_ value: Double, _ spread: Double, _ evidence: EffortEffect.Evidence) {
      self.value = value
      self.spread = spread
      self.evidence = evidence
    }
  }
}
