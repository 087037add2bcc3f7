import Access
import Basics
import Fleet
import Testing

/// Laws that hold for any configuration, over random ones.
@Suite struct AudienceLawTests {
  private static let logins: [(String, String)] = [
    ("github", "GitHubOAuthenticator"), ("google", "GoogleOAuthenticator"), ("cilogon", "CILogonOAuthenticator"),
    ("generic-oauth", "GenericOAuthenticator"), ("globus", "GlobusOAuthenticator"), ("dummy", "DummyAuthenticator"),
    ("pam", "PAMAuthenticator"), ("native", "NativeAuthenticator"), ("null", "NullAuthenticator"),
    ("shared-password", "SharedPasswordAuthenticator"), ("tmp", "TmpAuthenticator"),
    ("firstuseauthenticator.FirstUseAuthenticator", "FirstUseAuthenticator"),
  ]
  private static let versions: [HubVersions] = [.of2021, .of2023, .of2024, .current, .unknown]

  private struct Sample {
    var login: String
    var names: [JSONValue]
    var base: [String: JSONValue]
    var own: [String: JSONValue]
    var section: String
    var versions: HubVersions

    var sections: [String: JSONValue] {
      var all = base
      if !names.isEmpty { all["allowed_users"] = .array(names) }
      return ["Authenticator": .object(all), section: .object(own)]
    }
  }

  private func samples(_ count: Int, seed: UInt64) -> [Sample] {
    var random = SeededRandom(seed: seed)
    func chance(_ share: Int) -> Bool { Int.random(in: 0..<100, using: &random) < share }
    return (0..<count).map { _ in
      let (login, section) = Self.logins.randomElement(using: &random) ?? ("github", "GitHubOAuthenticator")
      var base: [String: JSONValue] = [:]
      var own: [String: JSONValue] = [:]
      if chance(40) { base["admin_users"] = ["ada"] }
      if chance(20) { base["blocked_users"] = ["grace"] }
      if chance(20) { base["allow_all"] = true }
      if chance(10) { base["allow_existing_users"] = true }
      if chance(30) { own["allowed_organizations"] = ["reef"] }
      if chance(30) { own["allowed_groups"] = ["divers"] }
      if chance(30) { own["hosted_domain"] = ["reef.edu"] }
      if chance(30) { own["password"] = "kelp" }
      if chance(30) { own["user_password"] = "kelp forest" }
      if chance(50) {
        own["allowed_idps"] = ["https://idp.reef.edu/x": ["username_derivation": ["username_claim": "email"], "allow_all": true]]
      }
      let names: [JSONValue] = chance(50) ? ["grace", "linus"] : []
      let versions = Self.versions.randomElement(using: &random) ?? .current
      return Sample(login: login, names: names, base: base, own: own, section: section, versions: versions)
    }
  }

  @Test("one more name on a list that has names never narrows the door, and the name is among them")
  func names() {
    for sample in samples(2000, seed: 4) where !sample.names.isEmpty {
      let before = audience(sample.login, sample.sections, sample.versions)
      var more = sample
      more.names.append("coral")
      let after = audience(sample.login, more.sections, sample.versions)
      #expect(after.level >= before.level)
      #expect(Set(after.people).isSuperset(of: before.people))
    }
  }

  @Test("where doors are closed by default, the first name never narrows an OAuth door")
  func firstName() {
    let oauth: Set<String> = ["github", "google", "cilogon", "generic-oauth", "globus"]
    for sample in samples(2000, seed: 5) where sample.names.isEmpty && oauth.contains(sample.login) && sample.versions == .current {
      var more = sample
      more.names = ["coral"]
      #expect(audience(sample.login, more.sections, .current).level >= audience(sample.login, sample.sections, .current).level)
    }
  }

  @Test("allow_all never narrows")
  func allowAll() {
    for sample in samples(2000, seed: 6) where sample.base["allow_all"] == nil {
      var more = sample
      more.base["allow_all"] = true
      let before = audience(sample.login, sample.sections, sample.versions)
      #expect(audience(sample.login, more.sections, sample.versions).level >= before.level)
    }
  }

  @Test("with code it is never certain, and the level is what it is without")
  func code() {
    for sample in samples(1000, seed: 7) {
      let hub: [String: JSONValue] = ["extraConfig": ["x": "c.Authenticator.allow_all = True"]]
      let with = audience(sample.login, sample.sections, hub: hub, sample.versions)
      #expect(!with.isCertain)
      #expect(with.summary.hasPrefix("at least"))
      #expect(with.level == audience(sample.login, sample.sections, sample.versions).level)
    }
  }

  @Test("unknown versions are never narrower than known ones that may be true")
  func versions() {
    for sample in samples(1000, seed: 8) {
      let unknown = audience(sample.login, sample.sections, .unknown)
      #expect(!unknown.isCertain)
      for known in [HubVersions.of2023, .current] {
        #expect(unknown.level >= audience(sample.login, sample.sections, known).level)
      }
    }
  }

  @Test("blocked names are never among those who may enter, and reasons begin with what decided")
  func reasons() {
    for sample in samples(1000, seed: 9) {
      let audience = audience(sample.login, sample.sections, sample.versions)
      #expect(Set(audience.people).isDisjoint(with: audience.blocked))
      if audience.level > .nobody, let first = audience.reasons.first { #expect(first.effect == .admits(audience.level)) }
    }
  }
}
