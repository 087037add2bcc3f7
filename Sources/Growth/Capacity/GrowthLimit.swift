public import Basics
public import Fleet
import Forecast
internal import Foundation

/// One thing that limits growth, and how many slots would open if it were better.
public struct GrowthLimit: Sendable, Equatable {
  public let lever: Lever
  public let effect: Effect

  /// What would be better.
  public enum Lever: Sendable, Equatable {
    /// Half as many rollouts fail.
    case failingDeploys
    /// Half of the exceptions are gone, of so many.
    case exceptions(count: Int)
    /// One more engineer learns this feature, or this type of hub.
    case maintainers(skill: String, learner: PersonID)
    /// A tenth fewer requests and incidents.
    case supportLoad
    /// The clusters have room for any number of hubs; now for so many more.
    case quota(room: Int)
    /// The money allows so many more engineers, and they begin now.
    case cash(engineers: Int)
    /// Nothing is known of this one.
    case unknown(Topic)

    /// What a limit can be about.
    public enum Topic: String, Sendable, Codable, CaseIterable {
      case failingDeploys = "failing-deploys"
      case exceptions
      case maintainers
      case supportLoad = "support-load"
      case quota, cash
    }

    public var topic: Topic {
      switch self {
      case .failingDeploys: .failingDeploys
      case .exceptions: .exceptions
      case .maintainers: .maintainers
      case .supportLoad: .supportLoad
      case .quota: .quota
      case .cash: .cash
      case .unknown(let topic): topic
      }
    }

    /// A few words: "rollouts fail half as often".
    public var label: String {
      switch self {
      case .failingDeploys: "rollouts fail half as often"
      case .exceptions(let count): "half of the \(count) exceptions are gone"
      case .maintainers(let skill, let learner): "\(learner) learns to maintain \(skill)"
      case .supportLoad: "a tenth fewer requests and incidents"
      case .quota: "the clusters have room for any number of hubs"
      case .cash(let engineers): engineers == 1 ? "one more engineer now" : "\(engineers) more engineers now"
      case .unknown(let topic):
        switch topic {
        case .failingDeploys: "failing rollouts"
        case .exceptions: "exceptions"
        case .maintainers: "single maintainers"
        case .supportLoad: "support load"
        case .quota: "room on the clusters"
        case .cash: "money"
        }
      }
    }
  }

  /// What it would bring.
  public enum Effect: Sendable, Equatable {
    /// How many more published slots, by kind, and how many more items a quarter would be free with the same confidence. Of
    /// ``Lever/maintainers(skill:learner:)`` they are slots of hubs that need the skill.
    case measured(slots: [HubKind: Int], items: Double)
    /// Not measured, and what would have to be known.
    case notMeasured(because: String)
  }

  /// How many more items a quarter would be free; nil where that was not measured.
  public var items: Double? {
    switch effect {
    case .measured(_, let items): items
    case .notMeasured: nil
    }
  }
}

extension CapacityInputs {
  /// What limits growth in the quarter that begins so many months from now: what would open most first, then what was not
  /// measured. All forecasts draw the same random numbers, so that differences are not noise.
  public func limits(
    months: Int = 3, trials: Int = 4_000, seed: UInt64 = 1, confidence: Double = CapacityFigures.confidence
  ) -> [GrowthLimit] {
    let look = { (inputs: CapacityInputs) in
      SlotForecast(inputs, months: [months], trials: trials, seed: seed).horizons.first
    }
    let base = look(self)
    let change = { (better: CapacityInputs) -> GrowthLimit.Effect in
      let then = look(better)
      let slots = HubKind.allCases.map { kind in
        (kind, (then?.published(kind, confidence: confidence) ?? 0) - (base?.published(kind, confidence: confidence) ?? 0))
      }
      let items = (then?.freeItems.holding(confidence) ?? 0) - (base?.freeItems.holding(confidence) ?? 0)
      return .measured(slots: Dictionary(uniqueKeysWithValues: slots), items: items.isFinite ? items : 0)
    }
    var limits = [GrowthLimit(lever: .supportLoad, effect: change(scaled { _ in CapacityInputs.fewerItems }))]
    if delivery.rollouts > 0 {
      var better = self
      better.failures *= 0.5
      limits.append(GrowthLimit(lever: .failingDeploys, effect: change(better)))
    } else {
      limits.append(.notKnown(.failingDeploys, "no rollout was recorded"))
    }
    let count = exceptions.values.reduce(0) { $0 + max(0, $1) }
    limits.append(GrowthLimit(lever: .exceptions(count: count), effect: change(scaled(withoutHalfOfExceptions))))
    limits.append(contentsOf: skillLimits(months: months, trials: trials, seed: seed, slots: base?.published))
    limits.append(quotaLimit(change))
    limits.append(cashLimit(change))
    return limits.sorted { ($0.items ?? -.infinity) > ($1.items ?? -.infinity) }
  }

  /// How many times the work there would be with a tenth fewer requests and incidents.
  private static let fewerItems = 0.9

  /// With the work of each hub so many times what it is.
  private func scaled(_ factor: (HubID) -> Double) -> CapacityInputs {
    var inputs = self
    for card in effort.cards { inputs.workFactors[card.hub] = (workFactors[card.hub] ?? 1) * factor(card.hub) }
    return inputs
  }

  private func withoutHalfOfExceptions(_ hub: HubID) -> Double {
    let counted = min(max(0, exceptions[hub] ?? 0), CapacityFigures.mostExceptions)
    return pow(CapacityFigures.exceptionRatio, -Double(counted) / 2)
  }

  private func skillLimits(months: Int, trials: Int, seed: UInt64, slots: [HubKind: Int]?) -> [GrowthLimit] {
    TeamSkills(self, months: months, trials: max(1, trials / 2), seed: seed, slots: slots).limits.compactMap { limit in
      guard limit.maintainers.count <= 1, limit.specialist == nil, let training = limit.training else { return nil }
      return GrowthLimit(
        lever: .maintainers(skill: limit.skill, learner: training.person),
        effect: .measured(slots: training.opens, items: training.opens.values.contains { $0 > 0 } ? training.items : 0))
    }
  }

  private func quotaLimit(_ change: (CapacityInputs) -> GrowthLimit.Effect) -> GrowthLimit {
    guard let quota else { return .notKnown(.quota, ClusterRoom(fleet).reason ?? "it was not asked for") }
    var better = self
    better.quota = nil
    return GrowthLimit(lever: .quota(room: quota), effect: change(better))
  }

  private func cashLimit(_ change: (CapacityInputs) -> GrowthLimit.Effect) -> GrowthLimit {
    guard let hiresAffordable else { return .notKnown(.cash, "it is not known how many engineers the money allows") }
    let more = GrowthScenario(engineers: [.init(count: max(0, hiresAffordable), starts: now)])
    return GrowthLimit(lever: .cash(engineers: max(0, hiresAffordable)), effect: change(applying(more)))
  }
}

extension GrowthLimit {
  fileprivate static func notKnown(_ topic: Lever.Topic, _ because: String) -> GrowthLimit {
    GrowthLimit(lever: .unknown(topic), effect: .notMeasured(because: because))
  }
}
