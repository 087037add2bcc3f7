import Basics
import Fleet
import Testing

@testable import ControlPlane

/// A fleet whose hubs run elsewhere, followed by a control plane.
@Suite("An adopted fleet in the control plane", .timeLimit(.minutes(5)))
struct AdoptedFleetTests {
  private static let texts = [
    "config/clusters/shore/cluster.yaml": """
    name: shore
    tenancy: shared
    hubs:
      - {name: reef, display_name: The reef, domain: reef.example, helm_chart: basehub, helm_chart_values_files: [reef.values.yaml]}
    """,
    "config/clusters/shore/reef.values.yaml": "jupyterhub: {hub: {config: {JupyterHub: {authenticator_class: github}}}}",
    "helm-charts/basehub/Chart.yaml": "name: basehub\nversion: 0.1.0\ndependencies: [{name: jupyterhub, version: 3.0.0}]",
    "helm-charts/basehub/values.yaml": "jupyterhub: {}",
    "charts/jupyterhub-3.0.0/values.yaml": "hub: {}",
  ]

  @Test("is followed whatever is found in it, and rolls nothing out")
  func follow() async throws {
    try await TestServer.run { server in
      let request = DeployRequest(folder: FleetSource(texts: Self.texts))
      let answer = try await server.post("/api/v1/deploy", server.asOperator, json: request)
      #expect(answer.status == .ok || answer.status == .accepted)
      #expect(try answer.decoded(DeployAnswer.self).rollout == nil)
      #expect(await server.parts.fleet.deployed?.fleet.hubs.keys.map(\.rawValue) == ["shore/reef"])
    }
  }

  @Test("its hubs have pages, though their names have a slash")
  func pages() async throws {
    try await TestServer.run { server in
      try await server.follow(FleetSource(texts: Self.texts))
      let session = try await server.session()
      let overview = try await server.get("/", session)
      #expect(overview.status == .ok)
      #expect(overview.text.contains("1 production hub declared; it runs elsewhere and is not watched"))
      let path = try #require(overview.text.firstMatch(of: /href="(\/hubs\/[^"]+)"/)?.1)
      let page = try await server.get(String(path), session)
      #expect(page.status == .ok)
      #expect(page.text.contains("The reef"))
      #expect(!page.text.contains("/wake"))
      #expect(page.text.contains("Nobody") && page.text.contains("GitHubOAuthenticator"))
      #expect(page.text.contains("https://reef.example") && !page.text.contains("reef.localhost"))
    }
  }

  @Test("a hub's findings are those of the files that it names and of its own entry, not of its neighbours'")
  func findings() throws {
    var texts = Self.texts
    texts["config/clusters/shore/cluster.yaml", default: ""] +=
      "\n  - {name: tide, helm_chart: basehub, helm_chart_values_files: [tide.yaml]}\n"
    texts["config/clusters/shore/tide.yaml"] = "jupyterhub: {singleuser: {image: {name: base, tag: latest}}}\n"
    let fleet = try #require(FleetLoader.load(FleetSource(texts: texts)).fleet)
    func finding(_ file: String, _ line: Int) -> Finding {
      Finding("A301", .note, at: SourcePlace(file: "config/clusters/shore/\(file)", line: line), "odd")
    }
    let all = [
      finding("cluster.yaml", 1), finding("cluster.yaml", 4), finding("cluster.yaml", 5), finding("reef.values.yaml", 1),
      finding("tide.yaml", 1),
    ]
    let reef = try #require(fleet.hubs["shore/reef"]).findings(among: all, in: fleet)
    let tide = try #require(fleet.hubs["shore/tide"]).findings(among: all, in: fleet)
    #expect(reef == [all[1], all[3]])
    #expect(tide == [all[2], all[4]])
  }

  @Test("a hub that runs elsewhere is not started here")
  func wake() async throws {
    try await TestServer.run { server in
      try await server.follow(FleetSource(texts: Self.texts))
      await #expect(throws: Problem.self) { try await server.parts.fleet.setAwake(true, "shore/reef", by: "ada") }
      #expect(try await server.parts.store.overrides().isEmpty)
    }
  }
}
