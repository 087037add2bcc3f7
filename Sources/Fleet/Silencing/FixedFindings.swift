import Basics

extension FindingCode {
  /// Whether the finding says that something cannot be read or understood (A1xx, A2xx) or names nothing (A301 to A305): with
  /// it, nobody knows what the folder means, so that it can be made no milder.
  var isFixed: Bool {
    isOfReading || ["A301", "A302", "A303", "A304", "A305"].contains(rawValue) || isOfSilencing
  }

  /// Whether nothing can silence it: what is fixed, and secrets, which must be changed and not kept still.
  var isNeverSilenced: Bool { isFixed || hidesItsPlace || rawValue == "A952" || rawValue == "A953" }

  /// Whether it is of the stages that come before all checks.
  var isOfReading: Bool { rawValue.hasPrefix("A1") || rawValue.hasPrefix("A2") }

  /// Whether it says what is wrong with a silence or with a severity.
  private var isOfSilencing: Bool { ["A951", "A954", "A955", "A956"].contains(rawValue) }
}
