import Forecast
import Foundation

/// How fast trials are, on all cores of the machine. What is drawn is the same as in `peer_trials.py`.
enum TrialFigures {
  struct Took: Encodable {
    /// Milliseconds on the clock.
    let clock: Double
    /// Milliseconds of all cores together.
    let processor: Double
    /// The mean outcome, to see that both programs draw the same.
    let mean: Double
  }

  /// Each trial is the sum of so many times of work: log-normal, mean 1, squared variation 2.
  static func logNormal(trials: Int, items: Int) async throws -> Took {
    let time = LogNormal(mean: 1, squaredVariation: 2)
    return try await took {
      try await MonteCarlo.run(trials: trials, seed: 1) { random in time.drawSum(of: items, &random) }
    }
  }

  /// Each trial is the sum of so many rates, each of a shape of its own between .6 and 6: hubs with and without history.
  static func gamma(trials: Int, items: Int) async throws -> Took {
    let shapes = (0..<items).map { 0.6 + 5.4 * Double($0) / Double(max(items - 1, 1)) }
    return try await took {
      try await MonteCarlo.run(trials: trials, seed: 1) { random in
        var sum = 0.0
        for shape in shapes { sum += random.gamma(shape: shape) }
        return sum
      }
    }
  }

  static func took(_ work: () async throws -> [Double]) async throws -> Took {
    let (clock, processor) = (ContinuousClock.now, processorTime())
    let outcomes = try await work()
    let elapsed = ContinuousClock.now - clock
    return Took(
      clock: Double(elapsed.components.seconds) * 1000 + Double(elapsed.components.attoseconds) / 1e15,
      processor: processorTime() - processor, mean: outcomes.reduce(0, +) / Double(outcomes.count))
  }

  /// Milliseconds of processor that this process has used, on all cores.
  static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1e6
  }
}
