import Access
import Basics
import Fleet
import Testing

@Suite struct OAuthAudienceTests {
  @Test("the incident of January 2022: admins and no names, so anyone with a GitHub account")
  func incident() {
    let sections: [String: JSONValue] = ["Authenticator": ["admin_users": ["ada"]]]
    let then = audience("github", sections, .of2021)
    #expect(then.level == .accounts)
    #expect(then.crowds == ["anyone with a GitHub account"])
    #expect(then.isCertain)
    #expect(then.place?.line == 3)
    // The same lines are a closed door but for the admin since oauthenticator 16.
    let now = audience("github", sections, .current)
    #expect(now.level == .people)
    #expect(now.people == ["ada"])
  }

  @Test("the lockout of July 2026: an option of another authenticator, and nobody can enter")
  func lockout() {
    let sections: [String: JSONValue] = [
      "CILogonOAuthenticator": [
        "allowed_organizations": ["reef"],
        "allowed_idps": ["https://idp.reef.edu/shibboleth": ["username_derivation": ["username_claim": "eppn"]]],
      ]
    ]
    #expect(audience("cilogon", sections, .current).level == .nobody)
    let told = findings("cilogon", sections, .current)
    #expect(told.contains { $0.code == "A925" })
    let option = told.first { $0.code == "A923" }
    #expect(option?.severity == .error)
    #expect(option?.what.contains("GitHubOAuthenticator knows it") == true)
  }

  @Test("organisations and teams: a filter before oauthenticator 16, a way in since")
  func organisations() {
    let teams: JSONValue = ["allowed_organizations": ["reef", "kelp:divers"]]
    for versions in [HubVersions.of2021, .of2023, .of2024, .current] {
      let only = audience("github", ["GitHubOAuthenticator": teams], versions)
      #expect(only.level == .teams)
      #expect(only.teams == ["reef", "kelp:divers"])
    }
    let both: [String: JSONValue] = ["GitHubOAuthenticator": teams, "Authenticator": ["allowed_users": ["Ada"]]]
    let filtered = audience("github", both, .of2023)
    #expect(filtered.level == .people)
    #expect(filtered.people == ["ada"])
    #expect(filtered.reasons.contains { $0.effect == .restricts && $0.sentence.contains("allowed_organizations") })
    #expect(audience("github", both, .current).level == .teams)
  }

  @Test("admins are added to the names that are allowed")
  func admins() {
    let sections: [String: JSONValue] = ["Authenticator": ["allowed_users": ["grace"], "admin_users": ["Ada"]]]
    for versions in [HubVersions.of2023, .current] {
      let audience = audience("github", sections, versions)
      #expect(audience.people == ["ada", "grace"])
      #expect(audience.admins == ["ada"])
    }
    #expect(audience("github", sections, .of2023).admitsExistingUsers)
    #expect(!audience("github", sections, .current).admitsExistingUsers)
  }

  @Test("Google: a domain closes the door before 16, and since then only together with allow_all opens it to the domain")
  func google() {
    let domain: [String: JSONValue] = ["GoogleOAuthenticator": ["hosted_domain": ["reef.edu"]]]
    #expect(audience("google", [:], .of2023).level == .accounts)
    #expect(audience("google", domain, .of2023).level == .institutions)
    #expect(audience("google", domain, .of2023).domains == ["reef.edu"])
    #expect(audience("google", domain, .current).level == .nobody)
    let open: [String: JSONValue] = ["GoogleOAuthenticator": ["hosted_domain": ["reef.edu"], "allow_all": true]]
    #expect(audience("google", open, .current).level == .institutions)
    #expect(audience("google", ["GoogleOAuthenticator": ["allow_all": true]], .current).level == .accounts)
    let mail: [String: JSONValue] = ["GoogleOAuthenticator": ["hosted_domain": "gmail.com"]]
    #expect(audience("google", mail, .of2023).level == .accounts)
    let groups: [String: JSONValue] = ["GoogleOAuthenticator": ["allowed_google_groups": ["reef.edu": ["divers"]]]]
    #expect(audience("google", groups, .current).teams == ["divers@reef.edu"])
  }

  @Test("a domain that JupyterHub 5 skips, with an oauthenticator that checks it too late, closes nothing")
  func skippedDomain() {
    let mixed = HubVersions(jupyterhub: LibraryVersion(5, 0, 0), oauthenticator: LibraryVersion(16, 2, 0))
    let open: [String: JSONValue] = ["GoogleOAuthenticator": ["hosted_domain": ["reef.edu"], "allow_all": true]]
    #expect(audience("google", open, mixed).level == .accounts)
  }

  @Test("CILogon before 16: public providers are open to all, institutions to theirs, domains keep others out")
  func cilogonBefore() {
    func idps(_ idps: JSONValue) -> [String: JSONValue] { ["CILogonOAuthenticator": ["allowed_idps": idps]] }
    let google: JSONValue = ["username_derivation": ["username_claim": "email"]]
    #expect(audience("cilogon", [:], .of2023).level == .accounts)
    #expect(
      audience("cilogon", idps(["http://google.com/accounts/o8/id": google]), .of2023).crowds == ["anyone with a Google account"])
    #expect(audience("cilogon", idps(["urn:mace:incommon:reef.edu": google]), .of2023).level == .institutions)
    let staff: JSONValue = ["username_derivation": ["username_claim": "email"], "allowed_domains": ["reef.edu"]]
    let bounded = audience("cilogon", idps(["http://google.com/accounts/o8/id": staff]), .of2023)
    #expect(bounded.level == .institutions)
    #expect(bounded.domains == ["reef.edu"])
    let both = audience(
      "cilogon", idps(["http://google.com/accounts/o8/id": staff, "http://github.com/login/oauth/authorize": google]), .of2023)
    #expect(both.level == .accounts)
    // What the login page shows is no rule.
    let shown = audience("cilogon", ["CILogonOAuthenticator": ["shown_idps": ["urn:mace:incommon:reef.edu"]]], .of2023)
    #expect(shown.level == .accounts)
  }

  @Test("CILogon since 16: providers may log in and enter only by a rule")
  func cilogonSince() {
    func idps(_ idps: JSONValue) -> [String: JSONValue] { ["CILogonOAuthenticator": ["allowed_idps": idps]] }
    let plain: JSONValue = ["username_derivation": ["username_claim": "email"]]
    #expect(audience("cilogon", idps(["https://idp.reef.edu/x": plain]), .current).level == .nobody)
    let all: JSONValue = ["username_derivation": ["username_claim": "email"], "allow_all": true]
    #expect(audience("cilogon", idps(["https://idp.reef.edu/x": all]), .current).domains == ["idp.reef.edu"])
    #expect(audience("cilogon", idps(["http://google.com/accounts/o8/id": all]), .current).level == .accounts)
    let domains: JSONValue = ["username_derivation": ["username_claim": "email"], "allowed_domains": ["*.reef.edu"]]
    #expect(audience("cilogon", idps(["http://google.com/accounts/o8/id": domains]), .of2024).level == .institutions)
    let everything: JSONValue = ["username_derivation": ["username_claim": "email"], "allowed_domains": ["*"]]
    #expect(audience("cilogon", idps(["http://google.com/accounts/o8/id": everything]), .current).level == .accounts)
    #expect(audience("cilogon", ["OAuthenticator": ["allow_all": true]], .current).level == .nobody)
  }

  @Test("groups of a generic provider count from 17 on only where the hub manages groups")
  func generic() {
    let groups: JSONValue = ["allowed_groups": ["divers"], "authorize_url": "https://login.reef.edu/auth"]
    #expect(audience("generic-oauth", ["GenericOAuthenticator": groups], .of2023).level == .teams)
    #expect(audience("generic-oauth", ["GenericOAuthenticator": groups], .of2024).level == .teams)
    #expect(audience("generic-oauth", ["GenericOAuthenticator": groups], .current).level == .nobody)
    let managed: JSONValue = ["allowed_groups": ["divers"], "manage_groups": true]
    #expect(audience("generic-oauth", ["GenericOAuthenticator": managed], .current).level == .teams)
    let open = audience("generic-oauth", ["GenericOAuthenticator": ["authorize_url": "https://login.reef.edu/auth"]], .of2023)
    #expect(open.level == .accounts)
    #expect(open.crowds == ["anyone with an account at login.reef.edu"])
  }

  @Test(
    "lists of other providers",
    arguments: [
      ("gitlab", "GitLabOAuthenticator", "allowed_gitlab_groups"), ("gitlab", "GitLabOAuthenticator", "allowed_project_ids"),
      ("globus", "GlobusOAuthenticator", "allowed_globus_groups"), ("globus", "GlobusOAuthenticator", "admin_globus_groups"),
      ("bitbucket", "BitbucketOAuthenticator", "allowed_teams"),
    ])
  func others(login: String, section: String, option: String) {
    let sections: [String: JSONValue] = [section: [option: ["divers"]] as JSONValue]
    for versions in [HubVersions.of2023, .current] {
      #expect(audience(login, sections, versions).level == .teams)
    }
    #expect(audience(login, [:], .of2023).level == .accounts)
    #expect(audience(login, [:], .current).level == .nobody)
  }

  @Test("a provider of one's own is an institution")
  func ownProvider() {
    let own: [String: JSONValue] = ["GitHubOAuthenticator": ["github_url": "https://git.reef.edu"]]
    #expect(audience("github", own, .of2023).domains == ["git.reef.edu"])
    let tenant: [String: JSONValue] = ["AzureAdOAuthenticator": ["tenant_id": "1234-abcd", "allow_all": true]]
    #expect(audience("azuread", tenant, .current).level == .institutions)
    #expect(
      audience("azuread", ["AzureAdOAuthenticator": ["tenant_id": "common", "allow_all": true]], .current).level == .accounts)
  }

  @Test("the most specific section wins, and null is as if nothing were said")
  func sections() {
    let sections: [String: JSONValue] = [
      "Authenticator": ["allowed_users": ["ada", "grace"]], "OAuthenticator": ["allowed_users": ["kelp"]],
      "GitHubOAuthenticator": ["allowed_users": ["coral"]],
    ]
    #expect(audience("github", sections, .current).people == ["coral"])
    let null: [String: JSONValue] = ["Authenticator": ["allowed_users": ["ada"]], "GitHubOAuthenticator": ["allowed_users": .null]]
    #expect(audience("github", null, .current).people == ["ada"])
  }

  @Test("short names, full names and names of local variants are the same class")
  func names() {
    let sections: [String: JSONValue] = ["GitHubOAuthenticator": ["allowed_organizations": ["reef"]]]
    for name in [
      "github", "oauthenticator.github.GitHubOAuthenticator", "oauthenticator.GitHubOAuthenticator", "local-github",
      "oauthenticator.github:GitHubOAuthenticator", "oauthenticator.github.LocalGitHubOAuthenticator",
    ] {
      #expect(audience(name, sections, .current).level == .teams)
    }
  }

  @Test("allow_existing_users lets in whom nobody can read")
  func existing() {
    let audience = audience("github", ["OAuthenticator": ["allow_existing_users": true]], .current)
    #expect(audience.level == .people)
    #expect(audience.admitsExistingUsers)
    #expect(!audience.isCertain)
  }
}
