import Basics
import Testing

@testable import Fleet

@Suite("What is wrong in a folder of the layout 2i2c")
struct AdoptedFaultTests {
  private let cluster = "config/clusters/dock/cluster.yaml"

  private func hubs(_ files: String) -> [String: String?] {
    [cluster: "hubs: [{name: prod, helm_chart: basehub, helm_chart_values_files: \(files)}]"]
  }

  @Test(
    "what names no file that can be read is told, and stays an unknown layer in its place",
    arguments: [
      "[prod.values.yaml, null]", "[prod.values.yaml, {a: 1}]", "[3]", "prod.values.yaml", "null", "[../../../../x.yaml]",
      "[/x.yaml]", "[../../../shared/x.yaml]",
    ])
  func refusedLayers(_ files: String) throws {
    let loaded = AdoptedExample.load(hubs(files))
    #expect(loaded.all("A904").count == 1)
    #expect(loaded.values("dock/prod")?.unknown == [.layer(file: "\(cluster):1")])
    #expect(loaded.all("A905").isEmpty)
  }

  @Test("a values file elsewhere under config/ is read")
  func sharedFile() throws {
    var changes = hubs("[../../shared/x.yaml]")
    changes["config/shared/x.yaml"] = "jupyterhub: {singleuser: {fsGid: 9}}"
    let loaded = AdoptedExample.load(changes)
    #expect(loaded.values("dock/prod")?.unknown == [])
    #expect(loaded.values("dock/prod")?.jupyterhub?.value(at: "singleuser.fsGid")?.int == 9)
  }

  @Test(
    "a file that Helm refuses is unknown as a whole",
    arguments: ["~: 3\njupyterhub: {}", "jupyterhub: {singleuser: {x: .inf}}", "jupyterhub: {*a: 1}", "[1]"])
  func refusedFile(_ text: String) throws {
    var changes = hubs("[common.values.yaml, prod.values.yaml]")
    changes["config/clusters/dock/prod.values.yaml"] = text
    let loaded = AdoptedExample.load(changes)
    #expect(loaded.values("dock/prod")?.unknown == [.layer(file: "config/clusters/dock/prod.values.yaml")])
    #expect(!loaded.isSound)
  }

  @Test("a chart's own file that Helm refuses makes what it sets unknown")
  func refusedChart() throws {
    let loaded = AdoptedExample.load(["helm-charts/basehub/values.yaml": "jupyterhub: {hub: {}}\n~: 1"])
    #expect(loaded.values("shore/staging")?.unknown == [.layer(file: "helm-charts/basehub/values.yaml")])
  }

  @Test("a file that is too large is told once, and not called missing")
  func tooLarge() throws {
    let path = "config/clusters/dock/prod.values.yaml"
    var source = AdoptedExample.source([path: nil])
    source.findings = [Finding(.fileTooLarge, .error, at: SourcePlace(file: path), "the file has 2 MB")]
    let loaded = FleetLoader.load(source)
    #expect(loaded.findings.filter { $0.severity == .error }.map(\.code) == [.fileTooLarge])
    #expect(loaded.values("dock/prod")?.unknown.contains(.layer(file: path)) == true)
  }

  @Test(
    "the name of a hub that Kubernetes does not take, or that is no text, is told with what to write",
    arguments: [
      ("2023", "put it in quotes: name: \"2023\""), ("\"Ünï Cod\"", "write 'n-cod'"), ("Reef", "write 'reef'"),
      ("~", "write 'name:' with lower-case letters, digits and hyphens"),
    ])
  func names(_ name: String, _ next: String) {
    let loaded = AdoptedExample.load([cluster: "hubs: [{name: \(name), helm_chart: basehub}]"])
    #expect(loaded.all("A904").map(\.next) == [next])
    #expect(loaded.undecoded == [cluster])
  }

  @Test("a text that begins with a byte order mark is read, however many lines it has")
  func byteOrderMark() throws {
    let loaded = AdoptedExample.load([
      "config/clusters/dock/prod.values.yaml": "\u{FEFF}basehub:\n  jupyterhub:\n    singleuser: {fsGid: 9}\n"
    ])
    #expect(loaded.isSound)
    #expect(loaded.values("dock/prod")?.jupyterhub?.value(at: "singleuser.fsGid")?.int == 9)
  }

  @Test("files that nothing names are told in folders of clusters too, and of a folder without a cluster all at once")
  func orphans() {
    let loaded = AdoptedExample.load([
      "config/clusters/shore/more/kelp.yaml": "{}", "config/clusters/cove/a.yaml": "{}", "config/clusters/cove/b.yaml": "{}",
      "config/clusters/loose.yaml": "{}",
    ])
    #expect(
      loaded.all("A906").map { $0.place?.file } == [
        "config/clusters/cove/a.yaml", "config/clusters/loose.yaml", "config/clusters/shore/more/kelp.yaml",
      ])
    #expect(loaded.all("A906").first?.what == "the folder 'config/clusters/cove' has no 'cluster.yaml': nothing reads its 2 files")
  }

  @Test("a chart unpacked in the chart's own charts/ is taken, as Helm does, whatever version is wanted")
  func ownChart() throws {
    let loaded = AdoptedExample.load([
      "helm-charts/basehub/charts/jupyterhub/Chart.yaml": "name: jupyterhub\nversion: 4.0.0",
      "helm-charts/basehub/charts/jupyterhub/values.yaml": "singleuser: {fsGid: 4}",
      "charts/jupyterhub-3.0.0-beta.1.git.6208/values.yaml": "singleuser: {fsGid: 3}",
    ])
    #expect(loaded.values("shore/reef")?.jupyterhub?.value(at: "singleuser.fsGid")?.int == 4)
    #expect(loaded.all("A903").count == 1)
  }

  @Test("a second JupyterHub is known, unless it is turned off")
  func twoHubs() throws {
    let chart = """
      name: basehub
      version: 0.1.0
      dependencies:
        - {name: jupyterhub, version: 3.0.0-beta.1, condition: jupyterhub.enabled}
        - {name: jupyterhub, alias: other, version: 3.0.0-beta.1, condition: other.enabled}
      """
    let both = AdoptedExample.load(["helm-charts/basehub/Chart.yaml": chart])
    #expect(both.values("shore/reef")?.jupyterhubPath == ["jupyterhub"])
    #expect(both.values("shore/reef")?.otherJupyterhubs == [["other"]])
    let off = AdoptedExample.load([
      "helm-charts/basehub/Chart.yaml": chart, "helm-charts/basehub/values.yaml": "jupyterhub: {enabled: false}",
    ])
    #expect(off.values("shore/reef")?.jupyterhubPath == ["other"])
    #expect(off.values("shore/reef")?.otherJupyterhubs == [])
  }

  @Test("a community that would be inferred may be named without a file, and no other")
  func namedCommunity() {
    let loaded = AdoptedExample.load([
      "fleet.yaml": "name: F\nhubs:\n  shore/reef: {community: reef}\n  dock/prod: {community: kelp}\n"
    ])
    #expect(loaded.fleet?.hubs["shore/reef"]?.community == "reef")
    #expect(loaded.fleet?.communities["reef"]?.name == "The reef")
    #expect(loaded.fleet?.communities["kelp"] == nil)
  }

  @Test("a comment inside of a text of several lines is known to be none")
  func commentInText() throws {
    let comment = "# atoll: allow A938 until 2027-01-01 because it is agreed"
    func isInside(_ text: String) throws -> Bool {
      try #require(SilenceComment.all(in: text, file: "a.yaml").first).isInside(text)
    }
    #expect(try isInside("hub:\n  code: |\n    if x:\n      y\n\n      \(comment)\n"))
    #expect(try isInside("- >-\n  words\n  \(comment)\n"))
    #expect(try !isInside("hub:\n  \(comment)\n  code: |\n    x\n"))
    #expect(try !isInside("hub:\n  code: |\n    x\n  \(comment)\n  b: 1\n"))
    #expect(try !isInside("\(comment)\nhub: 1\n"))
  }
}
