import Basics

/// Moments as `datetime-local` fields write them: without a zone. Forms say beside the field that it is UTC.
enum FormMoment {
  /// `2026-12-01T18:00` in UTC; a text with an offset is taken as it is. Nil: it is no moment.
  static func read(_ text: String?) -> Timestamp? {
    guard let text = FormText.line(text) else { return nil }
    return Timestamp(iso8601: "\(text)Z") ?? Timestamp(iso8601: text)
  }

  /// `2026-12-01T18:00`.
  static func written(_ time: Timestamp) -> String { String(time.iso8601.prefix(16)) }

  /// `2026-12-01 18:00 UTC`.
  static func words(_ seconds: Double) -> String {
    let time = Timestamp(seconds: seconds)
    return "\(time.day) \(time.timeOfDay.prefix(5)) UTC"
  }

  /// What is wrong with a moment.
  /// - Parameter isNeeded: whether it may not be left out.
  static func problem(_ text: String?, isNeeded: Bool) -> String? {
    if FormText.line(text) == nil { return isNeeded ? "Say when it ends" : nil }
    return read(text) == nil ? "Give a day and a time such as 2026-12-01T18:00" : nil
  }
}
