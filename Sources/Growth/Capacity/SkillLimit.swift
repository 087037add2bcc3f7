public import Basics
public import Fleet
import Forecast

/// What few people's skills allow: a feature, or a type of hub, and who can maintain it.
public struct SkillLimit: Sendable, Equatable {
  /// The name of the feature or of the type.
  public let skill: String
  /// Whether it is a type of hub.
  public let isType: Bool
  /// Why few may know it on purpose; nil where that is not declared.
  public let specialist: String?
  /// Who can maintain it: its owners and those who have it among their skills, of those who are here; by name.
  public let maintainers: [PersonID]
  /// Production hubs that need it, by name.
  public let hubs: [HubID]
  /// Leads that wish for it, by name.
  public let leads: [LeadID]
  /// Slots for hubs that need it, by kind: no more than the hours of its maintainers allow.
  public let slots: [HubKind: Int]
  /// Slots for hubs that do not need it.
  public let slotsOfAll: [HubKind: Int]
  /// The share of the work of all production hubs that these make, 0…1.
  public let shareOfWork: Double
  /// What it would bring if one more engineer learned it; nil where it has enough maintainers, or nobody is left to learn it.
  public let training: Training?

  /// One engineer learns a feature.
  public struct Training: Sendable, Equatable {
    /// The engineer with most hours for operations who does not know it yet.
    public let person: PersonID
    /// How many more slots for hubs that need it, by kind: of kinds of which a production hub or a lead needs it; 0 or more.
    public let opens: [HubKind: Int]
    /// How many more items a quarter of it could be done with the published confidence.
    public let items: Double
  }

  /// Whether its maintainers allow fewer slots than there are.
  public var limits: Bool { HubKind.allCases.contains { (slots[$0] ?? 0) < (slotsOfAll[$0] ?? 0) } }
}

/// The skills that production hubs and leads need, and what depends on single people.
public struct TeamSkills: Sendable, Equatable {
  /// The ones with fewest maintainers first, then by name.
  public let limits: [SkillLimit]
  /// Production hubs with a feature that only one person can maintain: hubs by person.
  public let dependentHubs: [PersonID: [HubID]]
  /// Production hubs with a feature that nobody here can maintain.
  public let orphanedHubs: [HubID]
  /// The share of production hubs that depend on one person or on nobody, and the share of the work that these make. 0…1.
  public let shareAtRisk: Double
  public let workAtRisk: Double

  /// The training that opens most slots, if any opens one or frees items at all.
  public var bestTraining: SkillLimit? {
    let opened = { (limit: SkillLimit) in limit.training.map { ($0.opens.values.reduce(0, +), $0.items) } ?? (0, 0) }
    return limits.filter { opened($0) > (0, 0) }.max { opened($0) < opened($1) }
  }

  /// - Parameters:
  ///   - months: months from now at which the quarter begins.
  ///   - slots: slots that hold there without regard to skills, by kind; nil: worked out.
  public init(
    _ inputs: CapacityInputs, months: Int = 0, trials: Int = 2_000, seed: UInt64 = 1, slots: [HubKind: Int]? = nil
  ) {
    let reading = SkillReading(inputs: inputs, months: months, trials: trials, seed: seed)
    let all = slots ?? reading.forecast(nil)?.published ?? [:]
    limits = reading.skills.map { reading.limit($0, slotsOfAll: all) }.sorted {
      $0.maintainers.count == $1.maintainers.count ? $0.skill < $1.skill : $0.maintainers.count < $1.maintainers.count
    }
    var dependent: [PersonID: Set<HubID>] = [:]
    var orphaned: Set<HubID> = []
    for limit in limits where !limit.isType {
      if limit.maintainers.isEmpty { orphaned.formUnion(limit.hubs) }
      if limit.maintainers.count == 1, let only = limit.maintainers.first { dependent[only, default: []].formUnion(limit.hubs) }
    }
    dependentHubs = dependent.mapValues { $0.sorted() }
    orphanedHubs = orphaned.sorted()
    let atRisk = dependent.values.reduce(orphaned) { $0.union($1) }
    shareAtRisk = inputs.effort.cards.isEmpty ? 0 : Double(atRisk.count) / Double(inputs.effort.cards.count)
    workAtRisk = inputs.effort.share(of: atRisk)
  }
}

/// Reads off a fleet who can maintain what, and forecasts with those people alone.
struct SkillReading {
  let inputs: CapacityInputs
  let months: Int
  let trials: Int
  let seed: UInt64

  struct Skill {
    let name: String
    let isType: Bool
    let hubs: [HubID]
    let leads: [LeadID]
    /// Of those hubs and leads: of other kinds nobody asks for it.
    let kinds: Set<HubKind>
  }

  private var day: CalendarDay { inputs.quarter(in: months).first }

  /// Features of production hubs and wishes of leads to come that are features of the fleet; types of leads that are not usual.
  var skills: [Skill] {
    let production = inputs.effort.cards.compactMap { inputs.fleet.hubs[$0.hub] }
    let coming = inputs.reserved.filter(\.stage.isComing)
    var names = Set(production.flatMap(\.features).map(\.rawValue))
    names.formUnion(coming.flatMap(\.wishes).filter { inputs.fleet.features[FeatureID($0)] != nil })
    let features = names.sorted().map { name in
      let (users, wishing) = (
        production.filter { $0.features.contains(FeatureID(name)) }, coming.filter { $0.wishes.contains(name) }
      )
      return Skill(
        name: name, isType: false, hubs: users.map(\.id).sorted(), leads: wishing.map(\.id).sorted(),
        kinds: Set(users.map(\.kind) + wishing.map(\.kind)))
    }
    let types = HubType.allCases.filter { $0 != .jupyterhub }.compactMap { type -> Skill? in
      let leads = coming.filter { $0.type == type }
      return leads.isEmpty
        ? nil
        : Skill(
          name: type.rawValue, isType: true, hubs: [], leads: leads.map(\.id).sorted(), kinds: Set(leads.map(\.kind)))
    }
    return features + types
  }

  /// Engineers and others alike who are here on the quarter's first day.
  func maintainers(of skill: Skill) -> [PersonID] {
    let owners = inputs.fleet.features[FeatureID(skill.name)]?.owners ?? []
    return inputs.fleet.organisation.people.filter { id, person in
      person.isPresent(on: day) && (owners.contains(id) || person.skills.contains(skill.name))
    }.map(\.key).sorted()
  }

  func forecast(_ scope: CapacityScope?) -> SlotHorizon? {
    SlotForecast(inputs, months: [months], trials: trials, seed: seed, scope: scope, table: nil).horizons.first
  }

  func limit(_ skill: Skill, slotsOfAll: [HubKind: Int]) -> SkillLimit {
    let maintainers = maintainers(of: skill)
    let known = forecast(CapacityScope(skill: skill.name, people: Set(maintainers)))
    let slots = bounded(known, by: slotsOfAll)
    var training: SkillLimit.Training?
    if maintainers.count <= CapacityFigures.fewMaintainers, let learner = learner(besides: maintainers) {
      let more = forecast(CapacityScope(skill: skill.name, people: Set(maintainers + [learner])))
      let then = bounded(more, by: slotsOfAll)
      let opens = HubKind.allCases.filter(skill.kinds.contains).map { ($0, max(0, (then[$0] ?? 0) - (slots[$0] ?? 0))) }
      training = SkillLimit.Training(
        person: learner, opens: Dictionary(uniqueKeysWithValues: opens), items: max(0, free(more) - free(known)))
    }
    return SkillLimit(
      skill: skill.name, isType: skill.isType, specialist: inputs.fleet.features[FeatureID(skill.name)]?.specialist,
      maintainers: maintainers, hubs: skill.hubs, leads: skill.leads, slots: slots, slotsOfAll: slotsOfAll,
      shareOfWork: inputs.effort.share(of: Set(skill.hubs)), training: training)
  }

  private func bounded(_ horizon: SlotHorizon?, by all: [HubKind: Int]) -> [HubKind: Int] {
    let own = HubKind.allCases.map { ($0, min(horizon?.published($0) ?? 0, all[$0] ?? 0)) }
    return Dictionary(uniqueKeysWithValues: own)
  }

  private func free(_ horizon: SlotHorizon?) -> Double {
    guard let free = horizon?.freeItems, free.count > 0 else { return 0 }
    return free.holding(CapacityFigures.confidence)
  }

  /// The engineer with most hours for operations in the quarter who is not among these.
  private func learner(besides known: [PersonID]) -> PersonID? {
    let hours = TeamHours(inputs.fleet.organisation, over: inputs.quarter(in: months)).people
    return hours.filter { !known.contains($0.person) && $0.operationsHours > 0 }
      .max { $0.operationsHours == $1.operationsHours ? $0.person > $1.person : $0.operationsHours < $1.operationsHours }?.person
  }
}
