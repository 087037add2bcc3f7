import Basics

/// Collects what is wrong with one file, and stops counting out before it becomes a flood.
struct FindingLog {
  /// How many findings of one file are told one by one.
  static let limit = 100

  let file: String
  private(set) var findings: [Finding] = []
  private var untold = 0
  private var untoldSeverity = Severity.note

  init(file: String) { self.file = file }

  /// Whether a further finding would only be counted; then its words need not be made.
  var isFull: Bool { findings.count >= Self.limit }

  mutating func report(
    _ code: FindingCode, _ severity: Severity = .error, at place: SourcePlace, _ what: @autoclosure () -> String,
    next: @autoclosure () -> String? = nil, related: [Finding.Related] = []
  ) {
    guard !isFull else {
      untold += 1
      untoldSeverity = max(untoldSeverity, severity)
      return
    }
    findings.append(Finding(code, severity, at: place, what(), next: next(), related: related))
  }

  /// Everything told, and one finding for what was only counted.
  func all() -> [Finding] {
    guard untold > 0 else { return findings }
    let rest = Finding(
      .tooManyFindings, untoldSeverity, at: SourcePlace(file: file),
      "\(untold) more \(untold == 1 ? "finding" : "findings") in this file are not shown",
      next: "mend the first ones and check again")
    return findings + [rest]
  }
}
