import Basics

extension Check {
  /// The severities that `fleet.yaml` sets are those of codes that exist and may be changed.
  static let severities = Check(
    "severities are set for codes that there are",
    [
      FindingExplanation(
        "A955", .error, "a severity for a code that does not exist",
        explanation: """
          `checks` in `fleet.yaml` sets how much the findings of a code matter in this fleet. No finding has this code. \
          `docs/reference/findings.md` lists all codes.
          """,
        wrong: "checks: {A999: note}", right: "checks: {A521: note}"),
      FindingExplanation(
        "A956", .error, "a severity that cannot be lowered",
        explanation: """
          What cannot be read or names nothing (A1xx, A2xx, A301 to A305) is as severe as it is: until it is mended, nobody \
          knows what the folder means. So is what is wrong with silences. Such a severity can be raised; it cannot be lowered.
          """,
        wrong: "checks: {A201: warning}", right: "checks: {A123: error}"),
    ]
  ) { checked in
    checked.fleet.organisation.severities.sorted { $0.key < $1.key }.compactMap { code, severity in
      let place = checked.place(organisation: "checks.\(code)")
      guard let explanation = checked.catalogue.explanation(for: code) else {
        let near = checked.catalogue.nearest(to: code)
        return Finding(
          "A955", .error, at: place, "no finding has the code '\(code)'",
          next: near.map { "did you mean '\($0)'?" } ?? "take it out; docs/reference/findings.md lists all codes")
      }
      guard code.isFixed, severity < explanation.severity else { return nil }
      return Finding(
        "A956", .error, at: place, "'\(code)' (\(explanation.title)) cannot be made a \(severity.rawValue)",
        next: "take it out, and mend what the finding tells")
    }
  }
}
