public import Basics
public import Fleet

/// What is told of the doors of a fleet, computed from each hub's values: the same in both layouts.
public enum AccessChecks {
  /// - Parameter hubs: with the values that they get and the versions that they run.
  /// - Parameter rules: how wide doors may be in this fleet.
  /// - Returns: the findings of all, in the order of the hubs; what several hubs share of one line is told once.
  public static func run(
    _ hubs: [(hub: Hub, values: EffectiveValues, versions: HubVersions)], rules: DoorRules = DoorRules()
  ) -> [Finding] {
    var told: Set<Finding> = []
    var findings: [Finding] = []
    let audiences = Dictionary(
      hubs.map { ($0.hub.id, Audience.of($0.values, versions: $0.versions)) }, uniquingKeysWith: { first, _ in first })
    let communities = Dictionary(hubs.map { ($0.hub.id, $0.hub.community) }, uniquingKeysWith: { first, _ in first })
    for (hub, values, versions) in hubs {
      guard let audience = audiences[hub.id] else { continue }
      // A staging hub of many communities cannot have the door of each; one by its name only was never meant to have it.
      let isDeclared = hub.adoption?.inferred.contains(.staging) != true
      let staging = hub.staging.flatMap { isDeclared && communities[$0] == hub.community ? audiences[$0] : nil }
      findings += bounds(of: audience, hub, rules: rules, staging: staging)
      for finding in self.findings(of: hub, values, versions, audience) where told.insert(finding).inserted {
        findings.append(finding)
      }
    }
    return findings
  }

  /// What is told of one hub whose audience is known already.
  public static func findings(
    of hub: Hub, _ values: EffectiveValues, _ versions: HubVersions, _ audience: Audience
  ) -> [Finding] {
    var findings = width(of: audience, hub) + certainty(of: audience, hub)
    if let login = Login(values, versions) {
      findings += strangers(among: audience, login, hub)
      // The native layout refuses what its login does not know by itself.
      if !hub.isNative { findings += ignoredOptions(login, versions, hub) }
    }
    return findings
  }

  // MARK: - How wide it is

  private static func width(of audience: Audience, _ hub: Hub) -> [Finding] {
    let place = audience.place ?? hub.adoption?.place ?? SourcePlace(file: hub.file)
    if audience.level == .nobody {
      // Of the native layout, other checks tell.
      if hub.isNative { return [] }
      let limit = audience.isCertain ? "" : ", as far as can be read"
      return [
        Finding(
          "A925", .warning, at: place, "nobody can enter '\(hub.id)'\(limit)",
          next: "name people, teams or domains that may enter", related: related(audience))
      ]
    }
    // Of a class that cannot be read at all, the note of uncertainty tells.
    guard audience.level >= .accounts, audience.className != nil, !isToldAlready(hub) else { return [] }
    let who = audience.crowd
    let limit = audience.isCertain ? "" : ", as far as can be read"
    let next =
      audience.needsPassword
      ? "change the password when its time is over, or name people, teams or domains"
      : "name people, teams or domains that may enter"
    return [
      Finding(
        "A921", audience.needsPassword ? .warning : .error, at: place, "\(who) may enter '\(hub.id)'\(limit)",
        next: next, related: related(audience))
    ]
  }

  private static func related(_ audience: Audience) -> [Finding.Related] {
    audience.reasons.prefix(3).compactMap { reason in
      reason.place.map { Finding.Related(place: $0, note: reason.sentence) }
    }
  }

  /// Whether the checks of the native layout tell of this door: `login: none`, an opening, an open shared password,
  /// `allow_all` in values.
  private static func isToldAlready(_ hub: Hub) -> Bool {
    guard hub.isNative else { return false }
    let access = hub.access
    if access.login == .none || access.login == .sharedPassword || access.open != nil { return true }
    if access.domains.contains(where: Providers.isPublicDomain) { return true }
    let sections = hub.values[path: ["hub", "config"]]?.object ?? [:]
    return sections.values.contains { $0["allow_all"] == true }
  }

  // MARK: - How certain it is

  private static func certainty(of audience: Audience, _ hub: Hub) -> [Finding] {
    let place = hub.adoption?.place ?? SourcePlace(file: hub.file)
    var findings: [Finding] = []
    let reasons = audience.doubts.filter { $0.kind != .version }.map(\.sentence)
    if !reasons.isEmpty {
      findings.append(
        Finding(
          "A922", .note, at: place,
          "who may enter '\(hub.id)' is uncertain: \(audience.summary); \(reasons.joined(separator: "; "))"))
    }
    for doubt in audience.doubts where doubt.kind == .version && !hub.isNative {
      findings.append(Finding("A926", .note, at: place, "of '\(hub.id)' \(doubt.sentence)"))
    }
    return findings
  }
}

extension Hub {
  /// Whether it is written in Atoll's own layout, whose other checks see its typed fields.
  fileprivate var isNative: Bool { file.hasPrefix("hubs/") }
}

extension Login {
  /// The login of a hub, by the rules of its versions, or of the newest of those that may be true. Nil where its class is
  /// not known.
  init?(_ values: EffectiveValues, _ versions: HubVersions) {
    let config = Login.sections(of: values.jupyterhub)
    let named = config["JupyterHub"]?["authenticator_class"]
    guard values.jupyterhub != nil, let kind = AuthenticatorClass.named(named?.string ?? "dummy"),
      let version = versions.candidates.last
    else { return nil }
    self.init(kind: kind, sections: config, version: version, place: named?.place)
  }
}
