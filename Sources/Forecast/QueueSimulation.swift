internal import Foundation

/// A queue played through item by item, to compare with what the formulas of `WorkQueue` say.
///
/// G/G/c, first come, first served: each item goes to whoever is free first (Kiefer, Wolfowitz, "On the theory of queues with
/// many servers", 1955), so no calendar of events is needed.
public struct QueueSimulation: Sendable, Equatable {
  /// The queue that is played.
  public let queue: WorkQueue
  /// The share of time in which people are busy, within (0, 1).
  public let utilisation: Double

  /// A queue at a utilisation within (0, 1).
  public init(_ queue: WorkQueue, utilisation: Double) {
    precondition(utilisation > 0 && utilisation < 1, "the utilisation of a queue that is played is within (0, 1)")
    self.queue = queue
    self.utilisation = utilisation
  }

  /// What items went through, in the unit of the queue's service time.
  public struct Outcome: Sendable, Equatable {
    /// From arrival until someone began.
    public let waits: Distribution
    /// From arrival until done.
    public let turnarounds: Distribution
  }

  /// The waits and turnarounds of `items` items, after `warmUp` others with which the empty queue has filled.
  public func run(items: Int, warmUp: Int, _ random: inout RandomSource) -> Outcome {
    let arrivals = Arrivals(mean: queue.service / (utilisation * Double(queue.servers)), variation: queue.arrivalVariation)
    let logNormal = LogNormal(mean: queue.service, squaredVariation: queue.serviceVariation)
    var free = Array(repeating: 0.0, count: queue.servers)
    var (waits, turnarounds): ([Double], [Double]) = ([], [])
    waits.reserveCapacity(items)
    turnarounds.reserveCapacity(items)
    var now = 0.0
    for item in 0..<(warmUp + items) {
      now += arrivals.draw(&random)
      var first = 0
      for server in 1..<max(free.count, 1) where free[server] < free[first] { first = server }
      let began = max(now, free[first])
      switch queue.shape {
      case .logNormal: free[first] = began + logNormal.draw(&random)
      case .exponential: free[first] = began + queue.service * random.exponential()
      }
      guard item >= warmUp else { continue }
      waits.append(began - now)
      turnarounds.append(free[first] - now)
    }
    return Outcome(waits: Distribution(waits), turnarounds: Distribution(turnarounds))
  }
}

/// Times between arrivals of a given mean and squared variation: exponential at 1, hyperexponential of two phases with
/// balanced means above (Whitt, "Approximating a point process by a renewal process", 1982), gamma below.
private struct Arrivals {
  let mean: Double
  let variation: Double
  private let quick: Double

  init(mean: Double, variation: Double) {
    self.mean = mean
    self.variation = variation
    quick = variation > 1 ? 0.5 * (1 + ((variation - 1) / (variation + 1)).squareRoot()) : 1
  }

  func draw(_ random: inout RandomSource) -> Double {
    if variation == 0 { return mean }
    if variation < 1 { return mean * variation * random.gamma(shape: 1 / variation) }
    if variation == 1 { return mean * random.exponential() }
    let share = random.chance(quick) ? quick : 1 - quick
    return mean / (2 * share) * random.exponential()
  }
}
