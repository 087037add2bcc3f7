import Access
import Basics
import Fleet
import Testing

@Suite struct DoubtTests {
  let named: [String: JSONValue] = ["Authenticator": ["allowed_users": ["ada"]]]

  @Test("code makes an audience uncertain, whoever wrote it, and is told in one sentence")
  func code() {
    let config: [String: JSONValue] = [
      "config": ["JupyterHub": ["authenticator_class": "github"], "Authenticator": ["allowed_users": ["ada"]]],
      "extraConfig": ["10-own": "c.Authenticator.allow_all = True", "20-chart": "import os", "30-none": "# nothing\n\n  # here"],
      "extraFiles": ["schema": ["mountPath": "/usr/local/schema.json"], "more": ["mountPath": "/srv/jupyterhub_config.d/x.py"]],
    ]
    let all = SourcedValue(.object(["hub": .object(config)]), at: SourcePlace(file: "chart.yaml", line: 9))
    let own = SourcedValue(.object(["hub": ["extraConfig": ["10-own": "c.Authenticator.allow_all = True"]]]))
    let values = EffectiveValues(hub: "reef", values: all, own: own, jupyterhubPath: [])
    let audience = Audience.of(values, versions: .current)
    #expect(!audience.isCertain)
    #expect(audience.doubts.map(\.sentence) == ["code in 3 places, 2 of them of the chart (10-own, 20-chart and more)"])
    #expect(audience.summary == "at least 1 named person, as far as can be read")
  }

  @Test("comments alone are no code, and one text of code counts like a map of them")
  func text() {
    #expect(audience("github", named, hub: ["extraConfig": ["a": "# only words\n"]], .current).isCertain)
    #expect(!audience("github", named, hub: ["extraConfig": "print(1)  # runs"], .current).isCertain)
    #expect(!audience("github", named, hub: ["extraConfig": ["a": "# words\nprint(1)"]], .current).isCertain)
  }

  @Test("layers that cannot be read are counted and named")
  func layers() {
    let unknown: [EffectiveValues.Unknown] = [
      .layer(file: "config/enc-reef.secret.values.yaml"), .chart(name: "binderhub-service"),
    ]
    let audience = Audience.of(values("github", named, unknown: unknown), versions: .current)
    #expect(audience.doubts.map(\.sentence) == ["1 values file that cannot be read (enc-reef.secret.values.yaml)"])
    let chart = Audience.of(values("github", named, unknown: [.chart(name: "jupyterhub")]), versions: .current)
    #expect(chart.doubts.map(\.kind) == [.chart])
  }

  @Test("a secret of the cluster may set anything")
  func existingSecret() {
    #expect(audience("github", named, hub: ["existingSecret": "reef"], .current).doubts.map(\.kind) == [.layers])
    #expect(audience("github", named, hub: ["existingSecret": .null], .current).isCertain)
  }

  @Test("without the chart nothing can be read, so it may be anyone")
  func noChart() {
    let tree = SourcedValue(.object([:]))
    let audience = Audience.of(EffectiveValues(hub: "reef", values: tree, own: tree, jupyterhubPath: nil), versions: .unknown)
    #expect(audience.level == .anyone)
    #expect(!audience.isCertain)
  }

  @Test("with unknown versions the wider rules are assumed, and that is said")
  func unknownVersions() {
    let open = audience("github", ["Authenticator": ["admin_users": ["ada"]]], .unknown)
    #expect(open.level == .accounts)
    #expect(open.doubts.map(\.kind) == [.version])
    // Here the newer rules are the wider: a list of organisations lets in, and keeps nobody out.
    let both: [String: JSONValue] = [
      "GitHubOAuthenticator": ["allowed_organizations": ["reef"]], "Authenticator": ["allowed_users": ["ada"]],
    ]
    #expect(audience("github", both, .unknown).level == .teams)
  }

  @Test("levels are ordered, and their words are stable")
  func levels() {
    #expect(AudienceLevel.allCases == AudienceLevel.allCases.sorted())
    #expect(AudienceLevel.allCases.map(\.rawValue) == ["nobody", "people", "teams", "institutions", "accounts", "anyone"])
  }
}
