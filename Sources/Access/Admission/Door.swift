import Basics
import Fleet

/// A login with somebody before it: the order of JupyterHub's checks, step by step.
struct Door {
  let login: Login
  let who: Identity

  init(_ login: Login, _ who: Identity) {
    self.login = login
    self.who = who
  }

  /// Somebody who is in.
  struct Entry {
    /// Nil: a made-up one.
    let name: String?
    let isAdmin: Bool
    let reasons: [Audience.Reason]
  }

  /// Somebody who has proved who they are, before any list of names.
  struct Proof {
    /// As the class gives it; nil: a made-up one.
    var name: String?
    /// Whether the class says that they are admin; nil: it does not say.
    var isAdmin: Bool?
    /// Groups that JupyterHub is to give them; nil where the class gives none.
    var groups: Set<String>?
    /// Groups that the class asked for to decide by.
    var asked: Set<String> = []
  }

  /// Lets them in, or says why not.
  func enter() throws(Halt) -> Entry {
    if let fault = login.fault { throw .refused(fault) }
    var proof = try prove()
    guard let given = proof.name else { return try nameless() }
    let name = login.normal(given)
    try validate(name)
    try passFilters(name)
    let reason = try admit(name, proof)
    if proof.isAdmin == nil { proof.isAdmin = login.admins.contains(name) }
    if login.isOn("manage_groups"), proof.groups == nil, !login.isOpenByDefault {
      throw .refused(
        "manage_groups is on, and \(login.kind.name) gives no groups, so logging in ends in an error",
        at: login.option("manage_groups")?.place)
    }
    let isAdmin = proof.isAdmin ?? false
    var reasons = [reason]
    if isAdmin { reasons.append(Audience.Reason(.ignored, adminSentence(name), at: login.adminPlace)) }
    return Entry(name: name, isAdmin: isAdmin, reasons: reasons)
  }

  private func adminSentence(_ name: String) -> String {
    login.admins.contains(name) ? "admin_users names \(name): an admin" : "a member of admin groups: an admin"
  }

  /// A login that makes names up: no list of names can have one of them.
  private func nameless() throws(Halt) -> Entry {
    guard login.isOpenByDefault ? login.allowedUsers.isEmpty : login.isOn("allow_all") else {
      throw .refused("everyone gets a new name, and no list can have one of them", at: login.namesOption?.place ?? login.place)
    }
    if let pattern = login.option("username_pattern"), login.text("username_pattern") != nil {
      throw .uncertain("whether a name that is made up fits username_pattern", at: pattern.place)
    }
    if login.isOn("manage_groups"), !login.isOpenByDefault {
      throw .refused("manage_groups is on, and this login gives no groups", at: login.option("manage_groups")?.place)
    }
    return Entry(name: nil, isAdmin: false, reasons: [open])
  }

  // MARK: - The name

  private func validate(_ name: String) throws(Halt) {
    let refused = Halt.refused("'\(name)' is no name that JupyterHub takes", at: login.option("username_pattern")?.place)
    guard let isValid = login.isValid(name) else {
      throw .uncertain("username_pattern cannot be weighed", at: login.option("username_pattern")?.place)
    }
    if !isValid { throw refused }
    if login.kind.kind == .pam, name != who.login, name != who.login.lowercased() {
      throw .uncertain("whether the machine has an account '\(name)'")
    }
  }

  // MARK: - Who is kept out whatever lets them in

  private func passFilters(_ name: String) throws(Halt) {
    try passProviderFilters()
    // As written: JupyterHub does not bring blocked names to lower case.
    if login.blocked.contains(name) { throw .refused("blocked_users keeps '\(name)' out", at: login.blockedOption?.place) }
  }

  // MARK: - Who is let in

  private func admit(_ name: String, _ proof: Proof) throws(Halt) -> Audience.Reason {
    if !login.isOpenByDefault, login.allowsAll { return open }
    if login.kind.kind.usesOAuthenticator, login.version.oauthenticator.major >= 16 {
      return try admitByProvider(name, proof)
    }
    if login.kind.kind == .pam, let reason = try admitByGroups() { return reason }
    return try admitByName(name)
  }

  /// The rules of `Authenticator` itself.
  private func admitByName(_ name: String) throws(Halt) -> Audience.Reason {
    if login.isOpenByDefault, login.allowedUsers.isEmpty { return open }
    if let reason = named(name) { return reason }
    let admitsAdmins = !login.allowedUsers.isEmpty || keepsExisting
    if admitsAdmins, login.admins.contains(name) {
      return .init(.admits(.people), "admins are added to the names that are allowed", at: login.adminPlace)
    }
    if keepsExisting, try isListed(name) { return existing }
    throw refusal(name)
  }

  /// Whether those in the hub's user list are added to the names that are allowed.
  var keepsExisting: Bool {
    if login.isOpenByDefault { return !login.allowedUsers.isEmpty }
    return !login.allowsAll && (login.option("allow_existing_users")?.bool ?? !login.allowedUsers.isEmpty)
  }

  func named(_ name: String) -> Audience.Reason? {
    guard login.allowedUsers.contains(name) else { return nil }
    return .init(.admits(.people), "allowed_users names \(name)", at: place(of: name, in: login.namesOption))
  }

  var existing: Audience.Reason {
    .init(
      .admits(.people), "they are in the hub's user list, and who is there may enter",
      at: login.option("allow_existing_users")?.place ?? login.namesOption?.place)
  }

  /// Whether the hub's user list has them.
  func isListed(_ name: String) throws(Halt) -> Bool {
    switch who.userList {
    case .has(let isThere): isThere
    case .names(let names): names.contains(name)
    case .unknown: throw .uncertain("whether '\(name)' is in the hub's user list, whose people may enter")
    }
  }

  func refusal(_ name: String) -> Halt {
    var missed: [String] = []
    if !login.allowedUsers.isEmpty { missed.append("allowed_users does not name them") }
    for list in login.memberships {
      missed.append("they are no member of \(Words.list(list.names, atMost: 3)) (\(list.option))")
    }
    let why = missed.isEmpty ? "no rule lets anybody in" : Words.list(missed, atMost: 4)
    return .refused(
      "no rule lets '\(name)' in: \(why)", at: login.namesOption?.place ?? login.memberships.first?.place ?? login.place)
  }

  /// Everyone who passes is in.
  var open: Audience.Reason {
    let isFiltered = login.kind.kind.usesOAuthenticator && login.version.oauthenticator.major < 16
    let crowd = isFiltered ? OAuthRules.filteredCrowd(login) : login.crowd()
    let place = login.option("allow_all")?.place ?? login.namesOption?.place ?? login.place
    return .init(.admits(crowd.level), BaseRules.openSentence(login, crowd), at: place)
  }

  func place(of name: String, in option: SourcedValue?) -> SourcePlace? {
    option?.elements?.first { $0.string.map(login.normal) == name }?.place ?? option?.place
  }
}
