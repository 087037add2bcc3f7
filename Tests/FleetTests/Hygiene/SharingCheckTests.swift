import Basics
import Fleet
import Testing

@Suite("Secrets and buckets that communities share")
struct SharingCheckTests {
  private func found(_ hubs: [String: String], common: String? = nil, fleet: String? = nil) -> [Finding] {
    let changes = fleet.map { ["fleet.yaml": "name: F\nhubs:\n\($0)"] } ?? [:]
    return AdoptedFleet.findings(AdoptedFleet.source(hubs, common: common, changes: changes), ["A936", "A937"])
  }

  private func secret(_ value: String) -> String {
    "hub:\n  config:\n    GitHub:\n      client_secret: \(value)\n      client_id: one"
  }
  private func bucket(_ value: String) -> String { "singleuser:\n  extraEnv:\n    SCRATCH_BUCKET: \(value)" }

  @Test("the same secret in two communities is told with both, and never shown")
  func literal() throws {
    let found = found(["a": secret("hunter2"), "b": secret("hunter2"), "d": secret("other")])
    let finding = try #require(found.first)
    #expect(found.map(\.short) == ["c/a.yaml:5 A936"])
    #expect(finding.related.map(\.place.file) == ["config/clusters/c/b.yaml"])
    #expect(finding.what.contains("'a' (inferred), 'b' (inferred)"))
    #expect(!finding.what.contains("hunter2"))
  }

  @Test("hubs of one community may share")
  func oneCommunity() {
    let fleet = "  c/a: {community: reef}\n  c/b: {community: reef}\n"
    #expect(found(["a": secret("hunter2"), "b": secret("hunter2")], fleet: fleet).isEmpty)
  }

  @Test("a secret in a file that all hubs name is shared, unless a hub's own file replaces it")
  func common() {
    #expect(found(["a": "hub: {}", "b": "hub: {}"], common: secret("hunter2")).map(\.short) == ["c/common.yaml:5 A936"])
    #expect(found(["a": "hub: {}", "b": secret("other")], common: secret("hunter2")).isEmpty)
  }

  @Test("a Kubernetes secret of the same name is each hub's own")
  func kubernetes() {
    let text = "ingress:\n  tls: [{secretName: https-auto-tls}]\nhub: {existingSecret: hub}"
    #expect(found(["a": text, "b": text]).isEmpty)
  }

  @Test("one encrypted file of two communities is shared")
  func encrypted() {
    let cluster = """
      tenancy: shared
      hubs:
        - {name: a, helm_chart: basehub, helm_chart_values_files: [enc-x.secret.yaml]}
        - {name: b, helm_chart: basehub, helm_chart_values_files: [enc-x.secret.yaml]}

      """
    let source = AdoptedFleet.source([:], changes: ["config/clusters/c/cluster.yaml": cluster])
    #expect(AdoptedFleet.findings(source, ["A936"]).map(\.short) == ["c/cluster.yaml:3 A936"])
  }

  @Test("native hubs of two communities that name one secret share it")
  func named() {
    let client = Access.Client(id: "x", secret: "one")
    let fleet = Fleet.example {
      community("kelp")
      hub("reef") { $0.access = Access(login: .github, client: client) }
      hub("kelp") {
        $0.community = "kelp"
        $0.access = Access(login: .github, client: client)
      }
    }
    #expect(fleet.codes.filter { $0 == "A936" }.count == 1)
  }

  @Test(
    "a shared bucket is a warning where the folders before the user's are the same or one holds the other, else a note",
    arguments: [
      ("gs://s/$(JUPYTERHUB_USER)", "gs://s/$(JUPYTERHUB_USER)", Severity.warning), ("gs://s/x", "gcs://s/x/y", .warning),
      ("gs://s/a/$(JUPYTERHUB_USER)", "gs://s/b/$(JUPYTERHUB_USER)", .note), ("gs://s", "s3://s", nil),
      ("gs://s/$(HUB)/$(JUPYTERHUB_USER)", "gs://s/$(HUB)/$(JUPYTERHUB_USER)", .note),
      ("gs://$(B)/x", "gs://$(B)/x", nil), ("gs://s/a", "gs://s/ab", .note),
    ])
  func buckets(one: String, other: String, severity: Severity?) {
    let found = found(["a": bucket(one), "b": bucket(other)])
    #expect(found.map(\.code) == (severity == nil ? [] : ["A937"]))
    #expect(found.first?.severity == severity)
  }

  @Test("a bucket is seen in variables as Kubernetes writes them")
  func pairs() {
    let pair = "singleuser:\n  extraEnv:\n    X: {name: SCRATCH_BUCKET, value: \"gs://s/a\"}"
    let inner = "singleuser:\n  extraEnv:\n    SCRATCH_BUCKET: {value: \"gs://s/a\"}"
    #expect(found(["a": pair, "b": inner]).map(\.severity) == [.warning])
  }

  @Test("a data set that many read is no matter of it")
  func data() {
    let text = "singleuser: {extraEnv: {WEATHER: \"s3://noaa-goes16/x\"}}"
    #expect(found(["a": text, "b": text]).isEmpty)
  }

  @Test("a staging hub shares with the hub whose changes it tries out")
  func staging() {
    #expect(found(["staging": bucket("gs://s"), "prod": bucket("gs://s")]).isEmpty)
  }
}
