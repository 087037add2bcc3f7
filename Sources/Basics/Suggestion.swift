/// Finds what a misspelt name was meant to be.
public enum Suggestion {
  /// The candidate nearest to `name`, where it is near enough to be worth naming: at most a third of its letters
  /// differ (insert, delete, replace, or swap of neighbours), at least one letter in any case.
  public static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().prefix(64).unicodeScalars)
    let allowed = max(1, wanted.count / 3)
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let letters = Array(candidate.lowercased().prefix(64).unicodeScalars)
      guard abs(letters.count - wanted.count) <= allowed else { continue }
      let distance = editDistance(wanted, letters)
      guard distance <= allowed else { continue }
      if let best, (best.distance, best.name) <= (distance, candidate) { continue }
      best = (candidate, distance)
    }
    return best?.name
  }

  /// The optimal string alignment distance.
  static func editDistance(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...other.count)
    for (row, letter) in one.enumerated() {
      var current = [row + 1]
      for (column, otherLetter) in other.enumerated() {
        let replace: Int = previous[column] + (letter == otherLetter ? 0 : 1)
        var distance = min(replace, previous[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, letter == other[column - 1], one[row - 1] == otherLetter {
          distance = min(distance, beforePrevious[column - 1] + 1)
        }
        current.append(distance)
      }
      beforePrevious = previous
      previous = current
    }
    return previous[other.count]
  }
}
