import Basics
import Operations

/// Which production hub has which feature: hubs down, features across. Of a fleet with more hubs than a screen holds, clusters
/// stand for their hubs, with how many of them have it; each leads to the hubs of that cluster.
struct FeatureMatrix: Sendable {
  /// How many hubs have a row of their own.
  static let hubs = 40
  /// How many clusters do: those with most production hubs. Of a cluster that was chosen, so many hubs.
  static let rows = 60
  /// How many features have a column: the first ones.
  static let columns = 40

  let filter: FeaturesFilter
  /// Those that a hub has which is shown.
  let features: [FeatureAnswer]
  /// Those that have no column.
  let rest: Int
  private let production: [FleetFeatures.ProductionHub]

  init(_ fleet: FleetFeatures, shown: [FeatureAnswer], filter: FeaturesFilter) {
    self.filter = filter
    production = fleet.production.filter { filter.cluster.isEmpty || $0.cluster == filter.cluster }
    let used = production.reduce(into: Set<String>()) { $0.formUnion($1.features) }
    let columns = shown.filter { used.contains($0.feature) }
    features = Array(columns.prefix(Self.columns))
    rest = columns.count - features.count
  }

  /// Whether clusters stand for their hubs.
  var isByCluster: Bool { filter.cluster.isEmpty && production.count > Self.hubs }

  /// Nothing where no hub has any of the features.
  var fields: Fields? {
    if features.isEmpty { return nil }
    let (rows, left) = isByCluster ? clusterRows : hubRows
    let all: Fields = [
      "count": .number(production.count),
      "cells": .list(
        features.map { feature -> Fields in
          ["text": .number(production.count { $0.features.contains(feature.feature) })]
        }),
    ]
    return [
      "what": .text(isByCluster ? "Cluster" : "Hub"), "isByCluster": .flag(isByCluster), "rows": .list(rows), "all": .group(all),
      "columns": .list(
        features.map { ["name": .text($0.name), "id": .text($0.feature), "path": .text(Paths.feature($0.feature))] }),
      "note": .text(note(left: left)),
    ]
  }

  private var hubRows: (rows: [Fields], left: Int) {
    let shown = production.prefix(Self.rows)
    let rows = shown.map { hub -> Fields in
      [
        "name": .text(hub.hub.rawValue), "path": .text(Paths.hub(hub.hub)),
        "cells": .list(features.map { hub.features.contains($0.feature) ? ["text": "✓"] : ["text": .nothing] }),
      ]
    }
    return (rows, production.count - shown.count)
  }

  private var clusterRows: (rows: [Fields], left: Int) {
    let clusters = Dictionary(grouping: production, by: \.cluster)
      .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    let rows = clusters.prefix(Self.rows).map { cluster, hubs -> Fields in
      [
        "name": .text(cluster), "count": .number(hubs.count),
        "path": .text(Paths.query(Paths.features, filter.parameters(cluster: cluster)) + "#matrix"),
        "cells": .list(
          features.map { feature -> Fields in
            let count = hubs.count { $0.features.contains(feature.feature) }
            guard count > 0 else { return ["text": .nothing, "style": .nothing] }
            return ["text": .number(count), "style": .text("heat-\((count * 4 + hubs.count - 1) / hubs.count)")]
          }),
      ]
    }
    return (rows, clusters.count - rows.count)
  }

  private func note(left: Int) -> String? {
    var parts: [String] = []
    if isByCluster { parts.append("how many of a cluster’s production hubs have it; its name leads to the hubs") }
    if left > 0 {
      parts.append(isByCluster ? "\(Words.count(left, "smaller cluster")) not shown" : "\(Words.count(left, "hub")) more")
    }
    if rest > 0 { parts.append("\(Words.count(rest, "feature")) more") }
    if left > 0 || rest > 0 { parts.append("the CSV has all of them") }
    return parts.isEmpty ? nil : Words.ownSentence(parts.joined(separator: "; "))
  }
}
