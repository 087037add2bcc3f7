public import Basics

/// What every code means: the codes of reading and of all checks.
public enum FindingCatalogue {
  /// By code.
  public static let all: [FindingExplanation] =
    (FindingExplanation.reading + FindingExplanation.shapes + FindingExplanation.adoption + FindingExplanation.silencing
    + Checks.all.flatMap(\.explanations))
    .sorted { $0.code < $1.code }

}

extension [FindingExplanation] {
  /// Nil for a code that is not among them. Small letters are taken for capitals.
  public func explanation(for code: FindingCode) -> FindingExplanation? {
    let name = code.rawValue.uppercased()
    return first { $0.code.rawValue == name }
  }

  /// The code that is likely meant by one that is not among them.
  func nearest(to code: FindingCode) -> String? {
    Suggestion.nearest(to: code.rawValue, among: lazy.map(\.code.rawValue))
  }
}
