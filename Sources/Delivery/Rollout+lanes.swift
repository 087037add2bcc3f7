public import Basics
public import Fleet

extension Lane {
  /// The lanes that carry out a plan: for each staging hub one lane with the production hubs that it stages, on one
  /// cluster, so that a failure stops only those whose staging hub failed. Hubs without a staging hub are lanes of
  /// their own. What is stopped or removed goes last in its lane.
  ///
  /// - Parameter homes: hubs whose release is known, declared or running, by name: for their cluster and staging hub.
  public static func lanes(for plan: Plan, releases homes: [HubID: Release]) -> [Lane] {
    var groups: [LaneKey: [HubChange]] = [:]
    for change in plan.changes {
      guard let release = homes[change.hub] else { continue }
      groups[LaneKey(hub: release.staging ?? change.hub, cluster: release.cluster), default: []].append(change)
    }
    let several = Dictionary(grouping: groups.keys, by: \.hub).filter { $0.value.count > 1 }
    return groups.sorted { $0.key < $1.key }.map { key, changes in
      let id = several[key.hub] == nil ? key.hub.rawValue : "\(key.hub)@\(key.cluster)"
      return Lane(id: id, cluster: key.cluster, waves: waves(of: changes, stagingHub: key.hub))
    }
  }

  private static func waves(of changes: [HubChange], stagingHub: HubID) -> [Wave] {
    let ordered = changes.sorted { $0.hub < $1.hub }
    let starting = ordered.filter { $0.kind != .removed && $0.kind != .asleep }
    let ending = ordered.filter { $0.kind == .removed || $0.kind == .asleep }
    let parts: [(String, [HubChange])] = [
      ("staging", starting.filter { $0.hub == stagingHub }),
      ("production", starting.filter { $0.hub != stagingHub }),
      ("ending", ending),
    ]
    return parts.filter { !$0.1.isEmpty }.map { name, changes in
      Wave(name: name, hubs: changes.map { HubRollout(change: $0) })
    }
  }
}

private struct LaneKey: Hashable, Comparable {
  var hub: HubID
  var cluster: ClusterID

  static func < (one: LaneKey, other: LaneKey) -> Bool { (one.hub, one.cluster) < (other.hub, other.cluster) }
}
