import Basics
import Fleet
import Foundation

/// A chart with the charts that it nests, as files for the real Helm and as a `ChartTree`.
struct HelmExample: Sendable {
  var name: String
  var values: JSONValue = [:]
  /// Whether `Chart.yaml` names what it nests.
  var declares = true
  var nested: [Nested] = []

  struct Nested: Sendable {
    var chart: HelmExample
    var alias: String?
    var condition: String?
    var tags: [String] = []
    var imports: [Chart.Dependency.ImportedValues] = []

    var key: String { alias ?? chart.name }
  }

  /// The charts, each value of which has a place of its own.
  func tree(in folder: String = "top") -> ChartTree {
    let dependencies = nested.map {
      Chart.Dependency(
        key: $0.key, name: $0.chart.name, version: "0.1.0", place: SourcePlace(file: "\(folder)/Chart.yaml", line: 1),
        folder: "\(folder)/charts/\($0.chart.name)", condition: $0.condition, tags: $0.tags, importValues: $0.imports)
    }
    let chart = Chart(
      name: name, version: "0.1.0", folder: folder, defaults: values.placed(in: "\(folder)/values.yaml"),
      dependencies: declares ? dependencies : [])
    return .known(chart, nested: nested.map { ($0.key, $0.chart.tree(in: "\(folder)/\($0.key)")) })
  }

  /// Writes the chart's files. Its template prints the values that it is given.
  func write(to folder: TemporaryFolder, at path: String) throws {
    var about: [String: JSONValue] = ["apiVersion": "v2", "name": .string(name), "version": "0.1.0"]
    if declares && !nested.isEmpty {
      about["dependencies"] = .array(
        nested.map { nested in
          var dependency: [String: JSONValue] = ["name": .string(nested.chart.name), "version": "0.1.0"]
          if let alias = nested.alias { dependency["alias"] = .string(alias) }
          if let condition = nested.condition { dependency["condition"] = .string(condition) }
          if !nested.tags.isEmpty { dependency["tags"] = .array(nested.tags.map(JSONValue.string)) }
          if !nested.imports.isEmpty {
            dependency["import-values"] = .array(
              nested.imports.map { ["child": .string($0.child), "parent": .string($0.parent)] })
          }
          return .object(dependency)
        })
    }
    try folder.write("\(path)/Chart.yaml", Data(JSONValue.object(about).canonicalText.utf8))
    try folder.write("\(path)/values.yaml", Data(values.canonicalText.utf8))
    try folder.write("\(path)/templates/values.yaml", Data("values: {{ .Values | toJson | b64enc | quote }}\n".utf8))
    for nested in nested { try nested.chart.write(to: folder, at: "\(path)/charts/\(nested.chart.name)") }
  }
}

extension JSONValue {
  /// The value, each part of it with a line of its own in the file.
  func placed(in file: String) -> SourcedValue {
    var line = 0
    return placed(in: file, &line)
  }

  private func placed(in file: String, _ line: inout Int) -> SourcedValue {
    line += 1
    let place = SourcePlace(file: file, line: line)
    switch self {
    case .object(let members):
      var placed: [String: SourcedValue] = [:]
      for (key, value) in members.sorted(by: { $0.key < $1.key }) { placed[key] = value.placed(in: file, &line) }
      return SourcedValue(.map(placed), at: place)
    case .array(let elements):
      return SourcedValue(.list(elements.map { $0.placed(in: file, &line) }), at: place)
    case .null, .bool, .int, .double, .string:
      return SourcedValue(SourcedValue(self).content, at: place)
    }
  }
}

/// Charts and values files by chance: few keys, so that they meet, and every kind of value.
struct HelmExamples {
  private var random: SeededRandom

  init(seed: UInt64) { random = SeededRandom(seed: seed) }

  mutating func next() -> (chart: HelmExample, files: [JSONValue]) {
    let chart = chart("top", depth: Int.random(in: 1...3, using: &random))
    let files = (0..<Int.random(in: 1...4, using: &random)).map { _ in values(of: chart) }
    return (chart, files)
  }

  private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
  private mutating func one<T>(of all: [T], or other: T) -> T { all.randomElement(using: &random) ?? other }

  private mutating func chart(_ name: String, depth: Int, isHeeded: Bool = true) -> HelmExample {
    var chart = HelmExample(name: name)
    chart.declares = chance(75)
    let ordered = isHeeded && chart.declares
    if depth > 1 {
      // The order of charts that no heeded Chart.yaml names is chance in Helm, so there is only one then.
      let names = depth == 3 ? ["s", "t"] : ["u", "v"]
      for name in names.prefix(ordered ? Int.random(in: 1...2, using: &random) : 1) {
        var nested = HelmExample.Nested(chart: self.chart(name, depth: depth - 1, isHeeded: ordered))
        if chart.declares {
          if chance(20) { nested.alias = "\(name)-alias" }
          if chance(25) { nested.condition = one(of: ["\(nested.key).on", "on", "a.on,\(nested.key).on", "on,a.b"], or: "on") }
          if chance(20) { nested.tags = chance(50) ? ["x"] : ["x", "y"] }
          if chance(20) {
            // None of them twice and none in another: of such, Helm can make a map that is in itself, and never ends.
            let ways = [("a", "."), ("exports.a", "."), ("b", "a"), ("global", "b.c"), ("c.a", "c")].shuffled(using: &random)
            nested.imports = ways.prefix(Int.random(in: 1...2, using: &random)).map {
              Chart.Dependency.ImportedValues(child: $0.0, parent: $0.1)
            }
          }
        }
        chart.nested.append(nested)
      }
    }
    chart.values = values(of: chart)
    return chart
  }

  /// Values for a chart and for what it nests.
  private mutating func values(of chart: HelmExample) -> JSONValue {
    var members = self.members(depth: 3)
    if chance(50) { members["global"] = chance(95) ? .object(self.members(depth: 3)) : value(depth: 1) }
    if chance(25) { members["tags"] = ["x": .bool(chance(50)), "y": .bool(chance(50))] }
    if chance(10) { members["exports"] = ["a": .object(self.members(depth: 2))] }
    if chance(4) { members["u"] = value(depth: 2) }
    for nested in chart.nested where chance(60) {
      members[nested.key] = chance(96) ? values(of: nested.chart) : value(depth: 1)
    }
    return .object(members)
  }

  private mutating func members(depth: Int) -> [String: JSONValue] {
    var members: [String: JSONValue] = [:]
    for key in ["a", "b", "c", "on"] where chance(45) {
      members[key] = key == "on" && chance(70) ? .bool(chance(60)) : value(depth: depth - 1)
    }
    return members
  }

  private mutating func value(depth: Int) -> JSONValue {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<18: .null
    case 18..<26: .bool(chance(50))
    case 26..<38: .int(Int.random(in: -9...999, using: &random))
    case 38..<42: .double(0.5)
    case 42..<52: .string(one(of: ["", "yes", "x", "é ✓", "null"], or: ""))
    case 52..<62: .array((0..<Int.random(in: 0...2, using: &random)).map { _ in depth > 0 ? value(depth: depth - 1) : .null })
    default: depth > 0 ? .object(members(depth: depth)) : .int(7)
    }
  }
}
