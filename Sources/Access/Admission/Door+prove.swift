import Basics
import Fleet

// Whether somebody can prove who they are: the classes that ask for no other site.

extension Door {
  func prove() throws(Halt) -> Proof {
    if login.kind.name.hasPrefix("Local") {
      throw .uncertain("whether the hub's own machine has an account for them", at: login.place)
    }
    switch login.kind.kind {
    case .null, .closed: throw .refused("this login admits nobody", at: login.place)
    case .tmp: return Proof(name: nil)
    case .dummy: return try dummy()
    case .sharedPassword: return try sharedPassword()
    case .firstUse: return try firstUse()
    case .native: return try native()
    case .pam: return try machine()
    case .password: return Proof(name: who.login)
    case .lti, .ldap: throw .uncertain("\(login.kind.name) is one that Atoll does not ask for single people", at: login.place)
    case .github, .google, .cilogon, .generic, .globus, .gitlab, .bitbucket, .auth0, .azuread:
      if login.kind.kind == .auth0, login.text("auth0_domain") == nil, login.text("auth0_subdomain") == nil {
        throw .refused("auth0_domain is not set, so nobody can log in", at: login.place)
      }
      return login.version.oauthenticator.major < 16 ? try provedBefore16() : try provedByProvider()
    case .okpy, .mediawiki, .openshift:
      throw .uncertain("\(login.kind.name) is one that Atoll does not ask for single people", at: login.place)
    }
  }

  private func dummy() throws(Halt) -> Proof {
    if login.isSecret("password") { throw .uncertain("whether they have the one password", at: login.option("password")?.place) }
    guard let password = login.text("password") else { return Proof(name: who.login) }
    guard let typed = who.password else { throw .uncertain("whether they have the one password") }
    if typed != password { throw .refused("theirs is not the one password", at: login.option("password")?.place) }
    return Proof(name: who.login)
  }

  private func sharedPassword() throws(Halt) -> Proof {
    let name = login.normal(who.login)
    let isAdmin = login.admins.contains(name)
    let option = isAdmin ? "admin_password" : "user_password"
    let groups = login.option("password_groups")?.members ?? [:]
    let password = login.text(option)
    if login.isSecret(option) {
      throw .uncertain("whether they have the \(option), which is a secret", at: login.option(option)?.place)
    }
    if password == nil, isAdmin || groups.isEmpty {
      throw .refused("\(option) is not set", at: isAdmin ? login.adminPlace : login.place)
    }
    guard let typed = who.password else { throw .uncertain("whether they have the shared password") }
    if let password, typed == password {
      return Proof(name: name, isAdmin: isAdmin, groups: [])
    }
    if !isAdmin, let given = groups[typed] { return Proof(name: name, groups: Set(login.entries(given))) }
    throw .refused("theirs is not the \(option)", at: login.option(option)?.place)
  }

  private func firstUse() throws(Halt) -> Proof {
    let name = login.normal(who.login)
    if login.option("create_users")?.bool == false, !login.allowedUsers.contains(name), !login.admins.contains(name) {
      guard try isListed(name) else {
        throw .refused(
          "create_users is off, and '\(name)' is not in the hub's user list", at: login.option("create_users")?.place)
      }
    }
    let least = login.option("min_password_length")?.int ?? 7
    if let password = who.password, password.count < least {
      throw .refused("their password is too short", at: login.option("min_password_length")?.place ?? login.place)
    }
    return Proof(name: name)
  }

  /// People make their own account; it counts once it is let in, by an admin or because their name is allowed already.
  private func native() throws(Halt) -> Proof {
    let name = login.normal(who.login)
    if login.isValid(name) == false { throw .refused("'\(name)' is no name that JupyterHub takes", at: login.place) }
    if login.option("enable_signup")?.bool == false {
      throw who.isApproved == true
        ? .uncertain("whether they signed up before that was turned off")
        : .refused("signing up is turned off", at: login.option("enable_signup")?.place)
    }
    if let least = login.option("minimum_password_length")?.int, let password = who.password, password.count < least {
      throw .refused("their password is too short", at: login.option("minimum_password_length")?.place)
    }
    if login.isOn("open_signup") || login.allowedUsers.contains(name) || login.admins.contains(name) || who.isApproved == true {
      return Proof(name: name)
    }
    // Existing users are among those who are allowed, where any are kept at all.
    if case .names(let names) = who.userList, keepsExisting, names.contains(name) { return Proof(name: name) }
    if case .has(true) = who.userList, keepsExisting { return Proof(name: name) }
    if let pattern = login.option("allow_self_approval_for"), login.text("allow_self_approval_for") != nil {
      throw .uncertain("whether their address fits allow_self_approval_for", at: pattern.place)
    }
    guard who.isApproved != nil else { throw .uncertain("whether an admin has let in their sign-up") }
    throw .refused(
      "no admin has let in their sign-up, and open_signup is off", at: login.option("open_signup")?.place ?? login.place)
  }

  // MARK: - The hub's own machine

  private func machine() throws(Halt) -> Proof {
    if login.isOn("pam_normalize_username") {
      throw .uncertain("pam_normalize_username asks the machine", at: login.option("pam_normalize_username")?.place)
    }
    var proof = Proof(name: who.login)
    let groups = login.entries("admin_groups")
    // It decides where admin_users does not name them.
    if !groups.isEmpty, !login.admins.contains(login.normal(who.login)) {
      proof.isAdmin = groups.contains(where: who.groups.contains)
    }
    return proof
  }

  /// Groups of the machine: they stand in for the names before JupyterHub 5, and beside them since.
  func admitByGroups() throws(Halt) -> Audience.Reason? {
    guard let list = login.memberships.first else { return nil }
    if let group = list.names.first(where: who.groups.contains) {
      return .init(.admits(.teams), "\(list.option) lets in members of \(group)", at: list.place)
    }
    if login.isOpenByDefault { throw .refused("they are in none of the \(list.option)", at: list.place) }
    return nil
  }
}
