import Basics
public import Fleet

/// All that is known of one hub's configuration: what its commands answer from. Other hubs are not looked at.
public struct HubConfiguration: Sendable {
  public let hub: Hub
  public let fleet: Fleet
  public let values: EffectiveValues
  /// What is under its values; nil in the native layout, where Atoll's own engine knows its defaults.
  public let chart: ChartTree?

  public init(of hub: Hub, in fleet: Fleet) {
    self.hub = hub
    self.fleet = fleet
    values = fleet.effectiveValues(of: hub)
    chart = hub.adoption.map { adoption in
      fleet.adopted?.charts[adoption.chartKey]?.tree ?? .unknown(name: adoption.chart)
    }
  }

  /// Whether `{secret: NAME}` names a secret in its values.
  var honoursReferences: Bool { hub.adoption == nil }

  /// A value as it may be shown.
  func shown(_ value: SourcedValue, at path: ValuePath) -> SourcedValue {
    value.hidingSecrets(under: key(of: path), honoursReferences: honoursReferences)
  }

  /// The last key of a path; of an entry such as `{name: API_TOKEN, value: …}` that name.
  private func key(of path: ValuePath) -> String {
    values.values.keyOfSecret(at: path.description)
  }

  // MARK: - Paths

  /// The path that a whole or a short one means: `singleuser.memory` for `jupyterhub.singleuser.memory`. Also one that the
  /// hub's own files removed.
  func path(_ text: String) -> ValuePath? {
    for full in spellings(of: text) {
      if let path = ValuePath(full, in: values.values) ?? ValuePath(full, in: values.own) { return path }
    }
    return nil
  }

  /// What a path may be short for, itself first, the deepest chart next.
  private func spellings(of path: String) -> [String] {
    [path] + values.chartPaths.map { "\($0.joined(separator: ".")).\(path)" }
  }

  /// The nearest path to one where nothing stands, in the form in which it was asked; nil where none is near.
  func suggestion(for text: String) -> String? {
    let prefixes = [""] + values.chartPaths.map { $0.joined(separator: ".") + "." }
    var best: (depth: Int, path: String)?
    for prefix in prefixes {
      let (found, missing, after) = ValuePath.deepest(prefix + text, in: values.values)
      guard let keys = values.values[found]?.members?.keys else { continue }
      guard let near = Suggestion.nearest(to: missing, among: keys) else { continue }
      let path = found.steps.isEmpty ? near : "\(found).\(near)"
      let whole = values.values.value(at: path + after) == nil ? path : path + after
      guard whole.hasPrefix(prefix), best.map({ found.steps.count > $0.depth }) ?? true else { continue }
      best = (found.steps.count, String(whole.dropFirst(prefix.count)))
    }
    return best?.path
  }

  /// A path as Zero to JupyterHub's chart has it, where it is its: what features are registered with.
  func shortPath(_ path: ValuePath) -> String {
    guard let prefix = values.jupyterhubPath, !prefix.isEmpty, path.steps.count > prefix.count,
      Array(path.steps.prefix(prefix.count)) == prefix.map(ValuePath.Step.key)
    else { return path.description }
    return ValuePath(Array(path.steps.dropFirst(prefix.count))).description
  }

  // MARK: - Layers

  /// The files that the hub's values are read from, in the order in which they are laid over each other.
  public var layers: [ConfigurationLayer] {
    guard let adoption = hub.adoption else { return [ConfigurationLayer(file: hub.file, state: .read)] }
    return adoption.files.map { ConfigurationLayer(file: $0.path, state: $0.state) }
  }

  /// The chart whose defaults a file is; nil for any other file.
  func chart(ofDefaults file: String) -> Chart? {
    chart?.known.filter { file.hasPrefix($0.folder + "/") }.max { $0.folder.count < $1.folder.count }
  }

  /// Charts whose defaults are not at hand, with the path of their values; not those that are turned off.
  var unknownCharts: [(name: String, path: [String])] {
    var charts: [(name: String, path: [String])] = []
    for (path, tree) in chart?.all ?? [] {
      guard case .unknown(let name) = tree, !values.disabled.contains(where: { path.starts(with: $0) }) else { continue }
      charts.append((name, path))
    }
    return charts
  }
}

extension ChartTree {
  var known: [Chart] { all.compactMap { if case .known(let chart, _) = $0.tree { chart } else { nil } } }
}

/// A file that a hub's values are read from.
public struct ConfigurationLayer: Codable, Sendable, Equatable {
  public var file: String
  /// All but those that were `read` may set anything.
  public var state: ValuesFile.State
}

extension ConfigurationLayer {
  /// Why it is not known what it sets, without a full stop; nil where it is.
  var obstacle: String? {
    switch state {
    case .read: nil
    case .encrypted: "is encrypted"
    case .missing: "is missing"
    case .broken, .refused: "cannot be read"
    }
  }
}
