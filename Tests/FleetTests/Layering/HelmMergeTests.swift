import Basics
import Fleet
import Testing

@Suite("Helm: layers and defaults")
struct HelmMergeTests {
  @Test("of layers, the last wins; what it replaces is under it, with its place")
  func layers() {
    let one: JSONValue = ["a": 1, "m": ["x": 1, "y": 2], "only": ["one": true]]
    let two: JSONValue = ["a": .null, "m": ["x": 3]]
    let three: JSONValue = ["a": 5, "m": 7]
    let files = [one.placed(in: "1"), two.placed(in: "2"), three.placed(in: "3")]
    let merged = HelmMerge.layers(files)
    #expect(merged.plain == ["a": 5, "m": 7, "only": ["one": true]])
    #expect(merged["only"] === files[0]["only"])
    #expect(merged["a"]?.overridden.map(\.place) == [files[1]["a"]?.place, files[0]["a"]?.place])
    #expect(merged["a"]?.overridden.map(\.isNull) == [true, false])
    #expect(merged["m"]?.place?.file == "3")
    #expect(merged["m"]?.overridden.map { $0.place?.file } == ["2", "1"])
    #expect(merged.place == files[2].place)
  }

  @Test("a file that is no map says nothing, and no file is an empty map")
  func noMaps() {
    let file = JSONValue.object(["a": 1]).placed(in: "1")
    #expect(HelmMerge.layers([SourcedValue(.null), file, SourcedValue(.list([]))]) === file)
    #expect(HelmMerge.layers([]).plain == [:])
  }

  @Test("layers are associative where no path is a map in one and something else in another")
  func associativity() {
    var examples = HelmExamples(seed: 41)
    for _ in 0..<300 {
      let files = [examples.next(), examples.next(), examples.next()].enumerated().map { index, example in
        example.files[0].withKindsByName.placed(in: "\(index)")
      }
      let left = HelmMerge.layers([HelmMerge.layers([files[0], files[1]]), files[2]])
      let right = HelmMerge.layers([files[0], HelmMerge.layers([files[1], files[2]])])
      #expect(left == right)
      #expect(left.chains == right.chains)
    }
  }

  @Test("what no user's value touches is the identical object for every user")
  func sharing() {
    var examples = HelmExamples(seed: 42)
    for _ in 0..<300 {
      let (chart, files) = examples.next()
      let prepared = HelmMerge.Prepared(chart.tree())
      let user = HelmMerge.layers(files.enumerated().map { $1.placed(in: "\($0).yaml") })
      let effective = prepared.effective(user)
      guard effective.disabled == prepared.effective(SourcedValue(.map([:]))).disabled, effective.refusals.isEmpty
      else { continue }
      var copied: [String] = []
      effective.values.untouched(by: user, prepared.defaults, at: "") { copied.append($0) }
      // A user's globals reach all nested charts.
      if !user.plain.canonicalText.contains("global") { #expect(copied.filter { !$0.contains("global") } == []) }
    }
  }

  @Test("values that enable nothing else and say nothing are the defaults themselves")
  func defaults() {
    var examples = HelmExamples(seed: 43)
    for _ in 0..<50 {
      let prepared = HelmMerge.Prepared(examples.next().chart.tree())
      #expect(prepared.defaults === prepared.defaults)
      #expect(prepared.effective(JSONValue.object([:]).placed(in: "hub.yaml")).values === prepared.defaults)
    }
  }

  @Test("the outcome depends on the values alone, not on what was merged before")
  func pure() {
    var examples = HelmExamples(seed: 44)
    for _ in 0..<100 {
      let (chart, files) = examples.next()
      let prepared = HelmMerge.Prepared(chart.tree())
      for file in files { _ = prepared.effective(file.placed(in: "other.yaml")) }
      let user = HelmMerge.layers(files.enumerated().map { $1.placed(in: "\($0).yaml") })
      let fresh = HelmMerge.effective(chart.tree(), user)
      #expect(prepared.effective(user).values == fresh)
      #expect(prepared.effective(user).values.chains == fresh.chains)
    }
  }

  @Test("every leaf stands where the file at its place has it, over what else is said of its path")
  func provenance() {
    var examples = HelmExamples(seed: 45)
    for _ in 0..<300 {
      let (chart, files) = examples.next()
      let tree = chart.tree()
      let layers = files.enumerated().map { $1.placed(in: "\($0).yaml") }
      var written: [SourcePlace: SourcedValue] = [:]
      for layer in layers { layer.note(in: &written) }
      for case (_, .known(let chart, _)) in tree.all { chart.defaults.note(in: &written) }
      let values = HelmMerge.effective(tree, HelmMerge.layers(layers))
      values.forEachPath(at: []) { path, leaf in
        guard let place = leaf.place else {
          #expect(leaf.members?.isEmpty == true, "only a map that Helm makes has no place: \(path)")
          return
        }
        // Of a map, members can be removed.
        #expect(written[place] == leaf || (leaf.isMap && written[place]?.isMap == true), "\(path) at \(place)")
        let chain = ([leaf] + leaf.overridden).compactMap(\.place)
        #expect(Set(chain).count == chain.count)
        guard !path.contains("global"), !chart.imports, !chart.hidesAliases else { return }
        let said = HelmMerge.said(at: path, layers: layers, chart: tree)
        #expect(chain.isSubsequence(of: said.compactMap(\.place)), "\(path): \(chain) \(said.compactMap(\.place))")
        if !said.contains(where: \.isNull), said.count == tree.exactly(at: path, layers) {
          #expect(said.first?.place == place)
        }
      }
    }
  }

  @Test("what a null removed is told with where the null is, and what else was said")
  func removed() {
    let nested = HelmExample(name: "s", values: ["x": ["y": 3]])
    let chart = HelmExample(name: "top", values: ["s": ["x": ["y": 2]]], nested: [HelmExample.Nested(chart: nested)])
    let low: JSONValue = ["s": ["x": ["y": 1]]]
    let high: JSONValue = ["s": ["x": ["y": .null]]]
    let layers = [low.placed(in: "low.yaml"), high.placed(in: "high.yaml")]
    #expect(HelmMerge.effective(chart.tree(), HelmMerge.layers(layers))[path: ["s", "x"]]?.plain == [:])
    let said = HelmMerge.said(at: ["s", "x", "y"], layers: layers, chart: chart.tree())
    #expect(said.map { $0.place?.file } == ["high.yaml", "low.yaml", "top/values.yaml", "top/s/values.yaml"])
    #expect(said.map(\.plain) == [.null, 1, 2, 3])
    let whole = HelmMerge.said(at: ["s", "x", "y", "z"], layers: layers, chart: chart.tree())
    #expect(whole.first?.isNull == true)
  }

  @Test("of a nested chart's globals, the outer chart's come first")
  func globals() {
    let nested = HelmExample(name: "s", values: ["global": ["a": 2]])
    let chart = HelmExample(name: "top", values: ["global": ["a": 1]], nested: [HelmExample.Nested(chart: nested)])
    let said = HelmMerge.said(at: ["s", "global", "a"], layers: [], chart: chart.tree())
    #expect(said.map(\.plain) == [1, 2])
    let values = HelmMerge.effective(chart.tree(), SourcedValue(.map([:])))
    #expect(values[path: ["s", "global", "a"]]?.overridden.map(\.plain) == [2])
  }

  @Test("a chart that is not at hand adds nothing, and nulls for it stay")
  func unknown() {
    let place = SourcePlace(file: "Chart.yaml", line: 1)
    let dependency = Chart.Dependency(key: "s", name: "s", version: nil, place: place, folder: nil)
    let defaults = JSONValue.object(["s": ["a": 1]]).placed(in: "values.yaml")
    let chart = Chart(name: "top", version: nil, folder: "top", defaults: defaults, dependencies: [dependency])
    let tree = ChartTree.known(chart, nested: [("s", .unknown(name: "s"))])
    let user = JSONValue.object(["s": ["a": .null, "b": 2]]).placed(in: "hub.yaml")
    #expect(HelmMerge.effective(tree, user).plain == ["s": ["a": .null, "b": 2]])
    #expect(HelmMerge.effective(.unknown(name: "top"), user) === user)
  }

  @Test("a chart that imports a map into itself, with which Helm never ends, is merged")
  func importedIntoItself() {
    let imports = [".", "a", "a.b"].map { Chart.Dependency.ImportedValues(child: "a", parent: $0) }
    let nested = HelmExample(name: "s", values: ["a": ["a": ["b": ["c": 1]], "d": 2]])
    let chart = HelmExample(name: "top", nested: [HelmExample.Nested(chart: nested, imports: imports)])
    let values = HelmMerge.effective(chart.tree(), SourcedValue(.map([:])))
    #expect(values["d"]?.int == 2)
    #expect(values[path: ["a", "d"]]?.int == 2)
    #expect(values[path: ["a", "b", "d"]]?.int == 2)
  }

  @Test("a disabled chart is told, and its defaults are not among the values")
  func disabled() {
    let nested = HelmExample.Nested(chart: HelmExample(name: "s", values: ["x": 1]), condition: "s.on")
    let prepared = HelmMerge.Prepared(HelmExample(name: "top", values: ["s": ["on": true]], nested: [nested]).tree())
    #expect(prepared.defaults[path: ["s", "x"]]?.int == 1)
    let off = prepared.effective(JSONValue.object(["s": ["on": false]]).placed(in: "hub.yaml"))
    #expect(off.disabled == [["s"]])
    #expect(off.values.plain == ["s": ["on": false]])
  }
}

// MARK: - Looking at trees

extension JSONValue {
  /// The value with a kind for each key, so that layers of such values never put one kind over another.
  fileprivate var withKindsByName: JSONValue {
    guard case .object(let members) = self else { return self }
    let kept = members.filter { key, value in (value.object != nil) == ["a", "s", "t", "u", "v", "global"].contains(key) }
    return .object(kept.mapValues(\.withKindsByName))
  }
}

extension SourcedValue {
  fileprivate func forEachPath(at path: [String], _ visit: ([String], SourcedValue) -> Void) {
    if let members, !members.isEmpty {
      for (key, value) in members { value.forEachPath(at: path + [key], visit) }
    } else {
      visit(path, self)
    }
  }

  /// For each leaf the places of what it stands over.
  fileprivate var chains: [[String]: [SourcePlace?]] {
    var chains: [[String]: [SourcePlace?]] = [:]
    forEachPath(at: []) { path, leaf in chains[path] = ([leaf] + leaf.overridden).map(\.place) }
    return chains
  }

  fileprivate func note(in written: inout [SourcePlace: SourcedValue]) {
    if let place { written[place] = self }
    for value in members?.values.map({ $0 }) ?? [] { value.note(in: &written) }
  }

  /// Calls `copied` with each path that a user says nothing of and that is not the object of the defaults.
  fileprivate func untouched(
    by user: SourcedValue, _ defaults: SourcedValue, at path: String, _ copied: (String) -> Void
  ) {
    for (key, value) in members ?? [:] {
      guard let same = defaults[key] else { continue }
      if let touched = user[key] {
        if touched.isMap { value.untouched(by: touched, same, at: "\(path).\(key)", copied) }
      } else if value !== same {
        copied("\(path).\(key)")
      }
    }
  }
}

extension ChartTree {
  /// How many layers and charts have a value at a path.
  fileprivate func exactly(at path: [String], _ layers: [SourcedValue]) -> Int {
    layers.count { $0[path: path] != nil }
      + all.count { place, tree in
        guard case .known(let chart, _) = tree, path.starts(with: place) else { return false }
        return chart.defaults[path: path.dropFirst(place.count)] != nil
      }
  }
}

extension HelmExample {
  fileprivate var imports: Bool { nested.contains { !$0.imports.isEmpty || $0.chart.imports } }

  /// Whether Helm does not heed aliases of nested charts, as it has no reason to read their `Chart.yaml`.
  fileprivate var hidesAliases: Bool {
    nested.contains { $0.chart.hidesAliases || (!declares && $0.chart.hasAliases) }
  }

  private var hasAliases: Bool { nested.contains { $0.alias != nil || $0.chart.hasAliases } }
}

extension [SourcePlace] {
  fileprivate func isSubsequence(of other: [SourcePlace]) -> Bool {
    var rest = self[...]
    for place in other where place == rest.first { rest = rest.dropFirst() }
    return rest.isEmpty
  }
}
