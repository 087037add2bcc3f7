import Basics
public import Fleet

extension Audience {
  /// Who may enter a hub with these values, by the rules of these versions.
  ///
  /// Where the versions are not known, the widest audience of those that may be true is taken. What cannot be read becomes
  /// a doubt; the level is then a lower bound.
  public static func of(_ values: EffectiveValues, versions: HubVersions) -> Audience {
    let first = ofOne(values, versions: versions)
    guard !values.otherJupyterhubs.isEmpty else { return first }
    // Whoever may enter one of them enters the hub.
    let others = values.otherJupyterhubs.map { ofOne(values.at($0), versions: versions) }
    let doubts = Doubts.ofSecondHub(values)
    return others.reduce(first) { $1.level > $0.level ? $1.doubting(doubts) : $0 }
  }

  private static func ofOne(_ values: EffectiveValues, versions: HubVersions) -> Audience {
    guard let jupyterhub = values.jupyterhub else {
      return unreadable(values.hub, "", Doubts.of(values))
    }
    var doubts = Doubts.of(values)
    let config = Login.sections(of: jupyterhub)
    let named = config["JupyterHub"]?["authenticator_class"]
    let name = named?.string ?? "dummy"
    guard named == nil || named?.string != nil, let kind = AuthenticatorClass.named(name) else {
      doubts.append(Doubts.unknown(name, at: named?.place))
      return unreadable(values.hub, name, doubts)
    }
    let usesOAuthenticator = kind.kind.usesOAuthenticator
    doubts += versions.doubts(usesOAuthenticator: usesOAuthenticator)
    var widest: (ruling: Ruling, login: Login)?
    for version in versions.candidates {
      let login = Login(kind: kind, sections: config, version: version, place: named?.place)
      let ruling = usesOAuthenticator ? OAuthRules.ruling(of: login) : BaseRules.ruling(of: login)
      if let widest, widest.ruling.level >= ruling.level { continue }
      widest = (ruling, login)
    }
    guard let (ruling, login) = widest else { return unreadable(values.hub, name, doubts) }
    return Audience(ruling, of: login, in: values.hub, named: name, doubts: doubts)
  }

  /// Nothing is known: so it may be anyone.
  private static func unreadable(_ hub: HubID, _ authenticator: String, _ doubts: [Doubt]) -> Audience {
    Audience(
      hub: hub, level: .anyone, authenticator: authenticator, className: nil, people: [], teams: [], domains: [],
      crowds: ["anyone, for nothing says otherwise"], admins: [], blocked: [], admitsExistingUsers: false,
      needsPassword: false, reasons: [], doubts: doubts)
  }

  /// The same with further doubts, which are told first.
  private func doubting(_ more: [Doubt]) -> Audience {
    Audience(
      hub: hub, level: level, authenticator: authenticator, className: className, people: people, teams: teams,
      domains: domains, crowds: crowds, admins: admins, blocked: blocked, admitsExistingUsers: admitsExistingUsers,
      needsPassword: needsPassword, reasons: reasons, doubts: more + doubts)
  }

  private init(_ ruling: Ruling, of login: Login, in hub: HubID, named name: String, doubts: [Doubt]) {
    let blocked = login.blocked
    var ruling = ruling
    if !blocked.isEmpty {
      ruling.people.subtract(blocked)
      ruling.note(
        .restricts, "blocked_users keeps out \(Words.count(blocked.count, "name", "names"))", at: login.blockedOption?.place)
    }
    let hasNames = !ruling.people.isEmpty || ruling.admitsExistingUsers || !ruling.crowds.isEmpty
    if ruling.level == .people, !hasNames { ruling.level = .nobody }
    if let fault = login.fault { ruling.reasons.append(fault) }
    // Those that decided come first.
    let level = ruling.level
    let deciding = ruling.reasons.filter { $0.effect == .admits(level) }
    let reasons = deciding + ruling.reasons.filter { $0.effect != .admits(level) }
    var doubts = doubts + ruling.doubts
    if login.kind.name.hasPrefix("Local"), login.option("allowed_groups") != nil {
      doubts.append(Doubt(.rule, "allowed_groups of the hub's own machine cannot be read"))
    }
    self.init(
      hub: hub, level: level, authenticator: name, className: login.kind.name, people: ruling.people.sorted(),
      teams: Words.unique(ruling.teams), domains: Words.unique(ruling.domains), crowds: ruling.crowds,
      admins: login.admins.sorted(),
      blocked: blocked.sorted(), admitsExistingUsers: ruling.admitsExistingUsers, needsPassword: ruling.needsPassword,
      reasons: reasons, doubts: doubts)
  }
}
