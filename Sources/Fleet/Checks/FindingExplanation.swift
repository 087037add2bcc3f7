public import Basics

/// What `atoll check --explain CODE` tells about one kind of finding. One home for each code: the catalogue.
public struct FindingExplanation: Sendable, Equatable {
  public let code: FindingCode
  public let severity: Severity
  /// A few words: what is wrong.
  public let title: String
  /// Why it matters and how to mend it; paragraphs of plain text.
  public let explanation: String
  /// A piece of YAML that has it, and the same mended.
  public let wrong: String
  public let right: String

  public init(
    _ code: FindingCode, _ severity: Severity, _ title: String, explanation: String, wrong: String, right: String
  ) {
    self.code = code
    self.severity = severity
    self.title = title
    self.explanation = explanation
    self.wrong = wrong
    self.right = right
  }
}
