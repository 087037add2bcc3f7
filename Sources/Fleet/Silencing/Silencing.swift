public import Basics

/// A finding that a comment in the fleet folder silences.
public struct SilencedFinding: Hashable, Sendable {
  public let finding: Finding
  /// In the words of the comment.
  public let reason: String
  /// The last day on which it is silent.
  public let until: CalendarDay
  /// Where the comment stands.
  public let place: SourcePlace

  public init(finding: Finding, reason: String, until: CalendarDay, place: SourcePlace) {
    self.finding = finding
    self.reason = reason
    self.until = until
    self.place = place
  }
}

/// What a fleet decides about findings: how much those of a code matter, and which one is silent for a while.
public enum Silencing {
  /// Applies a fleet's severities, and then the comments of its files that silence findings.
  /// - Parameters:
  ///   - findings: all that was found.
  ///   - texts: the texts of the fleet's files, by path, in which comments are looked for.
  ///   - severities: by code; what cannot be lowered is not lowered.
  ///   - catalogue: all codes that there are; those of the rooms above this one too, where these find something.
  ///   - now: a silence holds until the end of its last day, in UTC.
  /// - Returns: what is told, with what is wrong with the silences themselves, and what is silent; each in the order of files
  ///   and lines.
  public static func apply(
    _ findings: [Finding], texts: [String: String], severities: [FindingCode: Severity] = [:],
    catalogue: [FindingExplanation] = FindingCatalogue.all, now: Timestamp
  ) -> (findings: [Finding], silenced: [SilencedFinding]) {
    let graded = findings.map { $0.graded(severities) }
    var comments: [SilenceComment] = []
    for (file, text) in texts { comments += SilenceComment.all(in: text, file: file) }
    guard !comments.isEmpty else { return (graded.sorted(by: Finding.isBefore), []) }
    var applied = Silences(comments, catalogue, texts: texts, now: now)
    var told: [Finding] = []
    var silenced: [SilencedFinding] = []
    for finding in graded {
      if let silence = applied.silence(for: finding) {
        silenced.append(
          SilencedFinding(
            finding: finding, reason: silence.reason, until: silence.until, place: silence.comment.place))
      } else {
        told.append(finding)
      }
    }
    // Where a file could not be read, nobody knows what would have been found.
    let isWhole = !findings.contains { $0.code.isOfReading && $0.severity == .error }
    told += applied.findings(isWhole: isWhole).map { $0.graded(severities) }
    return (told.sorted(by: Finding.isBefore), silenced.sorted { Finding.isBefore($0.finding, $1.finding) })
  }
}

extension Finding {
  /// With the severity that the fleet gives to its code.
  fileprivate func graded(_ severities: [FindingCode: Severity]) -> Finding {
    guard let wanted = severities[code], wanted != severity, !(code.isFixed && wanted < severity) else { return self }
    return Finding(code, wanted, at: place, what, next: next, related: related)
  }
}

/// The silences of a fleet, and which of them were of use.
private struct Silences {
  private var problems: [Finding] = []
  private var silences: [Silence] = []
  /// By file, and by line; at line 0 those about the whole file.
  private var positions: [String: [Int: [Int]]] = [:]
  private var used: [Int: Set<FindingCode>] = [:]
  private let texts: [String: String]
  private let now: Timestamp

  init(_ comments: [SilenceComment], _ catalogue: [FindingExplanation], texts: [String: String], now: Timestamp) {
    self.texts = texts
    self.now = now
    for comment in comments {
      switch comment.read(catalogue) {
      case .failure(let problem): problems.append(problem.finding)
      case .success(let silence):
        let file = comment.place.file
        positions[file, default: [:]][comment.line, default: []].append(silences.count)
        if comment.isAtHead { positions[file, default: [:]][0, default: []].append(silences.count) }
        silences.append(silence)
      }
    }
  }

  /// The silence under which a finding falls.
  mutating func silence(for finding: Finding) -> Silence? {
    guard let place = finding.place, !finding.code.isNeverSilenced, let known = positions[place.file]?[place.line] else {
      return nil
    }
    var found: Silence?
    for index in known where silences[index].codes.contains(finding.code) && !silences[index].hasEnded(at: now) {
      used[index, default: []].insert(finding.code)
      found = found ?? silences[index]
    }
    return found
  }

  /// What is wrong with the silences.
  /// - Parameter isWhole: whether everything was checked, so that a silence without a finding is not needed.
  func findings(isWhole: Bool) -> [Finding] {
    var findings = problems
    for (index, silence) in silences.enumerated() {
      let place = silence.comment.place
      for code in silence.codes where code.isNeverSilenced {
        findings.append(
          Finding(
            "A954", .error, at: place, "'\(code)' cannot be silenced", next: "take it out, and mend what the finding tells"))
      }
      let codes = silence.codes.filter { !$0.isNeverSilenced }
      if codes.isEmpty { continue }
      if silence.hasEnded(at: now) {
        findings.append(
          Finding(
            "A952", .warning, at: place, "this silence ended on \(silence.until)",
            next: "mend what it silenced and take it out, or agree on another day"))
        continue
      }
      for code in codes where isWhole && used[index]?.contains(code) != true {
        if let text = texts[place.file], silence.comment.isInside(text) {
          findings.append(
            Finding(
              "A953", .note, at: place,
              "this stands inside of a text of several lines, where it is no comment and silences nothing",
              next: "put it above the line on which the text begins; findings of the text stand there"))
          continue
        }
        findings.append(
          Finding(
            "A953", .note, at: place, "no finding '\(code)' stands at line \(silence.comment.line)",
            next: "take it out, or put it on the line of the finding or on the line above"))
      }
    }
    return findings
  }
}
