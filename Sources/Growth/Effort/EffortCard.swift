internal import Foundation
public import Basics
public import Fleet
public import Forecast

/// What a production hub asks of the team: what its declaration leads to expect, what really happened, and the two
/// together. Changes to its staging hub belong to it.
public struct EffortCard: Sendable, Equatable {
  public let hub: HubID
  public let community: CommunityID
  public let kind: HubKind
  /// Changes a quarter of a usual hub of its kind.
  public let usual: Double
  /// What differs from a usual hub of the kind, in the order of the drivers; at least one for each.
  public let effects: [EffortEffect]
  /// What is expected from the declaration alone: changes and incidents a quarter.
  public let prior: GammaRate
  /// What really happened; nil where nothing was recorded yet.
  public let history: EffortHistory?
  /// What is expected from declaration and history (gamma–Poisson).
  public let rate: GammaRate
  /// Of a change or an incident, from what was logged for this hub, else as assumed.
  public let hoursOfAnItem: Double
  /// Changes that it takes to bring a hub so declared into service.
  public let onboarding: Double

  /// The card of a production hub.
  /// - Parameter now: when it is asked; a hub's first two quarters ask for more.
  public init(_ hub: Hub, in fleet: Fleet, history: EffortHistory?, now: Timestamp) {
    let reading = EffortReading(
      hub: hub, cluster: fleet.clusters[hub.cluster], community: fleet.communities[hub.community], now: now)
    self.hub = hub.id
    community = hub.community
    kind = hub.kind
    usual = EffortFigures.changes(of: hub.kind)
    effects = reading.effects
    prior = EffortCard.prior(usual: usual, effects)
    self.history = history
    rate = history.map { [prior] in prior.updated(events: Double($0.items), exposure: reading.exposure(of: $0)) } ?? prior
    hoursOfAnItem = EffortCard.hours(history)
    let isShared = reading.isOnSharedCluster ?? EffortFigures.usual(hub.kind).isOnSharedCluster
    let onboarding = isShared ? EffortFigures.onboardingOnSharedCluster : EffortFigures.onboardingOnOwnCluster
    self.onboarding = onboarding * EffortFigures.onboardingFactor(hub.effort.initialDevelopment)
  }

  /// Expected hours a quarter.
  public var hoursAQuarter: Double { rate.mean * hoursOfAnItem }

  /// How many changes a quarter an effect adds to what the declaration leads to expect; below 0 where it takes away. It is
  /// what would be gone without it: since effects multiply, they do not add up to the whole.
  public func added(by effect: EffortEffect) -> Double { prior.mean - prior.mean / effect.ratio }

  /// The same for all effects of a driver together.
  public func added(by driver: EffortDriver) -> Double { prior.mean - prior.mean / ratio(of: driver) }

  /// How many times the changes of a usual hub its facts of a driver make.
  public func ratio(of driver: EffortDriver) -> Double {
    effects.filter { $0.driver == driver }.reduce(1) { $0 * $1.ratio }
  }

  /// What the same hub, as it is declared but for one feature, would be expected to ask for: changes and incidents a quarter.
  public func expected(without feature: FeatureID) -> Double {
    let fact = EffortEffect.fact(of: feature)
    return prior.mean / effects.filter { $0.driver == .adjustments && $0.fact == fact }.reduce(1) { $0 * $1.ratio }
  }

  /// How much of what is expected rests on the hub's own history; 0: all on its declaration, towards 1: all on history.
  public var weightOfHistory: Double { rate.exposure > 0 ? 1 - prior.exposure / rate.exposure : 0 }

  /// Ratios multiply, so their logarithms' variances add; how hubs differ that declare the same comes on top.
  private static func prior(usual: Double, _ effects: [EffortEffect]) -> GammaRate {
    let mean = effects.reduce(usual) { $0 * $1.ratio }
    let declared = exp(effects.reduce(0) { $0 + $1.spread * $1.spread }) - 1
    let between = EffortFigures.hubsOfOneKindDiffer * EffortFigures.hubsOfOneKindDiffer
    return GammaRate(mean: mean, spread: ((1 + declared) * (1 + between) - 1).squareRoot())
  }

  private static func hours(_ history: EffortHistory?) -> Double {
    let weight = EffortFigures.hoursWeighAsMuchAs
    let logged = history.flatMap { $0.itemsWithHours > 0 ? $0 : nil }
    let items = Double(logged?.itemsWithHours ?? 0)
    return (EffortFigures.hoursOfAnItem * weight + (logged?.hours ?? 0)) / (weight + items)
  }
}
