import Access
import Basics
import Fleet
import Testing

@Suite struct BaseAudienceTests {
  @Test("the chart's default is dummy, which asks nobody for anything")
  func chartDefault() {
    for versions in [HubVersions.of2023, .current] {
      let audience = audience(nil, versions)
      #expect(audience.level == .anyone)
      #expect(audience.className == "DummyAuthenticator")
      #expect(!audience.needsPassword)
    }
  }

  @Test("names prove nothing with dummy, and a password only that one has it")
  func dummy() {
    let named: [String: JSONValue] = ["Authenticator": ["allowed_users": ["ada"]]]
    #expect(audience("dummy", named, .of2023).level == .anyone)
    #expect(audience("dummy", named, .current).level == .anyone)
    let guarded = audience("dummy", ["DummyAuthenticator": ["password": "kelp forest"]], .current)
    #expect(guarded.level == .anyone)
    #expect(guarded.needsPassword)
    #expect(guarded.summary == "anyone who has the one password")
    let closed: [String: JSONValue] = ["DummyAuthenticator": ["allow_all": false]]
    #expect(audience("dummy", closed, .current).level == .nobody)
    #expect(audience("dummy", closed, .of2023).level == .anyone)
  }

  @Test("a shared password opens only where allow_all or names say so")
  func sharedPassword() {
    let password: JSONValue = ["user_password": "kelp forest"]
    #expect(audience("shared-password", ["SharedPasswordAuthenticator": password], .current).level == .nobody)
    let open = audience(
      "shared-password", ["SharedPasswordAuthenticator": password, "Authenticator": ["allow_all": true]], .current)
    #expect(open.level == .anyone)
    #expect(open.needsPassword)
    let named = audience(
      "shared-password", ["SharedPasswordAuthenticator": password, "Authenticator": ["allowed_users": ["ada"]]], .current)
    #expect(named.level == .anyone)
    #expect(named.people == ["ada"])
    #expect(audience("shared-password", ["Authenticator": ["allow_all": true]], .current).level == .nobody)
  }

  @Test("null admits nobody, a temporary name anyone")
  func nullAndTemporary() {
    #expect(audience("null", ["Authenticator": ["allow_all": true]], .current).level == .nobody)
    #expect(audience("tmpauthenticator.TmpAuthenticator", .of2023).level == .anyone)
    #expect(audience("tmp", .current).level == .nobody)
    #expect(audience("tmp", ["TmpAuthenticator": ["allow_all": true]], .current).level == .anyone)
    #expect(audience("tmp", ["Authenticator": ["allowed_users": ["ada"]]], .of2023).level == .nobody)
  }

  @Test("PAM: accounts of the machine, groups instead of names before JupyterHub 5 and beside them since")
  func pam() {
    #expect(audience("pam", .of2023).level == .institutions)
    #expect(audience("pam", .current).level == .nobody)
    // With only admins set, PAM does not admit them.
    #expect(audience("pam", ["Authenticator": ["admin_users": ["ada"]]], .current).level == .nobody)
    let both: [String: JSONValue] = ["PAMAuthenticator": ["allowed_groups": ["divers"], "allowed_users": ["ada"]]]
    #expect(audience("pam", both, .of2023).people.isEmpty)
    #expect(audience("pam", both, .of2023).level == .teams)
    #expect(audience("jupyterhub.auth.PAMAuthenticator", both, .current).people == ["ada"])
  }

  @Test("first use and native sign-up")
  func firstUseAndNative() {
    let firstUse = "firstuseauthenticator.FirstUseAuthenticator"
    #expect(audience(firstUse, .of2023).level == .anyone)
    #expect(audience(firstUse, .current).level == .anyone)
    #expect(audience(firstUse, ["Authenticator": ["allowed_users": ["ada"]]], .current).level == .people)
    let closed = audience(firstUse, ["FirstUseAuthenticator": ["create_users": false]], .current)
    #expect(closed.level == .people)
    #expect(!closed.isCertain)
    let open: [String: JSONValue] = ["NativeAuthenticator": ["open_signup": true]]
    #expect(audience("native", open, .of2023).level == .anyone)
    #expect(audience("native", open, .current).level == .nobody)
    #expect(audience("native", .of2023).level == .people)
  }

  @Test("since JupyterHub 5 a name that was allowed once stays, unless that is turned off")
  func existing() {
    let named: [String: JSONValue] = ["Authenticator": ["allowed_users": ["ada"]]]
    #expect(audience("pam", named, .current).admitsExistingUsers)
    let off: [String: JSONValue] = ["Authenticator": ["allowed_users": ["ada"], "allow_existing_users": false]]
    #expect(!audience("pam", off, .current).admitsExistingUsers)
  }

  @Test("before JupyterHub 1.2 the names stood under whitelist, and allowed_users was ignored")
  func whitelist() {
    let old = HubVersions(jupyterhub: LibraryVersion(1, 1, 0), oauthenticator: LibraryVersion(0, 11, 0))
    #expect(audience("github", ["Authenticator": ["allowed_users": ["ada"]]], old).level == .accounts)
    #expect(audience("github", ["Authenticator": ["whitelist": ["ada"]]], old).level == .people)
    #expect(audience("github", ["Authenticator": ["whitelist": ["ada"]]], .of2023).level == .people)
  }

  @Test("blocked names are taken out")
  func blocked() {
    let sections: [String: JSONValue] = ["Authenticator": ["allowed_users": ["ada", "grace"], "blocked_users": ["ada"]]]
    #expect(audience("github", sections, .current).people == ["grace"])
    // JupyterHub brings names to lower case, and blocked ones not: this keeps nobody out.
    let capital: [String: JSONValue] = ["Authenticator": ["allowed_users": ["ada", "grace"], "blocked_users": ["Ada"]]]
    #expect(audience("github", capital, .current).people == ["ada", "grace"])
    let all: [String: JSONValue] = ["Authenticator": ["allowed_users": ["ada"], "blocked_users": ["ada"]]]
    #expect(audience("github", all, .current).level == .nobody)
  }

  @Test("a class that Atoll does not know is open, as far as can be read, and never safe")
  func unknownClass() {
    let audience = audience("reefauth.ReefAuthenticator", ["Authenticator": ["allowed_users": ["ada"]]], .current)
    #expect(audience.level == .anyone)
    #expect(!audience.isCertain)
    #expect(audience.className == nil)
    #expect(audience.doubts.map(\.kind) == [.authenticator])
  }
}
