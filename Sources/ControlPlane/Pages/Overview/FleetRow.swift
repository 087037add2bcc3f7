import Basics
import Delivery
import Fleet

/// A production hub with its community and its staging hub: one row of the overview. A class, since what it holds is large,
/// and lists of rows are filtered and sorted for each reader.
final class FleetRow: Sendable {
  let hub: Hub
  let community: Community?
  let facts: HubFacts
  let condition: HubCondition
  let staging: Staging?

  struct Staging: Sendable {
    let hub: HubID
    let condition: HubCondition
  }

  init(hub: Hub, community: Community?, facts: HubFacts, staging: Staging?) {
    self.hub = hub
    self.community = community
    self.facts = facts
    self.staging = staging
    condition = HubCondition(facts)
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
