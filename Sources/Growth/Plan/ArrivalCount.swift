/// How many hubs come, of leads of which each comes with all its hubs or not at all, independently of the others: a
/// Poisson-binomial distribution with weights, computed exactly by convolution.
public struct ArrivalCount: Sendable, Equatable {
  /// The probability that exactly so many come, from 0 up to all; they add up to 1.
  public let probabilities: [Double]

  /// - Parameter leads: the probability of each, within 0…1, and its hubs, 0 or more.
  public init(of leads: some Sequence<(probability: Double, hubs: Int)>) {
    var probabilities: [Double] = [1]
    for lead in leads {
      let p = min(max(lead.probability, 0), 1)
      let hubs = max(0, lead.hubs)
      var next = [Double](repeating: 0, count: probabilities.count + hubs)
      for (count, probability) in probabilities.enumerated() {
        next[count] += probability * (1 - p)
        next[count + hubs] += probability * p
      }
      probabilities = next
    }
    self.probabilities = probabilities
  }

  public var mean: Double {
    probabilities.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
  }

  /// That no more than so many come.
  public func probability(atMost count: Int) -> Double {
    guard count >= 0 else { return 0 }
    guard count < probabilities.count - 1 else { return 1 }
    return min(1, probabilities[...count].reduce(0, +))
  }

  /// That more than so many come.
  public func probability(above count: Int) -> Double { 1 - probability(atMost: count) }

  /// The smallest number that is not exceeded with that probability.
  public func quantile(_ p: Double) -> Int {
    var sum = 0.0
    for (count, probability) in probabilities.enumerated() {
      sum += probability
      // The sum of all is 1 but for rounding.
      if sum >= p - 1e-12 { return count }
    }
    return probabilities.count - 1
  }
}
