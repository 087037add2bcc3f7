import Forecast
import Testing

@Suite("forecasts of work")
struct WorkForecastTests {
  @Test("a steady count is forecast as it is, and nothing before anything was seen")
  func steady() throws {
    let quarters = WorkForecast().walkForward(counts: Array(repeating: 50, count: 12))
    #expect(quarters[0].forecast == nil)
    #expect(quarters.dropFirst().allSatisfy { abs(($0.forecast?.mean ?? 0) - 50) < 1e-9 })
    #expect(try #require(WorkForecast.meanAbsolutePercentageError(quarters)) < 1e-9)
  }

  @Test("counts in proportion to hubs are forecast in proportion to hubs")
  func exposure() throws {
    let hubs = [10.0, 20, 40, 80]
    let quarters = WorkForecast().walkForward(counts: [20, 40, 80, 160], exposures: hubs)
    #expect(quarters.dropFirst().allSatisfy { abs(($0.forecast?.mean ?? 0) / Double($0.count) - 1) < 1e-9 })
  }

  @Test("ranges hold what comes as often as they say, where the level drifts as assumed")
  func coverage() {
    var random = RandomSource(seed: 11)
    var (held, all) = (0, 0)
    for _ in 0..<200 {
      var level = 60.0
      let counts = (0..<20).map { _ -> Int in
        level *= random.logNormal(mean: 1, squaredVariation: 0.002)
        return random.poisson(mean: level)
      }
      for quarter in WorkForecast().walkForward(counts: counts).dropFirst(4) {
        guard let range = quarter.interval(0.8) else { continue }
        all += 1
        if range.contains(quarter.count) { held += 1 }
      }
    }
    #expect(abs(Double(held) / Double(all) - 0.8) < 0.08)
  }
}
