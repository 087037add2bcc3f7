internal import Basics

/// How long texts of growth may be. A longer one is refused rather than cut: it is somebody's evidence.
enum GrowthText {
  /// Characters of a note, of evidence, of a reason.
  static let longest = 4_000
  /// Characters of a name: of a phase, an area, a question, a feature.
  static let longestName = 400

  static func checkName(_ text: String, _ what: String) throws(StoreError) {
    try check(text, what, most: longestName)
    guard text.contains(where: { !$0.isWhitespace }) else { throw .refused("The \(what) is empty: name one.") }
  }

  static func check(_ text: String, _ what: String, most: Int = longest) throws(StoreError) {
    guard text.count > most else { return }
    throw .refused("The \(what) has \(text.count) characters, and \(most) are kept: shorten it.")
  }
}

/// A day that is stored as text.
func storedDay(_ text: String) throws -> CalendarDay {
  guard let day = CalendarDay(text) else {
    throw StoreError.damaged(doing: "read a record", why: "\(text) is no day")
  }
  return day
}
