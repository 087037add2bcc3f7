public import Fleet

/// The figures of the growth plan that nobody declares. All are assumed unless they say otherwise
/// (`docs/design/phases.md`).
public enum PlanFigures {
  /// Days for which an answer to a question counts; then it is to be answered anew. Assumed: half a year.
  public static let answersLast = 180
  /// The share of outages that the time to restore speaks for. As for promises.
  public static let restoreConfidence = 0.85
  /// The share of cases in which a published number of slots holds.
  public static let slotsConfidence = 0.85
  /// Days after which an experimental image is to be merged or removed. Written by a real team in 2022, and taken here for
  /// every experimental feature without a review day.
  public static let experimentLasts = 28
  /// How many communities, and how many people who can maintain it, a feature needs to be promoted. Assumed; two people
  /// is the usual gate.
  public static let communitiesToPromote = 2
  public static let maintainersToPromote = 2
  /// How many times the work that they would ask for without it, the hubs with a feature may ask for to promote it, and from
  /// which on one community's feature is to be retired. Assumed.
  public static let workToPromote = 1.25
  public static let workToRetire = 2.0
  /// So many quarters of its hubs, all together, must be on record before their work says what a feature costs. Assumed.
  public static let quartersToJudge = 1.0

  /// Seconds that a measure looks back over where the condition does not say; 0: it is of the moment.
  public static func usualWindow(_ measure: GateMeasure) -> Int {
    switch measure {
    case .rolloutSuccess, .timeToRestore, .alertPrecision: 30 * 86400
    case .operationsShare, .promiseCalibration, .turnaround, .satisfaction: 91 * 86400
    case .maintainersPerFeature, .exceptions, .unbilledAge, .runway, .utilisation: 0
    }
  }
}
