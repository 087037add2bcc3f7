/// Which charts differ between two states of a folder.
public enum ChartChanges {
  /// Those of the charts whose defaults, nested charts or other content are not the same on both sides.
  /// - Parameters:
  ///   - base: as it was: all files of charts, and those that override them.
  ///   - head: as it is.
  public static func between(
    _ base: FleetSource, _ head: FleetSource, of charts: Set<HubFiles.Chart>, limits: FleetLimits = .standard
  ) -> Set<HubFiles.Chart> {
    var before = ChartLibrary(base, limits: limits)
    var after = ChartLibrary(head, limits: limits)
    return charts.filter { chart in
      before.prepared(chart.name, override: chart.override.flatMap { base.files[$0] == nil ? nil : $0 })
        != after.prepared(chart.name, override: chart.override.flatMap { head.files[$0] == nil ? nil : $0 })
    }
  }

  /// Whether a file is one of a chart.
  public static func concerns(_ path: String) -> Bool { ChartLibrary.isOfCharts(path) }
}

extension FleetPathKind {
  /// What a path of a fleet folder is.
  public init(_ path: String) {
    if AdoptedPath.cluster(path) != nil {
      self = .cluster
    } else if ChartLibrary.isOfCharts(path) {
      self = .chart
    } else {
      self = AdoptedPath.isAdopted(path) ? .values : .native
    }
  }
}

/// What files of a fleet folder are, as far as planning needs it.
public enum FleetPathKind: Sendable, Equatable {
  /// A cluster's declaration in an adopted layout.
  case cluster
  /// A file that clusters of an adopted layout may name.
  case values
  /// A file of a chart.
  case chart
  /// A declaration of the native layout, or what hubs of it name.
  case native
}
