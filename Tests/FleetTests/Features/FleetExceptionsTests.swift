import Basics
import Testing

@testable import Fleet

@Suite("Exceptions")
struct FleetExceptionsTests {
  private func exceptions(_ source: FleetSource) throws -> FleetExceptions {
    FleetExceptions(try #require(FleetLoader.load(source).fleet))
  }

  /// The cluster `d` beside `c`, with one hub of these values.
  private func second(_ values: String) -> [String: String] {
    [
      "config/clusters/d/cluster.yaml": """
      name: d
      hubs:
        - {name: z, domain: z.example, helm_chart: basehub, helm_chart_values_files: [z.yaml]}
      """,
      "config/clusters/d/z.yaml": values,
    ]
  }

  @Test("a value is told with its place, without the name of the chart that nests it, and short")
  func values() throws {
    let found = try exceptions(AdoptedFleet.source(["a": "singleuser:\n  memory: {limit: 2G}\ncustom:\n  reef: {depth: [1, 2]}\n"]))
    let one = try #require(found["c/a"].first)
    #expect(found.count == 1)
    #expect(found.leaves == 2)
    #expect((one.path, one.summary, one.isCode) == ("custom.reef.depth", "[1,2]", false))
    #expect((one.place.file, one.place.line) == ("config/clusters/c/a.yaml", 5))
    #expect(found["c/none"].isEmpty)
  }

  @Test("the same path on other hubs and clusters is counted, whatever its value and its place in a list")
  func spread() throws {
    let found = try exceptions(
      AdoptedFleet.source(
        ["a": "custom: {reef: [{x: 1}]}", "b": "custom: {reef: [{w: 1}, {x: 2}]}"],
        changes: second("jupyterhub: {custom: {reef: [{x: 9}]}}")))
    let x = try #require(found["c/a"].first)
    #expect((x.path, x.generalPath, x.alsoOn, x.clusters) == ("custom.reef[0].x", "custom.reef[].x", 2, 2))
    let b = found["c/b"]
    #expect(b.map(\.path) == ["custom.reef[0].w", "custom.reef[1].x"])
    #expect(b.map(\.alsoOn) == [0, 2])
    #expect(b.map(\.clusters) == [1, 2])
    #expect(found["d/z"].map(\.clusters) == [2])
  }

  @Test("what is run is told by its lines: code of the hub, commands, any text of several lines")
  func code() throws {
    let found = try exceptions(
      AdoptedFleet.source([
        "a": """
        hub:
          extraConfig:
            01-one: c.X.y = 1
            02-more: |
              import os

              c.X.z = 2
        custom:
          command: [sh, -c, "sleep 1"]
          reef: |
            one
            two
          name: reef
        """
      ]))["c/a"]
    let lines = Dictionary(uniqueKeysWithValues: found.map { ($0.path, $0.lines) })
    #expect(
      lines == [
        "hub.extraConfig.01-one": 1, "hub.extraConfig.02-more": 2, "custom.command": 3, "custom.reef": 2, "custom.name": 0,
      ])
    #expect(found.first { $0.lines == 1 }?.summary == "1 line of code")
    #expect(found.first { $0.path == "custom.reef" }?.summary == "2 lines of code")
    #expect(found.filter(\.isCode).count == 4)
  }

  @Test("a feature in service that would explain it is named; one that the hub has explains it")
  func wouldBeExplained() throws {
    let feature = "explains: [custom.reef]\nshown_by: [custom.reef.enabled == true]\n"
    let source = { (stage: String, values: String) in
      AdoptedFleet.source(["a": values], changes: ["features/deep.yaml": "stage: \(stage)\n\(feature)"])
    }
    #expect(try exceptions(source("general", "custom: {reef: {x: 1}}"))["c/a"].map(\.wouldBeExplainedBy) == ["deep"])
    #expect(try exceptions(source("retired", "custom: {reef: {x: 1}}"))["c/a"].map(\.wouldBeExplainedBy) == [nil])
    #expect(try exceptions(source("general", "custom: {reef: {x: 1, enabled: true}}")).count == 0)
  }

  @Test("what the catalogue calls standard for a hub's kind is none")
  func standard() throws {
    let source = { (kind: String) in
      AdoptedFleet.source(
        ["a": "custom: {reef: [{w: 2, x: 1}]}"],
        changes: ["fleet.yaml": "name: Alpha\nhubs: {c/a: {kind: \(kind)}}\ncatalogue: {basic: {standard: ['custom.reef[].x']}}\n"])
    }
    #expect(try exceptions(source("basic"))["c/a"].map(\.path) == ["custom.reef[0].w"])
    #expect(try exceptions(source("research"))["c/a"].map(\.path) == ["custom.reef[0].w", "custom.reef[0].x"])
  }

  @Test("empty maps are none, and hubs without exceptions are not listed")
  func nothing() throws {
    let found = try exceptions(AdoptedFleet.source(["a": "custom: {}\nsingleuser: {memory: {limit: 1G}}"]))
    #expect(found.byHub.isEmpty)
    #expect(found.leaves == 1)
  }

  @Test("in the native layout raw values are, but for doors, what a feature explains, and what the engine does not know")
  func native() {
    let fleet = Fleet.example {
      feature("slow-start") { $0.explains = ["singleuser.startTimeout"] }
      bothHubs {
        $0.values = [
          "singleuser": ["startTimeout": 600], "hub": ["config": ["Authenticator": ["admin_users": ["ada"]]]], "nonsense": 1,
        ]
      }
      hub("reef") { $0.features = ["slow-start"] }
    }
    let found = FleetExceptions(fleet)
    #expect(found.byHub.keys.sorted() == ["reef-staging"])
    #expect(found["reef-staging"].map(\.path) == ["singleuser.startTimeout"])
    #expect(found["reef-staging"].map(\.wouldBeExplainedBy) == ["slow-start"])
  }
}
