import Basics
import Fleet
import Forecast
import Growth
import Testing

@Suite("which hubs cost most")
struct EffortRankingTests {
  private static let now = Timestamp(seconds: 1_795_460_400)

  /// A hundred hubs of all kinds, with facts at random.
  private func fleet(_ random: inout RandomSource) -> Fleet {
    var hubs: [HubID: Hub] = [:]
    for number in 0..<100 {
      let kind: HubKind = random.chance(0.6) ? .basic : random.chance(0.7) ? .research : .experimental
      var hub = Hub(id: HubID("hub-\(number)"), community: "reef", cluster: random.chance(0.5) ? "shared" : "own", kind: kind)
      hub.effort.image = random.chance(0.4) ? .own : .standard
      hub.effort.communityKnowledge = random.chance(0.5) ? .high : .low
      hub.features = random.chance(0.2) ? ["dask"] : []
      hub.profiles = (0..<random.poisson(mean: 2)).map { Profile(name: "P\($0)") }
      hubs[hub.id] = hub
    }
    return Fleet(
      organisation: Organisation(name: "Simulated"),
      communities: ["reef": Community(id: "reef", name: "Reef", since: "2020-01-01")],
      clusters: ["shared": Cluster(id: "shared", tenancy: .shared), "own": Cluster(id: "own", tenancy: .dedicated)], hubs: hubs)
  }

  @Test(
    "three quarters of history rank hubs by their true work, Spearman at least .8", arguments: [1, 2, 3, 4, 5, 6, 7, 8] as [UInt64])
  func ranking(seed: UInt64) throws {
    var random = RandomSource(seed: seed)
    let fleet = fleet(&random)
    let declared = FleetEffort(fleet, now: Self.now).cards
    // Where the prior is right: each hub's true rate is drawn from it, and its quarters from that.
    let truth = Dictionary(uniqueKeysWithValues: declared.map { ($0.hub, $0.prior.draw(&random)) })
    let histories = truth.mapValues { EffortHistory(quarters: 3, changes: random.poisson(mean: 3 * $0)) }
    let known = FleetEffort(fleet, histories: histories, now: Self.now).cards
    let withHistory = try #require(RankCorrelation.spearman(known.map(\.rate.mean), known.map { truth[$0.hub] ?? 0 }))
    let withoutHistory = try #require(RankCorrelation.spearman(declared.map(\.rate.mean), declared.map { truth[$0.hub] ?? 0 }))
    #expect(withHistory >= 0.8)
    #expect(withHistory > withoutHistory)
  }
}
