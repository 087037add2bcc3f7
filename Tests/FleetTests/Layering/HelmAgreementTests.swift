import Basics
import Fleet
import Foundation
import Testing

@Suite("Helm: agreement with the real one", .enabled(if: HelmReal.isHere, HelmReal.skipped))
struct HelmAgreementTests {
  @Test("values by chance over charts by chance come out as the real Helm has them")
  func agreement() throws {
    let environment = ProcessInfo.processInfo.environment
    let seed = environment["ATOLL_HELM_SEED"].flatMap(UInt64.init) ?? 20_231_015
    let count = environment["ATOLL_TEST_ALL"] == nil ? 120 : 1500
    var examples = HelmExamples(seed: seed)
    try compare((0..<count).map { _ in examples.next() }, "of seed \(seed) (ATOLL_HELM_SEED)")
  }

  @Test("named cases come out as the real Helm has them, and as they say")
  func named() throws {
    let outcomes = try compare(HelmCase.all.map { ($0.chart, $0.files) }, "of the named cases")
    for (index, example) in HelmCase.all.enumerated() {
      let values = outcomes[index].values["top"]
      #expect(values == example.expected, "\(example.name): \(values?.canonicalText ?? outcomes[index].refusal ?? "")")
    }
  }

  /// Holds Atoll's outcome against the real Helm's.
  @discardableResult
  private func compare(_ examples: [(chart: HelmExample, files: [JSONValue])], _ origin: String) throws
    -> [HelmReal.Outcome]
  {
    let folder = try TemporaryFolder()
    for (index, example) in examples.enumerated() {
      try example.chart.write(to: folder, at: "charts/\(index)/chart")
      for (number, file) in example.files.enumerated() {
        try folder.write("charts/\(index)/\(number).yaml", Data(file.canonicalText.utf8))
      }
    }
    let outcomes = try HelmReal.template(in: folder, count: examples.count)
    for (index, (example, theirs)) in zip(examples, outcomes).enumerated() {
      let user = HelmMerge.layers(example.files.enumerated().map { $1.placed(in: "\($0).yaml") })
      let ours = HelmMerge.Prepared(example.chart.tree()).effective(user)
      let refused = theirs.refusal?.contains("type mismatch on") == true
      #expect(theirs.refusal == nil || refused, "case \(index) \(origin): \(theirs.refusal ?? "")")
      #expect(refused == !ours.refusals.isEmpty, "case \(index) \(origin): \(theirs.refusal ?? "") \(ours.refusals)")
      for (source, values) in theirs.values {
        let path = example.chart.path(of: source.components(separatedBy: "/charts/").dropFirst(), in: ours.values)
        let own = ours.values[path: path]?.plain
        #expect(own == values, "case \(index) \(origin), at \(source): \(own?.canonicalText ?? "-") is not \(values.canonicalText)")
      }
    }
    return outcomes
  }
}

extension HelmExample {
  /// The path of the values of a nested chart that Helm names by these: below a chart with an alias, by the names without it.
  fileprivate func path(of names: ArraySlice<String>, in values: SourcedValue) -> [String] {
    guard let name = names.first else { return [] }
    let named = nested.first { $0.key == name || $0.chart.name == name }
    let key = values[name]?.isMap == true ? name : named?.key ?? name
    return [key] + (named?.chart.path(of: names.dropFirst(), in: values[key] ?? values) ?? [])
  }
}

/// A rule of Helm in one example.
struct HelmCase: Sendable {
  let name: String
  let chart: HelmExample
  let files: [JSONValue]
  /// Nil: Helm refuses.
  let expected: JSONValue?

  init(_ name: String, defaults: JSONValue = [:], nests: [HelmExample] = [], files: [JSONValue], expected: JSONValue?) {
    self.name = name
    chart = HelmExample(name: "top", values: defaults, nested: nests.map { HelmExample.Nested(chart: $0) })
    self.files = files
    self.expected = expected
  }

  static let all: [HelmCase] = [
    HelmCase("maps merge", defaults: ["m": ["a": 1, "b": 2]], files: [["m": ["b": 3]]], expected: ["m": ["a": 1, "b": 3]]),
    HelmCase("lists replace", defaults: ["l": [1, 2]], files: [["l": [3]]], expected: ["l": [3]]),
    HelmCase(
      "null removes a default", defaults: ["a": 1, "m": ["b": 2, "c": 3]], files: [["a": .null, "m": ["b": .null]]],
      expected: ["m": ["c": 3]]),
    HelmCase(
      "null without a default stays", defaults: ["m": [:]], files: [["a": .null, "m": ["b": .null]]],
      expected: ["a": .null, "m": ["b": .null]]),
    HelmCase(
      "null in defaults stays", defaults: ["a": .null, "m": ["b": .null]], files: [[:]],
      expected: ["a": .null, "m": ["b": .null]]),
    HelmCase("null over null of a default removes it", defaults: ["a": .null], files: [["a": .null]], expected: [:]),
    HelmCase("a map replaces null of a default", defaults: ["a": .null], files: [["a": ["b": 1]]], expected: ["a": ["b": 1]]),
    HelmCase(
      "null of a lower file does not keep a higher one from the default", defaults: ["a": ["b": 1]],
      files: [["a": .null], ["a": ["c": 2]]], expected: ["a": ["b": 1, "c": 2]]),
    HelmCase(
      "a scalar replaces a map, a map replaces a scalar", defaults: ["a": ["b": 1], "c": 2],
      files: [["a": 3, "c": ["d": 4]]], expected: ["a": 3, "c": ["d": 4]]),
    HelmCase(
      "the outer chart's defaults stand over the nested one's", defaults: ["s": ["x": 1]],
      nests: [HelmExample(name: "s", values: ["x": 2, "y": 3])], files: [[:]],
      expected: ["s": ["x": 1, "y": 3, "global": [:]]]),
    HelmCase(
      "null removes a nested chart's default, and stays where that has none", defaults: ["s": ["p": 1]],
      nests: [HelmExample(name: "s", values: ["x": 2, "y": 3])], files: [["s": ["x": .null, "p": .null]]],
      expected: ["s": ["y": 3, "p": .null, "global": [:]]]),
    HelmCase(
      "the outer chart's null removes a nested chart's default", defaults: ["s": ["x": .null]],
      nests: [HelmExample(name: "s", values: ["x": 2, "y": 3])], files: [[:]], expected: ["s": ["y": 3, "global": [:]]]),
    HelmCase(
      "a nested chart's own null is gone where Chart.yaml names the chart", defaults: [:],
      nests: [HelmExample(name: "s", values: ["x": .null])], files: [[:]], expected: ["s": ["global": [:]]]),
    HelmCase(
      "a nested chart's own null stays where Chart.yaml does not name the chart",
      unnamed: HelmExample(name: "s", values: ["x": .null]), expected: ["s": ["x": .null, "global": [:]]]),
    HelmCase(
      "globals are handed down", defaults: ["global": ["a": 1]],
      nests: [HelmExample(name: "s", values: ["global": ["a": 2, "b": 3]])], files: [["global": ["c": 4]]],
      expected: ["global": ["a": 1, "c": 4], "s": ["global": ["a": 1, "b": 3, "c": 4]]]),
    HelmCase(
      "two deep in globals, a nested chart's defaults come up", defaults: ["global": ["g": ["h": ["a": 1]]]],
      nests: [HelmExample(name: "s", values: ["global": ["g": ["h": ["b": 2], "c": 3]]])], files: [[:]],
      expected: ["global": ["g": ["h": ["a": 1, "b": 2]]], "s": ["global": ["g": ["h": ["a": 1, "b": 2], "c": 3]]]]),
    HelmCase(
      "a nested chart's values are a map, or nothing is installed", nests: [HelmExample(name: "s")],
      files: [["s": .null]], expected: nil),
  ]

  init(_ name: String, unnamed nested: HelmExample, expected: JSONValue?) {
    self.name = name
    chart = HelmExample(name: "top", declares: false, nested: [HelmExample.Nested(chart: nested)])
    files = [[:]]
    self.expected = expected
  }
}
