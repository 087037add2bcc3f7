public import Basics

/// The ways in which a folder may declare a fleet.
public enum Layout: String, Sendable, Codable, CaseIterable {
  /// `fleet.yaml` with `communities/`, `clusters/`, `hubs/` and `features/`.
  case native
  /// `config/clusters/<cluster>/cluster.yaml` naming values files over charts in `helm-charts/`.
  case twoITwoC = "2i2c"
}

/// How a hub of an adopted layout gets its values.
public struct Adoption: Sendable, Equatable {
  /// The chart that `cluster.yaml` names.
  public var chart: String
  /// Where the chart's files stand in `AdoptedFiles.charts`: its name, with the file that overrides its `Chart.yaml`.
  public var chartKey: String
  /// In the order in which they are laid over each other.
  public var files: [ValuesFile]
  /// What nothing declares, so that Atoll inferred it.
  public var inferred: Set<Inferred>
  /// Where `cluster.yaml` names the hub.
  public var place: SourcePlace
  /// The paths in `fleet.yaml` of what it adds to the hub, the more particular last.
  public var additions: [String] = []
  /// The features that its values show, each with the place of the value that shows it.
  public var shown: [FeatureID: SourcePlace] = [:]

  public init(
    chart: String, chartKey: String? = nil, files: [ValuesFile] = [], inferred: Set<Inferred> = [], place: SourcePlace
  ) {
    self.chart = chart
    self.chartKey = chartKey ?? chart
    self.files = files
    self.inferred = inferred
    self.place = place
  }

  /// Something of a hub that this layout cannot say; `fleet.yaml` can.
  public enum Inferred: String, Sendable, Codable, CaseIterable { case community, kind, staging }
}

/// A file of values that a hub names.
public struct ValuesFile: Sendable, Equatable {
  /// Path in the fleet folder.
  public var path: String
  /// Where `cluster.yaml` names it.
  public var place: SourcePlace
  public var state: State

  public init(path: String, place: SourcePlace, state: State) {
    self.path = path
    self.place = place
    self.state = state
  }

  /// `encrypted`: what it says is unknown, whether the file is here or not. The others have been told as errors: `missing`, no
  /// such file; `broken`, Helm refuses it, or it cannot be read; `refused`, what is named is no file that can be read: no text, or
  /// outside of what is read. Its path is then the place of the entry.
  public enum State: String, Sendable, Codable { case read, encrypted, missing, broken, refused }

  /// Whether what the file says is known.
  public var isKnown: Bool { state == .read }
}

/// What hubs of an adopted layout are made of: shared by all of them, and made once.
public final class AdoptedFiles: Sendable, Equatable {
  /// Values files that could be read, by path.
  public let values: [String: SourcedValue]
  /// By `Adoption.chartKey`.
  public let charts: [String: PreparedChart]
  /// A content hash of each file that cannot be read and is here, by path: a change of it changes the release.
  public let sealed: [String: String]
  /// All that each hub is given.
  private let effective: [HubID: EffectiveValues]

  public init(
    values: [String: SourcedValue] = [:], charts: [String: PreparedChart] = [:], sealed: [String: String] = [:],
    hubs: [HubID: Hub] = [:]
  ) {
    self.values = values
    self.charts = charts
    self.sealed = sealed
    let made = Array(hubs.values).concurrentMap { hub in
      (hub.id, hub.adoption.map { EffectiveValues(hub.id, $0, values: values, chart: charts[$0.chartKey]) })
    }
    effective = Dictionary(uniqueKeysWithValues: made).compactMapValues(\.self)
  }

  /// All that a hub is given; nil for a hub of the native layout.
  func effectiveValues(of hub: Hub) -> EffectiveValues? { hub.adoption == nil ? nil : effective[hub.id] }

  public static func == (one: AdoptedFiles, other: AdoptedFiles) -> Bool {
    one === other || (one.values == other.values && one.charts == other.charts && one.sealed == other.sealed)
  }
}

/// A chart with all that it nests, ready to be laid under the values of many hubs.
public struct PreparedChart: Sendable, Equatable {
  public let tree: ChartTree
  /// The merged defaults of the chart and of those that it nests.
  public let prepared: HelmMerge.Prepared
  /// A content hash of what the chart's folders hold beside values: templates change what runs as much as values do.
  public let hash: String
  /// Where the values of Zero to JupyterHub's chart stand, of each where it is nested twice.
  public let jupyterhubPaths: [[String]]
  public var jupyterhubPath: [String]? { jupyterhubPaths.first }
  /// The paths of the values of nested charts, the deepest first.
  public let chartPaths: [[String]]
  /// Charts that are named and not at hand, with the path of their values.
  public let unknown: [(path: [String], name: String)]
  /// Files of charts that Helm refuses or that cannot be read, with the path of the chart's values.
  public let unreadable: [(path: [String], file: String)]

  public init(tree: ChartTree, hash: String) {
    self.tree = tree
    self.hash = hash
    prepared = HelmMerge.Prepared(tree)
    jupyterhubPaths = tree.jupyterhubPaths
    let all = tree.all
    chartPaths = all.map(\.path).filter { !$0.isEmpty }.sorted { $0.count > $1.count }
    unknown = all.compactMap { if case .unknown(let name) = $0.tree { ($0.path, name) } else { nil } }
    var unreadable: [(path: [String], file: String)] = []
    for (path, tree) in all {
      if case .known(let chart, _) = tree { unreadable += chart.unreadable.map { (path, $0) } }
    }
    self.unreadable = unreadable
  }

  public static func == (one: PreparedChart, other: PreparedChart) -> Bool {
    one.tree == other.tree && one.hash == other.hash
  }
}
