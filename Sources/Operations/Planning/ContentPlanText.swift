import Basics
import Delivery
import Fleet

/// A plan in words. The lines of values are those of `atoll plan` against what runs.
public struct ContentPlanText: Sendable {
  private let plan: ContentPlan
  /// How many hubs that stay as they are, or values of one hub, are shown by name.
  private static let shown = 20

  public init(_ plan: ContentPlan) { self.plan = plan }

  /// For a terminal.
  public var text: String {
    var lines: [String] = []
    for entry in plan.entries {
      lines.append("\(Self.sign(entry.kind)) \(entry.hub): \(Self.words(entry))")
      lines += Self.details(entry).map { "    \($0)" }
      lines += entry.values.map { "    \(Self.line(of: $0))" }
    }
    for hub in plan.unplanned {
      lines.append("? \(hub.hub): cannot be planned")
      lines += hub.faults.map { "    \(Self.line(of: $0))" }
    }
    lines.append(summary)
    lines += pathRule
    return lines.joined(separator: "\n")
  }

  /// One sentence.
  public var summary: String {
    var parts: [String] = []
    if !plan.entries.isEmpty { parts.append(Self.count(plan.entries.count, "hub changes", "hubs change")) }
    if !plan.unplanned.isEmpty { parts.append("\(plan.unplanned.count) cannot be planned") }
    let rest = "\(plan.unchanged) " + (plan.unchanged == 1 ? "stays as it is" : "stay as they are")
    parts.append(parts.isEmpty ? "No hub changes: \(rest)" : rest)
    return parts.joined(separator: ", ") + "."
  }

  private var pathRule: [String] {
    let rule = plan.pathRule
    var lines: [String] = []
    if !rule.needless.isEmpty {
      lines.append(
        "By paths, \(Self.count(rule.hubs.count, "hub", "hubs")) would be redeployed; \(rule.needless.count) need not be: "
          + Self.names(rule.needless) + ".")
    }
    if !rule.missed.isEmpty { lines.append("By paths, these would be missed: \(Self.names(rule.missed)).") }
    return lines
  }

  static func names(_ hubs: [HubID]) -> String {
    let first = hubs.prefix(shown).map(\.rawValue).joined(separator: ", ")
    return hubs.count > shown ? "\(first) and \(hubs.count - shown) more" : first
  }

  static func count(_ number: Int, _ one: String, _ many: String) -> String { "\(number) \(number == 1 ? one : many)" }

  // MARK: - One hub

  static func sign(_ kind: HubChange.Kind) -> String {
    switch kind {
    case .added: "+"
    case .changed: "~"
    case .removed: "-"
    case .asleep: "z"
    case .restarted: "↻"
    }
  }

  static func words(_ entry: PlanEntry) -> String {
    switch entry.kind {
    case .added:
      entry.movedFrom.map { "is added, and \($0) goes: the hub moves" } ?? "is added with release \(short(entry.after))"
    case .changed: "release \(short(entry.before)) → \(short(entry.after))"
    case .removed: "is no longer declared"
    case .asleep: "goes to sleep"
    case .restarted: "starts again"
    }
  }

  private static func short(_ hash: ReleaseHash?) -> String { String(hash?.rawValue.prefix(8) ?? "") }

  /// What there is to know beside the values.
  static func details(_ entry: PlanEntry) -> [String] {
    var lines = entry.reasons.map { reason -> String in
      let names = reason.names.joined(separator: ", ")
      return switch reason.kind {
      case .chart: "chart: what '\(names)' makes of values changes (templates, version or nested charts)"
      case .encrypted: "encrypted: \(names); what changes in it is unknown"
      case .unknownBefore: "chart: before the change, '\(names)' is not at hand; what its defaults change is unknown"
      case .unknownAfter: "chart: after the change, '\(names)' is not at hand; what its defaults change is unknown"
      }
    }
    if let address = entry.address { lines.append("address: \(address.before ?? "none") → \(address.after ?? "none")") }
    if let audience = entry.audience { lines += self.audience(audience) }
    if !entry.features.isEmpty { lines.append("features touched: " + entry.features.map(\.rawValue).joined(separator: ", ")) }
    if !entry.exceptions.isEmpty {
      lines.append(count(entry.exceptions.count, "changed value is", "changed values are") + " explained by no feature")
    }
    if !entry.unknown.isEmpty { lines.append("not at hand, and may set anything: " + entry.unknown.joined(separator: ", ")) }
    return lines
  }

  private static func audience(_ change: AudienceChange) -> [String] {
    let before = change.before.map(words)
    let after = change.after.map(words)
    switch (before, after) {
    case (let before?, let after?) where before == after: return ["who may enter, before and after: \(after)"]
    case (let before?, let after?): return ["who may enter: \(before) → \(after)" + (change.isWider ? "  (WIDER)" : "")]
    case (nil, let after?): return ["who may enter: \(after)"]
    case (let before?, nil): return ["who could enter: \(before)"]
    case (nil, nil): return []
    }
  }

  private static func words(_ audience: PlannedAudience) -> String {
    audience.isCertain ? audience.words : "\(audience.words) (not certain)"
  }

  static func line(of change: ValueChange) -> String {
    let place = change.place.map { "   \($0)" } ?? ""
    switch (change.before, change.after) {
    case (let before?, let after?) where before == after: return "\(change.path): another secret\(place)"
    case (let before?, let after?): return "\(change.path): \(before.canonicalText) → \(after.canonicalText)\(place)"
    case (nil, let after?): return "\(change.path): added \(after.canonicalText)\(place)"
    case (let before?, nil): return "\(change.path): no longer set (was \(before.canonicalText))"
    case (nil, nil): return change.path
    }
  }

  static func line(of fault: UnplannedHub.Fault) -> String {
    let when = fault.side == .before ? "before the change" : "after the change"
    let place = fault.finding.place.map { "\($0): " } ?? ""
    return "\(when), \(place)\(fault.finding.what)" + (fault.finding.next.map { "; \($0)" } ?? "")
  }
}
