/// The rows that the overview shows at once: a part of those that its filter asks for.
struct OverviewRows: Sendable {
  /// How many are shown at once.
  static let length = 100

  let shown: [FleetRow]
  /// All rows of the fleet.
  let all: [FleetRow]
  /// How many the filter asks for.
  let found: Int
  /// Which part is shown, from 1, and how many there are. A part that is not there stands for the last.
  let page: Int
  let pages: Int

  init(_ rows: [FleetRow], _ filter: OverviewFilter) {
    all = rows
    let wanted = rows.filter { $0.matches(filter) }.sorted(by: filter)
    found = wanted.count
    pages = max(1, (found + Self.length - 1) / Self.length)
    page = min(max(1, filter.page), pages)
    shown = Array(wanted.dropFirst((page - 1) * Self.length).prefix(Self.length))
  }

  /// `25 of 25 production hubs`; of a long list `101 to 200 of 938 production hubs`.
  var count: String {
    let hubs = Words.count(all.count, "production hub")
    guard pages > 1 else { return "\(Words.number(found)) of \(hubs)" }
    let first = (page - 1) * Self.length + 1
    let part = "\(Words.number(first)) to \(Words.number(first + shown.count - 1)) of "
    return part + (found == all.count ? hubs : "\(Words.number(found)) found, of \(hubs)")
  }
}
