public import Access
public import Basics
public import Fleet

/// A hub of the fleet on one line, as programs read it: `atoll hubs --json`.
public struct HubListing: Codable, Sendable, Equatable {
  public var hub: String
  public var name: String
  public var community: String
  public var cluster: String
  public var kind: HubKind
  /// Left out in the native layout.
  public var chart: String?
  /// What logs people in, as the hub says it.
  public var login: String
  /// The widest who may enter; where `audienceIsCertain` is false, at least these.
  public var audience: AudienceLevel
  public var audienceIsCertain: Bool
  /// In words.
  public var whoEnters: String
  public var features: [String]
  /// How many of its own values no feature explains.
  public var exceptions: Int
  /// The hub to which its changes go first; left out where it has none.
  public var staging: String?
  /// Whether other hubs have it as their staging hub.
  public var isStaging: Bool
}

extension HubListing {
  /// - Parameters:
  ///   - stagingHubs: those of the fleet.
  ///   - exceptions: those of the fleet, which are found for all of its hubs together.
  public init(_ hub: Hub, in fleet: Fleet, stagingHubs: Set<HubID>, exceptions: FleetExceptions) {
    let values = fleet.effectiveValues(of: hub)
    let audience = Audience.of(hub, in: fleet, values)
    self.init(
      hub: hub.id.rawValue, name: hub.name, community: hub.community.rawValue, cluster: hub.cluster.rawValue, kind: hub.kind,
      chart: hub.adoption?.chart, login: hub.adoption == nil ? hub.access.login.rawValue : audience.authenticator,
      audience: audience.level, audienceIsCertain: audience.isCertain, whoEnters: audience.summary,
      features: hub.features.map(\.rawValue).sorted(), exceptions: exceptions[hub.id].count,
      staging: hub.staging?.rawValue, isStaging: stagingHubs.contains(hub.id))
  }
}

/// Which hubs are asked for; what is nil is not asked.
public struct HubFilter: Sendable, Equatable {
  public var cluster: String?
  public var community: String?
  public var kind: String?
  public var feature: String?
  /// At least as wide as this; a hub whose audience is uncertain counts by what is known of it.
  public var audienceAtLeast: String?
  /// True: staging hubs only. False: production hubs only.
  public var staging: Bool?

  public init(
    cluster: String? = nil, community: String? = nil, kind: String? = nil, feature: String? = nil,
    audienceAtLeast: String? = nil, staging: Bool? = nil
  ) {
    self.cluster = cluster
    self.community = community
    self.kind = kind
    self.feature = feature
    self.audienceAtLeast = audienceAtLeast
    self.staging = staging
  }

  public var isEmpty: Bool { self == HubFilter() }

  /// The hubs that fit, by name.
  /// - Throws: `UnknownFilterValue` where the fleet has nothing of that name.
  public func hubs(of fleet: Fleet) throws(UnknownFilterValue) -> [HubListing] {
    try known(cluster, "cluster", fleet.clusters.keys.map(\.rawValue))
    try known(community, "community", fleet.communities.keys.map(\.rawValue) + fleet.hubs.values.map(\.community.rawValue))
    try known(kind, "kind", HubKind.allCases.map(\.rawValue))
    try known(feature, "feature", fleet.features.keys.map(\.rawValue) + fleet.hubs.values.flatMap { $0.features.map(\.rawValue) })
    try known(audienceAtLeast, "audience", AudienceLevel.allCases.map(\.rawValue))
    let level = audienceAtLeast.flatMap { AudienceLevel(rawValue: $0) }
    let stagingHubs = fleet.stagingHubs
    let exceptions = FleetExceptions(fleet)
    let asked = fleet.hubs.values.filter { fits($0, isStaging: stagingHubs.contains($0.id)) }.sorted { $0.id < $1.id }
    let listings = asked.map { HubListing($0, in: fleet, stagingHubs: stagingHubs, exceptions: exceptions) }
    return listings.filter { listing in level.map { listing.audience >= $0 } ?? true }
  }

  private func fits(_ hub: Hub, isStaging: Bool) -> Bool {
    if let cluster, hub.cluster.rawValue != cluster { return false }
    if let community, hub.community.rawValue != community { return false }
    if let kind, hub.kind.rawValue != kind { return false }
    if let feature, !hub.features.contains(FeatureID(feature)) { return false }
    return staging.map { $0 == isStaging } ?? true
  }

  private func known(_ value: String?, _ what: String, _ choices: [String]) throws(UnknownFilterValue) {
    guard let value, !choices.contains(value) else { return }
    throw UnknownFilterValue(what: what, value: value, choices: Set(choices).sorted())
  }
}

/// A filter's value that the fleet does not have. Its description is a sentence for people, without its full stop.
public struct UnknownFilterValue: Error, Equatable, CustomStringConvertible {
  public let what: String
  public let value: String
  /// Sorted as they are told.
  public let choices: [String]

  /// How many choices are named where none is near.
  private static let named = 12

  public var description: String {
    let start = "there is no \(what) '\(value)'"
    if let near = Suggestion.nearest(to: value, among: choices) { return "\(start); did you mean '\(near)'?" }
    if choices.isEmpty { return "\(start): the fleet has none" }
    let shown = choices.prefix(Self.named).joined(separator: ", ")
    return "\(start); there is \(shown)\(choices.count > Self.named ? ", …" : "")"
  }
}
