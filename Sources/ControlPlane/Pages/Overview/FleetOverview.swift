import Basics
import Delivery
import Fleet

/// A fleet and how its hubs are, as the overview tells it: made once for all readers, as long as neither changes.
final class FleetOverview: Sendable {
  let organisation: Organisation
  /// A row for each production hub, by community and name.
  let rows: [FleetRow]
  let answer: OverviewAnswer

  /// - Parameter facts: what is known of each hub; a hub without an entry has never been seen.
  init(_ fleet: Fleet, _ facts: [HubID: HubFacts]) {
    let stagingHubs = fleet.stagingHubs
    let conditions = fleet.hubs.mapValues { HubCondition(facts[$0.id] ?? .unseen($0)) }
    let names = fleet.communities.mapValues { $0.name.lowercased() }
    let order: [(name: String, hub: HubID)] = fleet.hubs.values.lazy.filter { !stagingHubs.contains($0.id) }
      .map { (name: names[$0.community] ?? $0.community.rawValue.lowercased(), hub: $0.id) }
      .sorted { ($0.name, $0.hub) < ($1.name, $1.hub) }
    organisation = fleet.organisation
    rows = order.compactMap { fleet.hubs[$0.hub] }.map { hub in
      FleetRow(
        hub: hub, community: fleet.communities[hub.community], facts: facts[hub.id] ?? .unseen(hub),
        staging: hub.staging.map { FleetRow.Staging(hub: $0, condition: conditions[$0] ?? .asleep) })
    }
    answer = OverviewAnswer(fleet: fleet, conditions: conditions)
  }
}
