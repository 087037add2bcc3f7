import Basics
import Delivery
import Fleet
import Store
import Testing

@Suite("Releases, and what runs")
struct ReleaseTests {
  let fixture: Fixture
  var store: Store { fixture.store }

  init() throws { fixture = try Fixture() }

  @Test("a release is read back with its hash, its provenance and its folder")
  func readsBack() async throws {
    let release = Release.example("reef")
    _ = try await store.begin(.example(), lanes: [.example()], releases: [release])
    let stored = try await store.release(release.hash)
    #expect(stored == StoredRelease(release: release, folder: FleetFolder(path: "/bundles/one")))
    #expect(try await store.release("0000") == nil)
  }

  @Test("a release that comes again is kept with the folder it came from last")
  func comesAgain() async throws {
    let release = Release.example("reef")
    _ = try await store.begin(.example(), lanes: [], releases: [release])
    _ = try await store.begin(.example(folder: "/bundles/two"), lanes: [], releases: [release])
    #expect(try await store.release(release.hash)?.folder.path == "/bundles/two")
  }

  @Test("what runs is what was said last, and a hub that was stopped is not in it")
  func runs() async throws {
    let small = Release.example("reef")
    let large = Release.example("reef", memory: "2G")
    let bay = Release.example("bay")
    _ = try await store.begin(.example(), lanes: [], releases: [small, large, bay])
    try await store.setRunning("reef", small.hash)
    try await store.setRunning("bay", bay.hash)
    fixture.clock.now = 2_000
    try await store.setRunning("bay", bay.hash)
    try await store.setRunning("reef", large.hash)
    let running = try await store.runningReleases()
    #expect(running["reef"]?.stored.release == large && running["reef"]?.since == 2_000)
    #expect(running["bay"]?.since == 1_000)
    try await store.setRunning("bay", nil)
    #expect(try await store.running().keys.sorted() == ["reef"])
  }

  @Test("a hub cannot run a release that is unknown or another hub's")
  func foreign() async throws {
    let reef = Release.example("reef")
    _ = try await store.begin(.example(), lanes: [], releases: [reef])
    await #expect(throws: StoreError.unknown("release \(reef.hash) of bay")) {
      try await store.setRunning("bay", reef.hash)
    }
    await #expect(throws: StoreError.unknown("release 0000 of reef")) { try await store.setRunning("reef", "0000") }
  }

  @Test("folders are in use while something needs them")
  func folders() async throws {
    let reef = Release.example("reef")
    let rollout = try await store.begin(.example(), lanes: [.example()], releases: [reef])
    try await store.setDeployedFleet(
      DeployedFleet(folder: FleetFolder(path: "/bundles/two"), hash: "2", at: 1_000, by: "ada"))
    #expect(try await store.foldersInUse().map(\.path).sorted() == ["/bundles/one", "/bundles/two"])
    try await store.record(rollout.with(every: .passed), nil)
    #expect(try await store.foldersInUse().map(\.path) == ["/bundles/two"])
    try await store.setRunning("reef", reef.hash)
    #expect(try await store.foldersInUse().count == 2)
  }
}

@Suite("The desired state")
struct DesiredStateTests {
  let fixture: Fixture
  var store: Store { fixture.store }

  init() throws { fixture = try Fixture() }

  @Test("the folder deployed last is the one to follow")
  func deployed() async throws {
    #expect(try await store.deployedFleet() == nil)
    let one = DeployedFleet(folder: FleetFolder(path: "/one"), hash: "1", at: 1_000, by: "ada")
    let two = DeployedFleet(folder: FleetFolder(path: "/two"), hash: "2", commit: "abc", at: 1_001, by: "ben")
    try await store.setDeployedFleet(one)
    try await store.setDeployedFleet(two, event: .example(.fleetDeployed, .fleet))
    #expect(try await store.deployedFleet() == two)
    #expect(try await store.deployedFleets(limit: 9) == [two, one])
    #expect(try await store.events(limit: 9).map(\.kind) == [.fleetDeployed])
  }

  @Test("the last word on a hub counts, until the folder decides again")
  func overrides() async throws {
    try await store.wake("reef", by: "ada", at: 1)
    try await store.sleep("reef", by: "ben", at: 2)
    try await store.wake("bay", by: "ada", at: 3)
    let overrides = try await store.overrides()
    #expect(overrides["reef"]?.awake == false && overrides["reef"]?.by == "ben" && overrides["reef"]?.at == 2)
    #expect(overrides["bay"]?.awake == true)
    try await store.clearOverride("reef")
    #expect(try await store.overrides().keys.sorted() == ["bay"])
  }
}
