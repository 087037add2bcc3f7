import Basics
import Fleet
import Foundation
import Testing

/// The schemas that real charts bring.
@Suite(
  "Schemas of real charts",
  .enabled(if: SchemaSamples.isThere(SchemaSamples.charts), "skipped: the charts are not beside the repository"))
struct ChartSchemaTests {
  static let names = ["jupyterhub-2026-07", "jupyterhub-3.0.0-beta.1"]

  @Test("the defaults of Zero to JupyterHub's chart are as its schema wants them", arguments: names)
  func defaults(name: String) throws {
    let folder = SchemaSamples.charts.appending(path: name)
    let schema = try CompiledSchema(SchemaSamples.file(folder.appending(path: "values.schema.json"), as: "values.schema.json"))
    let values = try SchemaSamples.file(folder.appending(path: "values.yaml"), as: "values.yaml")
    #expect(schema.violations(of: values).map { "\($0.path): \($0.what)" } == [])
    var leaves = 0
    values.forEachLeaf { _, _ in leaves += 1 }
    #expect(leaves > 350)
  }

  @Test("a value of a wrong type in them is found at its line, whichever it is", arguments: names)
  func wrong(name: String) throws {
    let folder = SchemaSamples.charts.appending(path: name)
    let schema = try CompiledSchema(SchemaSamples.file(folder.appending(path: "values.schema.json"), as: "values.schema.json"))
    let lines = try String(contentsOf: folder.appending(path: "values.yaml"), encoding: .utf8).components(separatedBy: "\n")
    for (before, after, path) in [
      ("  startTimeout: 300", "  startTimeout: soon", "singleuser.startTimeout"),
      ("  concurrentSpawnLimit: 64", "  concurrentSpawnLimt: 64", "hub.concurrentSpawnLimt"),
    ] {
      let line = try #require(lines.firstIndex(of: before))
      var changed = lines
      changed[line] = after
      let found = schema.violations(of: try SchemaSamples.yaml(changed.joined(separator: "\n")))
      #expect(found.contains { $0.path == path && $0.value.place?.line == line + 1 })
    }
  }

  @Test(
    "the defaults of a chart of a real fleet lack what each hub must say, and nothing else",
    .enabled(if: SchemaSamples.isThere(SchemaSamples.fleet), "skipped: the fleet is not beside the repository"))
  func basehub() throws {
    let folder = SchemaSamples.fleet.appending(path: "helm-charts/basehub")
    let schema = try CompiledSchema(SchemaSamples.file(folder.appending(path: "values.schema.yaml"), as: "values.schema.yaml"))
    let found = schema.violations(of: try SchemaSamples.file(folder.appending(path: "values.yaml"), as: "values.yaml"))
    #expect(!found.isEmpty)
    #expect(found.filter { !$0.isLack }.map { "\($0.path): \($0.what)" } == [])
  }
}
