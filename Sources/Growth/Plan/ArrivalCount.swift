/// How many hubs come, of leads of which each comes with all its hubs or not at all, independently of the others: a
/// Poisson-binomial distribution with weights, computed exactly by convolution up to ``most`` hubs.
public struct ArrivalCount: Sendable, Equatable {
  /// Numbers from here on are counted as one, and as more than there is room for, so that a pipeline of any size is
  /// answered in bounded time.
  public static let most = 4096

  /// The probability that exactly so many come, from 0 up to all, or that ``most`` or more come; they add up to 1.
  public let probabilities: [Double]
  /// The probability that no more than so many come.
  private let sums: [Double]
  /// How many are expected, exactly.
  public let mean: Double
  /// Whether more than ``most`` may come.
  private let isCut: Bool

  /// - Parameter leads: the probability of each, within 0…1, and its hubs, 0 or more.
  public init(of leads: some Sequence<(probability: Double, hubs: Int)>) {
    var probabilities: [Double] = [1]
    var mean = 0.0
    var all = 0
    for lead in leads where lead.hubs > 0 && lead.probability > 0 {
      let p = min(lead.probability, 1)
      mean += p * Double(lead.hubs)
      all = min(all + min(lead.hubs, Self.most), Self.most + 1)
      Self.add(p, hubs: min(lead.hubs, Self.most), to: &probabilities)
    }
    self.probabilities = probabilities
    self.mean = mean
    isCut = all > Self.most
    var sum = 0.0
    sums = probabilities.map { probability in
      sum += probability
      return min(1, sum)
    }
  }

  /// From the largest number down, so that what a number takes from smaller ones is still as it was.
  private static func add(_ p: Double, hubs: Int, to probabilities: inout [Double]) {
    let old = probabilities.count
    probabilities.append(contentsOf: repeatElement(0, count: min(hubs, most + 1 - old)))
    let last = probabilities.count - 1
    // What comes beyond the last number stays in it.
    var beyond = 0.0
    for count in max(0, last + 1 - hubs)..<max(old, max(0, last + 1 - hubs)) { beyond += probabilities[count] }
    for count in stride(from: last, through: 0, by: -1) {
      let before = count >= hubs ? probabilities[count - hubs] : 0
      probabilities[count] = probabilities[count] * (1 - p) + before * p
    }
    probabilities[last] += beyond * p
  }

  /// That no more than so many come.
  public func probability(atMost count: Int) -> Double {
    guard count >= 0 else { return 0 }
    guard count < probabilities.count - 1 else { return isCut ? 1 - probabilities[probabilities.count - 1] : 1 }
    return sums[count]
  }

  /// That more than so many come.
  public func probability(above count: Int) -> Double { 1 - probability(atMost: count) }

  /// The smallest number that is not exceeded with that probability.
  public func quantile(_ p: Double) -> Int {
    // The sum of all is 1 but for rounding.
    let wanted = p - 1e-12
    var (low, high) = (0, sums.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] >= wanted { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
