/// Forecasts of how many items of work a quarter brings, from the quarters before it.
///
/// A local level that drifts: what was learned loses weight by `discount` with each quarter, and a count updates the rest
/// (gamma–Poisson; Smith, "A generalization of the Bayesian steady forecasting model", 1979; Harvey, Fernandes, "Time series
/// models for count or qualitative observations", 1989). The forecast is a negative binomial.
public struct WorkForecast: Sendable, Equatable {
  /// The weight that what is known keeps from one quarter to the next where nothing else is said: a memory of about five.
  public static let defaultDiscount = 0.8

  /// Weight kept from one quarter to the next, within (0, 1]; at 1 nothing is forgotten.
  public let discount: Double
  /// The rate per quarter and unit of exposure before anything was counted; nil where nothing is known.
  public let prior: GammaRate?

  /// Without a prior there is no forecast until something has been counted.
  public init(prior: GammaRate? = nil, discount: Double = WorkForecast.defaultDiscount) {
    precondition(discount > 0 && discount <= 1, "a discount is within (0, 1]")
    self.prior = prior
    self.discount = discount
  }

  /// A quarter's count beside what was forecast of it.
  public struct Quarter: Sendable, Equatable {
    /// What came.
    public let count: Int
    /// What was expected, by the quarters before alone; nil before the first event that was counted, without a prior.
    public let forecast: NegativeBinomial?

    /// A count and its forecast.
    public init(count: Int, forecast: NegativeBinomial?) {
      self.count = count
      self.forecast = forecast
    }

    /// The counts between which `confidence` (within (0, 1)) of the forecast lies, as much outside on either side.
    public func interval(_ confidence: Double) -> ClosedRange<Int>? {
      forecast.map { $0.quantile((1 - confidence) / 2)...$0.quantile((1 + confidence) / 2) }
    }
  }

  /// For each quarter the forecast made of it before it began.
  ///
  /// - Parameters:
  ///   - counts: items of each quarter, the oldest first.
  ///   - exposures: what the counts are in proportion to, such as the number of hubs, 0 or more; 1 each unless told.
  public func walkForward(counts: [Int], exposures: [Double]? = nil) -> [Quarter] {
    let exposures = exposures ?? Array(repeating: 1, count: counts.count)
    precondition(exposures.count == counts.count, "each quarter has one count and one exposure")
    var level = Level(prior)
    return zip(counts, exposures).map { count, exposure in
      let forecast = level.rate?.prediction(exposure: exposure)
      level.learn(count: count, exposure: exposure, discount: discount)
      return Quarter(count: count, forecast: forecast)
    }
  }

  /// The rate per quarter and unit of exposure that is forecast for the quarter after these; nil before the first event.
  public func rate(after counts: [Int], exposures: [Double]? = nil) -> GammaRate? {
    let exposures = exposures ?? Array(repeating: 1, count: counts.count)
    precondition(exposures.count == counts.count, "each quarter has one count and one exposure")
    var level = Level(prior)
    for (count, exposure) in zip(counts, exposures) { level.learn(count: count, exposure: exposure, discount: discount) }
    return level.rate
  }

  /// The mean of |count − forecast mean| / count over the quarters that have a forecast and a count above 0, as a share (0.1
  /// is ten per cent); nil where there is none.
  public static func meanAbsolutePercentageError(_ quarters: [Quarter]) -> Double? {
    let errors = quarters.compactMap { quarter -> Double? in
      guard let forecast = quarter.forecast, quarter.count > 0 else { return nil }
      return abs(Double(quarter.count) - forecast.mean) / Double(quarter.count)
    }
    return errors.isEmpty ? nil : errors.reduce(0, +) / Double(errors.count)
  }
}

/// Events and exposure that still count, both 0 before anything is known.
private struct Level {
  var events: Double
  var exposure: Double

  init(_ prior: GammaRate?) {
    events = prior?.shape ?? 0
    exposure = prior?.exposure ?? 0
  }

  var rate: GammaRate? {
    events > 0 && exposure > 0 ? GammaRate(shape: events, exposure: exposure) : nil
  }

  mutating func learn(count: Int, exposure seen: Double, discount: Double) {
    events = discount * (events + Double(count))
    exposure = discount * (exposure + seen)
  }
}
