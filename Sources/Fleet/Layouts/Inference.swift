import Basics

/// What an adopted layout cannot say of its hubs: what `fleet.yaml` adds, else what names and clusters suggest.
struct Inference {
  private let clusters: [ClusterID: Cluster]
  /// Communities that files declare.
  private let declared: Set<CommunityID>
  /// Those about all hubs of a cluster, by the cluster's name.
  private let general: [String: [HubAddition]]
  /// Those about one hub, by its id.
  private let particular: [String: [HubAddition]]
  private let addedCommunities: Set<CommunityID>

  init(clusters: [ClusterID: Cluster], additions: [HubAddition], declared: Set<CommunityID>) {
    self.clusters = clusters
    self.declared = declared
    general = Dictionary(grouping: additions.filter(\.isGeneral)) { String($0.pattern.dropLast(2)) }
    particular = Dictionary(grouping: additions.filter { !$0.isGeneral }, by: \.pattern)
    addedCommunities = Set(additions.compactMap(\.community))
  }

  /// The hubs completed, with the communities that had to be inferred.
  func complete(_ hubs: [HubID: Hub]) -> (hubs: [HubID: Hub], communities: [CommunityID: Community]) {
    var completed = hubs
    let neighbours = Dictionary(grouping: hubs.values, by: \.cluster).mapValues(Neighbours.init)
    let shortNames = hubs.keys.reduce(into: [:]) { $0[$1.shortName, default: 0] += 1 }
    for (id, hub) in hubs {
      var hub = hub
      // The more particular last, so that it wins.
      let added = (general[hub.cluster.rawValue] ?? []) + (particular[id.rawValue] ?? [])
      for addition in added { apply(addition, to: &hub) }
      if hub.staging == nil, !added.contains(where: { $0.staging != nil }), let staging = neighbours[hub.cluster]?.staging(of: hub)
      {
        hub.staging = staging
        hub.adoption?.inferred.insert(.staging)
      }
      if !added.contains(where: { $0.kind != nil }) {
        hub.kind = hub.adoption?.chart.contains("dask") == true ? .research : .basic
        hub.adoption?.inferred.insert(.kind)
      }
      if !added.contains(where: { $0.community != nil }) {
        hub.community = CommunityID(communityName(of: hub, isUnique: shortNames[id.shortName] == 1))
        hub.adoption?.inferred.insert(.community)
      }
      completed[id] = hub
    }
    inferStagingCommunities(&completed)
    // What would be inferred anyway may be named, and needs no file either.
    let inferable = Set(hubs.values.map { CommunityID(communityName(of: $0, isUnique: shortNames[$0.id.shortName] == 1)) })
    return (completed, inferredCommunities(of: completed, inferable))
  }

  private func apply(_ addition: HubAddition, to hub: inout Hub) {
    if let community = addition.community { hub.community = community }
    if let kind = addition.kind { hub.kind = kind }
    if let staging = addition.staging, staging != hub.id { hub.staging = staging }
    for feature in addition.features where !hub.features.contains(feature) { hub.features.append(feature) }
    if let effort = addition.effort { hub.effort = effort }
    if let versions = addition.versions { hub.versions = versions }
    hub.adoption?.additions.append(addition.path)
  }

  // MARK: - Communities

  /// A dedicated cluster serves one community; on a shared one each hub serves its own.
  private func communityName(of hub: Hub, isUnique: Bool) -> String {
    guard clusters[hub.cluster]?.tenancy == .shared else { return hub.cluster.rawValue }
    return isUnique ? hub.id.shortName : "\(hub.cluster)-\(hub.id.shortName)"
  }

  /// Communities of hubs that nobody declared, named as the one hub that each has, else by their names.
  private func inferredCommunities(of hubs: [HubID: Hub], _ inferable: Set<CommunityID>) -> [CommunityID: Community] {
    var communities: [CommunityID: Community] = [:]
    for (id, own) in Dictionary(grouping: hubs.values, by: \.community) {
      if declared.contains(id) || (addedCommunities.contains(id) && !inferable.contains(id)) { continue }
      guard let file = own.map(\.file).min() else { continue }
      let production = own.filter { !Self.isStagingName($0.id.shortName) }
      communities[id] = Community(id: id, file: file, name: production.count == 1 ? production[0].name : id.rawValue)
    }
    return communities
  }

  /// A staging hub of one community only is that community's.
  private func inferStagingCommunities(_ hubs: inout [HubID: Hub]) {
    var staged: [HubID: Set<CommunityID>] = [:]
    for hub in hubs.values { if let staging = hub.staging { staged[staging, default: []].insert(hub.community) } }
    for (id, communities) in staged where hubs[id]?.adoption?.inferred.contains(.community) == true {
      if communities.count == 1, let community = communities.first { hubs[id]?.community = community }
    }
  }

  static func isStagingName(_ name: String) -> Bool {
    name == "staging" || name.hasSuffix("-staging") || name.hasPrefix("staging-")
  }
}

/// The hubs of a cluster, by what their names say of staging.
private struct Neighbours {
  private let stagings: [Hub]
  private let names: Set<String>

  init(_ hubs: [Hub]) {
    stagings = hubs.filter { Inference.isStagingName($0.id.shortName) }.sorted {
      ($0.id.shortName.count, $0.id) < ($1.id.shortName.count, $1.id)
    }
    names = Set(hubs.map(\.id.shortName))
  }

  /// The hub of the same cluster whose name says that changes to this one go there first.
  func staging(of hub: Hub) -> HubID? {
    let name = hub.id.shortName
    guard !Inference.isStagingName(name) else { return nil }
    let stem = name == "prod" ? "" : name.hasSuffix("-prod") ? String(name.dropLast(5)) : name
    let wanted = stem.isEmpty ? ["staging"] : ["\(stem)-staging", "staging-\(stem)"]
    if let exact = stagings.first(where: { wanted.contains($0.id.shortName) }) { return exact.id }
    let sameChart = stagings.filter { $0.adoption?.chart == hub.adoption?.chart }
    // A staging hub named after another production hub is that hub's alone.
    return (sameChart.isEmpty ? stagings : sameChart).first { staging in
      let named = Self.stem(of: staging.id.shortName)
      return named.isEmpty || !(names.contains(named) || names.contains("\(named)-prod"))
    }?.id
  }

  private static func stem(of staging: String) -> String {
    if staging.hasSuffix("-staging") { return String(staging.dropLast(8)) }
    return staging.hasPrefix("staging-") ? String(staging.dropFirst(8)) : ""
  }
}

extension HubID {
  /// The name without the cluster before it.
  public var shortName: String { rawValue.lastIndex(of: "/").map { String(rawValue[rawValue.index(after: $0)...]) } ?? rawValue }
}
