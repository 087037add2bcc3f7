import Basics

/// What a comment silences: some codes on one line, for a reason and until a day.
struct Silence {
  let codes: [FindingCode]
  /// The last day on which it holds.
  let until: CalendarDay
  let reason: String
  let comment: SilenceComment

  /// Whether its last day has passed.
  func hasEnded(at now: Timestamp) -> Bool { until.advanced(by: 1).start <= now }
}

extension SilenceComment {
  private static let form = "write: # atoll: allow A932 until 2026-12-31 because the course ends then"

  /// What the comment says, or why it cannot be used.
  /// - Parameter catalogue: all codes that there are.
  func read(_ catalogue: [FindingExplanation]) -> Result<Silence, SilenceProblem> {
    var words = text.split(whereSeparator: \.isWhitespace)[...]
    guard words.popFirst() == "allow" else {
      return problem("this comment is for Atoll, and does not say 'allow'")
    }
    var codes: [FindingCode] = []
    while let word = words.first, word != "until", word != "because" {
      words.removeFirst()
      for name in word.split(separator: ",") {
        let code = FindingCode(name.uppercased())
        guard catalogue.explanation(for: code) != nil else {
          let near = catalogue.nearest(to: code)
          return problem("no finding has the code '\(String(name).shown)'", next: near.map { "did you mean '\($0)'?" })
        }
        if !codes.contains(code) { codes.append(code) }
      }
    }
    guard !codes.isEmpty else { return problem("the silence names no code") }
    guard words.popFirst() == "until", let day = words.popFirst() else { return problem("the silence has no end") }
    guard let until = CalendarDay(String(day)) else {
      return problem("'\(String(day).shown)' is no day on which the silence could end")
    }
    guard words.popFirst() == "because", !words.isEmpty else { return problem("the silence gives no reason") }
    return .success(
      Silence(codes: codes, until: until, reason: words.joined(separator: " "), comment: self))
  }

  private func problem(_ what: String, next: String? = nil) -> Result<Silence, SilenceProblem> {
    .failure(SilenceProblem(finding: Finding("A951", .error, at: place, what, next: next ?? Self.form)))
  }
}

/// Why a comment silences nothing.
struct SilenceProblem: Error {
  let finding: Finding
}
