/// Values as Helm 3.17 merges them, each with the place where it is written and what it stands over. What is tested against is
/// the real Helm (`scripts/helm`).
///
/// Two steps with two rules: values files are laid over each other (`layers`), and the outcome over the defaults of charts
/// (`Prepared`). In the first a null replaces like any other value; in the second it removes a default, and stays as a null
/// where there is no default to remove.
public enum HelmMerge {
  /// What `helm -f first -f second …` makes of values files: maps merge, everything else replaces what was there.
  ///
  /// A value that replaces another, or merges over it, has that as `under`. What only one file says is the identical object.
  /// A file that is no map says nothing.
  ///
  /// Not associative where one file makes a map of what another makes something else: `layers` reads from the first to the
  /// last, as Helm does.
  public static func layers(_ files: [SourcedValue]) -> SourcedValue {
    let maps = files.filter(\.isMap)
    guard let first = maps.first else { return SourcedValue(.map([:])) }
    return maps.dropFirst().reduce(first) { laid($1, over: $0) }
  }

  private static func laid(_ high: SourcedValue, over low: SourcedValue) -> SourcedValue {
    if high === low { return high }
    guard case .map(let above) = high.content, case .map(var members) = low.content else { return high.laid(over: low) }
    for (key, value) in above {
      members[key] = members[key].map { laid(value, over: $0) } ?? value
    }
    return SourcedValue(.map(members), at: high.place, over: high.laid(over: low).under)
  }

  /// What templates see as `.Values`: the defaults of a chart and of all that it nests, under values. Of many values over the
  /// same charts, `Prepared` makes this once for the charts.
  public static func effective(_ chart: ChartTree, _ user: SourcedValue) -> SourcedValue {
    Prepared(chart).effective(user).values
  }

  /// Everything that is said of a path, from the highest layer down and from the outermost chart in, whether heard or not:
  /// values files (`layers`, the lowest first), then defaults of charts, also of those that are disabled.
  ///
  /// A null is among them: where the first is one and the effective values have nothing at the path, it removed what the others
  /// say. So is a value that is no map at a part of the path: it leaves nothing below it. Of a path in `global` of a nested
  /// chart, the outer charts' `global` comes first, as in Helm.
  public static func said(at path: [String], layers: [SourcedValue], chart: ChartTree) -> [SourcedValue] {
    let files = Array(layers.reversed())
    guard let global = path.firstIndex(of: "global"), global > 0, chart.nests(Array(path[..<global]))
    else { return chart.said(at: path, after: files) }
    let rest = Array(path[global...])
    return (0...global).flatMap { depth in
      let outer = Array(path[..<depth]) + rest
      return chart.said(at: outer, after: files)
    }
  }

  /// Values with which Helm installs nothing: a nested chart's values are no map.
  public struct Refusal: Sendable, Equatable {
    /// Of the nested chart's values.
    public let path: [String]
    /// What stands there.
    public let value: SourcedValue
  }

  /// What Helm makes of values over charts.
  public struct Effective: Sendable, Equatable {
    public let values: SourcedValue
    /// The paths of the values of nested charts that a condition or a tag disables. Their defaults are not in `values`.
    public let disabled: [[String]]
    /// Where not empty, Helm stops here; `values` are then what they would be without the nested charts in question.
    public let refusals: [Refusal]
  }
}

extension ChartTree {
  fileprivate func said(at path: [String], after files: [SourcedValue]) -> [SourcedValue] {
    var said = files.compactMap { $0.said(at: path[...]) }
    var tree = self
    var rest = path[...]
    while case .known(let chart, let nested) = tree {
      if let value = chart.defaults.said(at: rest) { said.append(value) }
      guard let key = rest.popFirst(), let next = nested.first(where: { $0.key == key }) else { break }
      tree = next.tree
    }
    return said
  }

  fileprivate func nests(_ path: [String]) -> Bool {
    var tree = self
    for key in path {
      guard case .known(_, let nested) = tree, let next = nested.first(where: { $0.key == key }) else { return false }
      tree = next.tree
    }
    return true
  }
}

extension SourcedValue {
  /// What it says at a path: the value there, or what stands at a part of the path and is no map.
  fileprivate func said(at path: ArraySlice<String>) -> SourcedValue? {
    guard let key = path.first else { return self }
    guard isMap else { return self }
    return self[key]?.said(at: path.dropFirst())
  }
}
