public import Basics

/// What every code means: the codes of reading and of all checks.
public enum FindingCatalogue {
  /// By code.
  public static let all: [FindingExplanation] =
    (FindingExplanation.reading + FindingExplanation.shapes + FindingExplanation.adoption + FindingExplanation.silencing
    + Checks.all.flatMap(\.explanations))
    .sorted { $0.code < $1.code }

  /// Nil for a code that does not exist. Small letters are taken for capitals.
  public static func explanation(for code: FindingCode) -> FindingExplanation? {
    let name = code.rawValue.uppercased()
    return all.first { $0.code.rawValue == name }
  }
}
