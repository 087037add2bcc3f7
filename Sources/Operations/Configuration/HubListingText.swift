import Access
import Basics
import Fleet

/// Lists of hubs as people and programs read them.
public enum HubListingText {
  /// - Parameters:
  ///   - filter: what was asked for, to say so where nothing fits.
  ///   - width: columns of the terminal; nil: as wide as it needs.
  public static func table(_ hubs: [HubListing], filter: HubFilter = HubFilter(), width: Int? = nil) -> [String] {
    guard !hubs.isEmpty else { return [empty(filter)] }
    var table = ListTable([
      .init("HUB", isWhole: true), .init("COMMUNITY"), .init("CLUSTER"), .init("KIND"), .init("CHART"), .init("LOGIN"),
      .init("AUDIENCE", isWhole: true), .init("FEATURES", isNumber: true), .init("EXCEPTIONS", isNumber: true),
      .init("STAGING"),
    ])
    for hub in hubs {
      table.add([
        hub.hub, hub.community, hub.cluster, hub.kind.rawValue, hub.chart ?? "", hub.login,
        hub.audience.rawValue + (hub.audienceIsCertain ? "" : "?"), String(hub.features.count), String(hub.exceptions),
        hub.isStaging ? "is staging" : hub.staging ?? "none",
      ])
    }
    var lines = table.lines(width: width)
    let uncertain = hubs.count { !$0.audienceIsCertain }
    lines += ["", "\(hubs.count == 1 ? "1 hub" : "\(hubs.count) hubs")"]
    if uncertain > 0 {
      let whole = uncertain == hubs.count ? "of all of them" : "of \(uncertain) of them"
      lines.append(
        "? the audience \(whole) is uncertain, at least as wide as shown: code or layers that cannot be read may widen it")
    }
    return lines
  }

  private static func empty(_ filter: HubFilter) -> String {
    if filter.isEmpty { return "The folder declares no hub yet (docs/how-to/add-a-hub.md)." }
    return "No hub fits all of that. Leave out a filter, or list all with `atoll hubs`."
  }

  /// As RFC 4180 has it, with a line of headings.
  public static func csv(_ hubs: [HubListing]) -> String {
    var rows = [
      [
        "hub", "name", "community", "cluster", "kind", "chart", "login", "audience", "audience_is_certain", "features",
        "exceptions", "staging", "is_staging",
      ]
    ]
    for hub in hubs {
      rows.append([
        hub.hub, hub.name, hub.community, hub.cluster, hub.kind.rawValue, hub.chart ?? "", hub.login, hub.audience.rawValue,
        String(hub.audienceIsCertain), hub.features.joined(separator: " "), String(hub.exceptions), hub.staging ?? "",
        String(hub.isStaging),
      ])
    }
    return rows.map { $0.map(field).joined(separator: ",") + "\r\n" }.joined()
  }

  static func field(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { "\",\r\n".unicodeScalars.contains($0) }) else { return text }
    return "\"\(text.replacing("\"", with: "\"\""))\""
  }
}
