import Forecast

/// The share of rollouts that fail, ready for many draws. One uniform number makes each, so that a record with more failures
/// never draws fewer.
struct FailingShares: Sendable {
  private let quantiles: [Double]
  private let factor: Double
  let mean: Double

  private static let steps = 64

  init(_ share: BetaShare, factor: Double) {
    quantiles = (0...Self.steps).map { share.quantile((Double($0) + 0.5) / (Double(Self.steps) + 1)) }
    self.factor = factor
    mean = min(1, share.mean * factor)
  }

  func draw(_ random: inout RandomSource) -> Double {
    let place = random.uniform() * Double(Self.steps)
    let below = min(Int(place), Self.steps - 1)
    let share = quantiles[below] + (quantiles[below + 1] - quantiles[below]) * (place - Double(below))
    return min(1, share * factor)
  }
}
