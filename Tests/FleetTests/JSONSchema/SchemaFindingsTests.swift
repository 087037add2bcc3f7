import Basics
import Fleet
import Testing

@Suite("Values of hubs and the schemas of their charts")
struct SchemaFindingsTests {
  private static func chart(_ name: String, schema: String?, defaults: String = "{}") throws -> Chart {
    Chart(
      name: name, version: "1.0", folder: "charts/\(name)",
      defaults: try SchemaSamples.yaml(defaults, file: "charts/\(name)/values.yaml"),
      schema: try schema.map {
        Chart.Schema(
          file: "charts/\(name)/values.schema.yaml", value: try SchemaSamples.yaml($0, file: "charts/\(name)/values.schema.yaml"))
      })
  }

  /// One map over another, as layers are merged.
  private static func over(_ upper: SourcedValue, _ lower: SourcedValue) -> SourcedValue {
    guard let one = upper.members, let other = lower.members else { return upper }
    return SourcedValue(.map(other.merging(one) { over($1, $0) }), at: upper.place, over: lower)
  }

  private static func findings(
    _ tree: ChartTree, own: String, defaults: SourcedValue, unknown: [EffectiveValues.Unknown] = []
  ) throws -> [Finding] {
    let own = try SchemaSamples.yaml(own, file: "hub.yaml")
    let values = EffectiveValues(hub: "reef", values: over(own, defaults), own: own, jupyterhubPath: nil, unknown: unknown)
    return SchemaFindings.findings(for: values, charts: tree, compiled: ChartSchemas([tree]), memory: SchemaMemory())
  }

  private static func lines(_ findings: [Finding]) -> [String] {
    findings.map { "\($0.place?.description ?? "") \($0.code) \($0.what)" }
  }

  @Test("each chart's values are compared with that chart's schema, at the path where it is nested")
  func nested() throws {
    let inner = try SchemaFindingsTests.chart("inner", schema: "{additionalProperties: false, properties: {hub: {type: object}}}")
    let outer = try SchemaFindingsTests.chart("outer", schema: "properties:\n  size: {type: integer}\n")
    let tree = ChartTree.known(
      outer, nested: [("in", .known(inner, nested: [])), ("absent", .known(inner, nested: [])), ("other", .unknown(name: "other"))])
    let found = try SchemaFindingsTests.findings(
      tree, own: "size: big\nin:\n  hbu: 3\n  hub: 1\nother: {free: 1}\n", defaults: SourcedValue(.map([:])))
    #expect(
      SchemaFindingsTests.lines(found) == [
        "hub.yaml:1:7 A911 size: 'big' is text, and a whole number is expected",
        "hub.yaml:3:8 A911 in.hbu: the key 'hbu' is not known here",
        "hub.yaml:4:8 A911 in.hub: 1 is a number, and a map is expected",
      ])
    #expect(
      found.first?.related == [
        .init(
          place: SourcePlace(file: "charts/outer/values.schema.yaml", line: 2, column: 16, length: 7),
          note: "the rule, of the chart outer 1.0")
      ])
  }

  @Test("what a chart's own default does wrong stands at the nearest line of the hub above it, and says so")
  func defaults() throws {
    let chart = try SchemaFindingsTests.chart(
      "inner", schema: "properties: {a: {properties: {b: {type: string}}, required: [c]}}", defaults: "a:\n  b: 1\n")
    let tree = ChartTree.known(chart, nested: [])
    let found = try SchemaFindingsTests.findings(tree, own: "x: 1\na:\n  d: 1\n", defaults: chart.defaults)
    #expect(
      SchemaFindingsTests.lines(found) == [
        "hub.yaml:3:3 A911 a: the key 'c' is missing",
        "hub.yaml:3:3 A911 a.b: 1 is a number, and text is expected (the chart's own default)",
      ])
    #expect(found.last?.related.last?.place.description == "charts/inner/values.yaml:2:6")
    let alone = try SchemaFindingsTests.findings(tree, own: "x: 1\n", defaults: chart.defaults)
    #expect(alone.map(\.place?.description) == ["hub.yaml:1:1", "hub.yaml:1:1"])
  }

  @Test("a missing key that an unreadable file may set is a note; anything else stays an error")
  func unreadable() throws {
    let tree = ChartTree.known(
      try SchemaFindingsTests.chart("one", schema: "{required: [a], properties: {b: {type: string}}}"), nested: [])
    let found = try SchemaFindingsTests.findings(
      tree, own: "b: 1\n", defaults: SourcedValue(.map([:])), unknown: [.layer(file: "enc-reef.yaml")])
    #expect(
      SchemaFindingsTests.lines(found) == [
        "hub.yaml:1:1 A913 the key 'a' is missing in what can be read; 'enc-reef.yaml', which cannot be read, may set it",
        "hub.yaml:1:4 A911 b: 1 is a number, and text is expected",
      ])
    #expect(found.filter { $0.code == "A913" }.allSatisfy { $0.severity == .note })
  }

  @Test("a missing key below a chart that is not at hand is not told: its defaults may set it")
  func unknownChart() throws {
    let chart = try SchemaFindingsTests.chart(
      "one", schema: "{properties: {other: {required: [a]}, mine: {required: [a]}}}")
    let tree = ChartTree.known(chart, nested: [("other", .unknown(name: "other"))])
    let found = try SchemaFindingsTests.findings(
      tree, own: "{other: {}, mine: {}}", defaults: SourcedValue(.map([:])), unknown: [.chart(name: "other")])
    #expect(found.map(\.what) == ["mine: the key 'a' is missing"])
  }

  @Test("a schema that cannot be used is told once, and its values are left alone")
  func unusable() throws {
    let chart = try SchemaFindingsTests.chart("one", schema: "{type: object, properties: {a: {$ref: 'other.json'}}}")
    let tree = ChartTree.known(chart, nested: [("in", .known(chart, nested: []))])
    let schemas = ChartSchemas([tree, tree])
    #expect(
      SchemaFindingsTests.lines(schemas.findings) == [
        "charts/one/values.schema.yaml:1:39 A912 the schema of the chart 'one' cannot be used: it refers to 'other.json', another document, and Atoll fetches none (at #/properties/a)"
      ])
    #expect(try SchemaFindingsTests.findings(tree, own: "a: 1", defaults: SourcedValue(.map([:]))) == [])
  }

  @Test("each code that it finds is explained with its severity")
  func explanations() {
    #expect(SchemaFindings.explanations.map(\.code) == ["A911", "A912", "A913"])
    #expect(SchemaFindings.explanations.map(\.severity) == [.error, .error, .note])
  }
}
