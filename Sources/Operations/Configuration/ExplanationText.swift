import Basics
import Fleet

/// Explanations as people read them on a terminal.
public enum ExplanationText {
  /// Lines of a long value that are shown.
  private static let shownLines = 20

  public static func lines(_ answer: ValueExplanation) -> [String] {
    var lines: [String] = []
    if let value = answer.value {
      lines += self.value(value, named: "\(answer.hub): \(answer.path)")
    } else {
      lines.append("\(answer.hub): \(answer.path) is not set")
    }
    lines += answer.origins.isEmpty ? layers(answer) : origins(answer)
    for doubt in answer.doubts { lines.append(doubt) }
    lines += features(answer)
    return lines
  }

  // MARK: - The value

  /// On the line of its name where it is short, in YAML under it where not.
  private static func value(_ value: JSONValue, named name: String) -> [String] {
    if case .object(let members) = value, !members.isEmpty { return [name] }
    let lines = ConfigurationYAML.lines(SourcedValue(value))
    if let only = lines.first, lines.count == 1, value.array?.isEmpty ?? true { return ["\(name) is \(only)"] }
    let shown = lines.prefix(shownLines).map { $0.isEmpty ? "" : "    \($0)" }
    let rest = lines.count - shown.count
    return ["\(name) is"] + shown + (rest > 0 ? ["    … and \(Wording.count(rest, "line")) more"] : [])
  }

  /// On one line.
  static func short(_ value: JSONValue) -> String {
    if case .string(let text) = value, text.contains("\n") { return "a text of \(Wording.count(text.lines.count, "line"))" }
    let isText = value.string != nil
    let text = Paint.plain(isText ? ConfigurationYAML.lines(SourcedValue(value)).first ?? "" : value.canonicalText)
    return text.count > 60 ? String(text.prefix(59)) + "…" : text
  }

  // MARK: - Who says so

  private static func layers(_ answer: ValueExplanation) -> [String] {
    guard let said = answer.said else { return answer.value == nil ? [] : ["  set by Atoll itself"] }
    var lines: [String] = []
    if answer.value == nil {
      lines.append(
        said.value == .null
          ? "  removed by \(place(said)) (null)"
          : "  \(place(said)) says \(short(said.value)) at \(said.at), so nothing stands below it")
    } else {
      lines.append("  set by \(origin(said))\(within(said, answer))")
    }
    if let line = said.line, let place = said.place { lines.append("    \(place.line) | \(line)") }
    for saying in answer.overridden {
      let what = saying.value == .null ? "null (which removes)" : short(saying.value)
      lines.append("  over \(what), \(origin(saying))\(within(saying, answer))")
    }
    return lines
  }

  /// Where a saying is of more than the path.
  private static func within(_ saying: ValueExplanation.Saying, _ answer: ValueExplanation) -> String {
    saying.at == answer.path ? "" : " (said of \(saying.at))"
  }

  private static func origin(_ saying: ValueExplanation.Saying) -> String {
    saying.chart.map { "the default of the chart \($0), \(place(saying))" } ?? place(saying)
  }

  private static func place(_ saying: ValueExplanation.Saying) -> String {
    saying.place.map { $0.line == 0 ? $0.file : "\($0.file):\($0.line)" } ?? "Atoll itself"
  }

  private static func origins(_ answer: ValueExplanation) -> [String] {
    let leaves = answer.origins.reduce(0) { $0 + $1.leaves }
    var lines = ["  a map of \(Wording.count(leaves, "value")), set by"]
    let width = answer.origins.map { String($0.leaves).count }.max() ?? 0
    for origin in answer.origins {
      let count = String(origin.leaves)
      let padded = String(repeating: " ", count: width - count.count) + count
      let chart = origin.chart.map { " (default of the chart \($0))" } ?? ""
      lines.append("  \(padded)  \(origin.file ?? "Atoll itself")\(chart)")
    }
    return lines
  }

  // MARK: - Features

  private static func features(_ answer: ValueExplanation) -> [String] {
    answer.features.map { feature in
      feature.ofHub
        ? "Explained by the feature \(feature.feature) (\(feature.name))"
        : "The feature \(feature.feature) (\(feature.name)) would explain it; the hub does not name it"
    }
  }
}
