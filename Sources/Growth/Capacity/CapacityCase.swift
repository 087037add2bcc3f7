import Basics
public import Fleet
import Forecast

/// A quarter as it is expected: every number at its mean, nobody ill or leaving who has not said so. For reading; what is
/// published comes from trials (``SlotForecast``) and is lower.
public struct CapacityCase: Sendable, Equatable {
  /// The people behind it.
  public let team: TeamHours
  /// What is promised.
  public let promise: Team.Turnaround
  /// People who take items at once. Someone with so few hours that the promise is kept better without them is not counted.
  public let people: Int
  /// The same, each by how much of the quarter they are here; up to a fifth of it away does not count
  /// (``CapacityFigures/ordinaryAbsence``).
  public let presence: Double
  /// Hours for operations that each of them has on a day at work.
  public let hoursADay: Double
  /// Mean hours of an item.
  public let hoursOfAnItem: Double
  /// Items that they could do in the quarter if they were always busy.
  public let items: Double
  /// How much of that may be taken for the promise to hold; 0 where none is possible.
  public let highestUtilisation: Double
  /// Items that the hubs are expected to make, those that leave by their probability, with the usual share of failures.
  public let hubs: Double
  /// Items for hubs of the pipeline, by their probability.
  public let reserved: Double
  /// Items of work on the platform.
  public let platform: Double
  /// Items that failing rollouts make beyond the usual; below 0 where fewer fail than usual.
  public let rework: Double
  /// What one more hub takes, the usual kinds in their order, with the rework that comes with it.
  public let costs: [SlotCost]
  /// Why there are no slots whatever the work; nil where there may be some.
  public let obstacle: SlotObstacle?
  /// How many times the usual work failing rollouts make.
  private let workFactor: Double
  /// How many more hubs the clusters have room for; nil: not known.
  public let room: Int?

  /// All items that are expected.
  public var demand: Double { hubs + reserved + platform + rework }
  /// Items that are left to be taken; below 0 where there is too much work.
  public var free: Double { highestUtilisation * items - demand }
  /// Work over what may be taken; 1 is full.
  public var utilisation: Double { CapacityPlan.utilisation(demand, of: highestUtilisation * items) }
  /// The share of people's time that work takes; from 1 on it never ends.
  public var busy: Double { items > 0 ? demand / items : demand > 0 ? 1 : 0 }

  /// Items that one more hub of a kind takes in its first quarter.
  public func cost(of kind: HubKind) -> Double {
    costs.first { $0.kind == kind }.map { ($0.onboarding + $0.firstQuarter.mean) * workFactor + $0.fleetWork } ?? 0
  }

  /// How many hubs of that kind alone could be taken; 0 or more.
  public func slots(of kind: HubKind) -> Int {
    guard obstacle == nil, cost(of: kind) > 0 else { return 0 }
    let slots = Int(max(0, free / cost(of: kind)).rounded(.down))
    return room.map { min(slots, max(0, $0)) } ?? slots
  }

  /// Working days within which so large a share of items (within (0, 1)) is done with the work that there is; nil where there
  /// is more work than people can do.
  public func turnaround(_ confidence: Double) -> Double? {
    guard people > 0, hoursADay > 0, busy < 1 else { return nil }
    let days = { (people: Int) in
      WorkQueue(people: people, pace: hoursADay, hoursOfAnItem: hoursOfAnItem).turnaround(confidence, utilisation: max(0, busy))
    }
    let whole = max(1, Int(presence))
    let part = max(0, presence - Double(whole))
    return part > 0 ? days(whole) + (days(whole + 1) - days(whole)) * part : days(whole)
  }

  /// The quarter that begins so many months from now.
  public init(_ inputs: CapacityInputs, in months: Int = 0) {
    self.init(CapacityPlan(inputs, months: [months]), horizon: 0, inputs: inputs, months: months)
  }

  init(_ plan: CapacityPlan?, horizon: Int, inputs: CapacityInputs, months: Int) {
    hoursOfAnItem = inputs.hoursOfAnItem
    room = inputs.quota
    costs = plan?.costs ?? SlotCost.all
    promise = plan?.team.turnaround ?? Team.Turnaround()
    guard let plan else {
      team = TeamHours(inputs.fleet.organisation, over: inputs.quarter(in: months))
      (people, presence, hoursADay, items, highestUtilisation) = (0, 0, 0, 0, 0)
      hubs = inputs.effort.cards.reduce(0) { $0 + inputs.rate(of: $1).mean }
      (reserved, platform, rework, workFactor) = (0, 0, 0, 1)
      obstacle = .noTeam
      return
    }
    team = plan.horizons[horizon].hours
    var servers = plan.people.map { member in
      var server = member.servers[horizon]
      server.hours *= member.probability
      server.presence *= member.probability
      return server
    }
    let usable = plan.usable(&servers)
    people = usable.people
    presence = usable.presence
    hoursADay = usable.pace
    items = usable.hours * team.workingDays / inputs.hoursOfAnItem
    highestUtilisation = usable.utilisation
    let going = plan.departures.reduce(0) { sum, departure in
      let here = 1 - departure.probability * (1 - departure.present[horizon])
      return sum + here * departure.hubs.reduce(0) { $0 + $1.rate.mean }
    }
    hubs = plan.hubs.reduce(going) { $0 + $1.rate.mean }
    var (coming, fleetWork) = (0.0, 0.0)
    for arrival in plan.arrivals {
      let count = Double(arrival.hubs) * arrival.probability
      let rate = arrival.cost.firstQuarter.mean * arrival.here[horizon]
      coming += count * (rate + arrival.cost.onboarding * arrival.onboarding[horizon])
      fleetWork += count * arrival.cost.fleetWork * arrival.here[horizon]
    }
    reserved = coming + fleetWork
    platform = plan.team.platformShare * items
    workFactor = DeliveryRecord.workFactor(failing: plan.failing.mean)
    rework = (workFactor - 1) * (hubs + coming)
    if people == 0 || items <= 0 {
      obstacle = .noPeople
    } else if usable.utilisation <= 0 {
      let queue = WorkQueue(people: people, pace: hoursADay, hoursOfAnItem: hoursOfAnItem)
      obstacle = .promiseTooShort(days: queue.turnaround(promise.confidence, utilisation: 0))
    } else {
      obstacle = nil
    }
  }
}
