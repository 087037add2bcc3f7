import Basics
import Fleet

/// The overview's first line.
struct OverviewAnswer: Sendable, Equatable {
  let communities: Int
  let productionHubs: Int
  /// How each hub is that is not asleep, staging hubs too.
  let awake: [HubID: HubCondition]

  init(communities: Int, productionHubs: Int, awake: [HubID: HubCondition]) {
    self.communities = communities
    self.productionHubs = productionHubs
    self.awake = awake
  }

  init(_ page: OverviewPage) { self.init(fleet: page.fleet, facts: page.facts) }

  init(fleet: Fleet, facts: [HubID: HubFacts]) {
    let stagingHubs = fleet.stagingHubs
    var awake: [HubID: HubCondition] = [:]
    for hub in fleet.hubs.values {
      let condition = HubCondition(facts[hub.id] ?? .unseen(hub))
      if condition != .asleep { awake[hub.id] = condition }
    }
    self.init(
      communities: fleet.communities.count,
      productionHubs: fleet.hubs.keys.count { !stagingHubs.contains($0) }, awake: awake)
  }

  /// Those that are not well, worst first.
  private var unwell: [(hub: HubID, condition: HubCondition)] {
    awake.filter { $0.value.tone != .good }.map { (hub: $0.key, condition: $0.value) }
      .sorted { ($0.condition.tone.rank, $0.hub) < ($1.condition.tone.rank, $1.hub) }
  }

  var sentence: String {
    let declared =
      "\(Words.count(communities, "community", "communities")), "
      + "\(Words.count(productionHubs, "production hub")) declared"
    if productionHubs == 0 { return "No hub is declared yet" }
    if awake.isEmpty { return "No hub is awake; \(declared)" }
    let unwell = unwell
    let share = "\(awake.count - unwell.count) of \(Words.count(awake.count, "awake hub")) well"
    if unwell.isEmpty { return "\(share); \(declared)" }
    // Two are named; who has more to say reads the table.
    let named = unwell.prefix(2).map { "\($0.hub) \($0.condition.predicate)" }
    let rest = unwell.count - named.count
    let more = rest > 0 ? ["\(rest) more \(rest == 1 ? "is" : "are") not well"] : []
    return "\(share); \(Words.list(named + more))"
  }

  /// The tone of the worst.
  var tone: Tone { unwell.first?.condition.tone ?? (awake.isEmpty ? .quiet : .good) }
}
