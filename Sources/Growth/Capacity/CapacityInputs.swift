public import Basics
public import Fleet
import Forecast

/// Everything that a forecast of slots is made of. A what-if is another value of it.
public struct CapacityInputs: Sendable, Equatable {
  /// The people, the calendar, the team's figures and the hubs.
  public var fleet: Fleet
  /// What each production hub asks for.
  public var effort: FleetEffort
  public var delivery: DeliveryRecord
  /// How many times as often as recorded rollouts will fail; 0 or more.
  public var failures: Double
  /// Raw values that no feature explains, by hub.
  public var exceptions: [HubID: Int]
  /// How many times the work that its card says a hub makes; above 0; 1 where it is missing.
  public var workFactors: [HubID: Double]
  /// Leads that reserve slots, or give them back when they leave.
  public var reserved: [Lead]
  /// How many more hubs the clusters have room for; nil: nobody measured it.
  public var quota: Int?
  /// How many more engineers the money allows; nil: nobody measured it.
  public var hiresAffordable: Int?
  /// Mean hours of a change or an incident; above 0.
  public var hoursOfAnItem: Double
  public var now: CalendarDay

  /// - Parameters:
  ///   - reserved: the leads that count; nil: the declared pipeline.
  ///   - hoursOfAnItem: nil: as the effort of the hubs says, each weighing as much as its work.
  public init(
    fleet: Fleet, effort: FleetEffort, delivery: DeliveryRecord = DeliveryRecord(), exceptions: [HubID: Int] = [:],
    reserved: [Lead]? = nil, quota: Int? = nil, hiresAffordable: Int? = nil, hoursOfAnItem: Double? = nil, now: CalendarDay
  ) {
    self.fleet = fleet
    self.effort = effort
    self.delivery = delivery
    self.failures = 1
    self.exceptions = exceptions
    self.workFactors = [:]
    self.reserved = reserved ?? fleet.organisation.pipeline.values.sorted { $0.id < $1.id }
    self.quota = quota
    self.hiresAffordable = hiresAffordable
    self.hoursOfAnItem = hoursOfAnItem ?? Self.meanHours(effort)
    self.now = now
  }

  /// The quarter (``CapacityFigures/days`` days) that begins so many months from now.
  public func quarter(in months: Int) -> DayRange {
    let first = now.advanced(byMonths: months)
    return DayRange(first, first.advanced(by: CapacityFigures.days - 1)) ?? DayRange(only: first)
  }

  /// What a hub's work is expected to be where rollouts fail as usual, in items a quarter. What was recorded of it holds the
  /// rework of the recorded failures, which are counted apart: it is taken out here.
  func rate(of card: EffortCard) -> GammaRate {
    var rate = card.rate
    if let history = card.history {
      let factor = DeliveryRecord.workFactor(failing: delivery.failing.mean)
      // The card counts the quarters of a hub's beginning for more.
      let seen = card.rate.exposure - card.prior.exposure
      rate = card.prior.updated(events: Double(history.items), exposure: seen * factor)
    }
    return workFactors[card.hub].map { rate.scaled(by: $0) } ?? rate
  }

  private static func meanHours(_ effort: FleetEffort) -> Double {
    let items = effort.cards.reduce(0) { $0 + $1.rate.mean }
    let hours = effort.cards.reduce(0) { $0 + $1.hoursAQuarter }
    return items > 0 && hours > 0 ? hours / items : EffortFigures.hoursOfAnItem
  }
}

extension DayRange {
  /// One day.
  init(only day: CalendarDay) {
    // A day never stands before itself.
    guard let range = DayRange(day, day) else { preconditionFailure("a day stands before itself") }
    self = range
  }

  /// The number of days.
  var count: Int { last.number - first.number + 1 }
}

/// Where a forecast of slots gives none whatever the work.
public enum SlotObstacle: Sendable, Equatable {
  /// The folder declares no `team`.
  case noTeam
  /// No engineer has time for operations in the quarter.
  case noPeople
  /// Even an item that never waits takes longer than is promised: so many working days, at the promise's confidence.
  case promiseTooShort(days: Double)
}
