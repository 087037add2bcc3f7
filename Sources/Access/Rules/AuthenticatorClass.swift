/// A class that logs people in.
struct AuthenticatorClass: Sendable {
  /// Its own name: `LocalGitHubOAuthenticator`.
  let name: String
  let kind: Kind
  /// Its sections of configuration, its own first: what stands in an earlier one wins.
  let ancestry: [String]

  /// The rules that it follows; those of a `Local…` class are those of the class that it is made of.
  enum Kind: String, Sendable, CaseIterable {
    case github, google, cilogon, generic, globus, gitlab, bitbucket, auth0, azuread, okpy, mediawiki, openshift
    case dummy, null, pam, sharedPassword, native, firstUse, tmp, lti, ldap
    /// Atoll's own: names and passwords of the local engine, and its closed door.
    case password, closed

    var usesOAuthenticator: Bool {
      switch self {
      case .github, .google, .cilogon, .generic, .globus, .gitlab, .bitbucket, .auth0, .azuread, .okpy, .mediawiki, .openshift:
        true
      case .dummy, .null, .pam, .sharedPassword, .native, .firstUse, .tmp, .lti, .ldap, .password, .closed: false
      }
    }
  }

  /// The class of this name, short (`github`) or full (`oauthenticator.github.GitHubOAuthenticator`); nil for any other.
  static func named(_ name: String) -> AuthenticatorClass? {
    // Full names may be written with a colon before the class, too.
    byName[name] ?? byName[name.split { $0 == "." || $0 == ":" }.joined(separator: ".")]
  }

  /// By short and by full name.
  private static let byName: [String: AuthenticatorClass] = {
    var classes: [String: AuthenticatorClass] = [:]
    for (kind, short, module, name) in known {
      let made = AuthenticatorClass(name: name, kind: kind, ancestry: AuthenticatorOptions.ancestry(of: name))
      if let short { classes[short] = made }
      for path in module.split(separator: " ") { classes["\(path).\(name)"] = made }
      guard kind.usesOAuthenticator, kind != .mediawiki else { continue }
      let local = "Local\(name)"
      let ancestry = [local, "LocalAuthenticator"] + made.ancestry
      let localClass = AuthenticatorClass(name: local, kind: kind, ancestry: ancestry)
      if let short { classes["local-\(short)"] = localClass }
      for path in module.split(separator: " ") { classes["\(path).\(local)"] = localClass }
    }
    return classes
  }()

  private static let known: [(Kind, short: String?, modules: String, name: String)] = [
    (.github, "github", "oauthenticator.github oauthenticator", "GitHubOAuthenticator"),
    (.google, "google", "oauthenticator.google oauthenticator", "GoogleOAuthenticator"),
    (.cilogon, "cilogon", "oauthenticator.cilogon oauthenticator", "CILogonOAuthenticator"),
    (.generic, "generic-oauth", "oauthenticator.generic oauthenticator", "GenericOAuthenticator"),
    (.generic, "oidc", "oauthenticator.generic", "GenericOAuthenticator"),
    (.globus, "globus", "oauthenticator.globus oauthenticator", "GlobusOAuthenticator"),
    (.gitlab, "gitlab", "oauthenticator.gitlab oauthenticator", "GitLabOAuthenticator"),
    (.bitbucket, "bitbucket", "oauthenticator.bitbucket oauthenticator", "BitbucketOAuthenticator"),
    (.auth0, "auth0", "oauthenticator.auth0 oauthenticator", "Auth0OAuthenticator"),
    (.azuread, "azuread", "oauthenticator.azuread oauthenticator", "AzureAdOAuthenticator"),
    (.okpy, "okpy", "oauthenticator.okpy oauthenticator", "OkpyOAuthenticator"),
    (.mediawiki, "mediawiki", "oauthenticator.mediawiki oauthenticator", "MWOAuthenticator"),
    (.openshift, "openshift", "oauthenticator.openshift oauthenticator", "OpenShiftOAuthenticator"),
    (.dummy, "dummy", "jupyterhub.auth dummyauthenticator", "DummyAuthenticator"),
    (.null, "null", "jupyterhub.auth", "NullAuthenticator"),
    (.pam, "pam", "jupyterhub.auth", "PAMAuthenticator"),
    (.pam, "default", "jupyterhub.auth", "PAMAuthenticator"),
    (
      .sharedPassword, "shared-password", "jupyterhub.authenticators.shared jupyterhub.auth",
      "SharedPasswordAuthenticator"
    ),
    (.native, "native", "nativeauthenticator nativeauthenticator.nativeauthenticator", "NativeAuthenticator"),
    (.firstUse, "firstuse", "firstuseauthenticator firstuseauthenticator.firstuseauthenticator", "FirstUseAuthenticator"),
    (.firstUse, "firstuseauthenticator", "firstuseauthenticator", "FirstUseAuthenticator"),
    (.tmp, "tmp", "tmpauthenticator", "TmpAuthenticator"),
    (.lti, nil, "ltiauthenticator ltiauthenticator.lti11.auth", "LTI11Authenticator"),
    (.lti, nil, "ltiauthenticator ltiauthenticator.lti13.auth", "LTI13Authenticator"),
    (.lti, nil, "ltiauthenticator", "LTIAuthenticator"),
    (.ldap, "ldap", "ldapauthenticator ldapauthenticator.ldapauthenticator", "LDAPAuthenticator"),
    (.ldap, "ldapauthenticator", "ldapauthenticator", "LDAPAuthenticator"),
    (.password, "password", "", "PasswordDoor"),
    (.closed, "none", "", "ClosedDoor"),
  ]
}

extension AuthenticatorOptions {
  private static let byName: [String: Entry] = Dictionary(entries.map { ($0.name, $0) }, uniquingKeysWith: { one, _ in one })

  /// The classes that a class derives from, itself first. One that is not in the table derives from `Authenticator` alone.
  static func ancestry(of name: String) -> [String] {
    guard let entry = byName[name] else { return [name, "Authenticator"] }
    var names = [name]
    var next = entry.parent
    while let parent = next {
      names.append(parent)
      next = byName[parent]?.parent
    }
    return names
  }

  /// Whether the options of a class are in the table: only then can it be said that one does not exist.
  static func lists(_ name: String) -> Bool { byName[name] != nil || name.hasPrefix("Local") }

  /// Whether a name is that of a class in the table, or of a `Local…` class made of one.
  static func knows(_ name: String) -> Bool {
    byName[name] != nil || (name.hasPrefix("Local") && byName[String(name.dropFirst(5))] != nil)
  }

  /// All options that the sections of `ancestry` may set, with these versions.
  static func options(of ancestry: [String], jupyterhub: Int, oauthenticator: Int) -> Set<String> {
    let key = Key(ancestry: ancestry, jupyterhub: jupyterhub, oauthenticator: oauthenticator)
    return cache[key] ?? made(key)
  }

  private struct Key: Hashable, Sendable {
    let ancestry: [String]
    let jupyterhub: Int
    let oauthenticator: Int
  }

  private static func made(_ key: Key) -> Set<String> {
    var names: Set<String> = []
    for entry in key.ancestry.compactMap({ byName[$0] }) {
      let major = entry.library == .oauthenticator ? key.oauthenticator : key.jupyterhub
      for option in entry.options where option.majors.contains(major) { names.insert(option.name) }
    }
    return names
  }

  /// Of the classes and versions that fleets use most; any other is made when it is asked for.
  private static let cache: [Key: Set<String>] = {
    var sets: [Key: Set<String>] = [:]
    let leaves = entries.filter { $0.parent != nil && $0.name != "OAuthenticator" && $0.name != "LocalAuthenticator" }
    for entry in leaves {
      for (jupyterhub, oauthenticator) in [(3, 15), (4, 15), (4, 16), (5, 17), (6, 17)] {
        let key = Key(ancestry: ancestry(of: entry.name), jupyterhub: jupyterhub, oauthenticator: oauthenticator)
        sets[key] = made(key)
      }
    }
    return sets
  }()

  /// The classes that have an option of their own by this name in any version, by name.
  static func classes(with option: String) -> [String] {
    entries.filter { entry in entry.options.contains { $0.name == option } }.map(\.name).sorted()
  }

  /// The names of all classes in the table.
  static let names: [String] = entries.map(\.name).sorted()
}
