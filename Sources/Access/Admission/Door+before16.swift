import Basics
import Fleet

// Logins by another site before oauthenticator 16: teams, groups, domains and providers are checked while logging in, and
// keep everyone else out; the names of JupyterHub itself narrow further.

extension Door {
  func provedBefore16() throws(Halt) -> Proof {
    let info = who.userInfo
    switch login.kind.kind {
    case .github:
      let name = try claim("login", of: info)
      return Proof(name: try ofTeams(name) { who.isMember(of: $0) })
    case .gitlab:
      let name = try claim("username", of: info)
      return Proof(name: try ofTeams(name) { who.orgs.contains($0) || who.projects.contains($0) })
    case .bitbucket:
      let name = try claim("username", of: info)
      return Proof(name: try ofTeams(name) { who.orgs.contains($0) })
    case .google: return try googleBefore16(info)
    case .cilogon: return Proof(name: try cilogonNameBefore16(info))
    case .globus: return try globusBefore16(info)
    case .generic: return try genericBefore16(info)
    case .azuread: return Proof(name: try claim(login.text("username_claim") ?? "name", of: info))
    case .auth0: return Proof(name: try claim(login.text("username_key") ?? "email", of: info))
    default: throw .uncertain("\(login.kind.name) is one that Atoll does not ask for single people", at: login.place)
    }
  }

  /// The name, where they are of any team that is listed or none is.
  private func ofTeams(_ name: String, _ isTheirs: (String) -> Bool) throws(Halt) -> String {
    let lists = login.memberships
    if lists.isEmpty || lists.contains(where: { $0.names.contains(where: isTheirs) }) { return name }
    throw outOfTeams(lists)
  }

  private func outOfTeams(_ lists: [Login.Membership]) -> Halt {
    let options = lists.map(\.option).joined(separator: " and ")
    let names = Words.list(lists.flatMap(\.names), atMost: 3)
    return .refused(
      "\(options) \(lists.count == 1 ? "keeps" : "keep") out everyone who is no member of \(names)", at: lists.first?.place)
  }

  private func googleBefore16(_ info: [String: JSONValue]) throws(Halt) -> Proof {
    let email = try claim("email", of: info)
    var name = try claim(login.text("username_claim") ?? "email", of: info)
    let parts = email.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1 else { throw .refused("'\(email)' is no address", at: login.place) }
    if info["verified_email"]?.bool != true { throw .refused("their address is not confirmed", at: login.place) }
    let hosted = login.entries("hosted_domain")
    if !hosted.isEmpty {
      // As written: nothing is brought to lower case here.
      if !hosted.contains(parts[1]) {
        throw .refused("hosted_domain keeps out all but \(Words.list(hosted, atMost: 3))", at: login.option("hosted_domain")?.place)
      }
      if hosted.count == 1, name == email { name = parts[0] }
    }
    return Proof(name: name, isAdmin: try adminBefore16(info))
  }

  /// Whether groups of Google make them admin; nil where they do not decide. Keeps those of no allowed group out.
  private func adminBefore16(_ info: [String: JSONValue]) throws(Halt) -> Bool? {
    let allowed = login.option("allowed_google_groups").flatMap { login.isEmpty($0) ? nil : $0 }
    let admins = login.option("admin_google_groups").flatMap { login.isEmpty($0) ? nil : $0 }
    if allowed == nil, admins == nil { return nil }
    let place = (allowed ?? admins)?.place
    guard let domain = info["hd"]?.string else {
      throw .refused("Google says no domain of them, so logging in ends in an error", at: place)
    }
    for option in ["gsuite_administrator", "google_service_account_keys"] where login.option(option)?[domain] == nil {
      throw .refused("\(option) has nothing for \(domain), so logging in ends in an error", at: place)
    }
    if who.groups.isEmpty { throw .refused("they are in no group, so logging in ends in an error", at: place) }
    if admins != nil, admins?[domain] == nil {
      throw .refused("admin_google_groups has nothing for \(domain), so logging in ends in an error", at: place)
    }
    let isAdmin = login.entries(admins?[domain]).contains(where: who.groups.contains)
    if let allowed {
      let isAllowed = login.entries(allowed[domain]).contains(where: who.groups.contains)
      if allowed[domain] == nil || !(isAllowed || (admins != nil && isAdmin)) {
        throw .refused("allowed_google_groups keeps out everyone who is no member", at: allowed.place)
      }
    }
    return admins == nil ? nil : isAdmin
  }

  private func globusBefore16(_ info: [String: JSONValue]) throws(Halt) -> Proof {
    let own = try claim(login.isOn("username_from_email") ? "email" : "preferred_username", of: info)
    guard let at = own.firstIndex(of: "@") else {
      throw .refused("'\(own)' has no domain, so logging in ends in an error", at: login.place)
    }
    if let domain = login.text("identity_provider"), own[own.index(after: at)...] != domain {
      throw .refused("identity_provider keeps out all but \(domain)", at: login.option("identity_provider")?.place)
    }
    let lists = login.memberships
    let theirs = lists.filter { $0.names.contains(where: who.groups.contains) }
    if !lists.isEmpty, theirs.isEmpty { throw outOfTeams(lists) }
    let decides = lists.contains(where: \.isOfAdmins)
    return Proof(name: String(own[..<at]), isAdmin: decides ? theirs.contains(where: \.isOfAdmins) : nil)
  }

  private func genericBefore16(_ info: [String: JSONValue]) throws(Halt) -> Proof {
    try checkAddresses()
    let name = try claim(login.text("username_key") ?? "username", of: info)
    guard let list = login.memberships.first(where: { !$0.isOfAdmins }) else { return Proof(name: name) }
    let groups = claimedGroups(info, login.text("claim_groups_key") ?? "groups")
    if !list.names.contains(where: groups.contains) { throw outOfTeams([list]) }
    // It decides who is admin, also of those whom admin_users names.
    return Proof(name: name, isAdmin: login.entries("admin_groups").contains(where: groups.contains))
  }
}
