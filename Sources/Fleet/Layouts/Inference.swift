import Basics

/// What an adopted layout cannot say of its hubs: what `fleet.yaml` adds, else what names and clusters suggest.
struct Inference {
  let clusters: [ClusterID: Cluster]
  let additions: [HubAddition]
  /// Communities that files declare.
  let declared: Set<CommunityID>

  /// The hubs completed, with the communities that had to be inferred.
  func complete(_ hubs: [HubID: Hub]) -> (hubs: [HubID: Hub], communities: [CommunityID: Community]) {
    var completed = hubs
    var communities: [CommunityID: Community] = [:]
    let general = additions.filter(\.isGeneral)
    let particular = additions.filter { !$0.isGeneral }
    let byCluster = Dictionary(grouping: hubs.values, by: \.cluster)
    let shortNames = Dictionary(grouping: hubs.keys, by: { $0.shortName })
    for (id, hub) in hubs {
      var hub = hub
      for addition in general where addition.concerns(id) { apply(addition, to: &hub) }
      for addition in particular where addition.concerns(id) { apply(addition, to: &hub) }
      if hub.staging == nil, !isAdded(\.staging, id), let staging = staging(of: hub, among: byCluster[hub.cluster] ?? []) {
        hub.staging = staging
        hub.adoption?.inferred.insert(.staging)
      }
      if !isAdded(\.kind, id) {
        hub.kind = hub.adoption?.chart.contains("dask") == true ? .research : .basic
        hub.adoption?.inferred.insert(.kind)
      }
      if !isAdded(\.community, id) {
        let name = communityName(of: hub, isUnique: shortNames[id.shortName]?.count == 1)
        hub.community = CommunityID(name)
        hub.adoption?.inferred.insert(.community)
      }
      completed[id] = hub
    }
    inferStagingCommunities(&completed)
    for hub in completed.values where !declared.contains(hub.community) && communities[hub.community] == nil {
      guard !additions.contains(where: { $0.community == hub.community }) else { continue }
      communities[hub.community] = Community(id: hub.community, file: hub.file, name: title(of: hub.community, completed))
    }
    return (completed, communities)
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

  private func isAdded<Value>(_ key: KeyPath<HubAddition, Value?>, _ hub: HubID) -> Bool {
    additions.contains { $0.concerns(hub) && $0[keyPath: key] != nil }
  }

  // MARK: - Communities

  /// A dedicated cluster serves one community; on a shared one each hub serves its own.
  private func communityName(of hub: Hub, isUnique: Bool) -> String {
    guard clusters[hub.cluster]?.tenancy == .shared else { return hub.cluster.rawValue }
    return isUnique ? hub.id.shortName : "\(hub.cluster)-\(hub.id.shortName)"
  }

  private func title(of community: CommunityID, _ hubs: [HubID: Hub]) -> String {
    let own = hubs.values.filter { $0.community == community && !Self.isStagingName($0.id.shortName) }
    return own.count == 1 ? own[0].name : community.rawValue
  }

  /// A staging hub of one community only is that community's.
  private func inferStagingCommunities(_ hubs: inout [HubID: Hub]) {
    for (id, hub) in hubs where hub.adoption?.inferred.contains(.community) == true {
      let staged = Set(hubs.values.filter { $0.staging == id }.map(\.community))
      if staged.count == 1, let community = staged.first { hubs[id]?.community = community }
    }
  }

  // MARK: - Staging

  /// The hub of the same cluster whose name says that changes to this one go there first.
  private func staging(of hub: Hub, among others: [Hub]) -> HubID? {
    let name = hub.id.shortName
    guard !Self.isStagingName(name) else { return nil }
    let stagings = others.filter { Self.isStagingName($0.id.shortName) }
    let stem = name == "prod" ? "" : name.hasSuffix("-prod") ? String(name.dropLast(5)) : name
    let wanted = stem.isEmpty ? ["staging"] : ["\(stem)-staging", "staging-\(stem)"]
    if let exact = stagings.first(where: { wanted.contains($0.id.shortName) }) { return exact.id }
    let sameChart = stagings.filter { $0.adoption?.chart == hub.adoption?.chart }
    let general = (sameChart.isEmpty ? stagings : sameChart).sorted {
      ($0.id.shortName.count, $0.id) < ($1.id.shortName.count, $1.id)
    }
    // A staging hub named after another production hub is that hub's alone.
    return general.first { staging in
      let named = Self.stem(of: staging.id.shortName)
      return named.isEmpty || !others.contains { $0.id.shortName == named || $0.id.shortName == "\(named)-prod" }
    }?.id
  }

  static func isStagingName(_ name: String) -> Bool {
    name == "staging" || name.hasSuffix("-staging") || name.hasPrefix("staging-")
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
