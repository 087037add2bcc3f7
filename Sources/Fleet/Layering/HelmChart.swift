internal import Basics

/// A chart as Helm has it in memory while it finds the values of an installation.
struct HelmChart: Sendable {
  /// The path of its values in those of the outermost chart.
  let path: [String]
  /// The chart's own defaults; after `HelmInstallation.importing`, with those of the charts that it nests.
  var values: SourcedValue
  /// What `Chart.yaml` names and is enabled, also what is not at hand.
  var declared: [Chart.Dependency]
  /// The charts at hand, in Helm's order: those that `Chart.yaml` does not name, then the others as it names them.
  var nested: [HelmChart]
  /// The same as Helm sees them while it asks what this chart enables: it has not read the aliases in their `Chart.yaml` yet.
  let asking: [HelmChart]
  /// The keys of nested charts that are enabled, at hand or not: nulls in their values are left for the nested chart to heed.
  var keys: Set<String>

  var key: String { path.last ?? "" }

  /// Nil where the chart is not at hand. Helm heeds a chart's `Chart.yaml`, aliases in it too, where those of all charts around
  /// it name charts; elsewhere (`isHeeded` false) a nested chart has the key of its name.
  init?(_ tree: ChartTree, at path: [String] = [], isHeeded: Bool = true) {
    guard case .known(let chart, let trees) = tree else { return nil }
    self.path = path
    values = chart.defaults
    declared = isHeeded ? chart.dependencies : chart.dependencies.map(\.unaliased)
    let names = Dictionary(chart.dependencies.map { ($0.key, $0.name) }, uniquingKeysWith: { first, _ in first })
    let places = Dictionary(chart.dependencies.enumerated().map { ($1.key, $0) }, uniquingKeysWith: min)
    var known: [(path: [String], tree: ChartTree)] = []
    var taken: Set<String> = []
    for (_, element) in trees.enumerated().sorted(by: {
      (places[$0.element.key] ?? -1, $0.offset) < (places[$1.element.key] ?? -1, $1.offset)
    }) {
      let key = isHeeded ? element.key : names[element.key] ?? element.key
      if taken.insert(key).inserted { known.append((path + [key], element.tree)) }
    }
    let nestedAreHeeded = isHeeded && !chart.dependencies.isEmpty
    nested = known.compactMap { HelmChart($0.tree, at: $0.path, isHeeded: nestedAreHeeded) }
    asking = nestedAreHeeded ? known.compactMap { HelmChart($0.tree, at: $0.path, isHeeded: false) } : []
    keys = taken.union(declared.map(\.key))
  }

  /// The chart while Helm asks what it enables.
  var whileAsking: HelmChart {
    var chart = self
    chart.nested = asking
    return chart
  }

  /// Whether values decide on what is enabled, in it or in a chart that it nests.
  var asks: Bool {
    declared.contains { $0.condition?.isEmpty == false || !$0.tags.isEmpty } || nested.contains(where: \.asks)
  }
}

/// Helm's way from charts and values to the values that templates see (`pkg/chartutil` of Helm 3.17: `coalesce.go`,
/// `dependencies.go`): one of these is one walk through the charts.
struct HelmInstallation {
  var merger: HelmMerger
  /// Where Helm gives up, because the values of a nested chart are no map.
  private(set) var refusals: [HelmMerge.Refusal] = []
  private(set) var disabled: [[String]] = []

  init(_ merger: HelmMerger) { self.merger = merger }

  // MARK: - Defaults under values

  /// Lays values over a chart's defaults, and those for the charts that it nests over theirs.
  mutating func coalesce(_ chart: HelmChart, under values: HelmTable, keepsNulls: Bool) {
    for (key, below) in chart.values.members ?? [:] {
      guard let above = values.entries[key] else {
        values.entries[key] = .value(below)
        continue
      }
      if above.isNull && !keepsNulls {
        values.entries[key] = nil
      } else {
        values.entries[key] = merger.laid(
          above, over: .value(below), keepsNulls: keepsNulls || chart.keys.contains(key))
      }
    }
    values.lay(over: chart.values)
    for nested in chart.nested {
      if values.entries[nested.key] == nil {
        values.entries[nested.key] = .table(HelmTable(SourcedValue(.map([:]), at: nested.values.place)))
      }
      guard let table = values.table(nested.key) else {
        refuse(nested.path, values.entries[nested.key]?.origin)
        continue
      }
      handDownGlobals(of: values, to: table)
      coalesce(nested, under: table, keepsNulls: keepsNulls)
    }
  }

  /// Lays the `global` of a chart over the one of a chart that it nests. Maps in it, below the first level, become one map
  /// that both charts have: what the nested chart adds to it is seen in the outer one, as in Helm.
  private mutating func handDownGlobals(of outer: HelmTable, to inner: HelmTable) {
    let from = outer.table("global")
    guard from != nil || outer.entries["global"] == nil else { return }
    let known = inner.table("global")
    guard known != nil || inner.entries["global"] == nil else { return }
    let globals = known ?? HelmTable(SourcedValue(.map([:]), at: from?.origin.place))
    for (key, entry) in from?.entries ?? [:] {
      let below = globals.entries[key]
      if let table = from?.table(key) {
        if below?.isTable == false { continue }
        let shared = HelmTable(sharing: table)
        if let below = globals.table(key) { merger.lay(shared, over: .table(below), keepsNulls: true) }
        globals.entries[key] = .table(shared)
      } else if below?.isTable != true {
        globals.entries[key] = .value(below.map { merger.laid(entry.origin, over: $0.origin) } ?? entry.origin)
      }
    }
    inner.entries["global"] = .table(globals)
  }

  mutating func refuse(_ path: [String], _ value: SourcedValue?) {
    guard let value, !refusals.contains(where: { $0.path == path }) else { return }
    refusals.append(HelmMerge.Refusal(path: path, value: value))
  }

  // MARK: - What is enabled

  /// The chart with what the values enable of what it nests. As in Helm, a nested chart is asked with its defaults laid under
  /// the values of the outermost chart, not under its own.
  mutating func enabled(_ chart: HelmChart, by values: HelmTable) -> HelmChart {
    guard !chart.declared.isEmpty else { return chart }
    let coalesced = HelmTable(copying: values)
    coalesce(chart.whileAsking, under: coalesced, keepsNulls: false)
    let off = Set(chart.declared.filter { !isEnabled($0, of: chart, by: coalesced) }.map(\.key))
    disabled += off.sorted().map { chart.path + [$0] }
    var chart = chart
    chart.declared.removeAll { off.contains($0.key) }
    chart.nested = chart.nested.filter { !off.contains($0.key) }
    chart.keys.subtract(off)
    chart.nested = chart.nested.map { enabled($0, by: coalesced) }
    return chart
  }

  private func isEnabled(_ dependency: Chart.Dependency, of chart: HelmChart, by values: HelmTable) -> Bool {
    for path in dependency.condition?.split(separator: ",") ?? [] {
      let answer = values.value(at: chart.path + HelmTable.path(path))
      if let answer = answer?.bool { return answer }
    }
    let tags = dependency.tags.compactMap { values.value(at: ["tags", $0])?.bool }
    return tags.isEmpty || tags.contains(true)
  }

  /// Refuses what `enabled` would, without its work, where nothing is asked.
  mutating func refuse(_ chart: HelmChart, _ values: SourcedValue) {
    guard !chart.declared.isEmpty else { return }
    refuseValues(of: chart.whileAsking, [values])
    refuseNamesakes(of: chart, [values])
  }

  /// Refuses values of nested charts that are no map before Helm merges the defaults of all charts. `values` has what stands
  /// at the chart's path, the uppermost first.
  private mutating func refuseValues(of chart: HelmChart, _ values: [SourcedValue]) {
    for nested in chart.nested {
      let above = values.compactMap { $0[nested.key] }
      let own = chart.values[nested.key]
      let uppermost = above.first ?? own
      let removed = above.first?.isNull == true && own != nil
      if let uppermost, !uppermost.isMap, !removed { refuse(nested.path, uppermost) }
      refuseValues(of: nested, removed ? [] : (above + [own].compactMap { $0 }))
    }
  }

  /// Refuses a value of the outermost chart that has the name of a chart nested two deep and is no map.
  private mutating func refuseNamesakes(of chart: HelmChart, _ values: [SourcedValue]) {
    let values = values + [chart.values]
    for nested in chart.nested where !nested.declared.isEmpty {
      for key in nested.nested.map(\.key) {
        let found = (values + [nested.values]).reduce(SourcedValue?.none) { found, value in
          guard let found else { return value[key] }
          return found.isNull && value[key] != nil ? nil : found
        }
        if let found, !found.isMap { refuse([key], found) }
      }
      refuseNamesakes(of: nested, values)
    }
  }

  // MARK: - Defaults of the whole

  /// The chart with the defaults of the charts that it nests among its own, and what it imports from them. Helm does so
  /// where `Chart.yaml` names charts that are enabled.
  mutating func importing(_ chart: HelmChart) -> HelmChart {
    var chart = chart
    chart.nested = chart.nested.map { importing($0) }
    guard !chart.declared.isEmpty else { return chart }
    let whole = HelmTable(SourcedValue(.map([:]), at: chart.values.place))
    coalesce(chart, under: whole, keepsNulls: true)
    let imported = HelmTable(SourcedValue(.map([:])))
    var sources: [HelmTable] = []
    for dependency in chart.declared {
      for values in dependency.importValues {
        guard let source = whole.table(at: [dependency.key] + HelmTable.path(values.child)) else { continue }
        // Helm never ends where a map comes to be in itself. What is imported twice is copied, so that it cannot.
        var table = source.isApart(from: sources) ? source : HelmTable(copying: source)
        sources.append(source)
        for key in (values.parent == "." ? [] : HelmTable.path(values.parent)).reversed() {
          let outer = HelmTable(SourcedValue(.map([:])))
          outer.entries[key] = .table(table)
          table = outer
        }
        merger.lay(imported, over: .table(HelmTable(sharing: table)), keepsNulls: true)
      }
    }
    let values = HelmTable(copying: whole)
    merger.lay(values, over: .table(imported), keepsNulls: true)
    chart.values = values.closed()
    return chart
  }
}

extension Chart.Dependency {
  fileprivate var unaliased: Chart.Dependency {
    Chart.Dependency(
      key: name, name: name, version: version, place: place, folder: folder, condition: condition, tags: tags,
      importValues: importValues)
  }
}

extension HelmTable {
  /// The parts of a dotted path, empty ones too.
  static func path(_ dotted: some StringProtocol) -> [String] {
    String(dotted).split(separator: ".", omittingEmptySubsequences: false).map(String.init)
  }

  /// Whether no map that was opened in this one is in one of the others.
  func isApart(from others: [HelmTable]) -> Bool {
    var theirs: Set<ObjectIdentifier> = []
    for other in others { other.forEachOpened { theirs.insert(ObjectIdentifier($0)) } }
    var isApart = true
    forEachOpened { if theirs.contains(ObjectIdentifier($0)) { isApart = false } }
    return isApart
  }

  private func forEachOpened(_ visit: (HelmTable) -> Void) {
    visit(self)
    for case .table(let table) in entries.values { table.forEachOpened(visit) }
  }

  /// The opened map at a path.
  func table(at path: [String]) -> HelmTable? {
    path.reduce(into: Optional(self)) { table, key in table = table?.table(key) }
  }

  /// The value at a path, where it is no map.
  func value(at path: [String]) -> SourcedValue? {
    guard let first = path.first else { return nil }
    switch entries[first] {
    case nil: return nil
    case .table(let table): return table.value(at: Array(path.dropFirst()))
    case .value(let value):
      guard let found = value[path: path.dropFirst()], !found.isMap else { return nil }
      return found
    }
  }
}
