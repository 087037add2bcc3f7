import Basics

/// What a cluster file says its hubs are made of, in short: enough to know which of them a changed file concerns.
public struct ClusterIndex: Sendable, Equatable {
  public var hubs: [Hub]

  /// One hub, with names as the file writes them.
  public struct Hub: Sendable, Equatable {
    public var name: String
    public var chart: String
    public var override: String?
    public var files: [String]

    public init(name: String, chart: String, override: String? = nil, files: [String] = []) {
      self.name = name
      self.chart = chart
      self.override = override
      self.files = files
    }
  }

  public init(hubs: [Hub]) { self.hubs = hubs }

  /// Reads a `cluster.yaml`, as loading does. A file that cannot be read has no hubs.
  public init(_ bytes: [UInt8], limits: FleetLimits = .standard) {
    hubs = []
    guard let value = SourcedValue.read(bytes, file: "cluster.yaml", limits: limits, as: .cluster).value else { return }
    var names: Set<String> = []
    for entry in value["hubs"]?.elements ?? [] {
      guard let name = entry["name"]?.string, AdoptedPath.isHubName(name), names.insert(name).inserted else { continue }
      hubs.append(
        Hub(
          name: name, chart: entry["helm_chart"]?.string ?? AdoptedPath.noChart, override: entry["chart_override"]?.string,
          files: entry["helm_chart_values_files"]?.elements?.compactMap(\.string) ?? []))
    }
  }
}

/// The files that a hub is made of, by their paths in the fleet folder.
public struct HubFiles: Sendable, Equatable {
  public let hub: HubID
  public let cluster: ClusterID
  /// The file that declares its cluster.
  public let clusterFile: String
  /// Its own files: values files in an adopted layout, its one file in the native.
  public let files: [String]
  /// The chart that it names, and the file that overrides what that chart says of itself; nil in the native layout.
  public let chart: Chart?

  public struct Chart: Sendable, Hashable {
    public let name: String
    public let override: String?

    public init(name: String, override: String?) {
      self.name = name
      self.override = override
    }
  }

  public init(hub: HubID, cluster: ClusterID, clusterFile: String, files: [String], chart: Chart? = nil) {
    self.hub = hub
    self.cluster = cluster
    self.clusterFile = clusterFile
    self.files = files
    self.chart = chart
  }

  /// A hub as it was loaded.
  public init(_ hub: Hub, in fleet: Fleet) {
    let clusterFile = fleet.clusters[hub.cluster]?.file ?? FileKind.cluster.path(of: hub.cluster.rawValue)
    guard let adoption = hub.adoption else {
      self.init(hub: hub.id, cluster: hub.cluster, clusterFile: clusterFile, files: [hub.file])
      return
    }
    let override = adoption.chartKey.dropFirst(adoption.chart.count + 1)
    self.init(
      hub: hub.id, cluster: hub.cluster, clusterFile: clusterFile, files: adoption.files.map(\.path),
      chart: Chart(name: adoption.chart, override: override.isEmpty ? nil : String(override)))
  }

  /// The hubs of a cluster file, as it was read in short.
  public static func all(_ index: ClusterIndex, in file: String) -> [HubFiles] {
    guard let cluster = AdoptedPath.cluster(file) else { return [] }
    let folder = AdoptedPath.folder(of: file)
    return index.hubs.map { hub in
      HubFiles(
        hub: HubID("\(cluster)/\(hub.name)"), cluster: ClusterID(cluster), clusterFile: file,
        files: hub.files.compactMap { AdoptedPath.resolve($0, in: folder) },
        chart: Chart(name: hub.chart, override: hub.override.flatMap { AdoptedPath.override($0, in: file) }))
    }
  }
}
