public import Access
public import Fleet

/// Somebody in a hub's user list whom the hub's rules would not let in today.
public struct Unadmitted: Sendable, Equatable {
  public let name: String
  /// Whether that is certain; else a login by the provider might show a team or a domain that lets them in.
  public let isCertain: Bool
  /// Without a full stop.
  public let because: String

  /// Those of a user list whom the rules would not let in, by name alone.
  public static func among(_ people: [String], of hub: Hub, in fleet: Fleet) -> [Unadmitted] {
    let values = fleet.effectiveValues(of: hub)
    let versions = HubVersions.of(hub, in: fleet, values)
    // Where names alone decide, nothing that a login shows would change the answer.
    let namesDecide = Audience.of(values, versions: versions).level <= .people
    return people.compactMap { name in
      let identity = Identity(login: name, email: name.contains("@") ? name : nil, userList: .has(false))
      let admission = Admission.of(identity, values, versions: versions)
      if admission.answer == .yes || admission.byTheValues == .yes { return nil }
      return Unadmitted(
        name: name, isCertain: admission.answer == .no && namesDecide,
        because: admission.reasons.first?.sentence ?? admission.doubts.first?.sentence ?? "no rule lets them in")
    }
  }
}
