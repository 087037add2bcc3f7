import Basics

/// A declared value in which a production hub is not like its staging hub.
struct StagingDifference: Equatable {
  /// In the production hub's file, or in its staging hub's where only that has it.
  let path: String
  /// Where only the staging hub says something.
  let isOnlyInStaging: Bool
  /// Different by nature, such as the client that a provider knows a hub by: needs no declaration.
  let isNatural: Bool

  /// The differences that matter to what users meet, by path.
  static func all(of hub: Hub, from staging: Hub, texts: [String: String]) -> [StagingDifference] {
    var collector = Collector()
    collector.compareAccess(hub.access, staging.access)
    collector.compareEnvironment(hub.environment, staging.environment, texts)
    collector.compareProfiles(hub.profiles, staging.profiles)
    collector.compare("limits.servers", hub.limits.servers, staging.limits.servers)
    collector.compare("limits.starts_at_once", hub.limits.startsAtOnce, staging.limits.startsAtOnce)
    collector.compare("limits.memory", hub.limits.memory, staging.limits.memory)
    collector.compare("limits.cpu", hub.limits.cpu, staging.limits.cpu)
    collector.compare("idle.stop_after", hub.idle.stopAfter, staging.idle.stopAfter)
    collector.compare("materials.repository", hub.materials?.repository, staging.materials?.repository)
    collector.compare("materials.branch", hub.materials?.branch, staging.materials?.branch)
    collector.compare("materials.open", hub.materials?.open, staging.materials?.open)
    collector.compare("features", nonEmpty(hub.features), nonEmpty(staging.features))
    collector.compare("versions.jupyterhub", hub.versions.jupyterhub, staging.versions.jupyterhub)
    collector.compareValues(hub.values, staging.values)
    return collector.differences
  }

  /// The keys at which hubs are compared, for paths that name none of them.
  static let comparedKeys = [
    "access", "environment", "profiles", "limits", "idle", "materials", "features", "versions", "values",
  ]

  /// Whether a declared path covers this difference: it is the same path, or one that holds it, or an element of a
  /// list that is compared as a whole.
  func isCovered(by declared: String) -> Bool {
    path == declared || path.hasPrefix("\(declared).") || path.hasPrefix("\(declared)[")
      || declared.hasPrefix("\(path)[")
  }

  private static func nonEmpty<Element: Comparable>(_ list: [Element]) -> [Element]? {
    list.isEmpty ? nil : list.sorted()
  }

  private struct Collector {
    var differences: [StagingDifference] = []

    mutating func compare<Value: Equatable>(_ path: String, _ one: Value?, _ other: Value?, natural: Bool = false) {
      if one == other { return }
      differences.append(StagingDifference(path: path, isOnlyInStaging: one == nil, isNatural: natural))
    }

    mutating func compareAccess(_ one: Access, _ other: Access) {
      compare("access.login", one.login, other.login)
      compare("access.allow.people", nonEmpty(one.people), nonEmpty(other.people))
      compare("access.allow.teams", nonEmpty(one.teams), nonEmpty(other.teams))
      compare("access.allow.domains", nonEmpty(one.domains), nonEmpty(other.domains))
      compare("access.admins", nonEmpty(one.admins), nonEmpty(other.admins))
      compare("access.password", one.password, other.password, natural: true)
      compare("access.admin_password", one.adminPassword, other.adminPassword, natural: true)
      compare("access.client.id", one.client?.id, other.client?.id, natural: true)
      compare("access.client.secret", one.client?.secret, other.client?.secret, natural: true)
      compare("access.client.authorize_url", one.client?.authorizeURL, other.client?.authorizeURL)
      compare("access.client.token_url", one.client?.tokenURL, other.client?.tokenURL)
      compare("access.client.userdata_url", one.client?.userdataURL, other.client?.userdataURL)
      compare("access.client.username_claim", one.client?.usernameClaim, other.client?.usernameClaim)
    }

    /// Two requirements files with the same lines are the same environment.
    mutating func compareEnvironment(_ one: Environment, _ other: Environment, _ texts: [String: String]) {
      compare("environment.image", one.image, other.image)
      if one.requirements == other.requirements { return }
      let lines = one.requirements.flatMap { texts[$0] }.map(Requirements.lines(of:))
      let otherLines = other.requirements.flatMap { texts[$0] }.map(Requirements.lines(of:))
      if lines != nil, lines == otherLines { return }
      compare("environment.requirements", one.requirements, other.requirements)
    }

    /// Profiles are matched by name. Their order is what users see, and counts.
    mutating func compareProfiles(_ one: [Profile], _ other: [Profile]) {
      for (index, profile) in one.enumerated() {
        let path = "profiles[\(index)]"
        guard let match = other.first(where: { $0.name == profile.name }) else {
          compare(path, profile, nil)
          continue
        }
        compare("\(path).description", profile.description, match.description)
        compare("\(path).default", profile.isDefault, match.isDefault)
        compare("\(path).limits.memory", profile.memory, match.memory)
        compare("\(path).limits.cpu", profile.cpu, match.cpu)
      }
      for (index, profile) in other.enumerated() where !one.contains(where: { $0.name == profile.name }) {
        compare("profiles[\(index)]", nil, profile)
      }
      if one.map(\.name) != other.map(\.name), one.map(\.name).sorted() == other.map(\.name).sorted() {
        compare("profiles", one, other)
      }
    }

    mutating func compareValues(_ one: JSONValue, _ other: JSONValue) {
      let leaves = Dictionary(one.leaves.map { ($0.path, $0.value) }, uniquingKeysWith: { first, _ in first })
      let otherLeaves = Dictionary(other.leaves.map { ($0.path, $0.value) }, uniquingKeysWith: { first, _ in first })
      for path in Set(leaves.keys).union(otherLeaves.keys).sorted() where path != "" {
        compare("values.\(path)", leaves[path], otherLeaves[path])
      }
    }
  }
}
