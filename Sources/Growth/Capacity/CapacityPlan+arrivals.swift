import Basics
import Fleet
import Forecast

extension CapacityPlan {
  /// Hubs that may come before a quarter ends, and reserve what they will need.
  struct Arrival: Sendable {
    let key: UInt64
    let probability: Double
    let hubs: Int
    let cost: SlotCost
    /// 1 for each quarter in which they have come, else 0.
    let here: [Double]
    /// The share of bringing them into service that is yet to be done in each quarter.
    let onboarding: [Double]
  }

  /// Arrivals of one kind that come before the same quarters, drawn at once: how many hubs come of all of them is drawn from
  /// its exact distribution, and so is their rate. Only what is left of bringing them into service is that of all on average.
  struct Batch: Sendable {
    let key: UInt64
    let count: ArrivalCount
    let cost: SlotCost
    let here: [Double]
    let onboarding: [Double]
  }

  static func arrival(_ lead: Lead, _ horizons: [Horizon], now: CalendarDay) -> Arrival {
    let starts = max(lead.starts, now)
    return Arrival(
      key: key("lead", lead.id.rawValue), probability: min(lead.probability, 1), hubs: max(0, lead.hubs),
      cost: SlotCost(lead.kind), here: horizons.map { starts <= $0.days.last ? 1 : 0 },
      onboarding: horizons.map { horizon in
        guard starts <= horizon.days.last else { return 0 }
        return 1 - share(from: starts, until: horizon.days.first)
      })
  }
}

extension CapacityPlan.Batch {
  static func batches(_ arrivals: [CapacityPlan.Arrival]) -> [CapacityPlan.Batch] {
    HubKind.allCases.flatMap { kind -> [CapacityPlan.Batch] in
      let byQuarters = Dictionary(grouping: arrivals.filter { $0.cost.kind == kind }) { $0.here.count { $0 > 0 } }
      return byQuarters.sorted { $0.key < $1.key }.compactMap { quarters, together in
        together.first.map { CapacityPlan.Batch(kind, quarters: quarters, together, first: $0) }
      }
    }
  }

  private init(_ kind: HubKind, quarters: Int, _ arrivals: [CapacityPlan.Arrival], first: CapacityPlan.Arrival) {
    key = CapacityPlan.key("leads", "\(kind.rawValue)@\(quarters)")
    count = ArrivalCount(of: arrivals.map { ($0.probability, $0.hubs) })
    cost = first.cost
    here = first.here
    let expected = arrivals.reduce(0) { $0 + $1.probability * Double($1.hubs) }
    onboarding = first.here.indices.map { horizon in
      guard expected > 0 else { return 0 }
      return arrivals.reduce(0) { $0 + $1.probability * Double($1.hubs) * $1.onboarding[horizon] } / expected
    }
  }
}
