import Basics
import Fleet
import Testing

@Suite("Images that change by themselves")
struct ImageCheckTests {
  private func found(_ values: String, common: String? = nil) -> [String] {
    AdoptedFleet.findings(AdoptedFleet.source(["a": values], common: common), ["A932"]).map(\.short)
  }

  @Test("a tag 'latest' is told where it is written, and no tag where the name is")
  func latest() {
    #expect(found("hub:\n  image:\n    name: x/hub\n    tag: latest") == ["c/a.yaml:5 A932"])
    #expect(found("singleuser:\n  image:\n    name: x/y\n    tag: null") == ["c/a.yaml:4 A932"])
    #expect(found("singleuser:\n  image:\n    name: x/y\n    tag: \"2026.1\"").isEmpty)
  }

  @Test("what a chart brings by itself is not told, and the tag that a chart gives is one")
  func defaults() {
    #expect(found("singleuser: {defaultUrl: /lab}").isEmpty)
    #expect(found("singleuser: {image: {name: x/y}}").isEmpty)
  }

  @Test(
    "profiles, their choices and containers name images in one text",
    arguments: [
      ("quay.io/a/b:latest", true), ("a/b", true), ("registry:5000/a/b", true), ("quay.io/a/b:2026.1", false),
      ("a/b@sha256:abc", false), ("{value}", false), ("a/b:$(TAG)", false),
    ])
  func references(image: String, isLoose: Bool) {
    let places = isLoose ? ["c/a.yaml:5 A932"] : []
    #expect(found("singleuser:\n  profileList:\n  - kubespawner_override:\n      image: \"\(image)\"") == places)
    #expect(
      found(
        """
        singleuser:
          profileList:
          - profile_options: {image: {choices: {one: {kubespawner_override: {
              image: "\(image)"}}}}}
        """) == places)
    #expect(found("hub:\n  initContainers:\n  - name: i\n    image: \"\(image)\"") == places)
  }

  @Test("a file that many hubs share is told once")
  func shared() {
    let common = "singleuser:\n  image:\n    name: x/y\n    tag: latest"
    let source = AdoptedFleet.source(["a": "hub: {}", "b": "hub: {}", "d": "hub: {}"], common: common)
    #expect(AdoptedFleet.findings(source, ["A932"]).map(\.short) == ["c/common.yaml:5 A932"])
  }

  @Test("it holds for native hubs too")
  func native() {
    let fleet = Fleet.example { bothHubs { $0.values = ["singleuser": ["image": ["name": "x/y", "tag": "latest"]]] } }
    #expect(fleet.codes.filter { $0 == "A932" }.count == 2)
  }
}
