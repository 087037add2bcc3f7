internal import Foundation

/// A log-normal distribution, ready for many draws: times and costs that cannot be below 0 and are now and then very large.
public struct LogNormal: Sendable, Equatable {
  /// Mean of the logarithm.
  public let location: Double
  /// Standard deviation of the logarithm, 0 or more.
  public let scale: Double

  /// By the mean (above 0, any unit) and the squared coefficient of variation, variance / mean² (0 or more).
  public init(mean: Double, squaredVariation: Double) {
    precondition(mean > 0 && squaredVariation >= 0, "a log-normal has a mean above 0 and a variation of 0 or more")
    let variance = log1p(squaredVariation)
    location = log(mean) - variance / 2
    scale = variance.squareRoot()
  }

  /// The mean, in the unit that it was made with.
  public var mean: Double { exp(location + scale * scale / 2) }

  /// One draw.
  public func draw(_ random: inout RandomSource) -> Double {
    exp(location + scale * random.normal())
  }

  /// The sum of so many independent draws, as fast as they can be made.
  public func drawSum(of count: Int, _ random: inout RandomSource) -> Double {
    var sum = 0.0
    for _ in 0..<max(count, 0) { sum += exp(location + scale * Ziggurat.normal(&random)) }
    return sum
  }

  /// The probability of at most `value`.
  public func probability(atMost value: Double) -> Double {
    guard value > 0 else { return 0 }
    guard scale > 0 else { return log(value) >= location ? 1 : 0 }
    return SpecialFunctions.normalProbability((log(value) - location) / scale)
  }

  /// The value that a draw stays at or below with probability `p`, which is within (0, 1).
  public func quantile(_ p: Double) -> Double {
    exp(location + scale * SpecialFunctions.normalQuantile(p))
  }
}
