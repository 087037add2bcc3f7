import Basics

extension Check {
  /// A login is told all that it needs, and nothing that it would ignore.
  static let logins = Check(
    "every login has what it needs",
    [
      FindingExplanation(
        "A404", .error, "a login without its client",
        explanation: """
          GitHub, Google, CILogon and other providers send people back only to clients they know. Register the hub \
          with the provider, and write the client's identifier and the name of its secret.

          A hub that is asleep only gets a warning: it is needed when the hub wakes.
          """,
        wrong: "access:\n  login: github",
        right: "access:\n  login: github\n  client: {id: 0a1b2c3d, secret: {secret: reef-client}}"),
      FindingExplanation(
        "A405", .error, "a shared password that is not there",
        explanation: """
          With `login: shared-password` everyone types one password, and it is a secret of its own. Without it nobody \
          can log in.
          """,
        wrong: "access:\n  login: shared-password",
        right: "access:\n  login: shared-password\n  password: {secret: reef-class}"),
      FindingExplanation(
        "A406", .warning, "admins without a password of their own",
        explanation: """
          With `login: shared-password` admins log in only with a second, longer password, so that nobody of the class \
          can log in as one of them. It is not declared, so the admins cannot log in.
          """,
        wrong: "access:\n  login: shared-password\n  password: {secret: reef-class}\n  admins: [ada]",
        right:
          "access:\n  login: shared-password\n  password: {secret: reef-class}\n  admins: [ada]\n  admin_password: {secret: reef-teacher}"
      ),
      FindingExplanation(
        "A407", .error, "someone who is named and cannot enter",
        explanation: """
          With `login: google`, `allow.domains` keeps out everyone whose account is not in one of these domains, also \
          those who are named. Add their domain, or name everyone and no domain.
          """,
        wrong: "login: google\nallow: {domains: [reef.edu], people: [ada@kelp.org]}",
        right: "login: google\nallow: {domains: [reef.edu, kelp.org]}"),
      FindingExplanation(
        "A408", .error, "a rule that this login does not know",
        explanation: """
          Teams are known to `github` and `oidc`, domains to `google`, and passwords and clients to the logins that \
          have them. With another login the rule would be ignored, and people who should enter would not.

          With `cilogon`, domains belong to an identity provider: write them as `allowed_domains` of that provider \
          under `values: hub.config.CILogonOAuthenticator.allowed_idps`.

          A hub that is asleep only gets a warning.
          """,
        wrong: "login: password\nallow: {teams: [\"reef:members\"]}",
        right: "login: github\nallow: {teams: [\"reef:members\"]}"),
      FindingExplanation(
        "A409", .error, "a login that is told too little",
        explanation: """
          `login: oidc` needs the provider's addresses and the claim that holds the name of a person. (Teams are read \
          from the claim `groups`, unless `values` say otherwise.) `login: cilogon` needs to know which identity \
          providers it may trust: the hub does not start without.

          A hub that is asleep only gets a warning.
          """,
        wrong: "access:\n  login: cilogon\n  client: {id: reef, secret: {secret: reef-client}}",
        right: """
          access:
            login: cilogon
            client: {id: reef, secret: {secret: reef-client}}
          values:
            hub:
              config:
                CILogonOAuthenticator:
                  allowed_idps:
                    https://login.reef.edu/idp:
                      username_derivation: {username_claim: eppn}
                      allowed_domains: [reef.edu]
          """),
    ]
  ) { checked in
    checked.nativeHubs.flatMap { hub in
      checked.missing(of: hub) + checked.domainFilter(of: hub) + checked.unknownRules(of: hub)
        + checked.tooLittle(of: hub)
    }
  }
}

extension CheckedFleet {
  /// What keeps a hub from running is an error where it should run, and can wait where it is asleep.
  func severity(whereRunning hub: Hub) -> Severity { hub.awake ? .error : .warning }

  fileprivate func missing(of hub: Hub) -> [Finding] {
    let access = hub.access
    var findings: [Finding] = []
    if access.login.needsClient, access.client == nil, !isWritten("access.client", in: hub.file) {
      findings.append(
        Finding(
          "A404", severity(whereRunning: hub), at: place(hub, "access.login"),
          "`login: \(access.login.rawValue)` needs a client that the provider knows",
          next: "add access.client with its id and {secret: NAME}"))
    }
    if access.login == .sharedPassword {
      if access.password == nil, !isWritten("access.password", in: hub.file) {
        findings.append(
          Finding(
            "A405", .error, at: place(hub, "access.login"), "the shared password is not declared",
            next: "add password: {secret: \(hub.id)-password} under access"))
      }
      if !access.admins.isEmpty, access.adminPassword == nil, !isWritten("access.admin_password", in: hub.file) {
        findings.append(
          Finding(
            "A406", .warning, at: place(hub, "access.admins"), "admins have no password of their own and cannot log in",
            next: "add admin_password: {secret: \(hub.id)-admins} under access"))
      }
    }
    return findings
  }

  fileprivate func domainFilter(of hub: Hub) -> [Finding] {
    let access = hub.access
    guard access.login == .google, !access.domains.isEmpty else { return [] }
    let domains = Set(access.domains.map { $0.lowercased() })
    let people = access.people.enumerated().map { ("access.allow.people[\($0)]", $1) }
    let admins = access.admins.enumerated().map { ("access.admins[\($0)]", $1) }
    return (people + admins).compactMap { path, person in
      guard let at = person.rawValue.lastIndex(of: "@") else { return nil }
      let domain = person.rawValue[at...].dropFirst().lowercased()
      if domains.contains(domain) { return nil }
      return Finding(
        "A407", .error, at: place(hub, path),
        "'\(person)' cannot enter: only accounts of \(domains.sorted().joined(separator: ", ")) can",
        next: "add '\(domain)' to the domains, or name people and no domain",
        related: [Finding.Related(place: place(hub, "access.allow.domains"), note: "the domains")])
    }
  }

  fileprivate func unknownRules(of hub: Hub) -> [Finding] {
    let access = hub.access
    let login = access.login
    var rules: [(path: String, what: String, next: String)] = []
    let knowsTeams = login == .github || login == .oidc
    if !access.teams.isEmpty, !knowsTeams {
      rules.append(("access.allow.teams", "teams", "name people, or use `login: github` or `login: oidc`"))
    }
    if !access.domains.isEmpty, login == .cilogon, allowsIdentityProviders(hub) {
      let path = "hub.config.CILogonOAuthenticator.allowed_idps"
      rules.append(("access.allow.domains", "domains", "write them as allowed_domains in values: \(path)"))
    } else if !access.domains.isEmpty, login != .google, login != .cilogon {
      rules.append(("access.allow.domains", "domains", "name people, or use `login: google`"))
    }
    if login != .sharedPassword {
      let next = "take it out, or use `login: shared-password`"
      if access.password != nil { rules.append(("access.password", "a shared password", next)) }
      if access.adminPassword != nil { rules.append(("access.admin_password", "a password of admins", next)) }
    }
    if access.client != nil, !login.needsClient { rules.append(("access.client", "a client", "take it out")) }
    return rules.map { path, what, next in
      Finding(
        "A408", severity(whereRunning: hub), at: place(hub, path),
        "`login: \(login.rawValue)` does not know \(what), and would ignore this", next: next)
    }
  }

  fileprivate func tooLittle(of hub: Hub) -> [Finding] {
    let access = hub.access
    var missing: [(path: String, what: String)] = []
    if access.login == .oidc, let client = access.client {
      if client.authorizeURL == nil { missing.append(("access.client", "authorize_url")) }
      if client.tokenURL == nil { missing.append(("access.client", "token_url")) }
      if client.userdataURL == nil { missing.append(("access.client", "userdata_url")) }
      if client.usernameClaim == nil { missing.append(("access.client", "username_claim")) }
    }
    if access.login == .cilogon, !allowsIdentityProviders(hub) {
      missing.append(
        (
          access.domains.isEmpty ? "access.login" : "access.allow.domains",
          "values: hub.config.CILogonOAuthenticator.allowed_idps, the identity providers it may trust"
            + (access.domains.isEmpty ? "" : ", each with its allowed_domains")
        ))
    }
    return missing.map { path, what in
      Finding(
        "A409", severity(whereRunning: hub), at: place(hub, path),
        "`login: \(access.login.rawValue)` is told too little", next: "add \(what)")
    }
  }

  private func allowsIdentityProviders(_ hub: Hub) -> Bool {
    rawValue(hub, at: ["hub", "config", "CILogonOAuthenticator", "allowed_idps"]) != nil
  }
}
