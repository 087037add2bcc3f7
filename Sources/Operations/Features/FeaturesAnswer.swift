public import Basics
public import Fleet
public import Growth

/// The features of a fleet and who has them, as programs read it: `atoll features --json`.
public struct FeaturesAnswer: Codable, Sendable, Equatable {
  public var organisation: String
  /// Hubs of the fleet, staging hubs included.
  public var hubs: Int
  public var productionHubs: Int
  /// Hubs by cluster.
  public var clusters: [String: Int]
  /// Overdue reviews first, then those that most production hubs have, then by name.
  public var features: [FeatureAnswer]
  /// The day from which on changes were looked at for bus factors; left out where nobody can say who changed what.
  public var authorsSince: String?
  /// Why nobody can say who changed what.
  public var authorsUnknown: String?

  /// - Parameter authors: who changed what lately, from version control.
  public init(_ fleet: Fleet, authors: ChangeAuthors, now: Timestamp) {
    organisation = fleet.organisation.name
    hubs = fleet.hubs.count
    let staging = fleet.stagingHubs
    productionHubs = fleet.hubs.keys.count { !staging.contains($0) }
    clusters = fleet.hubs.values.reduce(into: [:]) { $0[$1.cluster.rawValue, default: 0] += 1 }
    var users: [FeatureID: [Hub]] = [:]
    for hub in fleet.hubs.values { for feature in hub.features { users[feature, default: []].append(hub) } }
    var files: [FeatureID: Set<String>] = [:]
    switch authors {
    case .known(let record):
      authorsSince = record.since.description
      files = fleet.filesByFeature()
    case .unknown(let because): authorsUnknown = because
    }
    features = fleet.features.values.map { feature in
      FeatureAnswer(
        feature, users: users[feature.id] ?? [], staging: staging, authors: authors.names(of: files[feature.id] ?? []),
        now: now)
    }.sorted { one, other in
      if one.isOverdue != other.isOverdue { return one.isOverdue }
      if one.productionHubs != other.productionHubs { return one.productionHubs > other.productionHubs }
      return one.feature < other.feature
    }
  }
}

/// One feature: how far it is, who has it, who answers for it.
public struct FeatureAnswer: Codable, Sendable, Equatable {
  public var feature: String
  public var name: String
  public var description: String?
  public var stage: Feature.Stage
  /// Whether it comes from the register that Atoll brings, and no file declares it.
  public var isBuiltIn: Bool
  public var owners: [String]
  public var since: String?
  public var reviewBy: String?
  public var isOverdue: Bool
  public var documentation: String?
  public var specialist: String?
  public var verdict: FeatureVerdict?
  public var explains: [String]
  public var shownBy: [String]
  /// All that have it, by name.
  public var hubs: [String]
  public var productionHubs: Int
  /// How many hubs of each cluster have it.
  public var clusters: [String: Int]
  /// How many people changed what it is made of in the last 365 days; left out where nobody can say.
  public var busFactor: Int?
  /// Their names.
  public var authors: [String]?
  /// Whether fewer than two people changed it lately, and no specialist is declared.
  public var isFragile: Bool
  /// How many times the changes of a hub without it; left out where nobody measured it.
  public var ratio: Double?
  /// Of what the ratio is, where it is not of having the feature at all.
  public var ratioPer: String?
  public var evidence: EffortEffect.Evidence

  init(_ feature: Feature, users: [Hub], staging: Set<HubID>, authors: [String]?, now: Timestamp) {
    self.feature = feature.id.rawValue
    name = feature.name
    description = feature.description
    stage = feature.stage
    isBuiltIn = feature.isBuiltIn
    owners = feature.owners.map(\.rawValue)
    since = feature.since
    reviewBy = feature.reviewBy
    let due = feature.reviewBy.flatMap { CalendarDay($0) }
    isOverdue = feature.stage != .retired && due.map { $0 < CalendarDay(now) } ?? false
    documentation = feature.documentation
    specialist = feature.specialist
    verdict = feature.verdict
    explains = feature.explains
    shownBy = feature.shownBy.map(\.description)
    hubs = users.map(\.id.rawValue).sorted()
    productionHubs = users.count { !staging.contains($0.id) }
    clusters = users.reduce(into: [:]) { $0[$1.cluster.rawValue, default: 0] += 1 }
    busFactor = authors?.count
    self.authors = authors
    isFragile = feature.specialist == nil && !users.isEmpty && (authors?.count ?? 2) < 2
    let work = WorkRatio(of: feature.id)
    ratio = work.value
    ratioPer = work.per
    evidence = work.evidence
  }

  public var isInService: Bool { stage.isInService }
}
