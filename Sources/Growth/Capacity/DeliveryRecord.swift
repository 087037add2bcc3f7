public import Forecast

/// How rollouts went, over the time that the caller looks back.
public struct DeliveryRecord: Sendable, Equatable, Codable {
  public let rollouts: Int
  /// How many of them failed; at most all.
  public let failed: Int

  /// Negative numbers count as 0, more failures than rollouts as all of them.
  public init(rollouts: Int = 0, failed: Int = 0) {
    self.rollouts = max(0, rollouts)
    self.failed = min(max(0, failed), self.rollouts)
  }

  /// What is known of the share of rollouts that fail; its successes are rollouts that failed (beta–binomial).
  public var failing: BetaShare {
    CapacityFigures.failingRollouts.updated(successes: Double(failed), failures: Double(rollouts - failed))
  }

  /// How many times the usual work hubs make where this share (0…1) of rollouts fails.
  public static func workFactor(failing share: Double) -> Double {
    1 + CapacityFigures.reworkItems * (share - CapacityFigures.failingRollouts.mean)
  }
}
