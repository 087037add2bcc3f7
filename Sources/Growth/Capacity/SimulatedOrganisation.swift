import Basics
public import Fleet
import Forecast

/// An organisation that takes as many hubs each quarter as the model publishes, to see how often that held.
///
/// True rates, failing rollouts, illness and leaving are drawn from what the model assumes; the model is told no more than a
/// control plane would record. So it shows whether the arithmetic is right, not whether the assumptions are.
public struct SimulatedOrganisation: Sendable {
  /// How one quarter went.
  public struct Quarter: Sendable, Equatable {
    /// From 0.
    public let number: Int
    public let engineers: Int
    /// Production hubs before any were taken.
    public let hubs: Int
    /// The kind that was asked for.
    public let kind: HubKind
    /// Slots of that kind that were published.
    public let published: Int
    /// How many were taken: the published ones, or one more by a chance that makes the confidence exact.
    public let taken: Int
    /// Whether the work that there was already left anything to publish; only such quarters count.
    public let counts: Bool
    /// Whether the work stayed within what may be taken under the promise, with the hubs that were taken.
    public let held: Bool
    /// The same with the published number, a whole one: it holds more often, as it is rounded down.
    public let heldPublished: Bool
    /// Work over what might be taken, as it came.
    public let utilisation: Double
  }

  /// Of so many quarters that count, so many held.
  public struct Outcome: Sendable, Equatable {
    public var quarters = 0
    public var held = 0
    /// Quarters with at least one published slot, and how many of them held with the published number.
    public var withSlots = 0
    public var heldPublished = 0

    public init(_ quarters: [Quarter]) {
      for quarter in quarters where quarter.counts {
        self.quarters += 1
        held += quarter.held ? 1 : 0
        guard quarter.published > 0 else { continue }
        withSlots += 1
        heldPublished += quarter.heldPublished ? 1 : 0
      }
    }

    /// The share of quarters that held; nil where none counts.
    public var share: Double? { quarters > 0 ? Double(held) / Double(quarters) : nil }
    /// The share that held with the published number; nil where none was published.
    public var publishedShare: Double? { withSlots > 0 ? Double(heldPublished) / Double(withSlots) : nil }
  }

  private var random: RandomSource
  private var hubs: [SimulatedHub] = []
  private var engineers: Int
  private var made = 0
  private var delivery = DeliveryRecord()
  private let failing: Double
  private let confidence: Double
  private let trials: Int
  private let team = Team(platformShare: 0.2)
  private let costs = SlotCost.all
  private let table: PromiseTable

  /// The chance in a quarter that a hub is given up, and that the team grows by one.
  private static let givenUp = 0.03
  private static let grows = 0.12
  private static let mostEngineers = 9

  /// The quarters of one organisation, the first one first.
  /// - Parameters:
  ///   - trials: of each forecast.
  ///   - confidence: what published slots are to hold with, within (0, 1).
  public static func run(
    quarters: Int, seed: UInt64, trials: Int = 1_000, confidence: Double = CapacityFigures.confidence
  ) -> [Quarter] {
    var organisation = SimulatedOrganisation(seed: seed, trials: trials, confidence: confidence)
    return (0..<max(0, quarters)).map { organisation.quarter($0) }
  }

  private init(seed: UInt64, trials: Int, confidence: Double) {
    var random = RandomSource.stream(seed: seed, number: 0)
    self.trials = trials
    self.confidence = confidence
    engineers = 4 + Int(random.uniform() * 3)
    failing = CapacityFigures.failingRollouts.draw(&random)
    let hours = Person.usualHours / 5 * team.focus * team.operationsShare
    table = PromiseTable(
      team.turnaround, hoursOfAnItem: EffortFigures.hoursOfAnItem, people: Self.mostEngineers, pace: hours...hours)
    self.random = random
    for _ in 0..<8 {
      var hub = newHub(Self.kind(&self.random), since: Self.day(-8))
      hub.quarters = 4
      hub.items = self.random.poisson(mean: hub.settledRate * factor * 4)
      hubs.append(hub)
    }
  }

  private var factor: Double { DeliveryRecord.workFactor(failing: failing) }

  private static func day(_ quarter: Int) -> CalendarDay {
    CalendarDay(number: 20_000).advanced(by: quarter * CapacityFigures.days)
  }

  private static func kind(_ random: inout RandomSource) -> HubKind {
    let place = random.uniform()
    return place < 0.6 ? .basic : place < 0.85 ? .research : .experimental
  }

  private mutating func newHub(_ kind: HubKind, since: CalendarDay) -> SimulatedHub {
    made += 1
    let first = costs.first { $0.kind == kind }?.firstQuarter.draw(&random) ?? 0
    return SimulatedHub(number: made, kind: kind, since: since, settledRate: first / EffortFigures.beginning.value)
  }

  private mutating func quarter(_ number: Int) -> Quarter {
    hubs.removeAll { _ in random.chance(Self.givenUp) }
    if engineers < Self.mostEngineers, random.chance(Self.grows) { engineers += 1 }
    let now = Self.day(number)
    let kind = Self.kind(&random)
    let forecast = SlotForecast(
      inputs(now), months: [0], trials: trials, seed: random.next(), scope: nil, table: table
    ).horizons[0]
    let before = hubs.count
    let plan = batch(forecast, kind)
    let new = (0..<max(plan.taken, plan.published)).map { _ in newHub(kind, since: now) }

    // Then the quarter comes.
    let usable = usable(inputs(now), now)
    let counts = hubs.map { random.poisson(mean: $0.rate(on: now) * factor) }
    let newCounts = new.map { random.poisson(mean: $0.rate(on: now) * factor) }
    let onboarding = new.map { _ in random.poisson(mean: (costs.first { $0.kind == kind }?.onboarding ?? 0) * factor) }
    let needed = { (taken: Int) -> Double in
      let items = counts.reduce(0, +) + newCounts.prefix(taken).reduce(0, +) + onboarding.prefix(taken).reduce(0, +)
      return Double(items) + Double(taken) * CapacityFigures.fleetWorkOfAHub + usable.platform
    }
    learn(counts, new: Array(new.prefix(plan.taken)), newCounts)
    return Quarter(
      number: number, engineers: engineers, hubs: before, kind: kind, published: plan.published, taken: plan.taken,
      counts: plan.counts, held: needed(plan.taken) <= usable.items, heldPublished: needed(plan.published) <= usable.items,
      utilisation: CapacityPlan.utilisation(needed(plan.taken), of: usable.items))
  }

  /// How many are published, and how many are taken. A whole number holds more often than it has to; so one more is taken by
  /// the chance that makes it hold exactly as often.
  private mutating func batch(_ forecast: SlotHorizon, _ kind: HubKind) -> (published: Int, taken: Int, counts: Bool) {
    let chance = { (count: Int) in
      count == 0 ? forecast.freeItems.probability(atLeast: 0) : forecast.chance(of: count, kind)
    }
    guard chance(0) >= confidence else { return (0, 0, false) }
    var published = 0
    while chance(published + 1) >= confidence { published += 1 }
    let (holds, more) = (chance(published), chance(published + 1))
    let oneMore = random.chance((holds - confidence) / (holds - more))
    return (published, published + (oneMore ? 1 : 0), true)
  }

  /// What the control plane knows.
  private func inputs(_ now: CalendarDay) -> CapacityInputs {
    let people = (0..<engineers).map { (PersonID("e\($0)"), Person(name: "Engineer \($0)", roles: [.engineer])) }
    var fleet = Fleet(
      organisation: Organisation(name: "Simulated", people: Dictionary(uniqueKeysWithValues: people), team: team))
    var histories: [HubID: EffortHistory] = [:]
    for hub in hubs {
      let id = HubID("h\(hub.number)")
      let community = CommunityID("c\(hub.number)")
      let usual = SlotCost.usualHub(hub.kind, id: id, community: community)
      fleet.hubs[id] = usual.hub
      fleet.clusters[usual.cluster.id] = usual.cluster
      fleet.communities[community] = Community(id: community, name: community.rawValue, since: hub.since.description)
      if hub.quarters > 0 { histories[id] = EffortHistory(quarters: Double(hub.quarters), changes: hub.items) }
    }
    return CapacityInputs(
      fleet: fleet, effort: FleetEffort(fleet, histories: histories, now: now.start), delivery: delivery, now: now)
  }

  /// What the people who are really there can do: items within the promise, and what the platform takes.
  private mutating func usable(_ inputs: CapacityInputs, _ now: CalendarDay) -> (items: Double, platform: Double) {
    guard let plan = CapacityPlan(inputs, months: [0], table: table) else { return (0, 0) }
    var servers = plan.people.map { member in
      let (left, absent) = CapacityPlan.leavingAndAbsence(&random)
      let stays = min(left / Double(CapacityFigures.days), 1)
      var server = member.servers[0]
      server.hours *= stays * (1 - absent)
      server.presence *= stays
      return server
    }
    let usable = plan.usable(&servers)
    let all = usable.hours * plan.horizons[0].hours.workingDays / inputs.hoursOfAnItem
    return (usable.utilisation * all, team.platformShare * all)
  }

  private mutating func learn(_ counts: [Int], new: [SimulatedHub], _ newCounts: [Int]) {
    var failed = 0
    for _ in 0..<(counts.reduce(0, +)) where random.chance(failing) { failed += 1 }
    delivery = DeliveryRecord(rollouts: delivery.rollouts + counts.reduce(0, +), failed: delivery.failed + failed)
    for index in hubs.indices {
      hubs[index].items += counts[index]
      hubs[index].quarters += 1
    }
    for (hub, count) in zip(new, newCounts) {
      var hub = hub
      hub.items = count
      hub.quarters = 1
      hubs.append(hub)
    }
  }
}

/// A hub with the rate that nobody knows, and what was recorded of it.
private struct SimulatedHub: Sendable {
  let number: Int
  let kind: HubKind
  let since: CalendarDay
  /// Items a quarter once it has settled.
  let settledRate: Double
  var quarters = 0
  var items = 0

  func rate(on day: CalendarDay) -> Double {
    let quarters = Double(day.number - since.number) / EffortFigures.daysOfQuarter
    return quarters < EffortFigures.quartersOfBeginning ? settledRate * EffortFigures.beginning.value : settledRate
  }
}
