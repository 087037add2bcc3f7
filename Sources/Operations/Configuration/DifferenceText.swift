import Basics

/// Differences of configurations as people read them on a terminal.
public enum DifferenceText {
  /// How many natural differences are named.
  private static let named = 5

  public static func lines(_ difference: ConfigurationDifference) -> [String] {
    let title = "\(name(difference.before)) and \(name(difference.after))"
    var lines: [String] = []
    if difference.changes.isEmpty {
      lines.append("\(title) have the same values")
    } else {
      lines.append("\(title) differ in \(Wording.count(difference.changes.count, "value"))")
      lines += sections(difference.changes)
      lines += natural(difference.changes)
    }
    if !difference.doubts.isEmpty { lines += [""] + difference.doubts }
    return lines
  }

  private static func name(_ side: ConfigurationDifference.Side) -> String {
    side.hub + (side.revision.map { " at \($0)" } ?? "")
  }

  private static func sections(_ changes: [ConfigurationDifference.Change]) -> [String] {
    var lines: [String] = []
    var section: String?
    let shown = changes.map { ($0, before: text($0.before, $0.beforePlace), after: text($0.after, $0.afterPlace)) }
    let width = min(60, shown.flatMap { [$0.before, $0.after] }.compactMap { $0?.value.count }.max() ?? 0)
    for (change, before, after) in shown {
      if change.section != section {
        lines += ["", change.section]
        section = change.section
      }
      lines.append("  \(inner(change))")
      if let before { lines.append("    - \(aligned(before, width))") }
      if let after { lines.append("    + \(aligned(after, width))") }
    }
    return lines
  }

  /// The path below its section.
  private static func inner(_ change: ConfigurationDifference.Change) -> String {
    guard change.path.hasPrefix("\(change.section).") else { return change.path }
    return String(change.path.dropFirst(change.section.count + 1))
  }

  private static func text(_ value: JSONValue?, _ place: SourcePlace?) -> (value: String, place: String)? {
    guard let value else { return nil }
    let origin = place.map { $0.line == 0 ? $0.file : "\($0.file):\($0.line)" } ?? "Atoll itself"
    return (ExplanationText.short(value), origin)
  }

  private static func aligned(_ text: (value: String, place: String), _ width: Int) -> String {
    "\(text.value)\(String(repeating: " ", count: max(0, width - text.value.count)))  \(text.place)"
  }

  private static func natural(_ changes: [ConfigurationDifference.Change]) -> [String] {
    let natural = changes.filter(\.isNatural).map(\.path)
    guard !natural.isEmpty else { return [] }
    var shown = Array(natural.prefix(named))
    if natural.count > named { shown.append("\(natural.count - named) more") }
    let verb = natural.count == 1 ? "is" : "are"
    let whose = natural.count == changes.count ? "All of these" : "\(natural.count) of these"
    return ["", "\(whose) \(verb) natural, the hub's own name or address: \(Wording.list(shown))"]
  }
}
