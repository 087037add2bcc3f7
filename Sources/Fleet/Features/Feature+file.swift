public import Basics

extension Feature {
  /// The file that declares it, as a team starts from it: `features/<feature>.yaml`.
  ///
  /// Every text is quoted, so that whatever stands in it reads the same again.
  public var fileText: String {
    var lines = ["name: \(Self.quoted(name))"]
    if let description { lines.append("description: \(Self.quoted(description))") }
    lines.append("stage: \(stage.rawValue)")
    lines.append(
      owners.isEmpty
        ? "# owners: []            # who answers for it: names of people in fleet.yaml"
        : Self.list("owners", owners.map(\.rawValue)))
    if let since { lines.append("since: \(since)") }
    lines.append(reviewBy.map { "review_by: \($0)" } ?? "# review_by: 2030-01-31  # when the team looks again whether to keep it")
    if let documentation { lines.append("documentation: \(Self.quoted(documentation))") }
    if !explains.isEmpty { lines += Self.block("explains", explains) }
    if !shownBy.isEmpty { lines += Self.block("shown_by", shownBy.map(\.description)) }
    if let verdict { lines += Self.verdict(verdict) }
    if let specialist { lines.append("specialist: \(Self.quoted(specialist))") }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func verdict(_ verdict: FeatureVerdict) -> [String] {
    var lines: [String] = []
    if let build = verdict.build { lines.append("  build: \(build.rawValue)") }
    if let maintain = verdict.maintain { lines.append("  maintain: \(maintain.rawValue)") }
    if !verdict.learn.isEmpty { lines.append("  \(list("learn", verdict.learn))") }
    if let at = verdict.at { lines.append("  at: \(at)") }
    if let by = verdict.by { lines.append("  by: \(quoted(by.rawValue))") }
    return lines.isEmpty ? [] : ["verdict:"] + lines
  }

  private static func list(_ key: String, _ texts: [String]) -> String {
    "\(key): [\(texts.map(quoted).joined(separator: ", "))]"
  }

  private static func block(_ key: String, _ texts: [String]) -> [String] {
    ["\(key):"] + texts.map { "  - \(quoted($0))" }
  }

  private static func quoted(_ text: String) -> String { JSONValue.string(text).canonicalText }
}
