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
  /// The time for which the door stands open. Read and checked; refused until doors are built.
  public var open: Open?

  public init(
    login: Login, people: [PersonID] = [], teams: [String] = [], domains: [String] = [], admins: [PersonID] = [],
    password: SecretName? = nil, adminPassword: SecretName? = nil, client: Client? = nil, open: Open? = nil
  ) {
    self.login = login
    self.people = people
    self.teams = teams
    self.domains = domains
    self.admins = admins
    self.password = password
    self.adminPassword = adminPassword
    self.client = client
    self.open = open
  }

  /// How people prove who they are.
  public enum Login: String, Sendable, Codable, CaseIterable {
    case github, cilogon, google, oidc, password
    case sharedPassword = "shared-password"
    case none
    /// A way that Atoll does not know; only a hub of an adopted layout has it.
    case other

    /// Those that a hub of the native layout may name.
    public static let allCases: [Login] = [.github, .cilogon, .google, .oidc, .password, .sharedPassword, .none]

    /// Whether the hub itself shows a form for a name and a password.
    public var hasForm: Bool { self == .password || self == .sharedPassword }
  }

  /// An opening of the door for an event.
  public struct Open: Sendable, Equatable {
    /// As written; a date or a time in ISO 8601.
    public var until: String?
    public var seats: Int?
    public var because: String?

    public init(until: String? = nil, seats: Int? = nil, because: String? = nil) {
      self.until = until
      self.seats = seats
      self.because = because
    }
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
