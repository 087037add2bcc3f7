import Basics
import Fleet
import Testing

@Suite("Names that are used and must be declared")
struct NameCheckTests {
  @Test("nothing is wrong with a sound fleet")
  func sound() {
    #expect(Fleet.example().findings.isEmpty)
  }

  @Test("a community that does not exist is named with its nearest neighbour")
  func community() {
    let fleet = Fleet.example { hub("reef-staging") { $0.community = "reeff" } }
    let finding = fleet.findings.first { $0.code == "A301" }
    #expect(finding?.what == "there is no community 'reeff'")
    #expect(finding?.next == "did you mean 'reef'?")
    #expect(finding?.place?.file == "hubs/reef-staging.yaml")
  }

  @Test("a cluster that does not exist is an error")
  func cluster() {
    #expect(Fleet.example { bothHubs { $0.cluster = "moon" } }.codes == ["A705", "A302", "A302"])
  }

  @Test("a staging hub that does not exist is an error, and the hub itself is never suggested")
  func staging() {
    let finding = Fleet.example { hub("reef") { $0.staging = "reff" } }.findings.first { $0.code == "A303" }
    #expect(finding?.next == "declare it in hubs/reff.yaml, or name one that is declared")
  }

  @Test("a feature that does not exist is an error, and a declared one is none")
  func feature() {
    let wrong = Fleet.example { bothHubs { $0.features = ["dusk"] } }
    #expect(wrong.codes == ["A304", "A304"])
    let right = Fleet.example {
      FleetTests.feature("dask")
      bothHubs { $0.features = ["dask"] }
    }
    #expect(right.codes == [])
  }

  @Test("people on duty and owners of features are people of the fleet")
  func people() {
    let fleet = Fleet.example {
      organisation { $0.onDuty = ["ada", "aad"] }
      FleetTests.feature("dask") { $0.owners = ["nobody"] }
      bothHubs { $0.features = ["dask"] }
    }
    #expect(fleet.codes == ["A305", "A305"])
    #expect(fleet.findings.map(\.next).contains("did you mean 'ada'?"))
  }

  @Test("what a broken file declares does not dangle")
  func undecoded() {
    let fleet = Fleet.example { hub("reef-staging") { $0.community = "kelp" } }
    let findings = Checks.run(fleet, now: Fleet.exampleTime, undecoded: ["communities/kelp.yaml"])
    #expect(!findings.map(\.code).contains("A301"))
  }
}

@Suite("Addresses")
struct AddressCheckTests {
  @Test(
    "two hubs with one url are an error, however it is written",
    arguments: ["https://hub.example", "https://HUB.example/", "http://hub.example", "https://hub.example:443/"])
  func sameURL(url: String) {
    let fleet = Fleet.example {
      hub("reef") { $0.url = "https://hub.example" }
      hub("reef-staging") { $0.url = url }
    }
    #expect(fleet.codes == ["A311"])
    #expect(fleet.findings.first?.related.count == 1)
  }

  @Test("hubs with different hosts or paths have addresses of their own")
  func differentURLs() {
    let fleet = Fleet.example {
      hub("reef") { $0.url = "https://hub.example/reef" }
      hub("reef-staging") { $0.url = "https://hub.example/staging" }
    }
    #expect(fleet.codes == [])
  }

  @Test("a declared address may be another hub's own on this machine")
  func effective() {
    let fleet = Fleet.example { hub("reef") { $0.url = "http://reef-staging.localhost:8000" } }
    #expect(fleet.codes == ["A311"])
  }

  @Test("hosts in raw values count")
  func rawHosts() {
    let fleet = Fleet.example {
      FleetTests.feature("own-host") { $0.explains = ["ingress.hosts"] }
      bothHubs {
        $0.values = ["ingress": ["hosts": ["one.example"]]]
        $0.features = ["own-host"]
      }
    }
    #expect(fleet.codes == ["A311"])
  }

  @Test("Atoll's own name is taken")
  func reserved() {
    #expect(Fleet.example { hub("atoll") { $0.staging = "reef-staging" } }.codes == ["A312"])
  }
}
