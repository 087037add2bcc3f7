import Forecast

/// What room Forecast says of M/M/c, by its formulas and by its simulator. The mean service time is 1.
enum QueueFigures {
  struct Formula: Encodable {
    let servers: Int
    let utilisation: Double
    let meanWait: Double
    let probabilityOfWait: Double
  }

  struct Simulated: Encodable {
    let servers: Int
    let utilisation: Double
    let meanWait: Double
    let turnaround85: Double
  }

  /// Servers 1 to 20, each at a utilisation of .1 to .95.
  static func formulas() -> [Formula] {
    (1...20).flatMap { servers in
      (2...19).map { twentieths in
        let queue = WorkQueue(servers: servers, exponentialService: 1)
        let utilisation = Double(twentieths) / 20
        return Formula(
          servers: servers, utilisation: utilisation, meanWait: queue.meanWait(utilisation: utilisation),
          probabilityOfWait: queue.probabilityOfWait(utilisation: utilisation))
      }
    }
  }

  /// So many items through each of sixteen queues.
  static func simulated(seed: UInt64, items: Int) -> [Simulated] {
    [1, 3, 5, 10].flatMap { servers in
      [0.5, 0.7, 0.8, 0.9].map { utilisation in
        var random = RandomSource.stream(seed: seed, number: servers * 100 + Int(utilisation * 100))
        let queue = WorkQueue(servers: servers, exponentialService: 1)
        let outcome = QueueSimulation(queue, utilisation: utilisation).run(items: items, warmUp: 10_000, &random)
        return Simulated(
          servers: servers, utilisation: utilisation, meanWait: outcome.waits.mean,
          turnaround85: outcome.turnarounds.quantile(0.85))
      }
    }
  }
}
