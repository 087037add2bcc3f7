import Basics
import Delivery

/// A plan as a comment on a pull request: a sentence, a table, and the details of each hub folded away.
public struct ContentPlanMarkdown: Sendable {
  private let plan: ContentPlan
  /// A comment may have 65,536 characters; details that do not fit are left out, and it says so.
  private static let limit = 60_000
  private static let shownRows = 200

  public init(_ plan: ContentPlan) { self.plan = plan }

  public var text: String {
    let words = ContentPlanText(plan)
    var text = "**\(words.summary)**\n"
    if !plan.entries.isEmpty { text += "\n\(table)" }
    if !plan.unplanned.isEmpty { text += "\n\(unplanned)" }
    if !plan.pathRule.needless.isEmpty || !plan.pathRule.missed.isEmpty { text += "\n\(pathRule)" }
    var left = 0
    for entry in plan.entries {
      let details = details(entry)
      if details.isEmpty { continue }
      if text.utf8.count + details.utf8.count > Self.limit {
        left += 1
      } else {
        text += "\n\(details)"
      }
    }
    if left > 0 {
      text += "\nThe details of \(ContentPlanText.count(left, "hub", "hubs")) do not fit here; `atoll plan` prints them all.\n"
    }
    return text
  }

  private var table: String {
    let hasAudience = plan.entries.contains { $0.audience != nil }
    var text = "| Hub | Change | Values | Features |" + (hasAudience ? " Who may enter |" : "") + "\n"
    text += "|---|---|---|---|" + (hasAudience ? "---|" : "") + "\n"
    for entry in plan.entries.prefix(Self.shownRows) {
      let features = entry.features.map(\.rawValue).joined(separator: ", ")
      let exceptions =
        entry.exceptions.isEmpty ? "" : ContentPlanText.count(entry.exceptions.count, "exception", "exceptions")
      let cells = [
        code(entry.hub.rawValue), change(entry), entry.values.isEmpty ? "" : "\(entry.values.count)",
        [features, exceptions].filter { !$0.isEmpty }.joined(separator: "; "),
      ]
      text += "| " + cells.joined(separator: " | ") + " |" + (hasAudience ? " \(audience(entry)) |" : "") + "\n"
    }
    let more = plan.entries.count - Self.shownRows
    return more > 0 ? text + "\nand \(more) more.\n" : text
  }

  private func change(_ entry: PlanEntry) -> String {
    var words: [String] = []
    switch entry.kind {
    case .added: words.append(entry.movedFrom.map { "moved from \(code($0.rawValue))" } ?? "added")
    case .changed: if !entry.values.isEmpty { words.append("values") }
    case .removed: words.append("removed")
    case .asleep: words.append("goes to sleep")
    case .restarted: words.append("starts again")
    }
    for reason in entry.reasons {
      switch reason.kind {
      case .chart: words.append("chart " + reason.names.map(code).joined(separator: ", "))
      case .encrypted: words.append("encrypted file")
      case .unknownBefore, .unknownAfter: words.append("defaults of " + reason.names.map(code).joined(separator: ", ") + " unknown")
      }
    }
    if let address = entry.address { words.append("address " + code(address.after ?? "none")) }
    return words.joined(separator: ", ")
  }

  private func audience(_ entry: PlanEntry) -> String {
    guard let audience = entry.audience else { return "" }
    func words(_ told: PlannedAudience) -> String { cell(told.words) + (told.isCertain ? "" : " (not certain)") }
    let before = audience.before.map(words)
    let after = audience.after.map(words)
    guard let before, let after, before != after else { return after ?? before ?? "" }
    return "\(before) → " + (audience.isWider ? "**\(after)**" : after)
  }

  private var unplanned: String {
    var text = "**Cannot be planned**\n\n"
    for hub in plan.unplanned.prefix(Self.shownRows) {
      text += "- \(code(hub.hub.rawValue)): " + hub.faults.map { cell(ContentPlanText.line(of: $0)) }.joined(separator: "; ") + "\n"
    }
    let more = plan.unplanned.count - Self.shownRows
    return more > 0 ? text + "- and \(more) more\n" : text
  }

  private var pathRule: String {
    let rule = plan.pathRule
    var text = "<details><summary>By paths, \(rule.hubs.count) would be redeployed; \(rule.needless.count) need not be"
    text += rule.missed.isEmpty ? "" : "; \(rule.missed.count) would be missed"
    text += "</summary>\n\n"
    if !rule.needless.isEmpty { text += "Need not be: \(list(rule.needless)).\n" }
    if !rule.missed.isEmpty { text += "\nWould be missed: \(list(rule.missed)).\n" }
    return text + "\n</details>\n"
  }

  private func list(_ hubs: [HubID]) -> String {
    let first = hubs.prefix(Self.shownRows).map { code($0.rawValue) }.joined(separator: ", ")
    return hubs.count > Self.shownRows ? "\(first) and \(hubs.count - Self.shownRows) more" : first
  }

  private func details(_ entry: PlanEntry) -> String {
    let lines = ContentPlanText.details(entry).map { "- \(cell($0))" }
    guard !lines.isEmpty || !entry.values.isEmpty else { return "" }
    var text = "<details><summary><code>\(html(entry.hub.rawValue))</code> \(html(ContentPlanText.words(entry)))</summary>\n\n"
    if !lines.isEmpty { text += lines.joined(separator: "\n") + "\n\n" }
    if !entry.values.isEmpty {
      let body = entry.values.map(ContentPlanText.line).joined(separator: "\n")
      let fence = fence(around: body)
      text += "\(fence)text\n\(body)\n\(fence)\n\n"
    }
    return text + "</details>\n"
  }

  // MARK: - What a value must not do to the page

  /// A fence that is longer than any run of backticks in the text.
  private func fence(around text: String) -> String {
    var longest = 2
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    return String(repeating: "`", count: longest + 1)
  }

  private func code(_ name: String) -> String { "<code>\(html(name).replacing("|", with: "&#124;"))</code>" }

  private func cell(_ text: String) -> String {
    var cell = ""
    for scalar in html(text).unicodeScalars {
      if scalar == "\n" || scalar == "\r" {
        cell += " "
      } else if "|*_`[]@#~\\".unicodeScalars.contains(scalar) {
        cell += "&#\(scalar.value);"
      } else {
        cell.unicodeScalars.append(scalar)
      }
    }
    return cell
  }

  private func html(_ text: String) -> String {
    var html = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": html += "&amp;"
      case "<": html += "&lt;"
      case ">": html += "&gt;"
      default: html.unicodeScalars.append(scalar)
      }
    }
    return html
  }
}
