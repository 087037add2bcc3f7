import Basics
import Fleet

extension AccessChecks {
  /// Options that the chosen authenticator does not know, and sections of classes that are not its own: JupyterHub ignores
  /// both without a word.
  static func ignoredOptions(_ login: Login, _ versions: HubVersions, _ hub: Hub) -> [Finding] {
    guard AuthenticatorOptions.lists(login.kind.name) else { return [] }
    var known: Set<String> = []
    for version in versions.candidates {
      known.formUnion(
        AuthenticatorOptions.options(
          of: login.kind.ancestry, jupyterhub: version.jupyterhub.major, oauthenticator: version.oauthenticator.major))
    }
    // Rules of another class are left over where the login has rules of its own, and missing where it has none.
    let hasRules = login.kind.ancestry.contains { section in
      login.sections[section]?.members?.contains { letsIn($0.key) && known.contains($0.key) && !isEmpty($0.value) } ?? false
    }
    var findings: [Finding] = []
    for (section, options) in login.sections.sorted(by: { $0.key < $1.key }) {
      guard section.hasSuffix("Authenticator") || AuthenticatorOptions.knows(section), let members = options.members,
        !members.isEmpty
      else { continue }
      if login.kind.ancestry.contains(section) {
        for (option, value) in members.sorted(by: { $0.key < $1.key }) where !value.isNull && !known.contains(option) {
          findings.append(unknown(option, value, section, login, versions, known))
        }
      } else {
        findings.append(ignored(section, options, members, login, hasRules))
      }
    }
    return findings
  }

  /// Whether an option has to do with who may enter.
  static func decidesAccess(_ option: String) -> Bool {
    for start in ["allow", "admin", "block", "hosted_domain", "identity_provider", "idp", "open_signup", "enable_signup"]
    where option.hasPrefix(start) {
      return true
    }
    return option.hasSuffix("whitelist") || option.hasSuffix("blacklist") || option.hasSuffix("password")
      || option == "create_users" || option == "manage_groups" || option == "tenant_id"
  }

  /// Whether an option may let people in or bound who they are: those of admins and of blocked names do not.
  private static func letsIn(_ option: String) -> Bool {
    decidesAccess(option) && !option.hasPrefix("admin") && !option.hasPrefix("block")
  }

  private static func isEmpty(_ value: SourcedValue) -> Bool {
    switch value.content {
    case .null: true
    case .bool(let value): !value
    case .string(let text): text.isEmpty
    case .list(let elements): elements.isEmpty
    case .map(let members): members.isEmpty
    case .int, .double: false
    }
  }

  private static func unknown(
    _ option: String, _ value: SourcedValue, _ section: String, _ login: Login, _ versions: HubVersions, _ known: Set<String>
  ) -> Finding {
    let severity: Severity = decidesAccess(option) && !isEmpty(value) ? .error : .warning
    let name = login.kind.name
    var what = "\(option) is not an option of \(name)"
    var next: String?
    let owners = AuthenticatorOptions.classes(with: option)
    if owners.contains(where: login.kind.ancestry.contains) {
      let library =
        login.kind.kind.usesOAuthenticator && !owners.contains("Authenticator")
        ? "oauthenticator \(login.version.oauthenticator)" : "JupyterHub \(login.version.jupyterhub)"
      what += " in \(library), and is ignored; other versions know it"
      next = "take it out, or run a version that knows it"
    } else if !owners.isEmpty {
      what += ", and is ignored; \(Words.list(owners, atMost: 3)) \(owners.count == 1 ? "knows" : "know") it"
      next = "take it out, or log people in with that class"
    } else {
      what += ", and is ignored"
      next = "take it out"
      if let near = Suggestion.nearest(to: option, among: known.sorted()) { next = "did you mean \(near)?" }
    }
    return Finding("A923", severity, at: value.place, what, next: next)
  }

  private static func ignored(
    _ section: String, _ options: SourcedValue, _ members: [String: SourcedValue], _ login: Login, _ hasRules: Bool
  ) -> Finding {
    let deciding = members.filter { decidesAccess($0.key) && !isEmpty($0.value) }.sorted { $0.key < $1.key }
    let names = Words.list(deciding.map(\.key), atMost: 3)
    var what = "the options of \(section) are ignored: this login is \(login.kind.name)"
    if !deciding.isEmpty { what += ", so \(names) \(deciding.count == 1 ? "does" : "do") nothing" }
    var next = "take them out, or log people in with that class"
    if !AuthenticatorOptions.knows(section),
      let near = Suggestion.nearest(to: section, among: login.kind.ancestry)
    {
      next = "did you mean \(near)?"
    }
    let place = deciding.first?.value.place ?? options.place
    return Finding("A923", deciding.isEmpty || hasRules ? .warning : .error, at: place, what, next: next)
  }
}
