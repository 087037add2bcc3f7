public import Basics

/// Who may log in to a hub, and how.
public struct Access: Sendable, Equatable {
  public var login: Login
  public var people: [PersonID]
  public var teams: [String]
  public var domains: [String]
  public var admins: [PersonID]
  /// The one password of `shared-password`.
  public var password: SecretName?
  /// The admins' password of `shared-password`.
  public var adminPassword: SecretName?
  /// How the hub is known to the provider that logs people in.
  public var client: Client?

  public init(
    login: Login, people: [PersonID] = [], teams: [String] = [], domains: [String] = [], admins: [PersonID] = [],
    password: SecretName? = nil, adminPassword: SecretName? = nil, client: Client? = nil
  ) {
    self.login = login
    self.people = people
    self.teams = teams
    self.domains = domains
    self.admins = admins
    self.password = password
    self.adminPassword = adminPassword
    self.client = client
  }

  /// How people prove who they are.
  public enum Login: String, Sendable, Codable, CaseIterable {
    case github, cilogon, google, oidc, password
    case sharedPassword = "shared-password"
    case none

    /// Whether the hub itself shows a form for a name and a password.
    public var hasForm: Bool { self == .password || self == .sharedPassword }
  }

  /// An OAuth client.
  public struct Client: Sendable, Equatable {
    public var id: String
    public var secret: SecretName
    public var authorizeURL: String?
    public var tokenURL: String?
    public var userdataURL: String?
    public var usernameClaim: String?

    public init(
      id: String, secret: SecretName, authorizeURL: String? = nil, tokenURL: String? = nil,
      userdataURL: String? = nil, usernameClaim: String? = nil
    ) {
      self.id = id
      self.secret = secret
      self.authorizeURL = authorizeURL
      self.tokenURL = tokenURL
      self.userdataURL = userdataURL
      self.usernameClaim = usernameClaim
    }
  }
}
