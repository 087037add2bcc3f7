import Basics
import Fleet

/// The rules of oauthenticator: who passes the provider, the filters, and the lists.
enum OAuthRules {
  static func ruling(of login: Login) -> Ruling {
    login.version.oauthenticator.major < 16 ? filtered(login) : granted(login)
  }

  // MARK: - Before oauthenticator 16: what is set keeps others out

  /// Until 15, teams, groups, domains and providers are checked while logging in, and keep everyone else out; JupyterHub's
  /// own list of names narrows further. Nothing set means everyone with an account, before JupyterHub 5.
  private static func filtered(_ login: Login) -> Ruling {
    var ruling = Ruling()
    let crowd = filteredCrowd(login)
    let names = login.allowedUsers
    if !names.isEmpty {
      for reason in crowd.reasons { ruling.note(reason.effect, reason.sentence, at: reason.place) }
      BaseRules.admitNames(login, into: &ruling)
      if crowd.level == .teams { ruling.note(.restricts, "and only where they are \(crowd.who)", at: nil) }
    } else if login.isOpenByDefault {
      ruling.admit(
        crowd, "allowed_users names nobody, and before JupyterHub 5 that lets in \(crowd.who)",
        at: login.namesOption?.place ?? login.place)
      if !login.admins.isEmpty, crowd.level >= .institutions {
        ruling.note(
          .ignored, "admin_users makes admins of \(Words.count(login.admins.count, "person", "people")) and keeps nobody out",
          at: login.adminsOption?.place)
      }
    } else if login.isOn("allow_all") {
      ruling.admit(crowd, "allow_all lets in everyone who can log in", at: login.option("allow_all")?.place)
    }
    if !login.isOpenByDefault, login.isOn("allow_existing_users") { BaseRules.admitExisting(login, into: &ruling) }
    noteShownProviders(login, into: &ruling)
    return ruling
  }

  /// Everyone who passes the provider, the filters, and the lists of teams and groups.
  static func filteredCrowd(_ login: Login) -> Crowd {
    let crowd = login.crowd()
    let lists = filteringLists(login, login.memberships)
    if lists.isEmpty { return crowd }
    let options = lists.map(\.option).joined(separator: " and ")
    let verb = lists.count == 1 ? "keeps" : "keep"
    return crowd.narrowed(
      toTeams: lists.flatMap(\.names), "\(options) \(verb) out everyone who is no member", at: lists.first?.place)
  }

  /// The lists that keep others out before 16: those of admins count only beside, or with Globus and OpenShift like, the
  /// others.
  private static func filteringLists(_ login: Login, _ all: [Login.Membership]) -> [Login.Membership] {
    let allowed = all.filter { !$0.isOfAdmins }
    switch login.kind.kind {
    case .globus, .openshift: return all
    default: return allowed
    }
  }

  private static func noteShownProviders(_ login: Login, into ruling: inout Ruling) {
    guard login.kind.kind == .cilogon, login.identityProviders.isEmpty, let shown = login.option("shown_idps") else { return }
    ruling.note(.ignored, "shown_idps only chooses what the login page offers, and keeps nobody out", at: shown.place)
  }

  // MARK: - From oauthenticator 16 on: what is set lets people in

  private static func granted(_ login: Login) -> Ruling {
    var ruling = Ruling()
    let crowd = login.crowd()
    if crowd.level == .nobody {
      ruling.note(
        .restricts, "no identity provider is configured, so nobody can log in", at: login.providersOption?.place)
      return ruling
    }
    for reason in crowd.reasons { ruling.note(reason.effect, reason.sentence, at: reason.place) }
    var plain = crowd
    plain.reasons = []
    if login.isOn("allow_all") {
      ruling.admit(plain, "allow_all lets in \(crowd.who)", at: login.option("allow_all")?.place)
    }
    let scopes = login.entries("allowed_scopes")
    if !scopes.isEmpty {
      ruling.admit(
        plain, "allowed_scopes lets in everyone who grants \(Words.list(scopes, atMost: 3))",
        at: login.option("allowed_scopes")?.place)
    }
    admitMembers(login, into: &ruling)
    if login.kind.kind == .cilogon { admitProviders(login, into: &ruling) }
    ruling.admit(
      people: login.allowedUsers,
      "allowed_users names \(Words.count(login.allowedUsers.count, "person", "people"))", at: login.namesOption?.place)
    ruling.admit(
      people: login.admins, "admins may enter: admin_users names \(Words.count(login.admins.count, "person", "people"))",
      at: login.adminsOption?.place)
    // From 16 on the default is off, also where names are allowed.
    if login.isOn("allow_existing_users") { BaseRules.admitExisting(login, into: &ruling) }
    return ruling
  }

  private static func admitMembers(_ login: Login, into ruling: inout Ruling) {
    for list in login.memberships {
      if list.isManaged, !login.isOn("manage_groups") {
        ruling.note(.ignored, "\(list.option) needs manage_groups, which is not on: the hub does not start", at: list.place)
        continue
      }
      let words = Words.list(list.names, atMost: 3)
      ruling.admit(teams: list.names, "\(list.option) lets in members of \(words)", at: list.place)
    }
  }

  private static func admitProviders(_ login: Login, into ruling: inout Ruling) {
    for (id, value) in login.identityProviders {
      let name = Providers.publicProvider(ofEntity: id) ?? Providers.institution(ofEntity: id)
      if value["allow_all"]?.bool == true {
        ruling.admit(Login.people(ofEntity: id), "allow_all lets in everyone of \(name)", at: value["allow_all"]?.place)
      }
      let domains = login.entries(value["allowed_domains"]).map { $0.lowercased() }
      guard !domains.isEmpty else { continue }
      var crowd = Login.people(ofEntity: id)
      crowd.level = min(crowd.level, domains.contains(where: Providers.isPublicDomain) ? .accounts : .institutions)
      crowd.words = []
      crowd.domains = domains
      ruling.admit(
        crowd, "allowed_domains lets in people of \(Words.list(domains, atMost: 3))", at: value["allowed_domains"]?.place)
    }
  }
}
