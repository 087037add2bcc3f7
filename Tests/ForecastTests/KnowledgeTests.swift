import Forecast
import Testing

@Suite("Rates, shares and distributions")
struct KnowledgeTests {
  @Test("learning in two steps is learning in one")
  func steps() {
    let rate = GammaRate(mean: 2, spread: 0.5)
    #expect(abs(rate.mean - 2) < 1e-12 && abs(rate.spread - 0.5) < 1e-12)
    #expect(
      rate.updated(events: 3, exposure: 1).updated(events: 4, exposure: 2) == rate.updated(events: 7, exposure: 3))
    #expect(rate.scaled(by: 3).mean == 3 * rate.mean)
    #expect(
      BetaShare().updated(successes: 2, failures: 1).updated(successes: 1, failures: 0) == BetaShare(successes: 4, failures: 2))
  }

  @Test("the probability of at most a quantile is that of the quantile", arguments: [0.01, 0.15, 0.5, 0.85, 0.999])
  func quantiles(p: Double) {
    for shape in [0.05, 0.5, 3, 80, 10_000] {
      let rate = GammaRate(shape: shape, exposure: 2)
      #expect(abs(rate.probability(atMost: rate.quantile(p)) - p) < 1e-10, "gamma \(shape)")
      let share = BetaShare(successes: shape, failures: 4)
      #expect(abs(share.probability(atMost: share.quantile(p)) - p) < 1e-10, "beta \(shape)")
    }
    let distribution = LogNormal(mean: 3, squaredVariation: 2)
    #expect(abs(distribution.probability(atMost: distribution.quantile(p)) - p) < 1e-12)
  }

  @Test("counts drawn are covered by the negative binomial as often as it says", arguments: [0.3, 2, 30])
  func coverage(shape: Double) {
    let rate = GammaRate(shape: shape, exposure: 1.5)
    let prediction = rate.prediction(exposure: 4)
    var random = RandomSource(seed: 12)
    let counts = (0..<20_000).map { _ in rate.drawCount(exposure: 4, &random) }
    for p in [0.5, 0.85, 0.95] {
      let bound = prediction.quantile(p)
      let expected = prediction.probability(atMost: bound)
      #expect(expected >= p && prediction.probability(atMost: bound - 1) < p)
      let covered = Double(counts.count { $0 <= bound }) / 20_000
      #expect(abs(covered - expected) < 4 * (expected * (1 - expected) / 20_000).squareRoot(), "seed 12")
    }
  }

  @Test("quantile and holding are values that enough of the others stay below or reach")
  func definitions() {
    let distribution = Distribution((1...20).map(Double.init).shuffled())
    #expect(distribution.quantile(0.85) == 17 && distribution.quantile(0) == 1 && distribution.quantile(1) == 20)
    #expect(distribution.holding(0.85) == 4 && distribution.probability(atLeast: 4) == 0.85)
    #expect(distribution.holding(1) == 1 && distribution.probability(atMost: 3) == 0.15)
    #expect(Distribution([2, 2, 2, 5]).holding(0.75) == 2)
    #expect(distribution.histogram(bins: 4).map(\.count) == [5, 5, 5, 5])
    #expect(Distribution([]).quantile(0.5).isNaN)
  }

  @Test("ranks of equal values are averaged, and nothing is said of lists without an order")
  func spearman() throws {
    #expect(RankCorrelation.ranks([3, 1, 3, 0]) == [3.5, 2, 3.5, 1])
    #expect(RankCorrelation.spearman([1, 2, 3], [2, 4, 9]) == 1)
    #expect(RankCorrelation.spearman([1, 2, 3], [9, 4, 2]) == -1)
    let tied = try #require(RankCorrelation.spearman([1, 2, 2, 3], [1, 3, 2, 4]))
    #expect(abs(tied - 0.9.squareRoot()) < 1e-12)
    #expect(RankCorrelation.spearman([1, 1], [1, 2]) == nil)
  }

  @Test("a forecast of a quarter knows only the quarters before, and follows a level that changed")
  func walking() throws {
    let forecast = WorkForecast()
    let counts = [10, 12, 11, 10, 30, 31, 29, 30, 30, 30, 30, 30]
    let quarters = forecast.walkForward(counts: counts)
    #expect(quarters[0].forecast == nil)
    #expect(quarters.prefix(4) == forecast.walkForward(counts: Array(counts.prefix(4)))[...])
    let last = try #require(quarters.last?.forecast)
    #expect(last.mean > 26 && last.mean < 31)
    #expect(quarters.last?.interval(0.9)?.contains(30) == true)
    let error = try #require(WorkForecast.meanAbsolutePercentageError([quarters[1]]))
    #expect(abs(error - 2 / 12.0) < 1e-12)
    let doubled = forecast.walkForward(counts: [10, 20], exposures: [1, 2])
    #expect(abs((doubled[1].forecast?.mean ?? 0) - 20) < 1e-9)
  }
}
