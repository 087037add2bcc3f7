import Basics
import Delivery
import Fleet

/// What registered features say of the changed values of a hub: which of them are touched, and what none explains. The same
/// rule by which `atoll exceptions` tells exceptions.
struct FeatureCoverage {
  private let register: FeatureRegister
  private let kind: HubKind
  /// Those that the hub has on either side.
  private let features: Set<FeatureID>
  /// The path of the values of Zero to JupyterHub's chart: features name paths without it.
  private let inner: [String]
  /// Nil: all values are the hub's own words; else the paths of those that are.
  private let raw: [String]?

  /// - Parameters:
  ///   - register: that of the fleet after the change, for all hubs.
  ///   - fleet: after the change.
  init(_ before: Hub, _ after: Hub, in fleet: Fleet?, register: FeatureRegister) {
    self.register = register
    kind = after.kind
    features = Set(before.features).union(after.features)
    inner = after.adoption.flatMap { fleet?.adopted?.charts[$0.chartKey]?.jupyterhubPath } ?? []
    raw = after.adoption == nil ? (before.values.leaves + after.values.leaves).map(\.path) : nil
  }

  /// By name.
  func features(of changes: [ValueChange]) -> [FeatureID] {
    Set(changes.flatMap { register.explaining(LeafPath(written: $0.path, within: inner)) }).intersection(features).sorted()
  }

  /// Paths that are not standard and that no feature of the hub explains, of those that its own files set.
  func exceptions(_ changes: [ValueChange], formerly: [String: SourcePlace]) -> [String] {
    changes.filter { change in
      let places = [change.place, formerly[change.path]].compactMap { $0 }
      let isOwn = raw?.contains { Self.covers($0, change.path) } ?? places.contains { FleetPathKind($0.file) != .chart }
      let path = LeafPath(written: change.path, within: inner)
      return isOwn && !register.isStandard(path, for: kind) && !register.explaining(path).contains(where: features.contains)
    }.map(\.path)
  }

  private static func covers(_ known: String, _ path: String) -> Bool {
    path == known || path.hasPrefix("\(known).") || path.hasPrefix("\(known)[")
  }
}
