public import Basics
public import Fleet
public import Growth

/// What the control plane recorded of one hub in one rollout.
public struct RecordedWork: Sendable, Equatable {
  public var rollout: Int
  public var hub: HubID
  /// Whether what the hub runs was changed; not so where it was started, stopped or first brought up.
  public var isChange: Bool
  /// Whether it was left in need of a person.
  public var isBroken: Bool
  /// Seconds since 1970.
  public var at: Double

  public init(rollout: Int, hub: HubID, isChange: Bool, isBroken: Bool, at: Double) {
    self.rollout = rollout
    self.hub = hub
    self.isChange = isChange
    self.isBroken = isBroken
    self.at = at
  }
}

/// Histories of production hubs, counted from what was recorded of them and of their staging hubs.
public enum RecordedHistories {
  /// - Parameters:
  ///   - incidents: how often each hub had to be started again or could not be reached.
  ///   - now: seconds since 1970.
  public static func histories(
    of fleet: Fleet, from work: [RecordedWork], incidents: [HubID: Int], now: Double
  ) -> [HubID: EffortHistory] {
    let staging = fleet.stagingHubs
    let byHub = Dictionary(grouping: work, by: \.hub)
    let foreign = wide(work, fleet)
    var histories: [HubID: EffortHistory] = [:]
    for hub in fleet.hubs.values where !staging.contains(hub.id) {
      let own = [hub.id] + (hub.staging.map { [$0] } ?? [])
      let entries = own.flatMap { byHub[$0] ?? [] }
      // Work with a staging hub counts for a production hub only where it reached, or was to reach, that hub.
      guard let first = byHub[hub.id]?.map(\.at).min() else { continue }
      let reached = Set((byHub[hub.id] ?? []).map(\.rollout))
      let counted = entries.filter { reached.contains($0.rollout) && !foreign.contains($0.rollout) }
      let changes = Set(counted.filter(\.isChange).map(\.rollout)).count
      let broken = Set(counted.filter(\.isBroken).map(\.rollout)).count
      histories[hub.id] = EffortHistory(
        quarters: (now - first) / 86400 / EffortFigures.daysOfQuarter, changes: changes,
        incidents: broken + own.reduce(0) { $0 + (incidents[$1] ?? 0) })
    }
    return histories
  }

  /// The rollouts that touched hubs of several communities: the fleet's work, and no hub's own.
  private static func wide(_ work: [RecordedWork], _ fleet: Fleet) -> Set<Int> {
    let communities = Dictionary(grouping: work, by: \.rollout).mapValues { entries in
      Set(entries.compactMap { fleet.hubs[$0.hub]?.community }).count
    }
    return Set(communities.filter { $0.value > 1 }.keys)
  }
}
