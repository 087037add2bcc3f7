public import Basics

/// Somebody who comes to a door, as a provider, a form or a machine knows them. What is not said counts as not had, but for
/// what only the hub knows: there the answer is uncertain where it matters.
public struct Identity: Sendable, Equatable {
  /// The name at the provider, or the one that is typed.
  public var login: String
  public var email: String?
  public var isEmailVerified: Bool
  /// Google's hosted domain (`hd`): that of an organisation, which private accounts do not have.
  public var domain: String?
  /// Organisations, workspaces, and groups of GitLab; a team as `organisation:team`.
  public var orgs: [String]
  /// Groups of a generic provider, Google, Globus or the machine.
  public var groups: [String]
  /// Projects of GitLab, by number.
  public var projects: [String]
  /// The identity provider behind CILogon, by its identifier.
  public var idp: String?
  /// What else the provider says, by the names that it uses.
  public var claims: [String: JSONValue]
  /// The scopes that they grant; nil: all that are asked for.
  public var scopes: [String]?
  /// What they type; nil: not known.
  public var password: String?
  /// Whether an admin of the hub has let in their sign-up; nil: not known.
  public var isApproved: Bool?
  /// The hub's user list, as far as it matters.
  public var userList: UserList

  /// What is known of the list of users that a hub keeps.
  public enum UserList: Sendable, Equatable {
    case unknown
    /// Whether it has them, by the name that they get.
    case has(Bool)
    /// All of it.
    case names(Set<String>)
  }

  public init(
    login: String = "", email: String? = nil, isEmailVerified: Bool = true, domain: String? = nil, orgs: [String] = [],
    groups: [String] = [], projects: [String] = [], idp: String? = nil, claims: [String: JSONValue] = [:],
    scopes: [String]? = nil, password: String? = nil, isApproved: Bool? = nil, userList: UserList = .unknown
  ) {
    self.login = login
    self.email = email
    self.isEmailVerified = isEmailVerified
    self.domain = domain
    self.orgs = orgs
    self.groups = groups
    self.projects = projects
    self.idp = idp
    self.claims = claims
    self.scopes = scopes
    self.password = password
    self.isApproved = isApproved
    self.userList = userList
  }
}

extension Identity {
  /// What a provider of OpenID Connect says of them. The same as `user_info` in hub/doors/identity.py.
  var userInfo: [String: JSONValue] {
    var info: [String: JSONValue] = [:]
    if !login.isEmpty {
      for name in ["username", "preferred_username", "nickname", "name", "login"] { info[name] = .string(login) }
    }
    if let email {
      info["email"] = .string(email)
      info["email_verified"] = .bool(isEmailVerified)
      info["verified_email"] = .bool(isEmailVerified)
    }
    if let domain { info["hd"] = .string(domain) }
    if let idp { info["idp"] = .string(idp) }
    if !groups.isEmpty { info["groups"] = .array(groups.map(JSONValue.string)) }
    return info.merging(claims) { _, own in own }
  }

  /// Whether they are of an organisation of GitHub, by itself or by one of its teams, or of `organisation:team`.
  func isMember(of organisation: String) -> Bool {
    let wanted = organisation.lowercased()
    return orgs.contains { own in
      let own = own.lowercased()
      return own == wanted || own.prefix { $0 != ":" } == wanted
    }
  }
}

/// Why a text does not say who comes. Its description is a sentence for people, without its full stop.
public struct IdentityError: Error, Equatable, CustomStringConvertible {
  public let description: String

  public init(description: String) { self.description = description }
}

extension Identity {
  /// The fields of an identity as it is written, with an example of each.
  public static let fields: [(name: String, example: String)] = [
    ("login", "\"ada\""), ("email", "\"ada@reef.edu\""), ("email_verified", "true"), ("domain", "\"reef.edu\""),
    ("orgs", "[\"reef\", \"reef:divers\"]"), ("groups", "[\"divers\"]"), ("projects", "[\"7\"]"),
    ("idp", "\"https://idp.reef.edu/shibboleth\""), ("claims", "{\"eppn\": \"ada@reef.edu\"}"), ("scopes", "[\"openid\"]"),
    ("password", "\"kelp forest\""), ("approved", "true"), ("existing", "true"),
  ]

  /// Reads `{"login": "ada", "orgs": ["reef"]}`.
  public init(_ value: JSONValue) throws(IdentityError) {
    guard case .object(let members) = value else {
      throw IdentityError(description: "an identity is a map, such as {\"login\": \"ada\", \"orgs\": [\"reef\"]}")
    }
    self.init()
    for (field, value) in members.sorted(by: { $0.key < $1.key }) {
      guard let example = Self.fields.first(where: { $0.name == field })?.example else {
        let near = Suggestion.nearest(to: field, among: Self.fields.map(\.name))
        let next = near.map { "did you mean '\($0)'?" } ?? "it has \(Self.fields.map(\.name).joined(separator: ", "))"
        throw IdentityError(description: "an identity has no '\(field)'; \(next)")
      }
      guard take(field, value) else {
        throw IdentityError(description: "'\(field)' of an identity is written like \(example)")
      }
    }
  }

  private mutating func take(_ field: String, _ value: JSONValue) -> Bool {
    let texts = value.array?.compactMap(\.string)
    let list = texts?.count == value.array?.count ? texts : nil
    switch field {
    case "login": login = value.string ?? ""
    case "email": email = value.string
    case "domain": domain = value.string
    case "idp": idp = value.string
    case "password": password = value.string
    case "email_verified": isEmailVerified = value.bool ?? true
    case "approved": isApproved = value.bool
    case "existing": userList = value.bool.map { .has($0) } ?? .unknown
    case "orgs": orgs = list ?? []
    case "groups": groups = list ?? []
    case "projects": projects = list ?? []
    case "scopes": scopes = list
    default: claims = value.object ?? [:]
    }
    switch field {
    case "login", "email", "domain", "idp", "password": return value.string != nil
    case "email_verified", "approved", "existing": return value.bool != nil
    case "claims": return value.object != nil
    default: return list != nil
    }
  }
}
