public import Basics

extension Fleet {
  /// All that a hub is given: in the native layout its release's values; in an adopted one its files over its chart.
  public func effectiveValues(of hub: Hub) -> EffectiveValues {
    adopted?.effectiveValues(of: hub) ?? nativeValues(of: hub)
  }

  private func nativeValues(of hub: Hub) -> EffectiveValues {
    let layered = ReleaseRenderer.layeredValues(for: hub, in: self)
    var leaves: [String: LayeredValue] = [:]
    for leaf in layered.leaves where leaf.value != nil { leaves[leaf.path] = leaf }
    let sources = sources
    return EffectiveValues(
      hub: hub.id, values: SourcedValue(layered.values, at: "") { leaves[$0] },
      own: SourcedValue(hub.values, at: "") { path in
        LayeredValue(path: path, value: nil, place: sources.place(hub.file, "values.\(path)"), overridden: [])
      }, jupyterhubPath: [])
  }
}

extension EffectiveValues {
  /// What an adopted hub is given: its files over its chart.
  init(_ hub: HubID, _ adoption: Adoption, values: [String: SourcedValue], chart: PreparedChart?) {
    let own = HelmMerge.layers(adoption.files.compactMap { $0.isKnown ? values[$0.path] : nil })
    let merged = chart?.prepared.effective(own)
    // A chart that is turned off adds nothing, whatever its defaults are.
    let disabled = merged?.disabled ?? []
    func isOn(_ path: [String]) -> Bool { !disabled.contains { path.starts(with: $0) } }
    let missing = chart?.unknown.filter { isOn($0.path) }.map(\.name) ?? [adoption.chart]
    let hubPaths = chart?.jupyterhubPaths ?? []
    let path = hubPaths.first(where: isOn) ?? hubPaths.first
    // A file of a chart may set what the charts inside of it are given.
    let unreadable = (chart?.unreadable ?? []).filter { file in
      isOn(file.path) && hubPaths.contains { $0.starts(with: file.path) }
    }
    let layers = adoption.files.filter { !$0.isKnown }.map(\.path) + unreadable.map(\.file)
    self.init(
      hub: hub, values: merged?.values ?? own, own: own, jupyterhubPath: path, chartPaths: chart?.chartPaths ?? [],
      unknown: layers.map { .layer(file: $0) } + missing.map { .chart(name: $0) },
      refusals: merged?.refusals ?? [], disabled: disabled, otherJupyterhubs: hubPaths.filter { $0 != path && isOn($0) })
  }
}

extension SourcedValue {
  /// A plain value with what is known of each leaf, by its dotted path.
  fileprivate convenience init(_ value: JSONValue, at path: String, of leaf: (String) -> LayeredValue?) {
    let known = leaf(path)
    var under: SourcedValue?
    for layer in known?.overridden.reversed() ?? [] {
      under = SourcedValue(SourcedValue(layer.value, at: layer.place).content, at: layer.place, over: under)
    }
    let content: Content =
      switch value {
      case .null: .null
      case .bool(let value): .bool(value)
      case .int(let value): .int(value)
      case .double(let value): .double(value)
      case .string(let value): .string(value)
      case .array(let elements):
        .list(elements.enumerated().map { SourcedValue($0.element, at: "\(path)[\($0.offset)]", of: leaf) })
      case .object(let members):
        .map(
          Dictionary(
            uniqueKeysWithValues: members.map { key, value in
              (key, SourcedValue(value, at: path.isEmpty ? key : "\(path).\(key)", of: leaf))
            }))
      }
    self.init(content, at: known?.place, over: under)
  }
}
