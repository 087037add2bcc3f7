import Basics
import Fleet

// Logins by another site, from oauthenticator 16 on: whoever has an account there proves who they are, and is in if a rule
// says so.

extension Door {
  /// Their name as the provider gives it, and what the class asks for besides.
  func provedByProvider() throws(Halt) -> Proof {
    let info = who.userInfo
    var proof = Proof()
    switch login.kind.kind {
    case .google: proof.name = try googleName(info)
    case .cilogon: proof.name = try cilogonName(info)
    case .globus: proof.name = String(try globusClaim(info).prefix { $0 != "@" })
    case .generic:
      try checkAddresses()
      proof.name = try claim(login.text("username_claim") ?? "username", of: info)
    default: proof.name = try claim(login.text("username_claim") ?? defaultClaim, of: info)
    }
    let name = login.normal(proof.name ?? "")
    proof.name = name
    if login.admins.contains(name) { proof.isAdmin = true }
    try askForGroups(&proof)
    try giveGroups(&proof, info)
    return proof
  }

  private var defaultClaim: String {
    switch login.kind.kind {
    case .github: "login"
    case .auth0: "email"
    case .azuread: "name"
    default: "username"
    }
  }

  func claim(_ name: String, of info: [String: JSONValue]) throws(Halt) -> String {
    guard let text = info[name]?.string, !text.isEmpty else {
      throw .refused(
        "the provider says no '\(name)' of them, which their name is made of",
        at: (login.option("username_claim") ?? login.option("username_key"))?.place ?? login.place)
    }
    return text
  }

  /// A provider of one's own needs addresses.
  func checkAddresses() throws(Halt) {
    for option in ["token_url", "userdata_url"] where login.text(option).flatMap(Providers.host) == nil {
      throw .refused("\(option) is no address, so nobody can log in", at: login.option(option)?.place ?? login.place)
    }
  }

  /// The claim of Globus that holds their name and their domain.
  func globusClaim(_ info: [String: JSONValue]) throws(Halt) -> String {
    try claim(
      login.text("username_claim") ?? (login.isOn("username_from_email") ? "email" : "preferred_username"), of: info)
  }

  // MARK: - Filters

  /// What keeps people out whatever lets them in. Those of versions before 16 stand in the proof.
  func passProviderFilters() throws(Halt) {
    guard login.kind.kind.usesOAuthenticator, login.version.oauthenticator.major >= 16 else { return }
    if login.kind.kind == .google { try passHostedDomain() }
    if login.kind.kind == .globus, let domain = login.text("identity_provider") {
      let own = try globusClaim(who.userInfo)
      let theirs = own.firstIndex(of: "@").map { String(own[own.index(after: $0)...]) } ?? own
      if theirs != domain {
        throw .refused("identity_provider keeps out all but \(domain)", at: login.option("identity_provider")?.place)
      }
    }
  }

  // MARK: - Rules

  func admitByProvider(_ name: String, _ proof: Proof) throws(Halt) -> Audience.Reason {
    try checkAddress()
    let crowd = login.crowd()
    let scopes = Set(login.entries("allowed_scopes"))
    if !scopes.isEmpty, scopes.isSubset(of: grantedScopes) {
      let names = Words.list(scopes.sorted(), atMost: 3)
      return .init(
        .admits(crowd.level), "allowed_scopes lets in everyone who grants \(names)", at: login.option("allowed_scopes")?.place)
    }
    if login.isOn("allow_all") { return open }
    if let reason = asAdmin(name, proof) { return reason }
    if let reason = self.named(name) { return reason }
    if let reason = asMember(proof) { return reason }
    if let reason = try ofClass(name) { return reason }
    if login.isOn("allow_existing_users"), try isListed(name) { return existing }
    throw refusal(name)
  }

  private func asAdmin(_ name: String, _ proof: Proof) -> Audience.Reason? {
    guard proof.isAdmin == true else { return nil }
    if login.admins.contains(name) {
      return .init(
        .admits(.people), "admins may enter, and admin_users names \(name)", at: place(of: name, in: login.adminsOption))
    }
    let list = login.memberships.first(where: \.isOfAdmins)
    return .init(.admits(.teams), "\(list?.option ?? "admin_groups") lets in its members, as admins", at: list?.place)
  }

  /// By the groups that JupyterHub is to have, and those that the class asked for.
  private func asMember(_ proof: Proof) -> Audience.Reason? {
    for list in login.memberships where !list.isOfAdmins {
      let theirs = list.isManaged ? proof.groups ?? [] : proof.asked
      if let name = list.names.first(where: theirs.contains) {
        return .init(.admits(.teams), "\(list.option) lets in members of \(name)", at: list.place)
      }
    }
    return nil
  }

  private func ofClass(_ name: String) throws(Halt) -> Audience.Reason? {
    switch login.kind.kind {
    case .github: return try memberOfOrganisation(name)
    case .cilogon: return try ofProvider()
    default: return nil
    }
  }

  /// The class asks whether the account of their name in the hub is a member, which the map of names may have changed.
  private func memberOfOrganisation(_ name: String) throws(Halt) -> Audience.Reason? {
    guard let list = login.memberships.first(where: { $0.option == "allowed_organizations" }) else { return nil }
    if name.lowercased() != who.login.lowercased() {
      throw .uncertain("whether the account '\(name)' is a member: username_map changed the name that is asked for", at: list.place)
    }
    guard let organisation = list.names.first(where: who.isMember) else { return nil }
    return .init(.admits(.teams), "\(list.option) lets in members of \(organisation)", at: list.place)
  }

  private var grantedScopes: Set<String> {
    let all = who.scopes ?? login.requestedScopes.sorted()
    // GitHub parts the scopes that it grants by commas, which the class does not: more than one is none that it knows.
    if login.kind.kind == .github, all.count > 1 { return [] }
    // The class of Globus does not keep which scopes were granted.
    if login.kind.kind == .globus { return [] }
    return Set(all)
  }

  /// Addresses that nobody has confirmed.
  private func checkAddress() throws(Halt) {
    switch login.kind.kind {
    case .google: break
    case .auth0: if login.isOn("allow_unverified_email") { return }
    default: return
    }
    let info = who.userInfo
    if info["email"]?.string == nil { throw .refused("the provider says no address of them", at: login.place) }
    let claim = login.kind.kind == .google ? "verified_email" : "email_verified"
    if info[claim]?.bool != true { throw .refused("their address is not confirmed", at: login.place) }
  }

  // MARK: - Groups

  /// Groups that the class asks the provider for, by itself.
  private func askForGroups(_ proof: inout Proof) throws(Halt) {
    switch login.kind.kind {
    case .google: try askGoogle(&proof)
    case .globus:
      proof.asked = Set(who.groups)
      decideAdmin(&proof, by: "admin_globus_groups")
    case .gitlab: proof.asked = Set(who.orgs).union(who.projects)
    case .bitbucket: proof.asked = Set(who.orgs)
    case .generic where login.version.oauthenticator.major == 16:
      proof.asked = Set(claimedGroups(who.userInfo, login.text("claim_groups_key") ?? "groups"))
      decideAdmin(&proof, by: "admin_groups")
    default: break
    }
  }

  /// Those of these groups are admins; a class that decides says no of all others whom admin_users does not name.
  private func decideAdmin(_ proof: inout Proof, by option: String) {
    let groups = login.entries(option)
    if groups.isEmpty || proof.isAdmin == true { return }
    proof.isAdmin = groups.contains(where: proof.asked.contains)
  }

  /// Groups that JupyterHub is to give them, from oauthenticator 17 on.
  private func giveGroups(_ proof: inout Proof, _ info: [String: JSONValue]) throws(Halt) {
    guard login.version.oauthenticator.major >= 17, login.isOn("manage_groups") else { return }
    let key = login.text("auth_state_groups_key") ?? defaultGroupsKey
    var parts = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    switch parts.removeFirst() {
    case stateKey:
      var info = info
      if login.kind.kind == .google {
        info["google_groups"] = .array((proof.asked.isEmpty ? [] : who.groups).map(JSONValue.string))
      }
      proof.groups = Set(claimedGroups(info, parts.joined(separator: ".")))
    case "globus_groups" where login.kind.kind == .globus: proof.groups = proof.asked
    case "user_teams" where login.kind.kind == .bitbucket: proof.groups = login.entries("allowed_teams").isEmpty ? [] : proof.asked
    case "": proof.groups = []
    default:
      throw .uncertain("auth_state_groups_key cannot be weighed", at: login.option("auth_state_groups_key")?.place)
    }
    let admins = login.entries("admin_groups")
    if !admins.isEmpty, proof.isAdmin != true { proof.isAdmin = admins.contains { proof.groups?.contains($0) == true } }
  }

  private var defaultGroupsKey: String {
    switch login.kind.kind {
    case .generic: "oauth_user.\(login.text("claim_groups_key") ?? "groups")"
    case .azuread: "user.\(login.text("user_groups_claim") ?? "groups")"
    default: ""
    }
  }

  /// What the class calls that which the provider said of them.
  private var stateKey: String {
    switch login.kind.kind {
    case .generic: "oauth_user"
    case .azuread: "user"
    case .github, .google, .cilogon, .globus, .gitlab, .bitbucket, .auth0: "\(login.kind.kind.rawValue)_user"
    default: "oauth_user"
    }
  }

  /// The groups at a path of names, parted by dots.
  func claimedGroups(_ info: [String: JSONValue], _ path: String) -> [String] {
    var value: JSONValue? = .object(info)
    for part in path.split(separator: ".") { value = value?[String(part)] }
    if let text = value?.string { return text.map(String.init) }
    return value?.array?.compactMap(\.string) ?? []
  }
}
