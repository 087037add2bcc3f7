import Basics
import Delivery
import Fleet

/// A production hub with its community and its staging hub: one row of the overview.
struct FleetRow: Sendable {
  let hub: Hub
  let community: Community?
  let facts: HubFacts
  let condition: HubCondition
  let staging: Staging?

  struct Staging: Sendable {
    let hub: HubID
    let condition: HubCondition
  }

  var communityName: String { community?.name ?? hub.community.rawValue }

  /// The newest test.
  var test: TestFacts? { facts.tests.max { $0.at < $1.at } }

  /// Whether the declared release waits to be deployed to a hub that runs.
  var isChangeWaiting: Bool {
    guard let declared = facts.declared, let running = facts.running else { return false }
    return declared != running
  }

  func matches(_ filter: OverviewFilter) -> Bool {
    if let kind = filter.kind, hub.kind != kind { return false }
    if let state = filter.state, condition.group != state, staging?.condition.group != state { return false }
    if let awake = filter.awake, condition == .elsewhere || condition.isAwake != awake { return false }
    let wanted = filter.text.lowercased()
    if wanted.isEmpty { return true }
    let names = [hub.id.rawValue, hub.name, hub.community.rawValue, communityName, staging?.hub.rawValue ?? ""]
    return names.contains { $0.lowercased().contains(wanted) }
  }
}

extension OverviewPage {
  /// A row for each production hub, by community and name.
  var rows: [FleetRow] {
    let stagingHubs = fleet.stagingHubs
    let names = fleet.communities.mapValues { $0.name.lowercased() }
    let order: [(name: String, hub: HubID)] = fleet.hubs.values.filter { !stagingHubs.contains($0.id) }
      .map { (name: names[$0.community] ?? $0.community.rawValue.lowercased(), hub: $0.id) }
      .sorted { ($0.name, $0.hub) < ($1.name, $1.hub) }
    return order.compactMap { fleet.hubs[$0.hub] }.map { hub -> FleetRow in
      let facts = self.facts[hub.id] ?? .unseen(hub)
      let staging = hub.staging.map { FleetRow.Staging(hub: $0, condition: condition(of: $0)) }
      return FleetRow(
        hub: hub, community: fleet.communities[hub.community], facts: facts, condition: HubCondition(facts),
        staging: staging)
    }
  }

  /// How each hub is, staging hubs too.
  func condition(of hub: HubID) -> HubCondition {
    if let known = facts[hub] { return HubCondition(known) }
    return fleet.hubs[hub].map { HubCondition(.unseen($0)) } ?? .asleep
  }
}

extension [FleetRow] {
  /// In the order that the filter asks for; rows that are equal by it keep theirs.
  func sorted(by filter: OverviewFilter) -> [FleetRow] {
    let sorted: [FleetRow] =
      switch filter.sort {
      case .community: self
      case .hub: by { $0.hub.id.rawValue }
      case .state: by { $0.condition.gravity }
      case .kind: by { HubKind.allCases.firstIndex(of: $0.hub.kind) ?? 0 }
      case .people: by { $0.hub.effort.people ?? -1 }
      case .tested: by { $0.test?.at ?? -1 }
      }
    return filter.descending ? sorted.reversed() : sorted
  }

  private func by<Key: Comparable>(_ key: (FleetRow) -> Key) -> [FleetRow] {
    let keyed: [(key: Key, index: Int)] = enumerated().map { index, row in (key: key(row), index: index) }
    let order = keyed.sorted { $0.key == $1.key ? $0.index < $1.index : $0.key < $1.key }
    return order.map { self[$0.index] }
  }
}
