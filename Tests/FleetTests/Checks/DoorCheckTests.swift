import Basics
import Fleet
import Testing

@Suite("Doors")
struct DoorCheckTests {
  typealias Change = @Sendable (inout Hub) -> Void

  static let open: [Change] = [
    { $0.access.login = .none },
    { $0.access.open = Access.Open(because: "Workshop") },
    { $0.access.people = ["*"] },
    { $0.access = github(teams: ["*"]) },
    { $0.access = google(domains: ["*"]) },
    { $0.access = google(domains: ["Gmail.com"]) },
    { $0.values = ["hub": ["config": ["Authenticator": ["allow_all": true]]]] },
  ]

  @Test("a door that anyone may enter is an error", arguments: open.indices)
  func openDoors(index: Int) {
    let fleet = Fleet.example { bothHubs(DoorCheckTests.open[index]) }
    #expect(fleet.complaints == ["A401", "A401"])
    #expect(fleet.findings.allSatisfy { $0.severity == .error })
  }

  @Test("an opening with an end that is to come is no open door")
  func withEnd() {
    #expect(Fleet.example { bothHubs { $0.access.open = Access.Open(until: "2099-12-01T18:00+01:00") } }.codes == [])
  }

  @Test("an end is past from its very second on")
  func past() {
    let until = "2026-11-01T18:00+01:00"
    let fleet = Fleet.example { bothHubs { $0.access.open = Access.Open(until: until) } }
    let end = Timestamp(iso8601: "2026-11-01T17:00:00Z")
    #expect(end != nil)
    guard let end else { return }
    #expect(Checks.run(fleet, now: end.advanced(by: -1)).isEmpty)
    #expect(Checks.run(fleet, now: end).map(\.code) == ["A402", "A402"])
  }

  @Test("a hub that nobody can enter is a warning; an admin, a team, a domain or a rule in values is somebody")
  func nobody() {
    func codes(_ change: @escaping Change) -> [FindingCode] { Fleet.example { bothHubs(change) }.complaints }
    #expect(codes { $0.access.people = [] } == ["A403", "A403"])
    #expect(codes { $0.access = Access(login: .password, admins: ["ada"]) } == [])
    #expect(codes { $0.access = DoorCheckTests.github(teams: ["reef:members"]) } == [])
    #expect(codes { $0.access = DoorCheckTests.google(domains: ["reef.example"]) } == [])
    #expect(
      codes {
        $0.access = DoorCheckTests.github(teams: [])
        $0.values = ["hub": ["config": ["GitHubOAuthenticator": ["allowed_organizations": ["reef"]]]]]
      } == [])
  }

  static let client = Access.Client(id: "reef", secret: "reef-client")

  static func github(teams: [String]) -> Access { Access(login: .github, teams: teams, client: client) }
  static func google(domains: [String], people: [PersonID] = []) -> Access {
    Access(login: .google, people: people, domains: domains, client: client)
  }
}

@Suite("Logins")
struct LoginCheckTests {
  func codes(_ change: @escaping (inout Hub) -> Void) -> [FindingCode] {
    let findings = Fleet.example {
      hub("reef") {
        change(&$0)
        $0.staging = nil
      }
    }.findings
    return findings.filter { $0.severity > .note && $0.code != "A326" && $0.place?.file == "hubs/reef.yaml" }.map(
      \.code)
  }

  @Test("a login at a provider needs a client", arguments: [Access.Login.github, .google])
  func client(login: Access.Login) {
    #expect(codes { $0.access = Access(login: login, people: ["ada"]) } == ["A404"])
    #expect(codes { $0.access = Access(login: login, people: ["ada"], client: DoorCheckTests.client) } == [])
  }

  @Test("what is missing is an error where the hub is awake, and a warning where it is asleep")
  func severity() {
    func severity(awake: Bool) -> Severity? {
      Fleet.example {
        bothHubs {
          $0.access = Access(login: .github, people: ["ada"])
          $0.awake = awake
        }
      }.findings.first { $0.code == "A404" }?.severity
    }
    #expect(severity(awake: true) == .error)
    #expect(severity(awake: false) == .warning)
  }

  @Test("a shared password needs its secret, and admins one of their own")
  func sharedPassword() {
    #expect(
      codes { $0.access = Access(login: .sharedPassword, people: ["bo"], admins: ["ada"]) }
        == ["A406", "A405"].sorted())
    #expect(
      codes {
        $0.access = Access(
          login: .sharedPassword, people: ["bo"], admins: ["ada"], password: "class", adminPassword: "teacher")
      } == [])
    #expect(codes { $0.access = Access(login: .sharedPassword, people: ["bo"], password: "class") } == [])
  }

  @Test("with Google, someone outside the domains cannot enter although named")
  func domainFilter() {
    #expect(
      codes { $0.access = DoorCheckTests.google(domains: ["reef.example"], people: ["ada@kelp.example"]) } == ["A407"])
    #expect(codes { $0.access = DoorCheckTests.google(domains: ["reef.example"], people: ["ada@Reef.example"]) } == [])
  }

  @Test("a rule that the login does not know is told")
  func unknownRules() {
    #expect(codes { $0.access.teams = ["reef:members"] } == ["A408"])
    #expect(codes { $0.access.domains = ["reef.example"] } == ["A408"])
    #expect(codes { $0.access.password = "class" } == ["A408"])
    #expect(codes { $0.access.adminPassword = "teacher" } == ["A408"])
    #expect(codes { $0.access.client = DoorCheckTests.client } == ["A408"])
  }

  @Test("OpenID Connect needs the provider's addresses and claims")
  func oidc() {
    var client = DoorCheckTests.client
    let bare = client
    #expect(
      codes { $0.access = Access(login: .oidc, people: ["ada"], client: bare) } == ["A409", "A409", "A409", "A409"])
    client.authorizeURL = "https://login.example/authorize"
    client.tokenURL = "https://login.example/token"
    client.userdataURL = "https://login.example/userinfo"
    client.usernameClaim = "sub"
    let whole = client
    #expect(codes { $0.access = Access(login: .oidc, people: ["ada"], client: whole) } == [])
    #expect(codes { $0.access = Access(login: .oidc, teams: ["reef"], client: whole) } == [])
  }

  @Test("CILogon needs to know which identity providers it may trust")
  func cilogon() {
    let access = Access(login: .cilogon, people: ["ada"], client: DoorCheckTests.client)
    let providers: JSONValue = [
      "hub": ["config": ["CILogonOAuthenticator": ["allowed_idps": ["https://idp.example": ["allow_all": false]]]]]
    ]
    #expect(codes { $0.access = access } == ["A409"])
    #expect(
      codes {
        $0.access = access
        $0.values = providers
      } == [])
    #expect(
      codes {
        $0.access = access
        $0.access.domains = ["reef.example"]
        $0.values = providers
      } == ["A408"])
  }

  @Test("two names that differ in capitals are one user")
  func capitals() {
    #expect(codes { $0.access.people = ["ada", "Ada"] } == ["A411"])
    #expect(codes { $0.access.people = ["ada", "bo"] } == [])
  }

  @Test("nobody can have the name that tests use")
  func testUser() {
    #expect(codes { $0.access.people = ["ada", "Atoll-Test"] } == ["A412"])
  }
}
