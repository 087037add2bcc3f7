import Basics
import Fleet
import Forecast
import Growth

extension SlotsAnswer.Horizon {
  /// Those that are shown: now, in one month, in three.
  static func shown(_ forecast: SlotForecast, phase: PhaseSlots?) -> [SlotsAnswer.Horizon] {
    SlotForecast.months.compactMap { forecast.horizon(in: $0) }.map { SlotsAnswer.Horizon($0, phase: phase) }
  }

  private init(_ horizon: SlotHorizon, phase: PhaseSlots?) {
    self.init(
      name: GrowthPicture.horizonName(horizon.months), day: horizon.days.first.description,
      kinds: HubKind.allCases.map { SlotsAnswer.Kind($0, horizon, phase: phase) })
  }
}

extension SlotsAnswer.Kind {
  fileprivate init(_ kind: HubKind, _ horizon: SlotHorizon, phase: PhaseSlots?) {
    let capacity = horizon.published(kind)
    let left = phase.map { $0.left(kind) }
    let values = horizon.slots[kind]
    let quantile = { (p: Double) in values.flatMap { $0.count > 0 ? max(0, Int($0.quantile(p))) : nil } ?? 0 }
    self.init(
      kind: kind.rawValue, slots: min(capacity, left ?? capacity), capacity: capacity, leftInPhase: left,
      median: quantile(0.5), low: quantile(0.05), high: quantile(0.95), chances: Array(horizon.chances(kind).dropFirst()),
      limitedBy: Self.limit(horizon, capacity: capacity, left: left))
  }

  /// What keeps it from being more.
  private static func limit(_ horizon: SlotHorizon, capacity: Int, left: Int?) -> String {
    switch horizon.expected.obstacle {
    case .noTeam: return "no team is declared"
    case .noPeople: return "no engineer has time for operations"
    case .promiseTooShort(let days):
      return "the promise: even without waiting an item takes \(GrowthWords.workingDays(days))"
    case nil: break
    }
    if let left, left < capacity { return "the phase" }
    if let room = horizon.expected.room, capacity >= room { return "room on the clusters" }
    return "work"
  }
}

extension SlotsAnswer.Load {
  init(_ expected: CapacityCase, delivery: DeliveryRecord) {
    self.init(
      people: expected.people, possible: expected.items, highestUtilisation: expected.highestUtilisation, hubs: expected.hubs,
      platform: expected.platform, rework: expected.rework, reserved: expected.reserved, free: expected.free,
      turnaroundDays: expected.turnaround(expected.promise.confidence), hoursOfAnItem: expected.hoursOfAnItem,
      failureShare: delivery.failing.mean, rollouts: delivery.rollouts, failedRollouts: delivery.failed, room: expected.room)
  }
}

extension SlotsAnswer.Skill {
  init(_ limit: SkillLimit, people: [PersonID: Person]) {
    let byName = { (slots: [HubKind: Int]) in Dictionary(uniqueKeysWithValues: slots.map { ($0.key.rawValue, $0.value) }) }
    self.init(
      skill: limit.skill, maintainers: limit.maintainers.map { people[$0]?.name ?? $0.rawValue },
      specialist: limit.specialist, hubs: limit.hubs.map(\.rawValue),
      shareOfWork: limit.shareOfWork, slots: byName(limit.slots),
      train: limit.training.map { people[$0.person]?.name ?? $0.person.rawValue }, opens: byName(limit.training?.opens ?? [:]))
  }
}

extension SlotsAnswer.Risk {
  init(_ skills: TeamSkills, people: [PersonID: Person]) {
    self.init(
      shareOfHubs: skills.shareAtRisk, shareOfWork: skills.workAtRisk,
      people: skills.dependentHubs.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map { id, hubs in
        SlotsAnswer.Dependence(person: people[id]?.name ?? id.rawValue, hubs: hubs.map(\.rawValue))
      }, orphaned: skills.orphanedHubs.map(\.rawValue))
  }
}

/// The feature or type that a lever is about; empty where it is about none.
private func skill(_ lever: GrowthLimit.Lever) -> String {
  if case .maintainers(let skill, _) = lever { skill } else { "" }
}

private func isSkill(_ lever: GrowthLimit.Lever) -> Bool { !skill(lever).isEmpty }

extension LimitAnswer {
  /// - Parameter hasPages: whether there are pages that show what it is about.
  ///
  /// Not optimised: Swift 6.3.1 ends with an error of its own in a release build of it ("CopyPropagation").
  @_optimize(none)
  init(_ limit: GrowthLimit, people: [PersonID: Person], catalogue: Catalogue, hasPages: Bool) {
    let topic: String
    let path: String
    switch limit.lever.topic {
    case .failingDeploys: (topic, path) = ("failing rollouts", "/rollouts")
    case .exceptions: (topic, path) = ("exceptions", "/findings")
    case .maintainers: (topic, path) = ("single maintainers", "/growth/capacity#skills")
    case .supportLoad: (topic, path) = ("support load", "/growth/capacity")
    case .quota: (topic, path) = ("quota", "/growth/capacity")
    case .cash: (topic, path) = ("cash", "/growth/runway")
    }
    var adds: [String: Int]?
    var reason: String?
    switch limit.effect {
    case .measured(let slots, _):
      let told = slots.filter { !isSkill(limit.lever) || catalogue.offers(skill(limit.lever), to: $0.key) }
      adds = Dictionary(uniqueKeysWithValues: told.map { ($0.key.rawValue, $0.value) })
    case .notMeasured(let because): reason = because
    }
    self.init(
      limit: topic, change: Self.change(limit.lever, people), adds: adds,
      freesItems: limit.items.map { GrowthWords.tenth(max(0, $0)) }, notMeasured: reason, path: hasPages ? path : nil)
  }

  /// What would change, in words.
  @inline(never)
  private static func change(_ lever: GrowthLimit.Lever, _ people: [PersonID: Person]) -> String {
    let kept = Int(GrowthPicture.monthsKept)
    let label = lever.label
    switch lever {
    case .unknown: return label
    case .exceptions(count: 0): return "there are none"
    case .exceptions(count: 1): return "if the one exception were gone"
    case .cash(engineers: 0): return "the money allows no further engineer: it would last less than \(kept) months"
    case .cash: return "if \(label), which leaves money for \(kept) months or more"
    case .maintainers(let skill, let learner):
      return "if \(people[learner]?.name ?? learner.rawValue) learns to maintain \(skill) (slots of hubs that need it)"
    case .failingDeploys, .exceptions, .supportLoad, .quota: return "if \(label)"
    }
  }
}
