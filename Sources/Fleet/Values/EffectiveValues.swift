public import Basics

/// All that a hub is given, with where each value comes from and what is not known of it. The same in both layouts.
public struct EffectiveValues: Sendable, Equatable {
  public let hub: HubID
  /// The values of the chart that the hub names, with the defaults of all charts that are at hand.
  public let values: SourcedValue
  /// What the hub's own files say, merged, without any chart's defaults.
  public let own: SourcedValue
  /// Where in `values` those of Zero to JupyterHub's chart stand; nil where the chart is not known to hold it.
  public let jupyterhubPath: [String]?
  /// The paths of the values of every chart that is nested in the hub's, the deepest first; for short names of paths.
  public let chartPaths: [[String]]
  /// What could change these values and cannot be read.
  public let unknown: [Unknown]
  /// Where not empty, Helm refuses these values: a nested chart's values are no map.
  public let refusals: [HelmMerge.Refusal]
  /// The paths of the values of nested charts that a condition or a tag turns off.
  public let disabled: [[String]]
  /// Where the values of further JupyterHubs stand that the hub's chart nests and that are not turned off.
  public let otherJupyterhubs: [[String]]

  public init(
    hub: HubID, values: SourcedValue, own: SourcedValue, jupyterhubPath: [String]?, chartPaths: [[String]] = [],
    unknown: [Unknown] = [], refusals: [HelmMerge.Refusal] = [], disabled: [[String]] = [],
    otherJupyterhubs: [[String]] = []
  ) {
    self.otherJupyterhubs = otherJupyterhubs
    self.disabled = disabled
    self.refusals = refusals
    self.hub = hub
    self.values = values
    self.own = own
    self.jupyterhubPath = jupyterhubPath
    self.chartPaths = chartPaths
    self.unknown = unknown
  }

  /// The values of Zero to JupyterHub's chart: `hub`, `singleuser`, ….
  public var jupyterhub: SourcedValue? { jupyterhubPath.flatMap { values[path: $0] } }

  /// The same values, looked at as those of another JupyterHub that they hold.
  public func at(_ path: [String]) -> EffectiveValues {
    EffectiveValues(
      hub: hub, values: values, own: own, jupyterhubPath: path, chartPaths: chartPaths, unknown: unknown, refusals: refusals,
      disabled: disabled)
  }

  /// Where the hub's own files say what stands at a path of Zero to JupyterHub's chart, or of the hub's chart.
  func ownPlace(_ path: some StringProtocol) -> SourcePlace? {
    if let inner = jupyterhubPath.flatMap({ own[path: $0] }), let value = inner.value(at: path) { return value.place }
    return own.value(at: path)?.place
  }

  /// Something that is not at hand.
  public enum Unknown: Sendable, Hashable {
    /// A values file that is encrypted, missing or unreadable: it may set anything.
    case layer(file: String)
    /// A chart whose defaults are not at hand.
    case chart(name: String)
  }
}
