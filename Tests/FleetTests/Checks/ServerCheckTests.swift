import Basics
import Fleet
import Testing

private let gigabyte = 1 << 30

@Suite("Profiles and limits")
struct ServerCheckTests {
  func codes(_ parts: FleetPart...) -> [FindingCode] {
    var fleet = Fleet.example()
    for part in parts { part.change(&fleet) }
    return fleet.findings.filter { $0.place?.file != "hubs/reef-staging.yaml" && $0.severity > .note }.map(\.code)
  }

  let nodes = cluster("shore") {
    $0.nodes = [
      Cluster.Node(name: "broad", memory: Bytes(64 * gigabyte), cpu: 4),
      Cluster.Node(name: "quick", memory: Bytes(16 * gigabyte), cpu: 32, count: 2),
    ]
  }

  @Test("a limit larger than the largest node is an error, in a profile and in the hub's limits")
  func tooLarge() {
    #expect(codes(nodes, bothHubs { $0.limits.memory = Bytes(65 * gigabyte) }) == ["A501"])
    #expect(codes(nodes, bothHubs { $0.limits.cpu = 33 }) == ["A501"])
    #expect(codes(nodes, bothHubs { $0.profiles = [Profile(name: "Large", memory: Bytes(96 * gigabyte))] }) == ["A501"])
    #expect(codes(nodes, bothHubs { $0.limits.memory = Bytes(64 * gigabyte) }) == [])
  }

  @Test("memory and cores must be on one node")
  func oneNode() {
    let wide = bothHubs { $0.limits = Limits(memory: Bytes(32 * gigabyte), cpu: 8) }
    #expect(codes(nodes, wide) == ["A501"])
    #expect(codes(nodes, bothHubs { $0.limits = Limits(memory: Bytes(16 * gigabyte), cpu: 8) }) == [])
  }

  @Test(
    "requirements that take in another file are refused, once for all hubs that name them",
    arguments: [
      ("-r base.txt", 1), ("  --requirement=base.txt", 1), ("-c pins.txt\n-e .", 2), ("./wheels/one.whl", 1),
      ("tool @ file:///srv/tool", 1), ("numpy # see ./notes.txt", 0), ("--extra-index-url https://pypi.example/", 0),
      ("tool @ git+https://git.example/tool", 0), ("# -r base.txt", 0), ("-e git+https://git.example/tool", 0),
    ])
  func requirementsElsewhere(text: String, count: Int) {
    let file = "requirements/reef.txt"
    let change = bothHubs { $0.environment.requirements = file }
    #expect(
      codes(change, FleetPart { $0.texts[file] = "numpy\n" + text }) == Array(repeating: "A515", count: count))
  }

  @Test("a cluster that declares no nodes is not checked")
  func noNodes() {
    #expect(codes(bothHubs { $0.limits.memory = Bytes(1024 * gigabyte) }) == [])
  }

  @Test("guarantees that all nodes together cannot hold are a warning")
  func guarantees() {
    let values: JSONValue = ["singleuser": ["memory": ["guarantee": "8G", "limit": "8G"]]]
    func servers(_ number: Int) -> FleetPart {
      bothHubs {
        $0.limits.servers = number
        $0.values = values
      }
    }
    #expect(codes(nodes, servers(13)) == ["A502"])
    #expect(codes(nodes, servers(12)) == [])
  }

  @Test("fewer servers than people at once is a warning")
  func tooFew() {
    #expect(
      codes(
        bothHubs {
          $0.effort.atOnce = 20
          $0.limits.servers = 19
        }) == ["A506"])
    #expect(
      codes(
        bothHubs {
          $0.effort.atOnce = 20
          $0.limits.servers = 20
        }) == [])
  }

  @Test("one profile of several is the default")
  func defaults() {
    func profiles(_ defaults: Bool...) -> FleetPart {
      bothHubs { $0.profiles = defaults.enumerated().map { Profile(name: "Size \($0)", isDefault: $1) } }
    }
    #expect(codes(profiles(true, true)) == ["A503"])
    #expect(codes(profiles(false, false)) == ["A504"])
    #expect(codes(profiles(true, false)) == [])
    #expect(codes(profiles(false)) == [])
  }

  @Test("two profiles with one short name, or one without any, are an error")
  func slugs() {
    func profiles(_ names: String...) -> FleetPart {
      bothHubs { $0.profiles = names.enumerated().map { Profile(name: $1, isDefault: $0 == 0) } }
    }
    #expect(codes(profiles("Large GPU", "large-gpu!")) == ["A505"])
    #expect(codes(profiles("Large", "大")) == ["A505"])
    #expect(codes(profiles("Large", "Larger")) == [])
  }
}

@Suite("What the local engine honours")
struct EngineCheckTests {
  func findings(_ values: JSONValue, awake: Bool = true, login: Access = Access(login: .password, people: ["ada"]))
    -> [Finding]
  {
    Fleet.example {
      bothHubs {
        $0.values = values
        $0.awake = awake
        $0.access = login
      }
    }.findings.filter { $0.severity > .note && $0.place?.file == "hubs/reef.yaml" }
  }

  @Test(
    "every value that typed fields render is honoured",
    arguments: [Access.Login.github, .google, .oidc, .password, .sharedPassword])
  func typedValues(login: Access.Login) {
    let fleet = Fleet.example {
      text("a.txt", "numpy")
      hub("full") { hub in hub.fillEverything(login: login) }
    }
    guard var hub = fleet.hubs["full"] else { return }
    hub.values = ReleaseRenderer.release(for: hub, in: fleet).values
    let found = findings(hub.values, login: hub.access).filter { ["A511", "A512", "A514"].contains($0.code) }
    #expect(found.isEmpty)
  }

  @Test("a misspelt value is named with its nearest neighbour")
  func misspelt() {
    let found = findings(["singleuser": ["defaultURL": "/lab"]])
    #expect(found.map(\.code) == ["A511"])
    #expect(found.first?.next == "did you mean singleuser.defaultUrl?")
  }

  @Test("a value above what is honoured is told what is below it")
  func above() {
    #expect(
      findings(["singleuser": ["memory": "2G"]]).first?.next
        == "it honours singleuser.memory.guarantee, singleuser.memory.limit")
  }

  @Test("a value that only Kubernetes knows is told, an error awake and a warning asleep")
  func unknown() {
    let values: JSONValue = ["singleuser": ["nodeSelector": ["pool": "gpu"]], "proxy": ["https": ["enabled": true]]]
    #expect(findings(values).map(\.severity) == [.error, .error])
    #expect(findings(values, awake: false).map(\.severity) == [.warning, .warning])
  }

  @Test(
    "a value of the wrong kind is told what it should be",
    arguments: [
      ["cull": ["timeout": "1h"]], ["cull": ["enabled": "yes"]], ["singleuser": ["memory": ["limit": "much"]]],
      ["singleuser": ["extraEnv": ["A": ["valueFrom": "x"]]]],
      ["hub": ["config": ["Authenticator": ["allowed_users": "ada"]]]],
      ["hub": ["config": ["JupyterHub": ["authenticator_class": "dummy"]]]],
    ] as [JSONValue])
  func wrongKind(values: JSONValue) {
    #expect(findings(values).contains { $0.code == "A512" || $0.code == "A511" })
  }

  @Test("nothing said is nothing ignored", arguments: [["proxy": .null], ["proxy": [:]], [:]] as [JSONValue])
  func nothing(values: JSONValue) {
    #expect(findings(values).isEmpty)
  }

  @Test("options of another login are told")
  func otherLogin() {
    let values: JSONValue = ["hub": ["config": ["GoogleOAuthenticator": ["hosted_domain": ["reef.example"]]]]]
    #expect(findings(values).map(\.code) == ["A514"])
    #expect(findings(values, login: DoorCheckTests.google(domains: [], people: ["ada"])).isEmpty)
  }

  @Test("an image alone is ignored on this machine; beside requirements it is for other clusters")
  func image() {
    func codes(requirements: String?) -> [FindingCode] {
      Fleet.example {
        text("a.txt", "numpy")
        bothHubs { $0.environment = Environment(image: "quay.io/example/reef:1", requirements: requirements) }
      }.codes
    }
    #expect(codes(requirements: nil) == ["A513", "A513"])
    #expect(codes(requirements: "a.txt") == [])
  }
}

@Suite("Features, people and files that nobody uses")
struct FeatureAndPeopleCheckTests {
  @Test("a raw value that no feature of the hub explains is an exception")
  func exceptions() {
    let values: JSONValue = ["singleuser": ["startTimeout": 600]]
    let unexplained = Fleet.example { bothHubs { $0.values = values } }
    #expect(unexplained.codes == ["A521", "A521"])
    let unnamed = Fleet.example {
      feature("slow-start") { $0.explains = ["singleuser.startTimeout"] }
      bothHubs { $0.values = values }
    }
    #expect(unnamed.findings.contains { $0.next == "add 'slow-start' to the hub's features, which explains it" })
    let explained = Fleet.example {
      feature("slow-start") { $0.explains = ["singleuser"] }
      bothHubs {
        $0.values = values
        $0.features = ["slow-start"]
      }
    }
    #expect(explained.codes == [])
  }

  @Test("a feature in use must be in service", arguments: Feature.Stage.allCases)
  func stages(stage: Feature.Stage) {
    let fleet = Fleet.example {
      feature("dask") { $0.stage = stage }
      bothHubs { $0.features = ["dask"] }
    }
    let isInService = [.experimental, .beta, .general].contains(stage)
    #expect(fleet.codes == (isInService ? [] : ["A522", "A522"]))
  }

  @Test("a feature in service that no hub uses is a note")
  func unused() {
    #expect(Fleet.example { feature("dask") }.codes == ["A524"])
    #expect(Fleet.example { feature("dask") { $0.stage = .idea } }.codes == [])
  }

  @Test("a review is due on the day after its date")
  func review() {
    let fleet = Fleet.example {
      feature("dask") { $0.reviewBy = "2026-11-01" }
      bothHubs { $0.features = ["dask"] }
    }
    func codes(_ time: String) -> [FindingCode] {
      Timestamp(iso8601: time).map { Checks.run(fleet, now: $0).map(\.code) } ?? ["unreadable"]
    }
    #expect(codes("2026-11-01T23:59:59Z") == [])
    #expect(codes("2026-11-02T00:00:00Z") == ["A523"])
  }

  @Test("a person without a role is a warning")
  func roles() {
    #expect(Fleet.example { organisation { $0.people["bo"] = Person(name: "Bo") } }.codes == ["A701"])
  }

  @Test("someone on duty has an address where mail is sent")
  func onDuty() {
    func codes(mail: Bool) -> [FindingCode] {
      Fleet.example {
        organisation {
          $0.people["ada"] = Person(name: "Ada", roles: [.engineer])
          if mail { $0.notify.mail = Notification.Mail(from: "hubs@alpha.example", transport: .sendmail) }
        }
      }.codes
    }
    #expect(codes(mail: true) == ["A702"])
    #expect(codes(mail: false) == [])
  }

  @Test("representatives without an address, communities and clusters without a hub are notes")
  func notes() {
    let fleet = Fleet.example {
      community("reef") { $0.representatives["cy"] = Representative(name: "Cy") }
      community("kelp")
      cluster("lagoon")
    }
    #expect(fleet.codes.sorted() == ["A703", "A704", "A705"])
    #expect(fleet.findings.allSatisfy { $0.severity == .note })
  }
}

extension Hub {
  /// Says something in every typed field.
  mutating func fillEverything(login: Access.Login) {
    name = "Full"
    description = "Everything"
    url = "https://full.example"
    staging = "reef-staging"
    environment = Environment(requirements: "a.txt")
    access = Access(
      login: login, people: ["ada", "Bo"], teams: ["b", "a"], domains: ["reef.example"], admins: ["cy"],
      password: login == .sharedPassword ? "class" : nil, adminPassword: login == .sharedPassword ? "teacher" : nil,
      client: login.needsClient
        ? Access.Client(
          id: "full", secret: "full-client", authorizeURL: "https://login.example/authorize",
          tokenURL: "https://login.example/token", userdataURL: "https://login.example/user", usernameClaim: "sub")
        : nil)
    profiles = [
      Profile(name: "Small", description: "A little", isDefault: true, memory: Bytes(gigabyte), cpu: 0.5),
      Profile(name: "Large", memory: Bytes(3 * gigabyte / 2), cpu: 2),
    ]
    limits = Limits(servers: 20, startsAtOnce: 5, memory: Bytes(2 * gigabyte), cpu: 1)
    idle = Idle(stopAfter: 1200)
    materials = Materials(repository: "content/course", branch: "main", open: "a.ipynb")
    versions = Versions(jupyterhub: "6.0.0")
  }
}
