import Access
import Basics
import Fleet

/// A configuration and somebody who comes: what both sides are asked.
struct DoorCase {
  var environment: String
  var sections: [String: JSONValue]
  var existing: Set<String>
  var identity: Identity

  var versions: HubVersions { environment == "2023" ? .of2023Proof : .current }

  var values: EffectiveValues {
    let tree = SourcedValue(.object(["hub": .object(["config": .object(sections)])]), at: SourcePlace(file: "reef.yaml", line: 3))
    return EffectiveValues(hub: "reef", values: tree, own: tree, jupyterhubPath: [])
  }

  /// As `python -m doors` reads it.
  var asked: JSONValue {
    var who: [String: JSONValue] = [
      "login": .string(identity.login), "email_verified": .bool(identity.isEmailVerified),
      "orgs": .array(identity.orgs.map(JSONValue.string)), "groups": .array(identity.groups.map(JSONValue.string)),
      "projects": .array(identity.projects.map(JSONValue.string)), "claims": .object(identity.claims),
      "approved": .bool(identity.isApproved == true),
    ]
    who["email"] = identity.email.map(JSONValue.string)
    who["domain"] = identity.domain.map(JSONValue.string)
    who["idp"] = identity.idp.map(JSONValue.string)
    who["password"] = identity.password.map(JSONValue.string)
    who["scopes"] = identity.scopes.map { .array($0.map(JSONValue.string)) }
    return .object([
      "config": .object(sections), "existing": .array(existing.sorted().map(JSONValue.string)), "identity": .object(who),
    ])
  }
}

extension HubVersions {
  /// The environment of hub/requirements/doors-2023.txt.
  static let of2023Proof = HubVersions(jupyterhub: LibraryVersion(4, 1, 6), oauthenticator: LibraryVersion(15, 1, 0))
}

/// Makes cases near the edges: names in other cases, blocked ones, members of other teams, empty lists, null, options of
/// other classes.
struct DoorCases {
  private var random: SeededRandom

  init(seed: UInt64) { random = SeededRandom(seed: seed) }

  static let logins = [
    "github", "google", "cilogon", "generic-oauth", "globus", "gitlab", "bitbucket", "auth0", "azuread", "native", "pam",
    "dummy", "shared-password", "null", "tmp", "firstuse",
  ]

  /// The one of that number: classes and environments take turns.
  mutating func next(_ number: Int) -> DoorCase {
    let login = Self.logins[number % Self.logins.count]
    let environment = number / Self.logins.count % 2 == 0 ? "2023" : "current"
    var made = DoorCase(environment: environment, sections: [:], existing: [], identity: person(at: login))
    if chance(35) { made.existing = Set(some(of: ["ada", "grace", "eve", "lovelace", "ada@reef.edu"])) }
    made.identity.userList = .names(made.existing)
    var options = common(login)
    options += own(login, made.environment)
    for (name, value) in options { put(name, value, at: login, in: &made.sections) }
    if chance(6) { spoil(&made.sections) }
    // What another class has, and this one ignores.
    if chance(12) { made.sections["LDAPAuthenticator"] = ["allowed_groups": ["divers"], "allow_all": true] }
    if chance(5) { made.sections["JupyterHub"] = ["admin_users": ["ada"]] }
    var hub = made.sections["JupyterHub"]?.object ?? [:]
    hub["authenticator_class"] = .string(login)
    made.sections["JupyterHub"] = .object(hub)
    return made
  }

  // MARK: - Chance

  private mutating func chance(_ share: Int) -> Bool { Int.random(in: 0..<100, using: &random) < share }
  private mutating func one<T>(of choices: [T]) -> T { choices[Int.random(in: 0..<choices.count, using: &random)] }
  private mutating func some(of choices: [String]) -> [String] { choices.filter { _ in chance(40) } }
  private mutating func list(_ choices: [String]) -> JSONValue { .array(some(of: choices).map(JSONValue.string)) }

  // MARK: - Who comes

  private static let idps = [
    "https://idp.reef.edu/shibboleth", "http://google.com/accounts/o8/id", "urn:mace:incommon:kelp.org",
  ]
  static let names = ["ada", "Ada", "grace", "ADA@reef.edu", "ada@reef.edu", "grace@kelp.org"]

  private mutating func person(at login: String) -> Identity {
    var who = Identity(login: one(of: ["ada", "Ada", "grace", "eve", "mallory", "zoë"]))
    if login == "globus", chance(85) { who.login += one(of: ["@reef.edu", "@kelp.org"]) }
    if login == "pam" || login == "dummy", chance(4) { who.login = one(of: ["", "a/b", " ada", "..", "ada@reef.edu"]) }
    let domain = one(of: ["reef.edu", "kelp.org", "gmail.com", "Reef.edu", "lab.reef.edu"])
    who.email = "\(one(of: ["ada", "Ada", "grace", "eve"]))@\(domain)"
    who.isEmailVerified = chance(88)
    if domain != "gmail.com", chance(90) { who.domain = domain.lowercased() }
    who.orgs = some(of: ["reef", "Reef:Divers", "kelp", "reef:boaters"])
    who.groups = some(of: ["divers", "boaters", "crew"])
    who.projects = some(of: ["7", "8"])
    who.idp = one(of: Self.idps + [nil, "https://idp.other.org/x"])
    if chance(40) { who.claims["eppn"] = .string(one(of: ["ada@reef.edu", "grace@kelp.org", "eve"])) }
    if chance(30) { who.claims["realm"] = ["groups": list(["divers", "crew"])] }
    if chance(15) { who.claims["sub"] = "grace" }
    if chance(20) { who.scopes = some(of: ["openid", "email", "read:org"]) }
    who.password = one(of: [Self.own, Self.own, "kelp forest", String(repeating: "k", count: 40), "group word"])
    if !["dummy", "shared-password"].contains(login) { who.password = Self.own }
    who.isApproved = chance(50)
    return who
  }

  /// What somebody types who was told no password; PASSWORD in hub/doors/identity.py.
  private static let own = "a password of their own"

  // MARK: - What the hub is told

  private typealias Options = [(String, JSONValue)]

  private mutating func common(_ login: String) -> Options {
    var options: Options = []
    if chance(45) { options.append(("allowed_users", list(Self.names))) }
    if chance(35) { options.append(("admin_users", list(["ada", "Ada", "eve", "grace@kelp.org"]))) }
    if chance(20) { options.append(("blocked_users", list(["ada", "Ada", "eve", "ada@reef.edu"]))) }
    if chance(25) { options.append(("allow_all", .bool(chance(80)))) }
    if chance(18) { options.append(("allow_existing_users", .bool(chance(75)))) }
    if chance(12) { options.append(("manage_groups", .bool(chance(80)))) }
    if chance(8) { options.append(("username_map", one(of: [["ada": "lovelace"], ["grace": "Grace.H", "eve": "ada"]]))) }
    if chance(6) { options.append(("username_pattern", .string(one(of: ["^[a-z]+$", "[a-z.@]+", "a.*"])))) }
    if chance(4) { options.append((one(of: ["whitelist", "blacklist", "group_whitelist"]), list(["ada", "grace"]))) }
    if chance(4) { options.append(("any_allow_config", true)) }
    return options
  }

  private mutating func own(_ login: String, _ environment: String) -> Options {
    var options: Options = []
    func add(_ name: String, _ value: JSONValue) { options.append((name, value)) }
    let groups = list(["divers", "crew"])
    if chance(12) { add("scope", ["openid", "email"]) }
    if chance(8) { add("allowed_scopes", one(of: [["openid"], ["openid", "email"], ["read:org"], []])) }
    if chance(8) { add("admin_groups", list(["divers", "boaters"])) }
    switch login {
    case "github":
      if chance(60) { add("allowed_organizations", list(["reef", "reef:divers", "kelp:crew"])) }
      if chance(5) { add("github_organization_whitelist", list(["kelp"])) }
    case "google":
      if chance(50) { add("hosted_domain", one(of: [["reef.edu"], ["Reef.edu"], ["reef.edu", "kelp.org"], [], "reef.edu"])) }
      if chance(15) { add("strip_domain", .bool(chance(50))) }
      if chance(12) { add("username_claim", .string(one(of: ["sub", "email", "name"]))) }
      if chance(45) {
        if chance(70) { add("allowed_google_groups", one(of: [["reef.edu": groups], ["kelp.org": groups], [:]])) }
        if chance(50) { add("admin_google_groups", one(of: [["reef.edu": ["boaters"]], [:]])) }
        if chance(90) {
          add("gsuite_administrator", ["reef.edu": "boss", "kelp.org": "boss"])
          add("google_service_account_keys", ["reef.edu": "/key", "kelp.org": "/key"])
        }
      }
    case "cilogon": options += cilogon(environment)
    case "generic-oauth":
      for name in ["token_url", "userdata_url"] where chance(98) { add(name, "https://login.reef.edu/oauth") }
      if chance(35) { add(one(of: ["username_key", "username_claim"]), .string(one(of: ["sub", "preferred_username", "email"]))) }
      if chance(55) { add("allowed_groups", groups) }
      if chance(45) { add("manage_groups", true) }
      if chance(20) { add("claim_groups_key", .string(one(of: ["groups", "realm.groups", "login"]))) }
      if chance(15) { add("auth_state_groups_key", .string(one(of: ["oauth_user.groups", "oauth_user.realm.groups"]))) }
    case "globus":
      if chance(40) { add("allowed_globus_groups", groups) }
      if chance(25) { add("admin_globus_groups", list(["boaters", "divers"])) }
      if chance(30) { add("identity_provider", .string(one(of: ["reef.edu", ""]))) }
      if chance(20) { add("username_from_email", true) }
    case "gitlab":
      if chance(45) { add("allowed_gitlab_groups", list(["reef", "kelp"])) }
      if chance(35) { add("allowed_project_ids", one(of: [["7"], [7], []])) }
    case "bitbucket": if chance(60) { add("allowed_teams", list(["reef", "kelp"])) }
    case "auth0":
      if chance(97) { add("auth0_subdomain", "reef") }
      if chance(20) { add("allow_unverified_email", .bool(chance(70))) }
      if chance(20) { add(one(of: ["username_key", "username_claim"]), .string(one(of: ["nickname", "sub"]))) }
    case "azuread":
      add("client_id", "reef")
      if chance(30) { add("username_claim", .string(one(of: ["email", "preferred_username", "sub"]))) }
      if chance(30) { add("allowed_groups", groups) }
      if chance(20) { add("manage_groups", true) }
    default: options += withoutProvider(login)
    }
    return options
  }

  private mutating func withoutProvider(_ login: String) -> Options {
    var options: Options = []
    func add(_ name: String, _ value: JSONValue) { options.append((name, value)) }
    switch login {
    case "native":
      if chance(35) { add("open_signup", .bool(chance(85))) }
      if chance(10) { add("enable_signup", .bool(chance(50))) }
      if chance(10) { add("minimum_password_length", .int(one(of: [8, 30]))) }
    case "pam":
      if chance(40) { add("allowed_groups", list(["divers", "crew"])) }
      if chance(30) { add("admin_groups", list(["boaters", "divers"])) }
    case "dummy": if chance(45) { add("password", .string(one(of: ["kelp forest", ""]))) }
    case "shared-password":
      if chance(80) { add("user_password", one(of: ["kelp forest", "kelp forest", "kelp forest", "short", "", .null])) }
      if chance(45) { add("admin_password", .string(one(of: [String(repeating: "k", count: 40), "too short for admins"]))) }
      if chance(20) { add("password_groups", ["group word": ["divers"]]) }
      if chance(20) { add("manage_groups", true) }
      if chance(25) { add("allow_all", true) }
    case "firstuse":
      if chance(25) { add("create_users", .bool(chance(20))) }
      if chance(8) { add("min_password_length", .int(one(of: [8, 30]))) }
    default: break
    }
    return options
  }

  private mutating func cilogon(_ environment: String) -> Options {
    var options: Options = []
    if chance(10) { options.append(("shown_idps", list(Self.idps))) }
    if chance(15) { options.append(("username_claim", "email")) }
    if chance(8) { options.append(("additional_username_claims", ["email", "sub"])) }
    guard chance(80) else { return options }
    var idps: [String: JSONValue] = [:]
    for id in Self.idps where chance(55) {
      var derivation: [String: JSONValue] = ["username_claim": .string(one(of: ["email", "email", "eppn", "login"]))]
      if chance(30) {
        derivation["action"] = "strip_idp_domain"
        derivation["domain"] = .string(one(of: ["reef.edu", "kelp.org", "Reef.edu"]))
      } else if chance(15) {
        derivation["action"] = "prefix"
        derivation["prefix"] = "reef"
      }
      var provider: [String: JSONValue] = ["username_derivation": .object(derivation)]
      if chance(35) {
        provider["allowed_domains"] = one(of: [["reef.edu"], ["*.edu"], ["Reef.edu", "kelp.org"], ["*"], ["[k-r]*"], []])
      }
      if environment == "current" ? chance(25) : chance(3) { provider["allow_all"] = .bool(chance(80)) }
      if environment == "current", chance(8) { provider["allowed_domains_claim"] = "eppn" }
      idps[id] = .object(provider)
    }
    options.append((environment == "current" && chance(60) ? "idps" : "allowed_idps", .object(idps)))
    return options
  }

  // MARK: - Where it is written

  private static let sections = [
    "github": "GitHubOAuthenticator", "google": "GoogleOAuthenticator", "cilogon": "CILogonOAuthenticator",
    "generic-oauth": "GenericOAuthenticator", "globus": "GlobusOAuthenticator", "gitlab": "GitLabOAuthenticator",
    "bitbucket": "BitbucketOAuthenticator", "auth0": "Auth0OAuthenticator", "azuread": "AzureAdOAuthenticator",
    "native": "NativeAuthenticator", "pam": "PAMAuthenticator", "dummy": "DummyAuthenticator",
    "shared-password": "SharedPasswordAuthenticator", "null": "NullAuthenticator", "tmp": "TmpAuthenticator",
    "firstuse": "FirstUseAuthenticator",
  ]

  /// In the section of the class or of one that it derives from; at times in two of them.
  private mutating func put(_ name: String, _ value: JSONValue, at login: String, in sections: inout [String: JSONValue]) {
    let own = Self.sections[login] ?? "Authenticator"
    let isOAuth = own.hasSuffix("OAuthenticator")
    var places = [one(of: isOAuth ? [own, own, "Authenticator", "OAuthenticator"] : [own, "Authenticator"])]
    if chance(6) { places.append("Authenticator") }
    for (index, place) in places.enumerated() {
      var options = sections[place]?.object ?? [:]
      options[name] = index == 0 || chance(50) ? value : .array([])
      sections[place] = .object(options)
    }
  }

  /// Something that is not as it should be: null, or another type.
  private mutating func spoil(_ sections: inout [String: JSONValue]) {
    guard let section = sections.keys.sorted().randomElement(using: &random), var options = sections[section]?.object,
      let name = options.keys.sorted().randomElement(using: &random)
    else { return }
    options[name] = one(of: [.null, .null, "ada", 7, true, ["ada", 7]])
    sections[section] = .object(options)
  }
}
