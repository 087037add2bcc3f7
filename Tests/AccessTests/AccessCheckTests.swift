import Access
import Basics
import Fleet
import Testing

@Suite struct AccessCheckTests {
  private func codes(_ findings: [Finding]) -> [String] { findings.map(\.code.rawValue).sorted() }

  @Test("a hub that anyone with an account may enter is an error, with the line that decided")
  func open() {
    let told = findings("github", ["Authenticator": ["admin_users": ["ada"]]], .of2023)
    #expect(codes(told) == ["A921"])
    #expect(told.first?.severity == .error)
    #expect(told.first?.what == "anyone with a GitHub account may enter 'reef'")
    #expect(told.first?.place == SourcePlace(file: "reef.values.yaml", line: 3))
    #expect(codes(findings("github", ["GitHubOAuthenticator": ["allowed_organizations": ["reef"]]], .of2023)).isEmpty)
  }

  @Test("a password makes it a warning")
  func password() {
    let told = findings("dummy", ["DummyAuthenticator": ["password": "kelp"]], .current)
    #expect(told.map(\.severity) == [.warning])
  }

  @Test("an uncertain audience is noted once, with all its reasons")
  func uncertain() {
    let told = findings(
      "github", ["GitHubOAuthenticator": ["allowed_organizations": ["reef"]]],
      hub: ["extraConfig": ["own": "c.x = 1"], "existingSecret": "reef"], .current)
    #expect(codes(told) == ["A922"])
    #expect(told.first?.what.contains("code in one place (own); the secret reef of the cluster") == true)
    #expect(codes(findings("reefauth.Reef", .current)) == ["A922"])
  }

  @Test("versions that nobody says have their own note")
  func versions() {
    let told = findings("github", ["GitHubOAuthenticator": ["allowed_organizations": ["reef"]]], .unknown)
    #expect(codes(told) == ["A926"])
  }

  @Test("a section of another class is ignored: an error where the login has no rules of its own")
  func otherSection() {
    let idps: JSONValue = ["allowed_idps": ["https://idp.reef.edu/x": ["username_derivation": ["username_claim": "eppn"]]]]
    let callback: [String: JSONValue] = [
      "CILogonOAuthenticator": idps, "GitHubOAuthenticator": ["oauth_callback_url": "https://reef"],
    ]
    let told = findings("cilogon", callback, .of2023)
    #expect(told.map(\.severity) == [.warning])
    #expect(told.first?.what == "the options of GitHubOAuthenticator are ignored: this login is CILogonOAuthenticator")
    let rule: [String: JSONValue] = ["CILogonOAuthenticator": idps, "GitHubOAuthenticator": ["allowed_organizations": ["reef"]]]
    #expect(findings("cilogon", rule, .of2023).map(\.severity) == [.warning])
    let only: [String: JSONValue] = ["GitHubOAuthenticator": ["allowed_organizations": ["reef"]]]
    #expect(findings("cilogon", only, .current).filter { $0.code == "A923" }.map(\.severity) == [.error])
  }

  @Test("misspelt options and sections come with the spelling that was meant")
  func misspelt() {
    let option = findings(
      "github", ["GitHubOAuthenticator": ["allowed_organisations": ["reef"]], "Authenticator": ["allowed_users": ["ada"]]], .current
    )
    #expect(codes(option) == ["A923"])
    #expect(option.first?.next == "did you mean allowed_organizations?")
    let section = findings(
      "github", ["GithubOAuthenticator": ["allowed_organizations": ["reef"]], "Authenticator": ["allowed_users": ["ada"]]], .current
    )
    #expect(section.first?.next == "did you mean GitHubOAuthenticator?")
    let only: [String: JSONValue] = ["GithubOAuthenticator": ["allowed_organizations": ["reef"]]]
    #expect(findings("github", only, .current).filter { $0.code == "A923" }.map(\.severity) == [.error])
  }

  @Test("an option of another version is named as one")
  func otherVersion() {
    let sections: [String: JSONValue] = ["OAuthenticator": ["allow_all": true], "Authenticator": ["allowed_users": ["ada"]]]
    let told = findings("github", sections, .of2023)
    #expect(codes(told) == ["A923"])
    #expect(told.first?.what.contains("other versions know it") == true)
    #expect(!codes(findings("github", sections, .of2024)).contains("A923"))
    // A section further up may set what the class below adds.
    let above: [String: JSONValue] = ["Authenticator": ["allowed_organizations": ["reef"]]]
    #expect(findings("github", above, .of2023).isEmpty)
  }

  struct Admins: Sendable {
    let login: String
    let section: String
    let options: JSONValue
    let stranger: String
    let member: String

    init(_ login: String, _ section: String, _ options: JSONValue, stranger: String, member: String) {
      self.login = login
      self.section = section
      self.options = options
      self.stranger = stranger
      self.member = member
    }

    /// CILogon with one identity provider, whose names derive from addresses.
    init(provider: String, _ derivation: [String: JSONValue], domains: JSONValue? = nil, stranger: String, member: String) {
      var all = derivation
      all["username_claim"] = "email"
      var options: [String: JSONValue] = ["username_derivation": .object(all)]
      if let domains { options["allowed_domains"] = domains }
      let idps: JSONValue = .object([provider: .object(options)])
      self.init("cilogon", "CILogonOAuthenticator", ["allowed_idps": idps], stranger: stranger, member: member)
    }

    static let all = [
      Admins(
        "github", "GitHubOAuthenticator", ["allowed_organizations": ["reef"]], stranger: "ada@reef.edu", member: "ada-l"),
      Admins(
        "google", "GoogleOAuthenticator", ["hosted_domain": ["reef.edu", "kelp.org"]], stranger: "ada@coral.org",
        member: "ada@reef.edu"),
      Admins("google", "GoogleOAuthenticator", ["hosted_domain": ["reef.edu"]], stranger: "ada@reef.edu", member: "ada"),
      Admins(
        provider: "http://google.com/accounts/o8/id", [:], domains: ["reef.edu"], stranger: "ada@kelp.org",
        member: "ada@reef.edu"),
      Admins(
        provider: "https://idp.reef.edu/x", ["action": "strip_idp_domain", "domain": "reef.edu"], stranger: "ada@reef.edu",
        member: "ada"),
      Admins(
        provider: "https://idp.reef.edu/x", ["action": "prefix", "prefix": "reef"], stranger: "ada@reef.edu",
        member: "reef:ada@reef.edu"),
    ]
  }

  @Test("admins whose names nobody can have", arguments: Admins.all)
  func admins(of admins: Admins) {
    let names: JSONValue = [.string(admins.stranger), .string(admins.member)]
    let sections: [String: JSONValue] = [admins.section: admins.options, "Authenticator": ["admin_users": names]]
    let told = findings(admins.login, sections, .of2023).filter { $0.code == "A924" }
    #expect(told.count == 1)
    #expect(told.first?.what.contains("'\(admins.stranger)'") == true)
  }

  @Test("a hub that nobody can enter")
  func nobody() {
    #expect(codes(findings("github", .current)) == ["A925"])
  }

  @Test("what other checks tell of the native layout is not told twice")
  func native() {
    var hub = Hub(id: "reef", community: "reef", cluster: "local", access: Access(login: .none))
    let open = values("dummy", ["Authenticator": ["allow_all": true]])
    #expect(AccessChecks.run([(hub, open, .current)]).isEmpty)
    hub.access = Access(login: .github)
    #expect(AccessChecks.run([(hub, values("github"), .current)]).isEmpty)
  }

  @Test("a line that two hubs share is told of once")
  func shared() {
    let values = values(
      "github", ["GitHubOAuthenticator": ["allowed_organisations": ["reef"]], "Authenticator": ["allowed_users": ["ada"]]])
    #expect(codes(AccessChecks.run([(adopted, values, .current), (adopted, values, .current)])) == ["A923"])
  }

  @Test("a door that is wider than the policy allows for its kind is an error, and an equal one is none")
  func policy() {
    let hub = Hub(id: "reef", file: "config/reef.yaml", community: "reef", cluster: "local", kind: .research)
    let named = values("github", ["Authenticator": ["allowed_users": ["ada"]]])
    let open = values("github", ["Authenticator": ["allow_all": true]])
    let rules = DoorRules(widest: [.research: "people"])
    #expect(codes(AccessChecks.run([(hub, named, .current)], rules: rules)) == [])
    let told = AccessChecks.run([(hub, open, .current)], rules: rules).filter { $0.code == "A927" }
    #expect(told.map(\.severity) == [.error])
    #expect(told.first?.what.contains("of research hubs the policy allows at the widest people who are named") == true)
    #expect(!codes(AccessChecks.run([(hub, open, .current)], rules: DoorRules(widest: [.basic: "nobody"]))).contains("A927"))
  }

  @Test("a door that is wider than its staging hub's is a warning, unless they differ on purpose")
  func staging() {
    var hub = Hub(id: "reef", file: "config/reef.yaml", community: "reef", cluster: "local", staging: "reef-staging")
    var trial = Hub(id: "reef-staging", file: "config/staging.yaml", community: "reef", cluster: "local")
    let named = values("github", ["Authenticator": ["allowed_users": ["ada"]]])
    let teams = values("github", ["GitHubOAuthenticator": ["allowed_organizations": ["reef"]]])
    func told() -> [String] {
      codes(AccessChecks.run([(hub, teams, .current), (trial, named, .current)])).filter { $0 == "A928" }
    }
    #expect(told() == ["A928"])
    #expect(codes(AccessChecks.run([(hub, named, .current), (trial, teams, .current)])) == [])
    trial.community = "everyone"
    #expect(told() == [])
    trial.community = "reef"
    hub.differsFromStaging = ["access.allow"]
    #expect(told() == [])
  }

  @Test("the policy's words for audiences are those of this room, in their order")
  func words() {
    let written = DoorRules.audiences
    #expect(written == AudienceLevel.allCases.map(\.rawValue))
  }

  @Test("every code is explained")
  func explained() {
    #expect(AccessChecks.explanations.map(\.code.rawValue) == ["A921", "A922", "A923", "A924", "A925", "A926", "A927", "A928"])
  }
}
