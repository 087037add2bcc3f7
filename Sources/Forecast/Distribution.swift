/// What came out of many trials.
///
/// Of no values at all, every number asked for is not a number (`Double.nan`).
public struct Distribution: Sendable, Equatable {
  /// The values, the smallest first.
  public let values: [Double]

  /// Of these values in any order; none of them may be not a number.
  public init(_ values: [Double]) {
    self.values = values.sorted()
  }

  /// The number of values.
  public var count: Int { values.count }

  /// The mean of the values.
  public var mean: Double { values.reduce(0, +) / Double(count) }

  /// Of the values, as a sample: divided by their number less one.
  public var variance: Double {
    let mean = mean
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)
  }

  /// The smallest value v with probability(atMost: v) ≥ p, p within [0, 1]: the inverse of the empirical distribution
  /// (definition 1 of Hyndman, Fan, "Sample quantiles in statistical packages", 1996). Always one of the values, so that
  /// whole numbers stay whole.
  public func quantile(_ p: Double) -> Double {
    value(at: needed(p) - 1)
  }

  /// The largest value v with probability(atLeast: v) ≥ confidence: what can be promised, where more is better. Always one of
  /// the values; at a confidence of 0 the largest.
  public func holding(_ confidence: Double) -> Double {
    value(at: count - needed(confidence))
  }

  /// The share of values that are `value` or more.
  public func probability(atLeast value: Double) -> Double {
    Double(count - firstIndex { $0 >= value }) / Double(count)
  }

  /// The share of values that are `value` or less.
  public func probability(atMost value: Double) -> Double {
    Double(firstIndex { $0 > value }) / Double(count)
  }

  /// One bar of a histogram: values from `lower` up to, and but for the last bar without, `upper`.
  public struct Bin: Sendable, Equatable {
    /// Where the bar begins, in the unit of the values.
    public let lower: Double
    /// Where it ends.
    public let upper: Double
    /// How many values are in it.
    public let count: Int
  }

  /// The values in so many bars of one width, from the smallest to the largest value; one bar where all are the same.
  public func histogram(bins: Int) -> [Bin] {
    guard bins > 0, let first = values.first, let last = values.last else { return [] }
    guard first < last else { return [Bin(lower: first, upper: last, count: count)] }
    let edges = (0...bins).map { $0 == bins ? last : first + (last - first) * Double($0) / Double(bins) }
    var below = 0
    return zip(edges, edges.dropFirst()).enumerated().map { index, edge in
      let reached = index == bins - 1 ? count : firstIndex { $0 >= edge.1 }
      defer { below = reached }
      return Bin(lower: edge.0, upper: edge.1, count: reached - below)
    }
  }

  /// How many values make up this share; a hair less is enough, as 0.07 · 100 is a little over 7.
  private func needed(_ share: Double) -> Int {
    Int((share * Double(count) - 1e-9 * Double(count)).rounded(.up))
  }

  private func value(at index: Int) -> Double {
    values.isEmpty ? .nan : values[min(max(index, 0), count - 1)]
  }

  /// The first place from which on `holds`, which is false before it and true after.
  private func firstIndex(where holds: (Double) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(values[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
