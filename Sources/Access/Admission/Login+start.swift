import Basics
import Fleet

// How the hub takes its options when it starts, and what keeps it from starting.

extension Login {
  var adminPlace: SourcePlace? { adminsOption?.place }

  /// Whether the door stands open for all who prove who they are, as it can be since JupyterHub 5.
  var allowsAll: Bool {
    if let said = option("allow_all")?.bool { return said }
    return (kind.kind == .dummy || kind.kind == .firstUse) && allowedUsers.isEmpty
  }

  /// A name as the hub has it: lower case, then by the map of names.
  func normal(_ name: String) -> String {
    let lower = name.lowercased()
    return option("username_map")?[lower]?.string ?? lower
  }

  /// Whether the hub takes a name; nil where its pattern cannot be weighed.
  func isValid(_ name: String) -> Bool? {
    if name.isEmpty || name.contains("/") || name.first?.isWhitespace == true || name.last?.isWhitespace == true { return false }
    if !isOpenByDefault, name.allSatisfy({ $0 == "." }) { return false }
    if kind.kind == .native || kind.kind == .firstUse, name.contains(",") || name.contains(" ") { return false }
    guard let pattern = text("username_pattern") else { return true }
    guard let expression = try? Regex(pattern) else { return nil }
    return (try? expression.prefixMatch(in: name)) != nil
  }

  /// What keeps the hub from starting; nil where nothing does that can be seen here.
  var fault: Audience.Reason? {
    if kind.kind == .sharedPassword, version.jupyterhub < LibraryVersion(5, 3) {
      return stop("JupyterHub \(version.jupyterhub) has no shared password: that came with 5.3", at: place)
    }
    for (section, options) in sections.sorted(by: { $0.key < $1.key }) where options.members == nil {
      return stop("the section \(section) is no map", at: options.place)
    }
    for (option, value) in setOptions {
      let type = OptionType.of(option, in: kind.kind)
      if type.takes(value) { continue }
      return stop("\(option) cannot be \(OptionType.words(for: value)): it is \(type.title)", at: value.place)
    }
    for (names, option) in [(entries(namesOption), namesOption), (entries(adminsOption), adminsOption)] {
      if names.contains(where: { isValid(normal($0)) == false }) { return stop("a name in it is none", at: option?.place) }
    }
    return faultOfClass
  }

  /// The options that are set and that this version of the class knows, by name.
  private var setOptions: [(String, SourcedValue)] {
    var found: [String: SourcedValue] = [:]
    for section in kind.ancestry {
      for (option, value) in sections[section]?.members ?? [:] where found[option] == nil && isKnown(option) {
        found[option] = value
      }
    }
    return found.sorted { $0.key < $1.key }
  }

  private func stop(_ sentence: String, at place: SourcePlace?) -> Audience.Reason {
    .init(.restricts, "the hub does not start: \(sentence)", at: place)
  }

  private var faultOfClass: Audience.Reason? {
    switch kind.kind {
    case .sharedPassword: return faultOfPasswords
    case .native:
      if text("allow_self_approval_for") != nil, (text("secret_key") ?? "").count < 8 {
        return stop("allow_self_approval_for needs a secret_key of 8 characters", at: option("allow_self_approval_for")?.place)
      }
    case .cilogon: if let fault = faultOfProviders { return fault }
    default: break
    }
    guard kind.kind.usesOAuthenticator, version.oauthenticator.major >= 16 else { return nil }
    if let scopes = option("allowed_scopes"), !Set(entries(scopes)).isSubset(of: requestedScopes) {
      return stop("allowed_scopes names scopes that `scope` does not ask for", at: scopes.place)
    }
    guard version.oauthenticator.major >= 17, !isOn("manage_groups") else { return nil }
    for name in ["allowed_groups", "admin_groups", "auth_state_groups_key", "claim_groups_key"] {
      if let value = option(name), !isEmpty(value) { return stop("\(name) needs manage_groups, which is not on", at: value.place) }
    }
    return nil
  }

  private var faultOfPasswords: Audience.Reason? {
    let user = text("user_password")
    let admin = text("admin_password")
    if let user, user.count < 8 { return stop("user_password has less than 8 characters", at: option("user_password")?.place) }
    if let admin, admin.count < 32 {
      return stop("admin_password has less than 32 characters", at: option("admin_password")?.place)
    }
    if let user, user == admin { return stop("both passwords are the same", at: option("admin_password")?.place) }
    if let groups = option("password_groups"), !isEmpty(groups), !isOn("manage_groups") {
      return stop("password_groups needs manage_groups, which is not on", at: groups.place)
    }
    return nil
  }

  private var faultOfProviders: Audience.Reason? {
    let major = version.oauthenticator.major
    var replaced = ["idp_whitelist", "idp", "strip_idp_domain"]
    if major >= 16 { replaced += ["shown_idps", "additional_username_claims", "username_claim"] }
    for name in replaced {
      if let value = option(name), !isEmpty(value) {
        return stop("\(name) was replaced by the settings of each provider", at: value.place)
      }
    }
    guard let option = providersOption else { return nil }
    if major >= 16, isEmpty(option) { return stop("one or more identity providers must be configured", at: option.place) }
    for (id, value) in identityProviders {
      if !["urn:", "http:", "https:"].contains(where: id.hasPrefix) {
        return stop("'\(id)' is no identity provider", at: value.place)
      }
      if let why = faultOfProvider(value) { return stop("\(why) for the identity provider \(id)", at: value.place) }
    }
    return nil
  }

  /// What CILogon's schema of a provider does not take.
  private func faultOfProvider(_ value: SourcedValue) -> String? {
    var known: Set<String> = ["username_derivation", "allowed_domains"]
    if version.oauthenticator.major >= 16 { known.formUnion(["allow_all", "default", "allowed_domains_claim"]) }
    guard let members = value.members, let derivation = value["username_derivation"] else {
      return "username_derivation is missing"
    }
    if let other = members.keys.sorted().first(where: { !known.contains($0) }) { return "'\(other)' is no setting" }
    if derivation["username_claim"]?.string == nil { return "username_claim is missing" }
    if members["allow_all"] != nil, value["allow_all"]?.bool == nil { return "allow_all is neither true nor false" }
    if let domains = members["allowed_domains"], domains.elements?.allSatisfy({ $0.string != nil }) != true {
      return "allowed_domains is no list of domains"
    }
    switch derivation["action"]?.string {
    case "strip_idp_domain": return derivation["domain"]?.string == nil ? "domain is missing" : nil
    case "prefix": return derivation["prefix"]?.string == nil ? "prefix is missing" : nil
    case nil: return derivation["action"] == nil ? nil : "action is no word"
    default: return "there is no such action"
    }
  }

  /// The scopes that a login asks for.
  var requestedScopes: Set<String> {
    var scopes = option("scope").map { Set(entries($0)) } ?? defaultScopes
    if kind.kind == .cilogon { scopes.formUnion(["openid", "org.cilogon.userinfo"]) }
    return scopes
  }

  private var defaultScopes: Set<String> {
    switch kind.kind {
    case .cilogon: ["openid", "email", "org.cilogon.userinfo", "profile"]
    case .google: ["openid", "email"]
    case .globus: ["openid", "profile", "urn:globus:auth:scope:transfer.api.globus.org:all"]
    default: []
    }
  }

  func isEmpty(_ value: SourcedValue) -> Bool {
    switch value.content {
    case .null: true
    case .bool(let value): !value
    case .string(let text): text.isEmpty
    case .list(let elements): elements.isEmpty
    case .map(let members): members.isEmpty
    case .int(let number): number == 0
    case .double(let number): number == 0
    }
  }
}
