import Basics
import Fleet

/// The rules of JupyterHub's own classes, and of those that have no others.
enum BaseRules {
  static func ruling(of login: Login) -> Ruling {
    var ruling: Ruling
    switch login.kind.kind {
    case .null, .closed:
      ruling = Ruling()
      ruling.note(.restricts, "this login admits nobody", at: login.place)
    case .dummy: ruling = dummy(login)
    case .sharedPassword: ruling = sharedPassword(login)
    case .tmp: ruling = temporary(login)
    case .firstUse: ruling = firstUse(login)
    case .native: ruling = native(login)
    case .pam, .ldap: ruling = grouped(login)
    case .password: ruling = named(login)
    default: ruling = common(login, login.crowd(), isOpen: false)
    }
    return ruling
  }

  // MARK: - Names

  /// Lets in those who are allowed by name, and with them the admins: JupyterHub adds these where any name is allowed.
  static func admitNames(_ login: Login, into ruling: inout Ruling) {
    let names = login.allowedUsers
    guard !names.isEmpty else { return }
    ruling.admit(
      people: names, "allowed_users names \(Words.count(names.count, "person", "people"))", at: login.namesOption?.place)
    ruling.admit(
      people: login.admins.subtracting(names), "admins are added to the names that are allowed", at: login.adminsOption?.place)
    // Since JupyterHub 5 it can be turned off.
    let keeps = login.isOpenByDefault || (login.option("allow_existing_users")?.bool ?? true)
    if keeps {
      ruling.admitsExistingUsers = true
      ruling.note(
        .admits(.people), "who is in the hub's user list already may enter as well, also when the name is removed",
        at: login.namesOption?.place)
    }
  }

  static func admitExisting(_ login: Login, into ruling: inout Ruling) {
    let place = login.option("allow_existing_users")?.place
    ruling.admitsExistingUsers = true
    ruling.level = max(ruling.level, .people)
    ruling.note(.admits(.people), "allow_existing_users lets in everyone who is in the hub's user list", at: place)
    ruling.doubts.append(
      Audience.Doubt(.rule, "allow_existing_users: who is in the hub's user list cannot be read", at: place.map { [$0] } ?? []))
  }

  /// The rules of `Authenticator`: before JupyterHub 5 no list of names lets everyone in; since, only `allow_all` does.
  /// - Parameter isOpen: whether the class lets everyone in where nothing is said, also since JupyterHub 5.
  private static func common(_ login: Login, _ crowd: Crowd, isOpen: Bool) -> Ruling {
    var ruling = Ruling()
    let names = login.allowedUsers
    let opens = login.isOpenByDefault ? names.isEmpty : (login.option("allow_all")?.bool ?? (isOpen && names.isEmpty))
    if opens {
      let place = login.option("allow_all")?.place ?? login.namesOption?.place ?? login.place
      ruling.admit(crowd, openSentence(login, crowd), at: place)
    } else {
      admitNames(login, into: &ruling)
      if !login.isOpenByDefault, login.isOn("allow_existing_users"), names.isEmpty { admitExisting(login, into: &ruling) }
    }
    return ruling
  }

  /// Why everyone who proves who they are may enter.
  static func openSentence(_ login: Login, _ crowd: Crowd) -> String {
    let who = crowd.who
    let isOpen = !login.isOpenByDefault && (login.kind.kind == .dummy || login.kind.kind == .firstUse)
    if !login.isOpenByDefault, login.isOn("allow_all") { return "allow_all lets in \(who)" }
    if isOpen { return "\(login.kind.name) lets in \(who) where allowed_users names nobody" }
    return "allowed_users names nobody, and before JupyterHub 5 that lets in \(who)"
  }

  /// Atoll's own login: the names that are written, and nobody else.
  private static func named(_ login: Login) -> Ruling {
    var ruling = Ruling()
    let names = login.allowedUsers
    ruling.admit(
      people: names, "allowed_users names \(Words.count(names.count, "person", "people"))", at: login.namesOption?.place)
    if !names.isEmpty {
      ruling.admit(people: login.admins.subtracting(names), "admins are added", at: login.adminsOption?.place)
    }
    return ruling
  }

  // MARK: - Classes with rules of their own

  /// Names prove nothing here: everyone can type one. So whatever is allowed, it is anyone who does.
  private static func typed(_ login: Login, password: String?, at place: SourcePlace?, isOpen: Bool) -> Ruling {
    let who = password.map { "anyone who has \($0)" } ?? "anyone at all"
    var ruling = common(login, Crowd(level: .anyone, words: [who]), isOpen: isOpen)
    if ruling.level == .people, !login.allowedUsers.isEmpty {
      let by = password == nil ? "anyone who types one of the names" : "\(who) and types one of the names"
      ruling.admit(Crowd(level: .anyone, words: [by]), "\(login.kind.name) asks for no proof of a name", at: place)
    }
    ruling.needsPassword = password != nil && ruling.level == .anyone
    return ruling
  }

  private static func dummy(_ login: Login) -> Ruling {
    let password = login.option("password")
    let isSet = password.map { $0.string.map { !$0.isEmpty } ?? true } ?? false
    return typed(
      login, password: isSet ? "the one password" : nil, at: isSet ? password?.place : login.place, isOpen: true)
  }

  private static func sharedPassword(_ login: Login) -> Ruling {
    let isSet = login.option("user_password") != nil || login.option("password_groups") != nil
    var ruling = Ruling()
    if isSet {
      ruling = typed(
        login, password: "the shared password", at: login.option("user_password")?.place ?? login.place, isOpen: false)
    }
    // Admins enter with their own password, and only where they are allowed.
    ruling.people.subtract(login.admins)
    if login.option("admin_password") != nil, !login.admins.isEmpty {
      let allowed = login.isOn("allow_all") || !login.allowedUsers.isEmpty
      if allowed {
        ruling.admit(people: login.admins, "admins enter with admin_password", at: login.option("admin_password")?.place)
      }
    }
    if !isSet { ruling.note(.restricts, "user_password is not set, so nobody but admins can log in", at: login.place) }
    return ruling
  }

  /// Everyone gets a new, made-up name: so a list of names lets nobody in.
  private static func temporary(_ login: Login) -> Ruling {
    var ruling = common(login, login.crowd(), isOpen: false)
    if ruling.level != .anyone, !ruling.people.isEmpty {
      ruling = Ruling()
      ruling.note(
        .restricts, "everyone gets a new name, so no name that is allowed can be one of them", at: login.namesOption?.place)
    }
    return ruling
  }

  private static func firstUse(_ login: Login) -> Ruling {
    if login.option("create_users")?.bool == false {
      var ruling = Ruling()
      admitNames(login, into: &ruling)
      ruling.admitsExistingUsers = true
      ruling.admit(
        Crowd(level: .people, words: []), "create_users is off: only who is in the hub's user list may enter",
        at: login.option("create_users")?.place)
      ruling.doubts.append(Audience.Doubt(.rule, "who is in the hub's user list cannot be read"))
      return ruling
    }
    return common(login, login.crowd(), isOpen: true)
  }

  private static func native(_ login: Login) -> Ruling {
    var ruling = common(login, login.crowd(), isOpen: false)
    if login.isOn("open_signup") { return ruling }
    if let pattern = login.option("allow_self_approval_for"), login.text("allow_self_approval_for") != nil {
      ruling.doubts.append(
        Audience.Doubt(.rule, "allow_self_approval_for is a pattern that cannot be weighed", at: pattern.place.map { [$0] } ?? []))
      return ruling
    }
    if ruling.level == .people, ruling.people.isEmpty {
      ruling.doubts.append(Audience.Doubt(.rule, "whom an admin has let in stands in the hub's database, which cannot be read"))
    }
    return ruling
  }

  /// PAM and LDAP: groups stand in for the list of names before JupyterHub 5, and beside it since.
  private static func grouped(_ login: Login) -> Ruling {
    guard let groups = login.memberships.first else { return common(login, login.crowd(), isOpen: false) }
    let replacesNames = login.isOpenByDefault && login.kind.kind == .pam
    var ruling = Ruling()
    if !replacesNames {
      if login.allowedUsers.isEmpty, login.isOpenByDefault {
        // The groups are all that is set.
      } else {
        ruling = common(login, login.crowd(), isOpen: false)
      }
    }
    ruling.admit(
      teams: groups.names, "\(groups.option) lets in members of \(Words.list(groups.names, atMost: 3))", at: groups.place)
    if replacesNames, !login.allowedUsers.isEmpty {
      ruling.note(.ignored, "allowed_users is ignored where allowed_groups is set", at: login.namesOption?.place)
    }
    return ruling
  }
}
