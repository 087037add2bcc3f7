import Basics
import Delivery
import Fleet

/// Which changed values of a hub registered features explain.
struct FeatureCoverage {
  private let features: [FeatureID: Feature]
  /// What stands before the paths of nested charts, the longest first; features name paths without it.
  private let prefixes: [String]
  /// Nil: all values are the hub's own words; else the paths of those that are.
  private let raw: [String]?

  init(_ before: Hub, _ base: PlanSide, _ after: Hub, _ head: PlanSide) {
    features = head.loaded.fleet?.features ?? [:]
    let paths = head.loaded.fleet.map { fleet in
      after.adoption.flatMap { fleet.adopted?.charts[$0.chartKey]?.chartPaths } ?? []
    }
    prefixes = (paths ?? []).map { $0.joined(separator: ".") + "." }
    raw = after.adoption == nil ? (before.values.leaves + after.values.leaves).map(\.path) : nil
  }

  /// By name.
  func features(of changes: [ValueChange]) -> [FeatureID] {
    features.values.filter { feature in changes.contains { explains(feature, $0.path) } }.map(\.id).sorted()
  }

  /// Paths that no feature explains, of those that a hub's own files set and that are not about who may enter.
  func exceptions(_ changes: [ValueChange], formerly: [String: SourcePlace]) -> [String] {
    changes.filter { change in
      let places = [change.place, formerly[change.path]].compactMap { $0 }
      let isOwn = raw?.contains { Self.covers($0, change.path) } ?? places.contains { FleetPathKind($0.file) != .chart }
      let isDoor = names(of: change.path).contains { $0.hasPrefix("hub.config.") }
      return isOwn && !isDoor && !features.values.contains { explains($0, change.path) }
    }.map(\.path)
  }

  private func explains(_ feature: Feature, _ path: String) -> Bool {
    let names = names(of: path)
    return feature.explains.contains { known in names.contains { Self.covers(known, $0) || Self.covers($0, known) } }
  }

  private func names(of path: String) -> [String] {
    [path] + prefixes.filter { path.hasPrefix($0) }.map { String(path.dropFirst($0.count)) }
  }

  private static func covers(_ known: String, _ path: String) -> Bool {
    path == known || path.hasPrefix("\(known).") || path.hasPrefix("\(known)[")
  }
}
