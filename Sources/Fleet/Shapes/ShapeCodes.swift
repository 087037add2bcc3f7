import Basics

/// The codes of the shaping stage, one home for each; `FindingExplanation.shapes` explains them.
extension FindingCode {
  static let unknownKey: FindingCode = "A201"
  static let wrongType: FindingCode = "A202"
  static let missingKey: FindingCode = "A203"
  static let notBuilt: FindingCode = "A204"
  static let needsQuotes: FindingCode = "A205"
  static let notAChoice: FindingCode = "A206"
  static let outOfRange: FindingCode = "A207"
  static let malformed: FindingCode = "A208"
  static let listedTwice: FindingCode = "A209"
  static let plainSecret: FindingCode = "A210"
  static let contradiction: FindingCode = "A211"
  static let endsBeforeItBegins: FindingCode = "A803"
}
