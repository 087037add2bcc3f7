import Basics
import Delivery
import Fleet

extension OverviewPage {
  /// The rows that the page shows, for spreadsheets.
  var csv: String {
    var table = CSVText(header: [
      "community", "community_name", "hub", "hub_name", "kind", "state", "awake", "people", "staging", "staging_state",
      "release_running", "release_declared", "tested_at", "test_passed", "address",
    ])
    for row in rows.filter({ $0.matches(filter) }).sorted(by: filter) {
      let (hub, facts) = (row.hub, row.facts)
      table.append([
        hub.community.rawValue, row.communityName, hub.id.rawValue, hub.name, hub.kind.rawValue, row.condition.word,
        row.condition == .elsewhere ? "" : row.condition.isAwake ? "yes" : "no", hub.effort.people.map { String($0) } ?? "",
        row.staging?.hub.rawValue ?? "", row.staging?.condition.word ?? "", facts.running?.rawValue ?? "",
        facts.declared?.rawValue ?? "", row.test.map { TimeMark($0.at, now: frame.now).machine } ?? "",
        row.test.map { $0.result.passed ? "yes" : "no" } ?? "", facts.url ?? hub.url ?? "",
      ])
    }
    return table.text
  }
}
