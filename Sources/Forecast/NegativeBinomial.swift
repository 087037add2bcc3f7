/// The number of events in a time, where their rate is itself uncertain: a Poisson of which the mean is gamma distributed.
public struct NegativeBinomial: Sendable, Equatable {
  /// Shape of the rate, above 0: the larger, the nearer to a Poisson.
  public let shape: Double
  /// The expected number of events, 0 or more.
  public let mean: Double

  /// The events of so much exposure (0 or more) at this rate.
  public init(rate: GammaRate, exposure: Double) {
    precondition(exposure >= 0, "an exposure is 0 or more")
    shape = rate.shape
    mean = rate.mean * exposure
  }

  /// Of the number of events: that of the Poisson and that of the rate together.
  public var variance: Double { mean + mean * mean / shape }

  /// The probability of at most so many events: a regularised incomplete beta function (DLMF 8.17.24).
  public func probability(atMost count: Int) -> Double {
    guard count >= 0 else { return 0 }
    return SpecialFunctions.betaProbability(shape, Double(count) + 1, atMost: shape / (shape + mean))
  }

  /// The smallest number of events that is not exceeded with a probability of `p` or more, p within (0, 1).
  public func quantile(_ p: Double) -> Int {
    precondition(p > 0 && p < 1, "a probability of a quantile is within (0, 1)")
    if probability(atMost: 0) >= p { return 0 }
    var (below, reached) = (0, max(1, Int(mean)))
    while probability(atMost: reached) < p { (below, reached) = (reached, 2 * reached) }
    while reached - below > 1 {
      let middle = below + (reached - below) / 2
      if probability(atMost: middle) >= p { reached = middle } else { below = middle }
    }
    return reached
  }
}
