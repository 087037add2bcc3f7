/// What is known of a share, such as that of rollouts that succeed: a beta distribution, which stays one when successes and
/// failures are counted (beta–binomial; Gelman and others, "Bayesian Data Analysis", 2.4).
public struct BetaShare: Sendable, Equatable {
  /// Successes, those of the prior among them; above 0.
  public let successes: Double
  /// Failures, those of the prior among them; above 0.
  public let failures: Double

  /// By successes and failures, both above 0. One of each before anything is seen: every share is as likely.
  public init(successes: Double = 1, failures: Double = 1) {
    precondition(successes > 0 && failures > 0, "a share has successes and failures above 0")
    self.successes = successes
    self.failures = failures
  }

  /// The expected share, within (0, 1).
  public var mean: Double { successes / (successes + failures) }

  /// Of the share.
  public var variance: Double { mean * (1 - mean) / (successes + failures + 1) }

  /// What is known after so many more of each, 0 or more.
  public func updated(successes: Double, failures: Double) -> BetaShare {
    BetaShare(successes: self.successes + successes, failures: self.failures + failures)
  }

  /// The probability that the share is at most `share`.
  public func probability(atMost share: Double) -> Double {
    SpecialFunctions.betaProbability(successes, failures, atMost: share)
  }

  /// The share that the true one is at or below with probability `p`, within (0, 1).
  public func quantile(_ p: Double) -> Double {
    SpecialFunctions.betaQuantile(successes, failures, p)
  }

  /// A share that may be the true one.
  public func draw(_ random: inout RandomSource) -> Double {
    random.beta(successes, failures)
  }
}
