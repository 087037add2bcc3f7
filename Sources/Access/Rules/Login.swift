import Basics
import Fleet

/// What a hub is told about logging people in: the class, and the options in each section of `hub.config`.
struct Login {
  let kind: AuthenticatorClass
  let sections: [String: SourcedValue]
  let version: HubVersions.Pair
  /// Where the class is named.
  let place: SourcePlace?
  /// Names that are allowed, made admin, and kept out; lower case, as JupyterHub compares them.
  private(set) var allowedUsers: Set<String> = []
  private(set) var admins: Set<String> = []
  private(set) var blocked: Set<String> = []

  init(kind: AuthenticatorClass, sections: [String: SourcedValue], version: HubVersions.Pair, place: SourcePlace?) {
    self.kind = kind
    self.sections = sections
    self.version = version
    self.place = place
    // Read once: each rule asks for them again.
    allowedUsers = names(namesOption)
    admins = names(adminsOption)
    blocked = names(blockedOption)
  }

  private func names(_ value: SourcedValue?) -> Set<String> { Set(entries(value).map { $0.lowercased() }) }

  /// The option as the class takes it: traitlets lets the most specific class win. Null counts as not set.
  func option(_ name: String) -> SourcedValue? {
    for section in kind.ancestry {
      if let value = sections[section]?[name], !value.isNull { return value }
    }
    return nil
  }

  /// The first of several names that is set: an option and its older spellings.
  func option(_ name: String, or older: String...) -> SourcedValue? {
    option(name) ?? older.lazy.compactMap { option($0) }.first
  }

  func isOn(_ name: String) -> Bool { option(name)?.bool ?? false }

  /// The option's text, where it is a text that is not empty.
  func text(_ name: String) -> String? { option(name)?.string.flatMap { $0.isEmpty ? nil : $0 } }

  /// The entries of an option that is a list; a single text counts as a list of one.
  func entries(_ value: SourcedValue?) -> [String] {
    guard let value else { return [] }
    if let text = value.string { return text.isEmpty ? [] : [text] }
    return value.elements?.compactMap(Self.text) ?? []
  }

  func entries(_ name: String) -> [String] { entries(option(name)) }

  /// A name as YAML may have read it: `1234` is a name too.
  static func text(_ value: SourcedValue) -> String? {
    switch value.content {
    case .string(let text): text.isEmpty ? nil : text
    case .int(let number): String(number)
    case .null, .bool, .double, .list, .map: nil
    }
  }

  // MARK: - The lists that every class has

  /// Before JupyterHub 1.2 the list of names was called `whitelist`, and `allowed_users` was ignored.
  var namesOption: SourcedValue? {
    version.jupyterhub < LibraryVersion(1, 2) ? option("whitelist") : option("allowed_users", or: "whitelist")
  }

  var adminsOption: SourcedValue? {
    if let own = option("admin_users"), !entries(own).isEmpty { return own }
    return sections["JupyterHub"]?["admin_users"] ?? option("admin_users")
  }

  var blockedOption: SourcedValue? { option("blocked_users", or: "blacklist") }

  /// Whether a door without any list of names is open: before JupyterHub 5.
  var isOpenByDefault: Bool { version.jupyterhub.major < 5 }
}
