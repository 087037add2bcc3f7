/// What is known of a rate of events per unit of exposure (a hub and quarter, a person and week): a gamma distribution over
/// the rate, which stays one when events are counted (gamma–Poisson; Gelman and others, "Bayesian Data Analysis", 2.6).
public struct GammaRate: Sendable, Equatable {
  /// As if so many events had been seen; above 0.
  public let shape: Double
  /// In so much exposure; above 0, in the unit of exposure.
  public let exposure: Double

  /// By events seen and the exposure they were seen in, both above 0.
  public init(shape: Double, exposure: Double) {
    precondition(shape > 0 && exposure > 0, "a rate has a shape and an exposure above 0")
    self.shape = shape
    self.exposure = exposure
  }

  /// By the mean of the rate (events per unit of exposure) and its spread, standard deviation / mean, both above 0.
  public init(mean: Double, spread: Double) {
    let shape = 1 / (spread * spread)
    self.init(shape: shape, exposure: shape / mean)
  }

  /// Events per unit of exposure.
  public var mean: Double { shape / exposure }

  /// Of the rate, in events² per exposure².
  public var variance: Double { shape / (exposure * exposure) }

  /// Standard deviation / mean.
  public var spread: Double { 1 / shape.squareRoot() }

  /// What is known after so many more events in so much more exposure, both 0 or more. A part of an event counts as such.
  public func updated(events: Double, exposure: Double) -> GammaRate {
    GammaRate(shape: shape + events, exposure: self.exposure + exposure)
  }

  /// The rate where everything happens `ratio` times as often (above 0), as certain or uncertain as before.
  public func scaled(by ratio: Double) -> GammaRate {
    GammaRate(shape: shape, exposure: exposure / ratio)
  }

  /// The probability that the rate is at most `rate`.
  public func probability(atMost rate: Double) -> Double {
    SpecialFunctions.gammaProbability(shape: shape, atMost: rate * exposure)
  }

  /// The rate that the true one is at or below with probability `p`, within (0, 1): the inverse of the regularised
  /// incomplete gamma function.
  public func quantile(_ p: Double) -> Double {
    SpecialFunctions.gammaQuantile(shape: shape, p) / exposure
  }

  /// The number of events to come in so much exposure (0 or more), as a distribution.
  public func prediction(exposure: Double) -> NegativeBinomial {
    NegativeBinomial(rate: self, exposure: exposure)
  }

  /// A rate that may be the true one.
  public func draw(_ random: inout RandomSource) -> Double {
    random.gamma(shape: shape) / exposure
  }

  /// A number of events that so much exposure (0 or more) may bring: of the negative binomial `prediction(exposure:)`.
  public func drawCount(exposure: Double, _ random: inout RandomSource) -> Int {
    random.poisson(mean: draw(&random) * exposure)
  }
}
