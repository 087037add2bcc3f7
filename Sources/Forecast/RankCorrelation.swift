/// Whether two lists put the same things in the same order.
public enum RankCorrelation {
  /// Spearman's coefficient, from −1 (reversed) to 1 (the same order): the correlation of the ranks, those of equal values
  /// averaged. Nil for fewer than two values, and where all values of a list are equal.
  public static func spearman(_ first: [Double], _ second: [Double]) -> Double? {
    precondition(first.count == second.count, "ranks of two lists of one length are compared")
    let (one, other) = (ranks(first), ranks(second))
    let middle = Double(first.count + 1) / 2
    var (product, ofOne, ofOther) = (0.0, 0.0, 0.0)
    for (a, b) in zip(one, other) {
      product += (a - middle) * (b - middle)
      ofOne += (a - middle) * (a - middle)
      ofOther += (b - middle) * (b - middle)
    }
    guard ofOne > 0, ofOther > 0 else { return nil }
    return product / (ofOne * ofOther).squareRoot()
  }

  /// The rank of each value, the smallest 1; equal values share the mean of theirs.
  public static func ranks(_ values: [Double]) -> [Double] {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var ranks = Array(repeating: 0.0, count: values.count)
    var start = 0
    while start < order.count {
      var end = start
      while end + 1 < order.count, values[order[end + 1]] == values[order[start]] { end += 1 }
      for place in start...end { ranks[order[place]] = Double(start + end) / 2 + 1 }
      start = end + 1
    }
    return ranks
  }
}
