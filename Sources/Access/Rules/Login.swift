import Basics
import Fleet

/// What a hub is told about logging people in: the class, and the options in each section of `hub.config`.
struct Login {
  let kind: AuthenticatorClass
  let sections: [String: SourcedValue]
  let version: HubVersions.Pair
  /// Where the class is named.
  let place: SourcePlace?
  /// The options that the class has in this version; it takes no notice of others. Nil where they are not listed.
  private let known: Set<String>?
  /// Names that are allowed and made admin, as the hub brings them into form at its start: lower case, then by the map of
  /// names. Those that are kept out stay as written.
  private(set) var allowedUsers: Set<String> = []
  private(set) var admins: Set<String> = []
  private(set) var blocked: Set<String> = []

  init(kind: AuthenticatorClass, sections: [String: SourcedValue], version: HubVersions.Pair, place: SourcePlace?) {
    self.kind = kind
    self.sections = sections
    self.version = version
    self.place = place
    known =
      AuthenticatorOptions.lists(kind.name)
      ? AuthenticatorOptions.options(
        of: kind.ancestry, jupyterhub: version.jupyterhub.major, oauthenticator: version.oauthenticator.major) : nil
    // Read once: each rule asks for them again.
    allowedUsers = Set(entries(namesOption).map(normal))
    admins = Set(entries(adminsOption).map(normal))
    blocked = Set(entries(blockedOption))
  }

  /// The sections of `hub.config`. Atoll's own engine never keeps people whose names were taken off, and says so to the hub.
  static func sections(of jupyterhub: SourcedValue?) -> [String: SourcedValue] {
    var sections = jupyterhub?["hub"]?["config"]?.members ?? [:]
    guard jupyterhub?["custom"]?["atoll"] != nil else { return sections }
    var base = sections["Authenticator"]?.members ?? [:]
    base["allow_existing_users"] = base["allow_existing_users"] ?? SourcedValue(.bool(false))
    sections["Authenticator"] = SourcedValue(.map(base), at: sections["Authenticator"]?.place)
    return sections
  }

  /// Whether the class has the option in this version.
  func isKnown(_ name: String) -> Bool { known?.contains(name) ?? true }

  /// The option as the class takes it: traitlets lets the most specific class win. Null, with which the hub does not start,
  /// counts as not set here. An older spelling that is set wins over the new one, also where it is an empty list.
  func option(_ name: String) -> SourcedValue? {
    if let older = Self.olderNames[name], let value = written(older), value.string?.isEmpty != true { return value }
    return written(name)
  }

  private func written(_ name: String) -> SourcedValue? {
    guard isKnown(name) else { return nil }
    for section in kind.ancestry {
      if let value = sections[section]?[name], !value.isNull { return value }
    }
    return nil
  }

  /// Options whose older name still sets them.
  private static let olderNames = [
    "allowed_users": "whitelist", "allowed_organizations": "github_organization_whitelist",
    "allowed_gitlab_groups": "gitlab_group_whitelist", "allowed_project_ids": "gitlab_project_id_whitelist",
    "allowed_google_groups": "google_group_whitelist", "allowed_teams": "team_whitelist", "idps": "allowed_idps",
    "username_claim": "username_key",
  ]

  /// The first of several names that is set: an option and its older spellings.
  func option(_ name: String, or older: String...) -> SourcedValue? {
    option(name) ?? older.lazy.compactMap { option($0) }.first
  }

  func isOn(_ name: String) -> Bool { option(name)?.bool ?? false }

  /// The option's text, where it is a text that is not empty.
  /// Whether an option is a secret by its name, whose text the engine puts there and nobody reads here.
  func isSecret(_ name: String) -> Bool { option(name)?["secret"]?.string != nil }

  func text(_ name: String) -> String? { option(name)?.string.flatMap { $0.isEmpty ? nil : $0 } }

  /// The entries of an option that is a list; a single text counts as a list of one, also an empty one.
  func entries(_ value: SourcedValue?) -> [String] {
    guard let value else { return [] }
    if let text = value.string { return [text] }
    return value.elements?.compactMap(Self.text) ?? []
  }

  func entries(_ name: String) -> [String] { entries(option(name)) }

  /// A name as YAML may have read it: `1234` is a name too.
  static func text(_ value: SourcedValue) -> String? {
    switch value.content {
    case .string(let text): text
    case .int(let number): String(number)
    case .null, .bool, .double, .list, .map: nil
    }
  }

  // MARK: - The lists that every class has

  /// Before JupyterHub 1.2 the list of names was called `whitelist`, and `allowed_users` was ignored.
  var namesOption: SourcedValue? {
    version.jupyterhub < LibraryVersion(1, 2) ? option("whitelist") : option("allowed_users")
  }

  var adminsOption: SourcedValue? {
    if let own = option("admin_users"), !entries(own).isEmpty { return own }
    return sections["JupyterHub"]?["admin_users"] ?? option("admin_users")
  }

  /// Before JupyterHub 1.2 it was called `blacklist`, which since then does nothing.
  var blockedOption: SourcedValue? {
    version.jupyterhub < LibraryVersion(1, 2) ? anyOption("blacklist") : option("blocked_users")
  }

  /// An option that is in no list of options.
  private func anyOption(_ name: String) -> SourcedValue? {
    kind.ancestry.lazy.compactMap { sections[$0]?[name] }.first { !$0.isNull }
  }

  /// Whether a door without any list of names is open: before JupyterHub 5.
  var isOpenByDefault: Bool { version.jupyterhub.major < 5 }
}
