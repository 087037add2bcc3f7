import Basics
import Fleet

/// The overview's first line.
struct OverviewAnswer: Sendable, Equatable {
  let communities: Int
  let productionHubs: Int
  /// How each hub is that is awake, staging hubs too.
  let awake: [HubID: HubCondition]
  /// How many of the production hubs run where Atoll only reads what is declared.
  let unwatched: Int

  init(communities: Int, productionHubs: Int, awake: [HubID: HubCondition], unwatched: Int = 0) {
    self.communities = communities
    self.productionHubs = productionHubs
    self.awake = awake
    self.unwatched = unwatched
  }

  /// A hub without facts has never been seen.
  init(fleet: Fleet, facts: [HubID: HubFacts]) {
    self.init(fleet: fleet, conditions: fleet.hubs.mapValues { HubCondition(facts[$0.id] ?? .unseen($0)) })
  }

  /// - Parameter conditions: of all hubs.
  init(fleet: Fleet, conditions: [HubID: HubCondition]) {
    let stagingHubs = fleet.stagingHubs
    self.init(
      communities: fleet.communities.count, productionHubs: fleet.hubs.keys.count { !stagingHubs.contains($0) },
      awake: conditions.filter(\.value.isAwake),
      unwatched: conditions.count { $0.value == .elsewhere && !stagingHubs.contains($0.key) })
  }

  /// Those that are not well, worst first.
  private var unwell: [(hub: HubID, condition: HubCondition)] {
    awake.filter { $0.value.tone != .good }.map { (hub: $0.key, condition: $0.value) }
      .sorted { ($0.condition.gravity, $0.hub) < ($1.condition.gravity, $1.hub) }
  }

  /// Whether all hubs run where Atoll only reads what is declared.
  var isElsewhere: Bool { productionHubs > 0 && awake.isEmpty && unwatched == productionHubs }

  var sentence: String {
    let declared =
      "\(Words.count(communities, "community", "communities")), "
      + "\(Words.count(productionHubs, "production hub")) declared"
    if productionHubs == 0 { return "No hub is declared yet" }
    if isElsewhere {
      return declared
        + (productionHubs == 1 ? "; it runs elsewhere and is not watched" : "; they run elsewhere and are not watched")
    }
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
