import Basics
import Fleet

// Who can prove who they are at all: everyone with an account at the provider, narrowed by filters that hold for everyone.
// What narrows differs: before oauthenticator 16 also the lists of teams and groups keep others out.

extension Login {
  /// Everyone who passes the provider and the filters, before any list of names.
  func crowd() -> Crowd {
    switch kind.kind {
    case .github: provider("github_url", public: "github.com", "GitHub")
    case .gitlab: provider("gitlab_url", public: "gitlab.com", "GitLab")
    case .google: google()
    case .cilogon: cilogon()
    case .globus: globus()
    case .bitbucket: Crowd(level: .accounts, words: [Providers.everyone(with: "Bitbucket")])
    case .okpy: Crowd(level: .accounts, words: [Providers.everyone(with: "OK")])
    case .mediawiki: Crowd(level: .accounts, words: [Providers.everyone(with: "MediaWiki")])
    case .auth0: Crowd(level: .accounts, words: [Providers.everyone(with: "Auth0")])
    case .azuread: azure()
    case .openshift: Crowd(level: .institutions, words: ["anyone with an account on the OpenShift cluster"])
    case .generic: generic()
    case .lti: Crowd(level: .institutions, words: ["people whom the learning platform sends"])
    case .ldap: Crowd(level: .institutions, words: ["people in the directory \(text("server_address") ?? "of the hub")"])
    case .pam: Crowd(level: .institutions, words: ["anyone with an account on the hub's own machine"])
    case .password: Crowd(level: .anyone, words: ["anyone with a password of this hub"])
    case .firstUse where option("create_users")?.bool == false:
      Crowd(level: .people, words: ["people who are in the hub's user list"])
    case .sharedPassword where text("user_password") == nil && !isSecret("user_password") && entriesOfPasswords.isEmpty:
      Crowd(level: .people, words: ["admins who have admin_password"])
    case .sharedPassword: Crowd(level: .anyone, words: ["anyone who has the shared password"])
    case .dummy where text("password") != nil || isSecret("password"):
      Crowd(level: .anyone, words: ["anyone who has the one password"])
    case .dummy, .firstUse, .tmp: Crowd(level: .anyone, words: ["anyone at all"])
    case .native: native()
    case .null, .closed: .nobody
    }
  }

  private var entriesOfPasswords: [String: SourcedValue] { option("password_groups")?.members ?? [:] }

  /// People make their own accounts, which count once they are let in.
  private func native() -> Crowd {
    if isOn("open_signup") { return Crowd(level: .anyone, words: ["anyone at all"]) }
    if let pattern = text("allow_self_approval_for") {
      return Crowd(level: .accounts, words: ["anyone whose address fits \(pattern)"])
    }
    return Crowd(level: .people, words: ["people whom an admin has let in"])
  }

  private func provider(_ option: String, public host: String, _ name: String) -> Crowd {
    guard let address = text(option), let own = Providers.loginHost(of: address), own != host,
      Providers.publicProvider(at: address) == nil
    else { return Crowd(level: .accounts, words: [Providers.everyone(with: name)]) }
    return strayed ?? Crowd(level: .institutions, domains: [own])
  }

  /// Everyone with an account at the public provider to which a single address of the login leads, whatever the others say.
  private var strayed: Crowd? {
    for name in ["authorize_url", "token_url", "userdata_url"] {
      guard let address = text(name), let provider = Providers.publicProvider(at: address) else { continue }
      var crowd = Crowd(level: .accounts, words: [Providers.everyone(with: provider)])
      let sentence = "\(name) leads to \(Providers.loginHost(of: address) ?? provider)"
      crowd.reasons = [Audience.Reason(.admits(.accounts), sentence, at: option(name)?.place)]
      return crowd
    }
    return nil
  }

  private func google() -> Crowd {
    let everyone = Crowd(level: .accounts, words: [Providers.everyone(with: "Google")])
    let domains = entries("hosted_domain")
    guard !domains.isEmpty, holdsGoogleDomain else { return everyone }
    return everyone.narrowed(
      toDomains: domains.map { $0.lowercased() }, "hosted_domain keeps out all other domains",
      at: option("hosted_domain")?.place)
  }

  /// Whether `hosted_domain` keeps people out: from oauthenticator 16 to 16.3.0 it stood in the check that JupyterHub 5
  /// skips where `allow_all` is on.
  var holdsGoogleDomain: Bool {
    let misplaced = version.oauthenticator.major == 16 && version.oauthenticator < LibraryVersion(16, 3, 1)
    return !(misplaced && !isOpenByDefault && isOn("allow_all"))
  }

  private func globus() -> Crowd {
    let everyone = Crowd(level: .accounts, words: [Providers.everyone(with: "Globus")])
    guard let domain = text("identity_provider") else { return everyone }
    return everyone.narrowed(
      toDomains: [domain.lowercased()], "identity_provider keeps out all others", at: option("identity_provider")?.place)
  }

  private func azure() -> Crowd {
    let everyone = Crowd(level: .accounts, words: [Providers.everyone(with: "Microsoft")])
    guard let tenant = text("tenant_id")?.lowercased() else { return everyone }
    let addresses = ["authorize_url", "token_url"].compactMap { text($0)?.lowercased() }
    let all = addresses.flatMap { $0.split(separator: "/").map(String.init) } + [tenant]
    if all.contains(where: Self.openTenants.contains) { return everyone }
    if all.contains("organizations") {
      return Crowd(level: .accounts, words: ["anyone with a work or school account at Microsoft"])
    }
    return everyone.narrowed(
      toDomains: ["the tenant \(tenant)"], "tenant_id keeps out all other tenants", at: option("tenant_id")?.place)
  }

  /// The tenants of Microsoft in which everyone can have an account; the last is that of personal accounts.
  private static let openTenants: Set<String> = ["common", "consumers", "9188040d-6c67-4c5b-b112-36a304b66dad"]

  /// Whoever the provider is: nothing says that not everyone can have an account there.
  private func generic() -> Crowd {
    let host = (text("authorize_url") ?? text("token_url")).flatMap(Providers.loginHost(of:))
    return Crowd(level: .accounts, words: ["anyone with an account at \(host ?? "the provider")"])
  }

  // MARK: - CILogon

  /// The identity providers that are configured: none means all, before oauthenticator 16.
  var providersOption: SourcedValue? { option("idps") ?? option("allowed_idps") }

  var identityProviders: [(id: String, value: SourcedValue)] {
    let members = providersOption?.members ?? [:]
    return members.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  private func cilogon() -> Crowd {
    let providers = identityProviders
    if providers.isEmpty {
      if version.oauthenticator.major >= 16 { return .nobody }
      return Crowd(
        level: .accounts, words: ["anyone with an account at any provider of CILogon, such as Google and GitHub"])
    }
    var crowd = Crowd.nobody
    for (id, value) in providers { crowd.add(identityProvider(id, value)) }
    return crowd
  }

  /// The people of one identity provider. Its `allowed_domains` keep out all others before oauthenticator 16, and let in
  /// since.
  private func identityProvider(_ id: String, _ value: SourcedValue) -> Crowd {
    let everyone = Self.people(ofEntity: id)
    let domains = entries(value["allowed_domains"]).map { $0.lowercased() }
    if version.oauthenticator.major >= 16 || domains.isEmpty { return everyone }
    return everyone.narrowed(
      toDomains: domains, "allowed_domains keeps out all other domains of \(Providers.institution(ofEntity: id))",
      at: value["allowed_domains"]?.place)
  }

  static func people(ofEntity id: String) -> Crowd {
    if let name = Providers.publicProvider(ofEntity: id) {
      return Crowd(level: .accounts, words: [Providers.everyone(with: name)])
    }
    let institution = Providers.institution(ofEntity: id)
    return Crowd(level: .institutions, domains: [institution])
  }
}

// MARK: - Teams and groups

extension Login {
  /// A list of teams or groups that the class knows.
  struct Membership {
    let option: String
    let names: [String]
    let place: SourcePlace?
    /// Whether its members also become admins.
    let isOfAdmins: Bool
    /// Whether it holds groups that JupyterHub manages, from oauthenticator 17 on.
    let isManaged: Bool
  }

  /// The lists of teams and groups that are set.
  var memberships: [Membership] {
    let lists: [(String, admins: Bool)]
    switch kind.kind {
    case .github: lists = [("allowed_organizations", false)]
    case .gitlab: lists = [("allowed_gitlab_groups", false), ("allowed_project_ids", false)]
    case .google: lists = [("allowed_google_groups", false), ("admin_google_groups", true)]
    case .globus: lists = [("allowed_globus_groups", false), ("admin_globus_groups", true)]
    case .bitbucket: lists = [("allowed_teams", false)]
    case .generic, .openshift: lists = [("allowed_groups", false), ("admin_groups", true)]
    case .ldap: lists = [("allowed_groups", false)]
    // Before JupyterHub 1.2 it was called so; since then that name does nothing.
    case .pam: lists = [(version.jupyterhub < LibraryVersion(1, 2) ? "group_whitelist" : "allowed_groups", false)]
    default: lists = []
    }
    var found = lists.compactMap { name, admins in membership(name, isOfAdmins: admins) }
    let hasOwn = kind.kind == .generic || kind.kind == .openshift
    if kind.kind.usesOAuthenticator, version.oauthenticator.major >= 17, !hasOwn {
      found += [("allowed_groups", false), ("admin_groups", true)].compactMap { membership($0, isOfAdmins: $1) }
    }
    return found
  }

  private func membership(_ name: String, isOfAdmins: Bool) -> Membership? {
    guard let value = option(name) else { return nil }
    var names = entries(value)
    // Google's groups stand under their domain.
    for (domain, groups) in (value.members ?? [:]).sorted(by: { $0.key < $1.key }) {
      names += entries(groups).map { "\($0)@\(domain)" }
    }
    let isManaged =
      kind.kind.usesOAuthenticator && version.oauthenticator.major >= 17 && (name == "allowed_groups" || name == "admin_groups")
    return names.isEmpty
      ? nil : Membership(option: name, names: names, place: value.place, isOfAdmins: isOfAdmins, isManaged: isManaged)
  }
}
