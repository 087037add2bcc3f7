import Basics
import Testing

@testable import Fleet

@Suite("Releases")
struct ReleaseTests {
  func release(_ change: @escaping (inout Hub) -> Void = { _ in }) -> Release {
    let fleet = Fleet.example {
      text("a.txt", "numpy\n")
      text("b.txt", "# the same\nnumpy   # arrays\n")
      hub("reef", change)
    }
    guard let hub = fleet.hubs["reef"] else { preconditionFailure("the example has a hub 'reef'") }
    return ReleaseRenderer.release(for: hub, in: fleet)
  }

  @Test("what people read about a hub does not change its release")
  func words() {
    let plain = release()
    let described = release {
      $0.description = "Another description"
      $0.kind = .experimental
      $0.effort = Effort(people: 10, atOnce: 5, adjustments: ["gpu"])
      $0.features = ["dask"]
      $0.differsFromStaging = ["limits"]
      $0.awake = false
      $0.staging = nil
    }
    #expect(described.hash == plain.hash)
  }

  @Test("what users meet does", arguments: DifferenceCheckTests.changes.indices)
  func changes(index: Int) {
    let (path, change) = DifferenceCheckTests.changes[index]
    #expect((path == "environment.requirements") == (release(change).hash == release().hash), "\(path)")
    #expect(release { $0.environment.requirements = "a.txt" }.hash != release().hash)
    #expect(release { $0.name = "Another" }.hash != release().hash)
    #expect(release { $0.cluster = "moon" }.hash != release().hash)
  }

  @Test("the order of people, capitals and comments change nothing")
  func order() {
    #expect(
      release { $0.access.people = ["ada", "Bo"] }.hash == release { $0.access.people = ["bo", "ada", "ada"] }.hash)
    #expect(
      release { $0.environment.requirements = "a.txt" }.hash == release { $0.environment.requirements = "b.txt" }.hash)
    #expect(release { $0.limits.cpu = 1 }.hash == release { $0.values = ["singleuser": ["cpu": ["limit": 1]]] }.hash)
  }

  @Test("admins may enter without being named twice")
  func admins() {
    let users = release { $0.access.admins = ["Cy"] }.values[path: ["hub", "config", "Authenticator"]]
    #expect(users == ["allowed_users": ["ada", "cy"], "admin_users": ["cy"]])
  }

  @Test("raw values stand over typed fields, and null takes what they or the defaults say away")
  func rawValues() {
    let release = release {
      $0.limits.memory = Bytes(1 << 31)
      $0.values = ["singleuser": ["memory": ["limit": "3G"], "startTimeout": .null], "cull": ["enabled": false]]
    }
    #expect(release.values[path: ["singleuser", "memory", "limit"]] == "3G")
    #expect(release.values[path: ["singleuser", "startTimeout"]] == nil)
    #expect(release.values[path: ["cull", "enabled"]] == false)
    #expect(release.values[path: ["cull", "timeout"]] == 3600)
  }

  @Test("a hub that never stops idle servers says so and nothing more")
  func neverIdle() {
    #expect(release { $0.idle.stopAfter = 0 }.values["cull"] == ["enabled": false])
  }

  @Test("idle servers are looked for at least twice within the time they are given")
  func idle() {
    #expect(release { $0.idle.stopAfter = 60 }.values["cull"] == ["enabled": true, "timeout": 60, "every": 30])
    #expect(release { $0.idle.stopAfter = 1 }.values["cull"]?["every"] == 1)
  }

  @Test("secrets stay names")
  func secrets() {
    let release = release {
      $0.access = Access(login: .sharedPassword, people: ["ada"], password: "class")
      $0.values = ["singleuser": ["extraEnv": ["DATABASE": ["secret": "database"]]]]
    }
    #expect(
      release.values[path: ["hub", "config", "SharedPasswordAuthenticator", "user_password"]] == ["secret": "class"])
    #expect(release.values[path: ["singleuser", "extraEnv", "DATABASE"]] == ["secret": "database"])
  }

  @Test("teams are told to the login that knows them, with what it needs to see them")
  func teams() {
    let github = release { $0.access = DoorCheckTests.github(teams: ["reef:b", "reef:a"]) }
    let config = github.values[path: ["hub", "config", "GitHubOAuthenticator"]]
    #expect(config?["allowed_organizations"] == ["reef:a", "reef:b"])
    #expect(config?["scope"] == ["read:org"])
    let oidc = release { $0.access = Access(login: .oidc, teams: ["reef"], client: DoorCheckTests.client) }
    let oidcConfig = oidc.values[path: ["hub", "config", "GenericOAuthenticator"]]
    #expect(oidcConfig?["manage_groups"] == true)
    #expect(oidcConfig?["auth_state_groups_key"] == "oauth_user.groups")
  }

  @Test("the callback is at the hub's address, with one slash")
  func callback() {
    let release = release {
      $0.url = "https://reef.example/"
      $0.access = DoorCheckTests.github(teams: [])
    }
    #expect(
      release.values[path: ["hub", "config", "GitHubOAuthenticator", "oauth_callback_url"]]
        == "https://reef.example/hub/oauth_callback")
    #expect(release.values[path: ["ingress", "hosts"]] == ["reef.example"])
  }

  @Test("the same fleet gives the same hash, and the hash is known")
  func stable() {
    #expect(release().hash == release().hash)
    #expect(release().hash.rawValue.count == 16)
  }

  @Test("awake hubs have releases; waking and putting to sleep counts as if declared")
  func whoRuns() {
    let fleet = Fleet.example { hub("kelp") { $0.awake = false } }
    #expect(FleetReleases.all(fleet).map(\.hub) == ["reef", "reef-staging"])
    #expect(
      FleetReleases.all(fleet, woken: ["kelp", "nobody"], slept: ["reef"]).map(\.hub) == ["kelp", "reef-staging"])
    #expect(fleet.waking([], puttingToSleep: ["reef"]).asleepHubs == ["kelp", "reef"])
  }

  @Test("amounts of memory are written in the largest unit that says them exactly")
  func quantities() {
    let expected: [(Int, String)] = [
      (1 << 30, "1G"), (3 << 29, "1536M"), (1 << 40, "1T"), (1024, "1K"), (1000, "1000"), (0, "0"),
    ]
    for (count, text) in expected {
      #expect(Bytes(count).quantity == text)
      #expect(Bytes(text)?.count == count)
    }
  }
}

@Suite("Where values come from")
struct ProvenanceTests {
  func fleet() -> Fleet {
    var fleet = Fleet.example {
      hub("reef") {
        $0.limits.memory = Bytes(1 << 31)
        $0.profiles = [Profile(name: "Small", isDefault: true, memory: Bytes(1 << 30)), Profile(name: "Large")]
        $0.values = ["singleuser": ["memory": ["limit": "3G", "guarantee": "1G"]], "cull": ["every": .null]]
      }
    }
    func place(_ line: Int) -> SourcePlace { SourcePlace(file: "hubs/reef.yaml", line: line, column: 3, length: 1) }
    fleet.sources.places["hubs/reef.yaml"] = [
      "": place(1), "access.login": place(2), "access.allow.people": place(3), "limits.memory": place(4),
      "profiles[0]": place(5), "profiles[0].limits.memory": place(6), "profiles[1].name": place(7),
      "values.singleuser.memory.limit": place(8), "values.singleuser.memory": place(9), "values.cull.every": place(10),
    ]
    return fleet
  }

  @Test("each leaf has the place of the typed field or of the raw value; defaults have none")
  func places() {
    let fleet = fleet()
    guard let hub = fleet.hubs["reef"] else { return }
    let release = ReleaseRenderer.release(for: hub, in: fleet)
    let lines = release.provenance.mapValues(\.line)
    #expect(lines["hub.config.JupyterHub.authenticator_class"] == 2)
    #expect(lines["hub.config.Authenticator.allowed_users"] == 3)
    #expect(lines["singleuser.profileList[0].display_name"] == 5)
    #expect(lines["singleuser.profileList[0].kubespawner_override.mem_limit"] == 6)
    #expect(lines["singleuser.profileList[1].display_name"] == 7)
    #expect(lines["singleuser.memory.limit"] == 8)
    #expect(lines["singleuser.memory.guarantee"] == 9)
    #expect(lines["cull.timeout"] == nil)
    #expect(lines["cull.every"] == nil)
    #expect(Set(release.provenance.keys).isSubset(of: Set(release.values.leaves.map(\.path))))
  }

  @Test("the effective configuration tells what is not heard")
  func overridden() {
    let fleet = fleet()
    guard let hub = fleet.hubs["reef"] else { return }
    let entries = EffectiveConfiguration(of: hub, in: fleet).entries
    let limit = entries.first { $0.path == "singleuser.memory.limit" }
    #expect(limit?.value == "3G")
    #expect(limit?.overridden.map(\.value) == ["2G"])
    #expect(limit?.overridden.map { $0.place?.line } == [4])
    let every = entries.first { $0.path == "cull.every" }
    #expect(every != nil)
    #expect(every?.value == nil)
    #expect(every?.overridden.map(\.value) == [600])
    #expect(every?.overridden.map(\.place) == [nil])
    #expect(entries.map(\.path) == entries.map(\.path).sorted())
  }
}

@Suite("Requirements and addresses")
struct RequirementsTests {
  @Test("comments, empty lines and ends of lines do not count; an address keeps its fragment")
  func lines() {
    let text =
      "# first\r\nnumpy==2.0  # arrays\r\n\r\n  pandas  \ngit+https://git.example/a#egg=a\n--hash=\\\n  sha256:0\nlast"
    #expect(
      Requirements.lines(of: text) == [
        "numpy==2.0", "pandas", "git+https://git.example/a#egg=a", "--hash=  sha256:0", "last",
      ])
    #expect(Requirements.lines(of: "a\\") == ["a"])
    #expect(Requirements.lines(of: "") == [])
  }

  @Test("addresses are read as far as they matter")
  func addresses() {
    #expect(WebAddress("https://Reef.example:443/a/?q#f")?.authority == "reef.example")
    #expect(WebAddress("https://reef.example/a/")?.path == "/a")
    #expect(WebAddress("http://reef.localhost:8000")?.authority == "reef.localhost:8000")
    #expect(WebAddress("http://reef.localhost:8000")?.host == "reef.localhost")
    #expect(WebAddress("https://ada:x@reef.example")?.hasPassword == true)
    #expect(WebAddress("ftp://reef.example") == nil)
    #expect(WebAddress("https://") == nil)
    #expect(WebAddress("reef.example") == nil)
  }
}
