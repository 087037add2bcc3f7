import Basics
import Fleet

extension AccessChecks {
  /// Doors that are wider than the fleet's policy allows, or than those of their staging hubs.
  static func bounds(of audience: Audience, _ hub: Hub, rules: DoorRules, staging: Audience?) -> [Finding] {
    let place = audience.place ?? hub.adoption?.place ?? SourcePlace(file: hub.file)
    var findings: [Finding] = []
    let limit = audience.isCertain ? "" : ", as far as can be read"
    if let widest = rules.widest[hub.kind].flatMap(AudienceLevel.init(rawValue:)), audience.level > widest {
      findings.append(
        Finding(
          "A927", .error, at: place,
          "\(audience.level.whoMayEnter) may enter '\(hub.id)'\(limit): of \(hub.kind.rawValue) hubs the policy allows at the widest "
            + widest.whoMayEnter,
          next: "narrow the door, or the policy's bound under policies.doors.widest in fleet.yaml"))
    }
    if let staging, audience.level > staging.level, !hub.differsInAccess {
      findings.append(
        Finding(
          "A928", .warning, at: place,
          "\(audience.level.whoMayEnter) may enter '\(hub.id)'\(limit), and its staging hub '\(staging.hub)' only \(staging.level.whoMayEnter)",
          next: "try the door on the staging hub first, or say that they differ on purpose"))
    }
    return findings
  }
}

extension Hub {
  /// Whether it says that its door differs from its staging hub's on purpose.
  fileprivate var differsInAccess: Bool {
    differsFromStaging.contains { path in path == "access" || path.hasPrefix("access.") || path.hasPrefix("values.hub.config") }
  }
}

extension AudienceLevel {
  /// Who that is, in a sentence: `anyone with an account`.
  public var whoMayEnter: String {
    switch self {
    case .nobody: "nobody"
    case .people: "people who are named"
    case .teams: "members of named teams"
    case .institutions: "people of named institutions"
    case .accounts: "anyone with an account"
    case .anyone: "anyone at all"
    }
  }
}
