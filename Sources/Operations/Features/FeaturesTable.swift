import Basics
import Fleet

/// Features and exceptions for spreadsheets, as RFC 4180 writes tables.
public enum FeaturesTable {
  /// The whole matrix: a row for each hub, a column for each feature.
  public static func matrix(_ fleet: Fleet, _ answer: FeaturesAnswer) -> String {
    let sets = answer.features.map { Set($0.hubs) }
    let staging = fleet.stagingHubs
    var rows = [["hub", "cluster", "community", "kind", "staging"] + answer.features.map(\.feature)]
    for hub in fleet.hubs.values.sorted(by: { $0.id < $1.id }) {
      rows.append(
        [
          hub.id.rawValue, hub.cluster.rawValue, hub.community.rawValue, hub.kind.rawValue,
          staging.contains(hub.id) ? "yes" : "no",
        ] + sets.map { $0.contains(hub.id.rawValue) ? "yes" : "" })
    }
    return text(rows)
  }

  /// A row for each exception, in the order of the answer.
  public static func exceptions(_ answer: ExceptionsAnswer) -> String {
    let head = [
      "hub", "staging", "path", "value", "code", "lines", "also_on", "clusters", "ratio", "adds", "because", "file", "line",
    ]
    return text(
      [head]
        + answer.exceptions.map { one in
          [
            one.hub, one.isStaging ? "yes" : "no", one.path, one.value, one.isCode ? "yes" : "no", String(one.lines),
            String(one.alsoOn), String(one.clusters), one.ratio.map { EffortText.number($0) } ?? "",
            one.adds.map { EffortText.number($0) } ?? "", one.because ?? "", one.place.file, String(one.place.line),
          ]
        })
  }

  private static func text(_ rows: [[String]]) -> String {
    rows.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
  }

  /// A cell that a spreadsheet would take for a formula gets an apostrophe in front.
  private static func cell(_ value: String) -> String {
    let special: Set<UInt8> = Set("=+-@\t\r".utf8)
    let guarded = value.utf8.first.map(special.contains) == true ? "'" + value : value
    guard guarded.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else { return guarded }
    return "\"" + String(guarded.unicodeScalars.flatMap { $0 == "\"" ? ["\"", "\""] : [$0] }.map(Character.init)) + "\""
  }
}
