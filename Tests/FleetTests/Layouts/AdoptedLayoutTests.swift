import Basics
import Testing

@testable import Fleet

@Suite("A folder in the layout 2i2c")
struct AdoptedLayoutTests {
  @Test("gives clusters and hubs, named cluster/hub")
  func names() throws {
    let fleet = try #require(AdoptedExample.load().fleet)
    #expect(fleet.layout == .twoITwoC)
    #expect(fleet.hubs.keys.sorted() == ["dock/prod", "dock/staging", "shore/reef", "shore/staging"])
    #expect(fleet.clusters["dock"]?.engine == .kubernetes)
    #expect(fleet.clusters["shore"]?.region == "us-central1-b")
    #expect(fleet.hubs["shore/reef"]?.name == "The reef")
    #expect(fleet.hubs["shore/reef"]?.url == "https://reef.alpha.example")
  }

  @Test("lays each hub's files over its chart and all that this nests, in their order")
  func values() throws {
    let loaded = AdoptedExample.load()
    let reef = try #require(loaded.values("shore/reef"))
    #expect(reef.values.value(at: "jupyterhub.singleuser.memory.limit")?.string == "4G")
    #expect(reef.values.value(at: "jupyterhub.singleuser.memory.guarantee")?.string == "1G")
    #expect(reef.values.value(at: "jupyterhub.singleuser.defaultUrl")?.string == "/tree")
    #expect(reef.jupyterhubPath == ["jupyterhub"])
    let dock = try #require(loaded.values("dock/staging"))
    #expect(dock.jupyterhubPath == ["basehub", "jupyterhub"])
    #expect(dock.jupyterhub?.value(at: "singleuser.defaultUrl")?.string == "/lab")
    #expect(dock.values.value(at: "basehub.nfs.enabled")?.bool == true)
  }

  @Test("a null takes away what the layers under it say")
  func null() throws {
    let prod = try #require(AdoptedExample.load().values("dock/prod"))
    #expect(prod.jupyterhub?.value(at: "singleuser.defaultUrl") == nil)
  }

  @Test("every value knows the file and line that set it, and what it stands over")
  func places() throws {
    let reef = try #require(AdoptedExample.load().values("shore/reef"))
    let limit = try #require(reef.values.value(at: "jupyterhub.singleuser.memory.limit"))
    #expect(limit.place?.file == "config/clusters/shore/reef.values.yaml")
    #expect(limit.place?.line == 4)
    #expect(limit.overridden.first?.place?.file == "config/clusters/shore/common.values.yaml")
    let guarantee = reef.values.value(at: "jupyterhub.singleuser.memory.guarantee")
    #expect(guarantee?.place?.file == "charts/jupyterhub-3.0.0-beta.1/values.yaml")
  }

  @Test("an encrypted file is unknown, and told once for the fleet")
  func sealed() throws {
    let loaded = AdoptedExample.load()
    #expect(loaded.values("shore/reef")?.unknown == [.layer(file: "config/clusters/shore/enc-reef.secret.values.yaml")])
    #expect(loaded.values("shore/staging")?.unknown == [])
    #expect(loaded.all("A901").map(\.severity) == [.note])
    #expect(loaded.isSound)
  }

  @Test("a file that sops encrypted is unknown whatever its name is, and a change of it changes the release")
  func sops() throws {
    let path = "config/clusters/shore/reef.values.yaml"
    let one = AdoptedExample.load([path: "jupyterhub: ENC[a]\nsops:\n  mac: ENC[b]"])
    let other = AdoptedExample.load([path: "jupyterhub: ENC[c]\nsops:\n  mac: ENC[d]"])
    #expect(one.values("shore/reef")?.unknown.contains(.layer(file: path)) == true)
    let hashes = try [one, other].map { loaded in
      let fleet = try #require(loaded.fleet)
      return ReleaseRenderer.release(for: try #require(fleet.hubs["shore/reef"]), in: fleet).hash
    }
    #expect(hashes[0] != hashes[1])
  }

  @Test("a chart that is not at hand is unknown, and told once")
  func unknownChart() throws {
    let loaded = AdoptedExample.load()
    #expect(loaded.values("dock/prod")?.unknown == [.chart(name: "dask-gateway")])
    #expect(loaded.all("A902").count == 1)
    #expect(loaded.all("A902").first?.place?.file == "helm-charts/daskhub/Chart.yaml")
  }

  @Test("the defaults of the version that the wanted one was built on are taken, and told")
  func otherVersion() {
    #expect(AdoptedExample.load().all("A903").count == 1)
    let exact = AdoptedExample.load([
      "charts/jupyterhub-3.0.0-beta.1/values.yaml": nil, "charts/jupyterhub-3.0.0-beta.1.git.6208/values.yaml": "hub: {}",
    ])
    #expect(exact.all("A903").isEmpty)
    let none = AdoptedExample.load([
      "charts/jupyterhub-3.0.0-beta.1/values.yaml": nil, "charts/jupyterhub-2.0.0/values.yaml": "hub: {}",
    ])
    #expect(none.all("A903").isEmpty)
    #expect(none.values("shore/staging")?.unknown == [.chart(name: "jupyterhub")])
    #expect(none.values("shore/staging")?.jupyterhubPath == ["jupyterhub"])
  }

  @Test("a named file that is not there is an error with the nearest name")
  func missing() throws {
    let loaded = AdoptedExample.load([
      "config/clusters/dock/prod.values.yaml": nil, "config/clusters/dock/prods.values.yaml": "{}",
    ])
    let finding = try #require(loaded.all("A905").first)
    #expect(finding.place?.line == 11)
    #expect(finding.next == "did you mean 'prods.values.yaml'?")
  }

  @Test("a file that nothing names is told; those of support and of credentials are named")
  func orphans() {
    #expect(AdoptedExample.load().all("A906").isEmpty)
    let loaded = AdoptedExample.load(["config/clusters/shore/kelp.values.yaml": "{}"])
    #expect(loaded.all("A906").map { $0.place?.file } == ["config/clusters/shore/kelp.values.yaml"])
  }

  @Test("a file named twice, a hub declared twice and a cluster under two names are told")
  func twice() {
    let loaded = AdoptedExample.load([
      "config/clusters/dock/cluster.yaml": """
      name: docks
      hubs:
        - {name: prod, helm_chart: basehub, helm_chart_values_files: [common.values.yaml, common.values.yaml]}
        - {name: prod, helm_chart: basehub, helm_chart_values_files: [prod.values.yaml]}
      """
    ])
    #expect(loaded.all("A907").count == 1)
    #expect(loaded.all("A904").count == 1)
    #expect(loaded.all("A908").count == 1)
  }

  @Test("a broken cluster file costs its own hubs only, and its files are not called orphans")
  func broken() throws {
    let loaded = AdoptedExample.load(["config/clusters/dock/cluster.yaml": "hubs: [", "fleet.yaml": "name: Alpha"])
    let fleet = try #require(loaded.fleet)
    #expect(fleet.hubs.keys.sorted() == ["shore/reef", "shore/staging"])
    #expect(!loaded.isSound)
    #expect(loaded.all("A906").isEmpty)
  }

  @Test("a path that leaves the fleet folder is refused")
  func escape() {
    let loaded = AdoptedExample.load([
      "config/clusters/dock/cluster.yaml":
        "hubs: [{name: prod, helm_chart: basehub, helm_chart_values_files: [../../../../etc/passwd]}]"
    ])
    #expect(loaded.all("A904").count == 1)
  }

  @Test("a file that overrides a chart's Chart.yaml holds for the hub that names it alone")
  func chartOverride() throws {
    let cluster = """
      hubs:
        - {name: staging, helm_chart: basehub, chart_override: other.Chart.yaml, helm_chart_values_files: [common.values.yaml]}
        - {name: prod, helm_chart: basehub, helm_chart_values_files: [prod.values.yaml]}
      """
    let loaded = AdoptedExample.load([
      "config/clusters/dock/cluster.yaml": cluster,
      "config/clusters/dock/other.Chart.yaml":
        "name: basehub\nversion: 0.1.0\ndependencies: [{name: jupyterhub, version: 4.0.0}]",
      "charts/jupyterhub-4.0.0/values.yaml": "singleuser: {fsGid: 7}",
    ])
    #expect(loaded.values("dock/staging")?.jupyterhub?.value(at: "singleuser.fsGid")?.int == 7)
    #expect(loaded.values("dock/prod")?.jupyterhub?.value(at: "singleuser.fsGid") == nil)
    #expect(loaded.all("A906").isEmpty)
  }
}
