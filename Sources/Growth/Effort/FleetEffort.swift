public import Basics
public import Fleet
import Forecast

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

  /// Expected changes and incidents a quarter of all.
  public var items: Double { cards.reduce(0) { $0 + $1.rate.mean } }

  /// Expected hours a quarter of all.
  public var hours: Double { cards.reduce(0) { $0 + $1.hoursAQuarter } }

  /// The hubs that cost most: a tenth of them, rounded up, and the share of all hours that they take (0 to 1).
  public var costlyTenth: (hubs: [HubID], share: Double) {
    let tenth = cards.prefix((cards.count + 9) / 10)
    let hours = hours
    return (tenth.map(\.hub), hours > 0 ? tenth.reduce(0) { $0 + $1.hoursAQuarter } / hours : 0)
  }
}
