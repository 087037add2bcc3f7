internal import Foundation

/// Many random trials at once, with results that depend on the seed and on nothing else.
///
/// Trials are divided into chunks of a fixed size, each with a stream of random numbers of its own, so that the number of
/// cores changes only the time. Between chunks it is looked whether the task was cancelled, which is thrown.
public enum MonteCarlo {
  /// Trials that share one stream of random numbers.
  public static let chunk = 1024

  /// The outcome of each of `trials` trials.
  ///
  /// - Parameters:
  ///   - workers: how many chunks are worked on at once; as many as there are cores, unless told.
  ///   - trial: one trial, which takes its random numbers from the source given and nowhere else.
  public static func run(
    trials: Int, seed: UInt64, workers: Int? = nil, _ trial: @escaping @Sendable (inout RandomSource) -> Double
  ) async throws -> [Double] {
    let outcomes = try await run(trials: trials, seed: seed, outputs: 1, workers: workers) { random, row in
      row[0] = trial(&random)
    }
    return outcomes[0]
  }

  /// Several outcomes of each trial: for each of `outputs` (1 or more) an array with one value per trial, in the same order,
  /// so that outcomes of one trial stand at one index.
  ///
  /// - Parameter trial: one trial, which writes its outcomes into the row given; the row is all 0 when it begins.
  public static func run(
    trials: Int, seed: UInt64, outputs: Int, workers: Int? = nil,
    _ trial: @escaping @Sendable (inout RandomSource, inout [Double]) -> Void
  ) async throws -> [[Double]] {
    precondition(trials >= 0 && outputs > 0, "there are 0 or more trials and 1 or more outputs")
    let chunks = (trials + chunk - 1) / chunk
    let workers = max(1, min(workers ?? ProcessInfo.processInfo.activeProcessorCount, chunks))
    var outcomes = Array(repeating: Array(repeating: 0.0, count: trials), count: outputs)
    try await withThrowingTaskGroup(of: [(number: Int, rows: [[Double]])].self) { group in
      for worker in 0..<workers {
        group.addTask {
          var done: [(number: Int, rows: [[Double]])] = []
          for number in stride(from: worker, to: chunks, by: workers) {
            try Task.checkCancellation()
            let size = min(chunk, trials - number * chunk)
            done.append((number, rows(of: size, seed: seed, number: number, outputs: outputs, trial)))
            await Task.yield()
          }
          return done
        }
      }
      for try await done in group {
        for (number, rows) in done {
          for output in 0..<outputs {
            outcomes[output].replaceSubrange(number * chunk..<number * chunk + rows[output].count, with: rows[output])
          }
        }
      }
    }
    return outcomes
  }

  private static func rows(
    of size: Int, seed: UInt64, number: Int, outputs: Int, _ trial: (inout RandomSource, inout [Double]) -> Void
  ) -> [[Double]] {
    var random = RandomSource.stream(seed: seed, number: number)
    var rows = Array(repeating: Array(repeating: 0.0, count: size), count: outputs)
    var row = Array(repeating: 0.0, count: outputs)
    for index in 0..<size {
      for output in 0..<outputs { row[output] = 0 }
      trial(&random, &row)
      for output in 0..<outputs { rows[output][index] = row[output] }
    }
    return rows
  }
}
