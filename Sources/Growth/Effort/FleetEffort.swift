public import Basics
public import Fleet

/// What all production hubs of a fleet ask of the team.
public struct FleetEffort: Sendable, Equatable {
  /// The costliest first; hubs that cost the same, by name.
  public let cards: [EffortCard]

  /// - Parameter histories: what happened, by production hub.
  public init(_ fleet: Fleet, histories: [HubID: EffortHistory] = [:], now: Timestamp) {
    let staging = fleet.stagingHubs
    cards = fleet.hubs.values.filter { !staging.contains($0.id) }
      .map { EffortCard($0, in: fleet, history: histories[$0.id], now: now) }
      .sorted { $0.hoursAQuarter == $1.hoursAQuarter ? $0.hub < $1.hub : $0.hoursAQuarter > $1.hoursAQuarter }
  }

  public subscript(hub: HubID) -> EffortCard? { cards.first { $0.hub == hub } }

  /// The share of all hours that some hubs take, 0…1.
  func share(of hubs: Set<HubID>) -> Double {
    let all = cards.reduce(0) { $0 + $1.hoursAQuarter }
    return all > 0 ? cards.reduce(0) { $0 + (hubs.contains($1.hub) ? $1.hoursAQuarter : 0) } / all : 0
  }

  /// The hubs that cost most: a tenth of them, rounded up, and the share of all hours that they take (0 to 1).
  public var costlyTenth: (hubs: [HubID], share: Double) {
    let (count, share) = FleetEffort.costlyTenth(ofHours: cards.map(\.hoursAQuarter))
    return (cards.prefix(count).map(\.hub), share)
  }

  /// The same of hours alone, the most first: how many hubs a tenth is, and their share.
  public static func costlyTenth(ofHours hours: [Double]) -> (count: Int, share: Double) {
    let count = (hours.count + 9) / 10
    let all = hours.reduce(0, +)
    return (count, all > 0 ? hours.prefix(count).reduce(0, +) / all : 0)
  }
}
