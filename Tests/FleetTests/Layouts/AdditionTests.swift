import Basics
import Testing

@testable import Fleet

@Suite("What an adopted layout cannot say")
struct AdditionTests {
  @Test("communities are inferred: of a dedicated cluster the cluster, of a shared one each hub")
  func communities() throws {
    let loaded = AdoptedExample.load()
    let fleet = try #require(loaded.fleet)
    #expect(fleet.hubs["dock/prod"]?.community == "dock")
    #expect(fleet.hubs["dock/staging"]?.community == "dock")
    #expect(fleet.hubs["shore/reef"]?.community == "reef")
    #expect(fleet.communities["reef"]?.name == "The reef")
    #expect(loaded.all("A909").count == 1)
  }

  @Test("staging hubs are inferred from names: prod and everything else from staging, x-prod from x-staging")
  func staging() throws {
    let hubs = ["staging", "prod", "r-staging", "r-prod"].map {
      "  - {name: \($0), helm_chart: basehub, helm_chart_values_files: [common.values.yaml]}"
    }
    let loaded = AdoptedExample.load([
      "config/clusters/dock/cluster.yaml": "hubs:\n" + hubs.joined(separator: "\n"),
      "config/clusters/dock/prod.values.yaml": nil,
    ])
    let fleet = try #require(loaded.fleet)
    #expect(fleet.hubs["dock/prod"]?.staging == "dock/staging")
    #expect(fleet.hubs["dock/r-prod"]?.staging == "dock/r-staging")
    #expect(fleet.hubs["dock/r-staging"]?.staging == nil)
    #expect(fleet.hubs["shore/reef"]?.staging == "shore/staging")
    #expect(fleet.hubs["shore/reef"]?.adoption?.inferred.contains(.staging) == true)
  }

  @Test("fleet.yaml beside it adds community, kind, staging, features and versions; the particular entry wins")
  func additions() throws {
    let loaded = AdoptedExample.load([
      "fleet.yaml": """
      name: Alpha
      people: {ada: {name: Ada, roles: [engineer]}}
      hubs:
        "shore/*": {community: coast, kind: basic, features: [gpu]}
        "shore/reef": {community: reef, kind: research, staging: staging, versions: {jupyterhub: 4.0.1, oauthenticator: 15.1.0}}
      """,
      "communities/reef.yaml": "name: Reef", "communities/coast.yaml": "name: Coast",
      "features/gpu.yaml": "stage: general\nowners: [ada]",
    ])
    let fleet = try #require(loaded.fleet)
    let reef = try #require(fleet.hubs["shore/reef"])
    #expect(reef.community == "reef")
    #expect(reef.kind == .research)
    #expect(reef.features.contains("gpu"))
    #expect(reef.versions == Versions(jupyterhub: "4.0.1", oauthenticator: "15.1.0"))
    #expect(reef.adoption?.inferred == [])
    #expect(fleet.hubs["shore/staging"]?.community == "coast")
    #expect(loaded.findings.filter { $0.severity == .error } == [])
  }

  @Test("an entry for a hub that does not exist is an error with the nearest name, and a community that is not declared too")
  func wrongNames() throws {
    let loaded = AdoptedExample.load([
      "fleet.yaml": "name: Alpha\nhubs:\n  \"shore/reff\": {kind: basic}\n  \"shore/reef\": {community: nobody}"
    ])
    #expect(loaded.all("A910").first?.next == "did you mean 'shore/reef'?")
    let fleet = try #require(loaded.fleet)
    let dangling = try #require(fleet.findings.first { $0.code == "A301" })
    #expect(dangling.place?.file == "fleet.yaml")
    #expect(dangling.place?.line == 4)
  }

  @Test("a hub's own values have the paths of the JupyterHub chart, wherever its chart nests that")
  func ownValues() throws {
    let fleet = try #require(AdoptedExample.load().fleet)
    #expect(fleet.hubs["dock/staging"]?.values[path: ["singleuser", "memory", "limit"]] == "8G")
    #expect(fleet.hubs["shore/reef"]?.environment.image == "quay.io/alpha/reef:2026.1")
    #expect(fleet.hubs["shore/reef"]?.access.login == .github)
  }
}
