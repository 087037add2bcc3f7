import Forecast
import Testing

@Suite("Draws")
struct DrawTests {
  /// Mean and variance of many draws against what they ought to be, within 4 standard errors; the seed is in the message.
  private func check(mean: Double, variance: Double, _ draw: (inout RandomSource) -> Double) {
    let (seed, count): (UInt64, Int) = (20_220_301, 40_000)
    var random = RandomSource(seed: seed)
    let values = (0..<count).map { _ in draw(&random) }
    let found = values.reduce(0, +) / Double(count)
    let squares = values.map { ($0 - mean) * ($0 - mean) }
    let spread = squares.reduce(0, +) / Double(count)
    let fourth = squares.reduce(0) { $0 + ($1 - spread) * ($1 - spread) } / Double(count)
    #expect(abs(found - mean) < 4 * (variance / Double(count)).squareRoot(), "mean \(found), seed \(seed)")
    #expect(abs(spread - variance) < 4 * (fourth / Double(count)).squareRoot(), "variance \(spread), seed \(seed)")
  }

  @Test("numbers of [0, 1), normal and exponential draws have their mean and variance")
  func simple() {
    check(mean: 0.5, variance: 1 / 12.0) { $0.uniform() }
    check(mean: 0, variance: 1) { $0.normal() }
    check(mean: 1, variance: 1) { $0.exponential() }
  }

  @Test("gamma draws have their mean and variance", arguments: [0.1, 0.7, 1, 2.5, 400])
  func gamma(shape: Double) {
    check(mean: shape, variance: shape) { $0.gamma(shape: shape) }
  }

  @Test("beta draws have their mean and variance", arguments: [(0.5, 0.5), (2.0, 5.0), (80.0, 20.0)])
  func beta(a: Double, b: Double) {
    let mean = a / (a + b)
    check(mean: mean, variance: mean * (1 - mean) / (a + b + 1)) { $0.beta(a, b) }
  }

  @Test("Poisson draws have their mean and variance", arguments: [0.3, 4, 10, 250])
  func poisson(mean: Double) {
    check(mean: mean, variance: mean) { Double($0.poisson(mean: mean)) }
  }

  @Test("log-normal draws have the mean and squared variation asked for")
  func logNormal() {
    check(mean: 3, variance: 4.5) { $0.logNormal(mean: 3, squaredVariation: 0.5) }
  }

  @Test("a sum of log-normal draws is that of the draws made one by one")
  func sum() {
    let distribution = LogNormal(mean: 2, squaredVariation: 1)
    var (one, other) = (RandomSource(seed: 9), RandomSource(seed: 9))
    let single = (0..<50).reduce(0.0) { sum, _ in sum + distribution.draw(&one) }
    #expect(abs(distribution.drawSum(of: 50, &other) - single) < 1e-9)
  }

  @Test("trials give the same result whatever the number of workers, and another for another seed")
  func workers() async throws {
    let trial: @Sendable (inout RandomSource) -> Double = { $0.gamma(shape: 2) }
    let alone = try await MonteCarlo.run(trials: 5000, seed: 4, workers: 1, trial)
    #expect(alone.count == 5000)
    #expect(try await MonteCarlo.run(trials: 5000, seed: 4, workers: 7, trial) == alone)
    #expect(try await MonteCarlo.run(trials: 5000, seed: 5, trial) != alone)
  }

  @Test("outcomes of one trial stand at one index")
  func outputs() async throws {
    let both = try await MonteCarlo.run(trials: 3000, seed: 1, outputs: 2) { random, row in
      row[0] = random.uniform()
      row[1] = row[0] * 2
    }
    #expect(both[1] == both[0].map { $0 * 2 })
  }

  @Test("trials of a task that was cancelled end with that error")
  func cancelled() async {
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await MonteCarlo.run(trials: 5000, seed: 1) { $0.uniform() }
    }
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
