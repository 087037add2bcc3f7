/// The rows that the overview shows: those that its filter asks for, in parts.
struct OverviewRows: Sendable {
  /// All rows of the fleet.
  let all: [FleetRow]
  let found: PagedList<FleetRow>

  init(_ rows: [FleetRow], _ filter: OverviewFilter) {
    all = rows
    found = PagedList(rows.filter { $0.matches(filter) }.sorted(by: filter), page: filter.page)
  }

  var shown: [FleetRow] { found.shown }

  /// `25 of 25 production hubs`; of a long list `101 to 200 of 938 production hubs`.
  var count: String {
    let hubs = Words.count(all.count, "production hub")
    guard let range = found.range else { return "\(Words.number(found.count)) of \(hubs)" }
    return "\(range) of " + (found.count == all.count ? hubs : "\(Words.number(found.count)) found, of \(hubs)")
  }
}
