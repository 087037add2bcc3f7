import Basics

extension TypedValues {
  /// Who may enter and how.
  mutating func addAccess(of hub: Hub) {
    let access = hub.access
    set("hub.config.JupyterHub.authenticator_class", .string(access.login.authenticator), from: "access.login")
    // JupyterHub admits admins where some other name is allowed, and otherwise only with some logins: say it plainly.
    let namesAdmins = !access.admins.isEmpty
    set(
      "hub.config.Authenticator.allowed_users", .names(access.people + access.admins),
      from: access.people.isEmpty ? (namesAdmins ? "access.admins" : nil) : "access.allow.people")
    set("hub.config.Authenticator.admin_users", .names(access.admins), from: namesAdmins ? "access.admins" : nil)

    switch access.login {
    case .github, .google, .cilogon, .oidc:
      addClient(of: hub)
      addGroups(of: access)
    case .sharedPassword:
      let path = "hub.config.SharedPasswordAuthenticator"
      if let password = access.password { set("\(path).user_password", .secret(password), from: "access.password") }
      if let password = access.adminPassword {
        set("\(path).admin_password", .secret(password), from: "access.admin_password")
      }
    case .none:
      set("hub.config.Authenticator.allow_all", true, from: "access.login")
    case .password, .other:
      break
    }
  }

  private mutating func addClient(of hub: Hub) {
    guard let name = hub.access.login.configClass, let client = hub.access.client else { return }
    let path = "hub.config.\(name)"
    set("\(path).client_id", .string(client.id), from: "access.client.id")
    set("\(path).client_secret", .secret(client.secret), from: "access.client.secret")
    if let url = hub.url {
      let base = url.hasSuffix("/") ? String(url.dropLast()) : url
      set("\(path).oauth_callback_url", .string("\(base)/hub/oauth_callback"), from: "url")
    }
    if hub.access.login == .oidc {
      set("\(path).scope", .strings(Defaults.oidcScope), from: nil)
      if let url = client.authorizeURL {
        set("\(path).authorize_url", .string(url), from: "access.client.authorize_url")
      }
      if let url = client.tokenURL { set("\(path).token_url", .string(url), from: "access.client.token_url") }
      if let url = client.userdataURL {
        set("\(path).userdata_url", .string(url), from: "access.client.userdata_url")
      }
      if let claim = client.usernameClaim {
        set("\(path).username_claim", .string(claim), from: "access.client.username_claim")
      }
    }
  }

  private mutating func addGroups(of access: Access) {
    guard let name = access.login.configClass else { return }
    let path = "hub.config.\(name)"
    if !access.teams.isEmpty {
      let teams = JSONValue.strings(Set(access.teams).sorted())
      switch access.login {
      case .github:
        set("\(path).allowed_organizations", teams, from: "access.allow.teams")
        set("\(path).scope", .strings(Defaults.githubTeamScope), from: nil)
      case .oidc:
        set("\(path).allowed_groups", teams, from: "access.allow.teams")
        set("\(path).manage_groups", true, from: "access.allow.teams")
        set("\(path).auth_state_groups_key", .string(Defaults.oidcTeams), from: nil)
      case .google, .cilogon, .password, .sharedPassword, .none, .other:
        break
      }
    }
    if !access.domains.isEmpty, access.login == .google {
      // A filter: it keeps others out and lets nobody in by itself, so everyone who passes it is let in.
      set("\(path).hosted_domain", .strings(Set(access.domains).sorted()), from: "access.allow.domains")
      set("\(path).allow_all", true, from: "access.allow.domains")
    }
  }
}

extension Access.Login {
  /// The name by which JupyterHub knows the class that logs people in.
  public var authenticator: String {
    switch self {
    case .github: "github"
    case .google: "google"
    case .cilogon: "cilogon"
    case .oidc: "generic-oauth"
    case .password: "password"
    case .sharedPassword: "shared-password"
    case .none: "dummy"
    case .other: "other"
    }
  }

  /// The key under `hub.config` that sets up that class; nil where it has none.
  public var configClass: String? {
    switch self {
    case .github: "GitHubOAuthenticator"
    case .google: "GoogleOAuthenticator"
    case .cilogon: "CILogonOAuthenticator"
    case .oidc: "GenericOAuthenticator"
    case .sharedPassword: "SharedPasswordAuthenticator"
    case .password, .none, .other: nil
    }
  }

  /// Whether people are sent to a provider that knows the hub as a client.
  public var needsClient: Bool {
    switch self {
    case .github, .google, .cilogon, .oidc: true
    case .password, .sharedPassword, .none, .other: false
    }
  }
}

extension JSONValue {
  static func strings(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }

  /// Names that log in, as JupyterHub compares them: lower case, each once, in one order.
  static func names(_ people: [PersonID]) -> JSONValue {
    .strings(Set(people.map { $0.rawValue.lowercased() }).sorted())
  }
}
