import Basics
import Testing

@testable import Fleet

@Suite("Which features hubs have")
struct FeatureRegisterTests {
  /// The features of the hub `c/a` with these values, where these features are declared.
  private func features(_ values: String, _ declared: [String: String] = [:], common: String? = nil) throws -> [FeatureID] {
    let changes = Dictionary(uniqueKeysWithValues: declared.map { ("features/\($0).yaml", "stage: general\n\($1)\n") })
    let fleet = try #require(FleetLoader.load(AdoptedFleet.source(["a": values], common: common, changes: changes)).fleet)
    return try #require(fleet.hubs["c/a"]).features
  }

  @Test("values show a feature by the paths that it explains, where it says nothing else")
  func explained() throws {
    let deep = ["deep": "explains: [custom.reef]"]
    #expect(try features("custom: {reef: {depth: 3}}", deep) == ["deep"])
    #expect(try features("custom: {reef: {depth: null}}", deep) == [])
    #expect(try features("custom: {shore: 3}", deep) == [])
  }

  @Test("where it says by what it is shown, only that shows it")
  func shown() throws {
    let deep = ["deep": "explains: [custom.reef]\nshown_by: [custom.reef.enabled == true]"]
    #expect(try features("custom: {reef: {depth: 3}}", deep) == [])
    #expect(try features("custom: {reef: {enabled: true}}", deep) == ["deep"])
    #expect(try features("custom: {reef: {enabled: false}}", deep) == [])
  }

  @Test("a value that only the chart gives shows a feature that asks for it, and none that asks whether hubs set it")
  func byChart() throws {
    let source = AdoptedFleet.source(
      ["a": "debug: {enabled: false}"],
      changes: [
        "helm-charts/basehub/values.yaml": "jupyterhub:\n  custom: {reef: {enabled: true}}\n",
        "features/asked.yaml": "stage: general\nshown_by: [custom.reef.enabled == true]\n",
        "features/set.yaml": "stage: general\nshown_by: [custom.reef.enabled]\n",
      ])
    let hub = try #require(FleetLoader.load(source).fleet?.hubs["c/a"])
    #expect(hub.features == ["asked"])
    #expect(hub.adoption?.shown["asked"]?.file == "helm-charts/basehub/values.yaml")
  }

  @Test("the sign that names a path most closely wins; where two are as close, both hold")
  func closest() throws {
    let declared = [
      "wide": "explains: [custom.reef]", "close": "explains: [custom.reef.DASK_*]", "same": "explains: [custom.reef.DASK_*]",
    ]
    #expect(try features("custom: {reef: {DASK_X: 1}}", declared) == ["close", "same"])
    #expect(try features("custom: {reef: {OTHER: 1}}", declared) == ["wide"])
    #expect(try features("custom: {reef: {DASK_X: 1, OTHER: 1}}", declared) == ["close", "same", "wide"])
  }

  @Test("each feature has the first place that shows it")
  func place() throws {
    let source = AdoptedFleet.source(
      ["a": "custom:\n  reef: {two: 2}\n"], common: "custom:\n  reef: {one: 1}\n",
      changes: ["features/deep.yaml": "stage: general\nexplains: [custom.reef]\n"])
    let hub = try #require(FleetLoader.load(source).fleet?.hubs["c/a"])
    #expect(hub.adoption?.shown["deep"]?.file == "config/clusters/c/a.yaml")
    #expect(hub.adoption?.shown["deep"]?.line == 3)
  }

  @Test("what fleet.yaml names comes first, and is there once")
  func named() throws {
    let source = AdoptedFleet.source(
      ["a": "cull: {timeout: 600}\nhub: {db: {type: mysql}}"],
      changes: ["fleet.yaml": "name: Alpha\nhubs: {c/a: {features: [gpu, hub-database]}}\n"])
    let hub = try #require(FleetLoader.load(source).fleet?.hubs["c/a"])
    #expect(hub.features == ["gpu", "hub-database", "idle-culling"])
  }

  @Test("the register that Atoll brings counts where hubs use it and no file declares the same")
  func builtIn() throws {
    let fleet = try #require(FleetLoader.load(AdoptedFleet.source(["a": "cull: {timeout: 600}"])).fleet)
    #expect(fleet.features["idle-culling"]?.isBuiltIn == true)
    #expect(fleet.features["gpu"] == nil)
    #expect(try features("cull: {timeout: 600}", ["idle-culling": "explains: [custom.reef]"]) == [])
    #expect(try features("custom: {reef: 1}", ["idle-culling": "explains: [custom.reef]"]) == ["idle-culling"])
  }

  @Test("a file that declares a feature and cannot be read keeps the built-in one away")
  func unreadable() throws {
    let loaded = FleetLoader.load(
      AdoptedFleet.source(["a": "cull: {timeout: 600}"], changes: ["features/idle-culling.yaml": "stage: nonsense\n"]))
    let fleet = try #require(loaded.fleet)
    #expect(fleet.features["idle-culling"] == nil)
    #expect(fleet.hubs["c/a"]?.features == [])
  }

  @Test("the files of a feature are its own, and those that set its values on hubs that have it")
  func files() throws {
    let source = AdoptedFleet.source(
      ["a": "custom: {reef: {one: 1}}", "b": "custom: {shore: 1}"], common: "custom: {reef: {two: 2}}",
      changes: ["features/deep.yaml": "stage: general\nexplains: [custom.reef]\n"])
    let fleet = try #require(FleetLoader.load(source).fleet)
    let place = "config/clusters/c"
    #expect(fleet.filesByFeature()["deep"] == ["features/deep.yaml", "\(place)/a.yaml", "\(place)/common.yaml"])
  }
}
