import Basics
import Fleet
import Forecast
import Growth

/// How well hubs are ranked by their true work, which is known because it was drawn.
enum RankingFigures {
  struct Ranked: Encodable {
    let seed: UInt64
    /// Spearman's correlation with the true work, after three quarters.
    let withHistory: Double
    /// The same by the declaration alone.
    let withoutHistory: Double
  }

  static func measured(seeds: Int) -> [Ranked] { (1...seeds).compactMap { ranked(seed: UInt64($0)) } }

  /// Each hub's true rate is drawn from the prior of its declaration, and three quarters of history from that rate.
  private static func ranked(seed: UInt64) -> Ranked? {
    var random = RandomSource(seed: seed)
    let fleet = SimulatedFleet.drawn(hubs: 100, &random)
    let now = Timestamp(seconds: 1_795_460_400)
    let declared = FleetEffort(fleet, now: now).cards
    let rates = declared.map { $0.prior.draw(&random) }
    let truth = Dictionary(zip(declared.map(\.hub), rates), uniquingKeysWith: { first, _ in first })
    var histories: [HubID: EffortHistory] = [:]
    for card in declared {
      histories[card.hub] = EffortHistory(quarters: 3, changes: random.poisson(mean: 3 * (truth[card.hub] ?? 0)))
    }
    let known = FleetEffort(fleet, histories: histories, now: now).cards
    guard let with = RankCorrelation.spearman(known.map(\.rate.mean), known.map { truth[$0.hub] ?? 0 }),
      let without = RankCorrelation.spearman(declared.map(\.rate.mean), rates)
    else { return nil }
    return Ranked(seed: seed, withHistory: with, withoutHistory: without)
  }
}

/// Fleets that nobody declared, to measure with.
enum SimulatedFleet {
  /// So many hubs of all kinds, with facts at random, on a shared cluster and on their own.
  static func drawn(hubs count: Int, _ random: inout RandomSource) -> Fleet {
    var hubs: [HubID: Hub] = [:]
    for number in 0..<count {
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
}
