public import Forecast

/// The figures that capacity stands on, beside what the folder declares. Where nothing else is said they are assumed
/// (`docs/design/growth.md`, "Capacity").
public enum CapacityFigures {
  /// Published slots hold with this probability. Decided, not measured.
  public static let confidence = 0.85
  /// Trials of a forecast, unless told.
  public static let trials = 10_000
  /// Days of the quarter that is looked at.
  public static let days = 91
  /// Squared variation of the time between arrivals of work: the figure of the design's case of 2022.
  public static let arrivalVariation = 2.0
  /// Squared variation of the time that an item takes: of the same case.
  public static let serviceVariation = 2.0

  /// Days from the first one until a new engineer does as much as the others; linear from 0.
  public static let rampDays = 91
  /// The share of engineers who leave in a year without having said so. Assumed.
  public static let leavingAYear = 0.08
  /// The mean share of working time that illness and the like take; each person's is exponential, at most
  /// ``mostAbsence``. Assumed.
  public static let absence = 0.03
  public static let mostAbsence = 0.5

  /// Someone who is away for up to this share of the days counts as one who takes items all the time: the others see to what
  /// lies. Who is away longer counts for less. Assumed.
  public static let ordinaryAbsence = 0.2

  /// What is known of the share of rollouts that fail before any was recorded: mean 0.05, as certain as after 20 of them.
  /// The successes of this share are rollouts that failed. Assumed.
  public static let failingRollouts = BetaShare(successes: 1, failures: 19)
  /// Items of work that one failing rollout makes: one to mend it, half of one for the focus that it breaks. Assumed. The
  /// measured rates of hubs hold what the usual share of failures makes; a share above it adds, one below takes away.
  public static let reworkItems = 1.5
  /// Items a quarter that one more hub adds to work on the whole fleet: changes to all hubs have one more to look at. Assumed.
  public static let fleetWorkOfAHub = 0.5
  /// How many times the work of a hub one exception makes (a raw value that no feature explains). Assumed; the rate of a hub
  /// holds it already, so it only says what would be gone without it.
  public static let exceptionRatio = 1.05
  /// Exceptions beyond so many on a hub make no more work. Assumed.
  public static let mostExceptions = 10
  /// A pipeline of up to so many leads is drawn lead by lead in trials, each with random numbers of its own; a larger one in
  /// batches, so that the time does not grow with it. Decided.
  static let leadsDrawnSingly = 64
  /// Items of a quarter beyond so many are drawn as one normal number. Decided.
  static let itemsDrawnSingly = 1024
  /// A feature that no more people than this can maintain has few maintainers.
  public static let fewMaintainers = 2
}
