import Access
import Basics
import Fleet
import Testing

/// What the proof against the real authenticators found, each as one line; and that answers say why.
@Suite struct AdmissionTests {
  private let ada = Identity(login: "Ada", email: "ada@reef.edu", domain: "reef.edu", userList: .names([]))
  private let before = HubVersions.of2023Proof

  private func ask(
    _ who: Identity, _ login: String, _ sections: [String: JSONValue], _ versions: HubVersions = .current
  ) -> Admission { Admission.of(who, values(login, sections), versions: versions) }

  @Test("an answer has the name as the hub has it, the rule and the line")
  func why() {
    let sections: [String: JSONValue] = ["Authenticator": ["allowed_users": ["ada"], "admin_users": ["ada"]]]
    let admission = ask(ada, "github", sections)
    #expect(admission.answer == .yes)
    #expect(admission.name == "ada")
    #expect(admission.isAdmin)
    #expect(admission.reasons.first?.place?.line == 3)
    var eve = ada
    eve.login = "eve"
    let refused = ask(eve, "github", sections)
    #expect(refused.answer == .no)
    #expect(refused.reasons.first?.sentence == "no rule lets 'eve' in: allowed_users does not name them")
  }

  @Test("the incident of January 2022: a stranger with an account is in, and the rule says why")
  func incident() {
    let stranger = Identity(login: "miner", userList: .names([]))
    let then = ask(stranger, "github", ["Authenticator": ["admin_users": ["ada"]]], .of2021)
    #expect(then.answer == .yes)
    #expect(then.reasons.first?.sentence.contains("before JupyterHub 5 that lets in anyone with a GitHub account") == true)
  }

  @Test("a secret stands for its text: the hub starts, and what only the text tells is uncertain")
  func secrets() {
    let client: [String: JSONValue] = [
      "GitHubOAuthenticator": ["client_secret": ["secret": "reef-github"]], "Authenticator": ["allowed_users": ["ada"]],
    ]
    #expect(ask(ada, "github", client).answer == .yes)
    let shared: [String: JSONValue] = [
      "SharedPasswordAuthenticator": ["user_password": ["secret": "reef"]], "Authenticator": ["allow_all": true],
    ]
    #expect(ask(ada, "shared-password", shared).answer == .uncertain)
    #expect(Audience.of(values("shared-password", shared), versions: .current).level == .anyone)
  }

  @Test("a blocked name with a capital keeps nobody out")
  func blocked() {
    let sections: [String: JSONValue] = ["Authenticator": ["allowed_users": ["ada"], "blocked_users": ["Ada"]]]
    #expect(ask(ada, "github", sections).answer == .yes)
    #expect(ask(ada, "github", ["Authenticator": ["allowed_users": ["ada"], "blocked_users": ["ada"]]]).answer == .no)
  }

  @Test("null, a number among names and too short a password keep the hub from starting")
  func start() {
    let sections: [[String: JSONValue]] = [
      ["Authenticator": ["allowed_users": .null]], ["Authenticator": ["allowed_users": ["ada", 7]]],
      ["Authenticator": ["allowed_users": ["ada", "a/b"]]], ["Authenticator": .null],
      ["Authenticator": ["allowed_users": ["ada"], "allow_all": "yes"]],
    ]
    for sections in sections {
      let admission = ask(ada, "github", sections)
      #expect(admission.answer == .no)
      #expect(admission.reasons.first?.sentence.hasPrefix("the hub does not start") == true, "\(sections)")
    }
    // The audience says so, and stays as wide as the rest reads: whoever mends it opens the door that far.
    let null = audience("github", ["Authenticator": ["allowed_users": .null, "allow_all": true]], .current)
    #expect(null.level == .accounts)
    #expect(null.reasons.contains { $0.sentence == "the hub does not start: allowed_users cannot be null: it is a list" })
    let short: [String: JSONValue] = ["SharedPasswordAuthenticator": ["user_password": "kelp", "allow_all": true]]
    #expect(ask(ada, "shared-password", short).answer == .no)
    #expect(ask(ada, "shared-password", [:], before).reasons.first?.sentence.contains("has no shared password") == true)
  }

  @Test("older names of options: an empty whitelist empties the names, blacklist and group_whitelist do nothing")
  func olderNames() {
    let eve = Identity(login: "eve", userList: .names([]))
    let names: JSONValue = ["allowed_users": ["ada"], "whitelist": []]
    #expect(ask(eve, "github", ["Authenticator": names], before).answer == .yes)
    #expect(audience("github", ["Authenticator": names], before).level == .accounts)
    #expect(ask(eve, "github", ["Authenticator": ["blacklist": ["eve"]]], before).answer == .yes)
    let groups: [String: JSONValue] = ["PAMAuthenticator": ["group_whitelist": ["divers"]]]
    #expect(ask(eve, "pam", groups, before).answer == .yes)
    #expect(audience("pam", groups, before).level == .institutions)
  }

  @Test("where allow_all is on, JupyterHub 5 asks no class whether an address is confirmed")
  func unconfirmed() {
    var who = ada
    who.isEmailVerified = false
    let named: [String: JSONValue] = ["Authenticator": ["allowed_users": ["ada@reef.edu"]]]
    #expect(ask(who, "google", named).answer == .no)
    #expect(ask(ada, "google", named).answer == .yes)
    #expect(ask(who, "google", ["GoogleOAuthenticator": ["allow_all": true]]).answer == .yes)
  }

  @Test("groups decide who is admin before oauthenticator 16, also of those whom admin_users names")
  func adminByGroups() {
    var who = ada
    who.groups = ["divers"]
    let sections: [String: JSONValue] = [
      "GenericOAuthenticator": [
        "allowed_groups": ["divers"], "token_url": "https://login.reef.edu/t", "userdata_url": "https://login.reef.edu/u",
      ], "Authenticator": ["admin_users": ["ada"]],
    ]
    #expect(ask(who, "generic-oauth", sections, before).answer == .yes)
    #expect(!ask(who, "generic-oauth", sections, before).isAdmin)
  }

  @Test("manage_groups with a login that gives no groups ends in an error since JupyterHub 5")
  func managedGroups() {
    let sections: [String: JSONValue] = ["Authenticator": ["manage_groups": true]]
    #expect(ask(ada, "dummy", sections).answer == .no)
    #expect(ask(ada, "dummy", sections, before).answer == .yes)
  }

  @Test("scopes that GitHub grants are known only where it is one, and those of Globus never")
  func scopes() {
    func sections(_ asked: JSONValue) -> [String: JSONValue] { ["OAuthenticator": ["scope": asked, "allowed_scopes": ["openid"]]] }
    #expect(ask(ada, "github", sections(["openid"])).answer == .yes)
    #expect(ask(ada, "github", sections(["openid", "email"])).answer == .no)
    #expect(ask(ada, "google", sections(["openid", "email"])).answer == .yes)
    #expect(ask(Identity(login: "ada@reef.edu"), "globus", sections(["openid"])).answer == .no)
  }

  @Test("what only the hub knows is uncertain where it decides, and asked for nowhere else")
  func unknown() {
    var who = ada
    who.userList = .unknown
    let named: [String: JSONValue] = ["Authenticator": ["allowed_users": ["grace"]]]
    #expect(ask(who, "pam", named).answer == .uncertain)
    #expect(ask(who, "github", named).answer == .no)
    who.userList = .has(true)
    #expect(ask(who, "pam", named).answer == .yes)
    #expect(ask(who, "native", [:], before).answer == .uncertain)
    who.isApproved = true
    #expect(ask(who, "native", [:], before).answer == .yes)
  }

  @Test("domains of an identity provider may have wild cards")
  func domains() {
    func idps(_ domains: JSONValue) -> [String: JSONValue] {
      let provider: JSONValue = ["username_derivation": ["username_claim": "email"], "allowed_domains": domains]
      return ["CILogonOAuthenticator": ["allowed_idps": ["https://idp.reef.edu/x": provider]]]
    }
    var who = ada
    who.idp = "https://idp.reef.edu/x"
    for (domains, answer) in [(["*.edu"], Admission.Answer.yes), (["[!r]*"], .no), (["re?f.edu"], .yes), (["kelp.org"], .no)] {
      #expect(ask(who, "cilogon", idps(.array(domains.map(JSONValue.string)))).answer == answer, "\(domains)")
    }
    who.idp = "https://idp.kelp.org/x"
    #expect(ask(who, "cilogon", idps(["*"])).answer == .no)
  }

  @Test("an identity is read from JSON, and a mistake in it is told")
  func reading() throws {
    let who = try Identity(["login": "ada", "orgs": ["reef"], "existing": true, "claims": ["sub": "7"]])
    #expect(who == Identity(login: "ada", orgs: ["reef"], claims: ["sub": "7"], userList: .has(true)))
    let told = #expect(throws: IdentityError.self) { try Identity(["logn": "ada"]) }
    #expect(told?.description == "an identity has no 'logn'; did you mean 'login'?")
    #expect(throws: IdentityError.self) { try Identity(["orgs": "reef"]) }
    #expect(throws: IdentityError.self) { try Identity("ada") }
  }
}
