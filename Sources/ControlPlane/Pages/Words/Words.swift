/// Numbers, durations and lists in the words of the pages.
enum Words {
  /// `1 hub`, `25 hubs`; the plural adds an `s` where none is given.
  static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(Words.number(number)) \(number == 1 ? one : many ?? one + "s")"
  }

  /// Digits in groups of three: `12,400`.
  static func number(_ number: Int) -> String {
    let digits = String(number.magnitude)
    guard digits.count > 3 else { return String(number) }
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  /// `20 ms`, `0.4 s`, `12 s`, `3 min 20 s`, `1 h 5 min`, `2 d 3 h`: two units at most.
  static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e11 else { return "0 s" }
    if seconds < 0.0995 { return "\(Int((seconds * 1000).rounded())) ms" }
    if seconds < 9.95 { return "\(Double(Int((seconds * 10).rounded())) / 10) s" }
    let whole = Int(seconds.rounded())
    let (days, hours, minutes, rest) = (whole / 86_400, whole / 3600 % 24, whole / 60 % 60, whole % 60)
    if days > 0 { return pair(days, "d", hours, "h") }
    if hours > 0 { return pair(hours, "h", minutes, "min") }
    if minutes > 0 { return pair(minutes, "min", rest, "s") }
    return "\(rest) s"
  }

  private static func pair(_ large: Int, _ largeUnit: String, _ small: Int, _ smallUnit: String) -> String {
    small == 0 ? "\(large) \(largeUnit)" : "\(large) \(largeUnit) \(small) \(smallUnit)"
  }

  /// How long ago something was, in one unit: `just now`, `4 min ago`, `3 days ago`.
  static func ago(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 60, seconds < 1e11 else { return "just now" }
    let minutes = Int(seconds) / 60
    if minutes < 60 { return "\(minutes) min ago" }
    if minutes < 48 * 60 { return "\(minutes / 60) h ago" }
    let days = minutes / 1440
    if days < 60 { return "\(days) days ago" }
    if days < 730 { return "\(days / 30) months ago" }
    return "\(days / 365) years ago"
  }

  /// `a`, `a and b`, `a, b and c`, `a, b and 4 more`.
  static func list(_ names: [String], atMost limit: Int = .max) -> String {
    if names.count > limit, limit >= 1 {
      return "\(names.prefix(limit).joined(separator: ", ")) and \(names.count - limit) more"
    }
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return "\(names.dropLast().joined(separator: ", ")) and \(last)"
  }

  /// Words that a sentence of ours begins with. A sentence may as well begin with a hub's name, which is written as it is.
  private static let openings: Set<String> = [
    "a", "an", "the", "there", "it", "its", "no", "nobody", "nothing", "someone", "everyone", "people", "users",
    "whoever",
    "that", "this", "these", "did", "add", "name", "say", "use", "write", "remove", "rollout", "on", "only", "tick",
  ]

  /// The sentence with a full stop at its end, and a capital letter first where it begins with an ordinary word.
  static func sentence(_ text: String) -> String {
    guard let first = text.first else { return "" }
    let ends: Set<Character> = [".", "!", "?", "…"]
    let end = text.last.map(ends.contains) == true ? "" : "."
    let opening = text.prefix { $0.isLetter }
    let isOrdinary = openings.contains(String(opening)) && text.dropFirst(opening.count).first != "-"
    return (isOrdinary ? first.uppercased() : String(first)) + text.dropFirst() + end
  }
}
