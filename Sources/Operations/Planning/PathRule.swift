public import Basics
public import Fleet

/// The rule by which fleets are redeployed that look at paths instead of releases, to tell what it would cost.
public enum PathRule {
  /// The hubs that the rule redeploys, by name.
  ///
  /// In an adopted layout, the rule of the project that the layout is from: a changed values file means the hubs that name it;
  /// a changed cluster file, all hubs of the cluster; anything in the folder of a chart that hubs may name, all hubs of all
  /// clusters; and where production hubs of a cluster are to be redeployed, so are the hubs with `staging` in their names.
  /// In the native layout: a hub's file means the hub; a cluster's file, its hubs; `fleet.yaml`, all hubs.
  /// - Parameters:
  ///   - changed: paths in the fleet folder that differ, also of files that are not read.
  ///   - hubs: the hubs as they are after the change.
  public static func hubs(_ hubs: [HubFiles], changed: Set<String>) -> [HubID] {
    guard !changed.isEmpty else { return [] }
    let anyChart = changed.contains { $0.hasPrefix("helm-charts/") }
    let fleetFile = changed.contains("fleet.yaml")
    let wanted = hubs.filter { hub in
      (hub.chart == nil ? fleetFile : anyChart) || changed.contains(hub.clusterFile) || !changed.isDisjoint(with: hub.files)
    }
    let production = Set(wanted.filter { $0.chart != nil && !isStaging($0) }.map(\.cluster))
    let stagings = hubs.filter { $0.chart != nil && isStaging($0) && production.contains($0.cluster) }
    return Set((wanted + stagings).map(\.hub)).sorted()
  }

  private static func isStaging(_ hub: HubFiles) -> Bool { hub.hub.shortName.contains("staging") }
}
