import Basics
import Fleet
import Testing

@Suite("Staging hubs")
struct StagingCheckTests {
  @Test("a staging hub that has a staging hub is production")
  func chain() {
    let fleet = Fleet.example {
      hub("first")
      hub("reef-staging") { $0.staging = "first" }
    }
    #expect(fleet.codes == ["A321"])
  }

  @Test("a hub cannot be its own staging hub")
  func itself() {
    let fleet = Fleet.example { hub("kelp") { $0.staging = "kelp" } }
    #expect(fleet.codes == ["A322"])
    #expect(fleet.findings.first?.what == "'kelp' is its own staging hub")
  }

  @Test("a circle is told once, from its first hub on")
  func circle() {
    let fleet = Fleet.example {
      hub("c") { $0.staging = "a" }
      hub("a") { $0.staging = "b" }
      hub("b") { $0.staging = "c" }
    }
    let circles = fleet.findings.filter { $0.code == "A322" }
    #expect(circles.map(\.what) == ["staging goes in a circle: 'a' → 'b' → 'c' → 'a'"])
    #expect(!fleet.codes.contains("A321"))
  }

  @Test("a hub that leads into a circle is not part of it")
  func intoCircle() {
    let fleet = Fleet.example {
      hub("a") { $0.staging = "b" }
      hub("b") { $0.staging = "a" }
      hub("z") { $0.staging = "a" }
    }
    #expect(fleet.findings.filter { $0.code == "A322" }.count == 1)
    #expect(fleet.findings.filter { $0.code == "A321" }.map(\.place?.file) == ["hubs/z.yaml"])
  }

  @Test("a staging hub of another community or on another cluster is a warning")
  func elsewhere() {
    let fleet = Fleet.example {
      community("kelp")
      cluster("lagoon")
      hub("reef-staging") {
        $0.community = "kelp"
        $0.cluster = "lagoon"
      }
    }
    #expect(fleet.codes == ["A324", "A325"])
    #expect(fleet.findings.allSatisfy { $0.severity == .warning })
  }

  @Test("a production hub without a staging hub is a warning; a staging hub needs none")
  func without() {
    let fleet = Fleet.example { hub("kelp") }
    #expect(fleet.codes == ["A326"])
    #expect(fleet.findings.first?.place?.file == "hubs/kelp.yaml")
  }

  @Test("a hub that is awake needs its staging hub awake; one that is asleep does not")
  func asleep() {
    #expect(Fleet.example { hub("reef-staging") { $0.awake = false } }.codes == ["A327"])
    #expect(Fleet.example { bothHubs { $0.awake = false } }.codes == [])
  }
}

@Suite("Differences between production and staging")
struct DifferenceCheckTests {
  typealias Change = @Sendable (inout Hub) -> Void

  static let changes: [(path: String, change: Change)] = [
    ("environment.requirements", { $0.environment.requirements = "requirements/reef.txt" }),
    ("access.allow.people", { $0.access.people.append("bo") }),
    ("access.admins", { $0.access.admins = ["ada"] }),
    ("profiles[0]", { $0.profiles = [Profile(name: "Small", isDefault: true)] }),
    ("limits.servers", { $0.limits.servers = 10 }),
    ("limits.starts_at_once", { $0.limits.startsAtOnce = 10 }),
    ("limits.memory", { $0.limits.memory = Bytes(1 << 31) }),
    ("limits.cpu", { $0.limits.cpu = 2 }),
    ("idle.stop_after", { $0.idle.stopAfter = 60 }),
    ("materials.branch", { $0.materials = Materials(repository: "https://git.example/a", branch: "b") }),
    ("versions.jupyterhub", { $0.versions.jupyterhub = "6.0.0" }),
    ("values.cull.maxAge", { $0.values = ["cull": ["maxAge": 1]] }),
  ]

  @Test("each field that users meet is compared", arguments: changes.indices)
  func undeclared(index: Int) {
    let (path, change) = DifferenceCheckTests.changes[index]
    let whats = Fleet.example { hub("reef", change) }.findings.filter { $0.code == "A328" }.map(\.what)
    #expect(
      whats.contains("\(path) differs from the staging hub 'reef-staging', and 'reef' does not say that this is meant"))
  }

  @Test("what only the staging hub has is told at the word `staging`", arguments: changes.indices)
  func onlyInStaging(index: Int) {
    let (path, change) = DifferenceCheckTests.changes[index]
    let findings = Fleet.example { hub("reef-staging", change) }.findings.filter { $0.code == "A328" }
    #expect(findings.contains { $0.what.hasPrefix(path) && $0.place?.file == "hubs/reef.yaml" })
  }

  @Test("a declared path, or one that holds it, makes the difference a wanted one", arguments: changes.indices)
  func declared(index: Int) {
    let (path, change) = DifferenceCheckTests.changes[index]
    let key = String(path.prefix { $0 != "." && $0 != "[" })
    let fleet = Fleet.example {
      hub("reef", change)
      hub("reef") { $0.differsFromStaging = [key] }
    }
    #expect(fleet.complaints == [])
    #expect(!fleet.codes.contains("A329"))
  }

  @Test("a declared path does not cover a neighbour that begins alike")
  func neighbours() {
    let fleet = Fleet.example {
      hub("reef") {
        $0.limits.memory = Bytes(1 << 31)
        $0.differsFromStaging = ["limits.mem", "limits.memory_of_all"]
      }
    }
    #expect(fleet.codes.sorted() == ["A328", "A329", "A329"])
  }

  @Test("clients and passwords differ by nature, and may be declared all the same")
  func natural() {
    func fleet(declared: [String]) -> Fleet {
      Fleet.example {
        hub("reef") {
          $0.access.login = .github
          $0.access.client = Access.Client(id: "one", secret: "one")
          $0.differsFromStaging = declared
        }
        hub("reef-staging") {
          $0.access.login = .github
          $0.access.client = Access.Client(id: "two", secret: "two")
        }
      }
    }
    #expect(fleet(declared: []).codes == [])
    #expect(fleet(declared: ["access.client"]).codes == [])
  }

  @Test("two files with the same requirements are one environment, whatever their comments")
  func sameRequirements() {
    let fleet = Fleet.example {
      text("a.txt", "numpy\npandas # for tables\n")
      text("b.txt", "# ours\nnumpy\n\npandas\n")
      hub("reef") { $0.environment.requirements = "a.txt" }
      hub("reef-staging") { $0.environment.requirements = "b.txt" }
    }
    #expect(fleet.codes == [])
  }

  @Test("profiles are compared by name, and their order counts")
  func profiles() {
    let small = Profile(name: "Small", isDefault: true, memory: Bytes(1 << 30))
    let large = Profile(name: "Large", memory: Bytes(1 << 32))
    let turned = Fleet.example {
      hub("reef") { $0.profiles = [small, large] }
      hub("reef-staging") { $0.profiles = [large, small] }
    }
    #expect(turned.findings.map(\.code) == ["A328"])
    let other = Fleet.example {
      hub("reef") { $0.profiles = [small, Profile(name: "Large", memory: Bytes(1 << 33))] }
      hub("reef-staging") { $0.profiles = [small, large] }
    }
    #expect(other.findings.first?.what.hasPrefix("profiles[1].limits.memory differs") == true)
  }

  @Test("a difference that is declared and does not exist is told")
  func stale() {
    let fleet = Fleet.example { hub("reef") { $0.differsFromStaging = ["limits.servers", "limts"] } }
    #expect(fleet.codes == ["A329", "A329"])
    #expect(fleet.findings.map(\.severity).sorted() == [.note, .warning])
    #expect(fleet.findings.map(\.next).contains("did you mean 'limits'?"))
  }
}
