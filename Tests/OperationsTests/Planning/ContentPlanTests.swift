import Basics
import Delivery
import Fleet
import Operations
import Testing

struct ContentPlanTests {
  @Test("the same folder on both sides changes nothing")
  func nothing() {
    let plan = PlanExample.plan { _ in }
    #expect(plan.isEmpty)
    #expect(plan.unchanged == 4)
    #expect(plan.pathRule == PathRuleAnswer())
  }

  @Test("a changed value changes the hubs whose files say it, and tells value, file and line")
  func value() throws {
    let plan = PlanExample.plan { $0.replace("2G", by: "3G", in: "config/clusters/bay/reef.yaml") }
    #expect(plan.changed == ["bay/reef"])
    #expect(plan.unchanged == 3)
    let entry = try #require(plan.entry("bay/reef"))
    #expect(entry.kind == .changed)
    let change = try #require(entry.values.first)
    #expect(entry.values.count == 1)
    #expect(change.path == "singleuser.memory")
    #expect(change.before == "2G")
    #expect(change.after == "3G")
    #expect(change.place?.file == "config/clusters/bay/reef.yaml")
    #expect(change.place?.line == 2)
    #expect(entry.exceptions == ["singleuser.memory"])
  }

  @Test(
    "comments and order change no hub, in values, clusters and charts",
    arguments: [
      "config/clusters/bay/common.yaml", "config/clusters/bay/cluster.yaml", "helm-charts/basehub/values.yaml",
      "helm-charts/basehub/Chart.yaml", "helm-charts/basehub/values.schema.yaml",
    ])
  func comments(_ file: String) {
    let plan = PlanExample.plan { $0[file] = "# a word\n\($0[file] ?? "")\n# another\n" }
    #expect(plan.isEmpty)
  }

  @Test("another order of a cluster's hubs, and of the keys of a file, changes no hub")
  func order() {
    let plan = PlanExample.plan {
      $0["config/clusters/bay/cluster.yaml"] = PlanExample.cluster(
        "bay", [("reef", "basehub", ["common", "reef"]), ("staging", "basehub", ["common", "staging"])])
      $0["helm-charts/basehub/values.yaml"] = "hub: {limit: 10}\nsingleuser: {cpu: 1, memory: 1G}\n"
    }
    #expect(plan.isEmpty)
    #expect(plan.pathRule.needless == ["bay/reef", "bay/staging", "cove/kelp", "cove/tide"])
  }

  @Test("a changed default of a chart changes only the hubs that do not set it")
  func defaults() {
    let plan = PlanExample.plan { $0.replace("memory: 1G", by: "memory: 1500M", in: "helm-charts/basehub/values.yaml") }
    #expect(plan.changed == ["bay/staging", "cove/tide"])
    #expect(plan.pathRule.needless == ["bay/reef", "cove/kelp"])
    #expect(plan.entries.allSatisfy { $0.reasons.isEmpty && $0.exceptions.isEmpty })
  }

  @Test("a changed template changes all hubs of the chart, and of charts that nest it, for the chart's sake")
  func template() {
    let all = PlanExample.plan { $0["helm-charts/basehub/templates/quota.yaml"] = "kind: Other\n" }
    #expect(all.changed == ["bay/reef", "bay/staging", "cove/kelp", "cove/tide"])
    #expect(all.entry("bay/reef")?.reasons == [PlanEntry.Reason(.chart, ["basehub"])])
    #expect(all.entry("bay/reef")?.values == [])
    let some = PlanExample.plan { $0["helm-charts/daskhub/templates/dask.yaml"] = "kind: Other\n" }
    #expect(some.changed == ["cove/kelp"])
  }

  @Test("a values file that several hubs use changes all of them")
  func shared() {
    let plan = PlanExample.plan { $0["config/clusters/bay/common.yaml"] = "singleuser:\n  image: other\n" }
    #expect(plan.changed == ["bay/reef", "bay/staging"])
  }

  @Test("a renamed file changes no hub where the cluster names it anew")
  func renamed() {
    let plan = PlanExample.plan {
      $0["config/clusters/bay/reef-hub.yaml"] = $0.removeValue(forKey: "config/clusters/bay/reef.yaml")
      $0.replace("- reef.yaml", by: "- reef-hub.yaml", in: "config/clusters/bay/cluster.yaml")
    }
    #expect(plan.isEmpty)
    #expect(plan.pathRule.needless == ["bay/reef", "bay/staging"])
  }

  @Test("a deleted file that is still named leaves its hubs without a plan; one that is not named any more takes its values away")
  func deleted() throws {
    let named = PlanExample.plan { $0["config/clusters/bay/common.yaml"] = nil }
    #expect(named.entries.isEmpty)
    #expect(named.unplanned.map(\.hub) == ["bay/reef", "bay/staging"])
    #expect(named.unplanned.allSatisfy { $0.faults.allSatisfy { $0.side == .after && $0.finding.what.contains("common.yaml") } })
    let unnamed = PlanExample.plan {
      $0["config/clusters/bay/reef.yaml"] = nil
      $0.replace("      - reef.yaml\n", by: "", in: "config/clusters/bay/cluster.yaml")
    }
    #expect(unnamed.unplanned.isEmpty)
    #expect(unnamed.changed == ["bay/reef"])
    #expect(unnamed.entry("bay/reef")?.values.first?.after == "1G")
  }

  @Test("another order of values files counts where it changes a value")
  func layers() {
    let plan = PlanExample.plan {
      $0["config/clusters/bay/common.yaml"] = "singleuser:\n  image: base\n  memory: 8G\n"
      $0["config/clusters/bay/cluster.yaml"] = PlanExample.cluster(
        "bay", [("staging", "basehub", ["common", "staging"]), ("reef", "basehub", ["reef", "common"])])
    }
    #expect(plan.entry("bay/reef")?.values.map(\.after) == ["8G"])
  }

  @Test("hubs that are added, removed or moved to another cluster are told so")
  func moved() throws {
    let plan = PlanExample.plan {
      $0["config/clusters/cove/cluster.yaml"] = PlanExample.cluster("cove", [("kelp", "daskhub", ["kelp", "enc-kelp.secret"])])
      $0["config/clusters/bay/tide.yaml"] = $0["config/clusters/cove/tide.yaml"]
      $0["config/clusters/bay/cluster.yaml"] = PlanExample.cluster(
        "bay",
        [("staging", "basehub", ["common", "staging"]), ("reef", "basehub", ["common", "reef"]), ("tide", "basehub", ["tide"])])
    }
    #expect(plan.entries.map(\.kind) == [.added, .removed])
    #expect(plan.changed == ["bay/tide", "cove/tide"])
    #expect(plan.entry("bay/tide")?.movedFrom == "cove/tide")
    #expect(plan.unchanged == 3)
  }

  @Test("an encrypted file that changes changes its hubs, and what it sets is unknown")
  func encrypted() throws {
    let plan = PlanExample.plan { $0["config/clusters/cove/enc-kelp.secret.yaml"] = "data: ENC[two]\nsops:\n  mac: two\n" }
    #expect(plan.changed == ["cove/kelp"])
    let entry = try #require(plan.entry("cove/kelp"))
    #expect(entry.reasons == [PlanEntry.Reason(.encrypted, ["config/clusters/cove/enc-kelp.secret.yaml"])])
    #expect(entry.values.isEmpty)
    #expect(entry.unknown.contains("config/clusters/cove/enc-kelp.secret.yaml"))
  }

  @Test("a file that overrides a chart changes the hubs that name it, once it says something else")
  func override() {
    var texts = PlanExample.fleet
    let chart = "    helm_chart: daskhub\n"
    texts.replace(chart, by: chart + "    chart_override: dask.yaml\n", in: "config/clusters/cove/cluster.yaml")
    texts["config/clusters/cove/dask.yaml"] = "name: daskhub\nversion: 0.2.0\n"
    let base = FleetSource(texts: texts)
    texts["config/clusters/cove/dask.yaml"] = "# a word\nname: daskhub\nversion: 0.2.0\n"
    #expect(ContentPlan.between(base: base, head: FleetSource(texts: texts)).isEmpty)
    texts["config/clusters/cove/dask.yaml"] = "name: daskhub\nversion: 0.3.0\n"
    let plan = ContentPlan.between(base: base, head: FleetSource(texts: texts))
    #expect(plan.changed == ["cove/kelp"])
    #expect(plan.entry("cove/kelp")?.reasons.map(\.kind) == [.chart])
  }

  @Test("a renamed or a new hub beside a file of the cluster's own is planned, whole and in parts")
  func beside() async throws {
    var texts = PlanExample.fleet
    PlanExample.addSupport(&texts)
    let base = FleetSource(texts: texts)
    texts.replace("- name: reef", by: "- name: atoll", in: "config/clusters/bay/cluster.yaml")
    let head = FleetSource(texts: texts)
    let plan = ContentPlan.between(base: base, head: head)
    #expect(plan.unplanned.isEmpty)
    #expect(plan.entries.map(\.kind) == [.added, .removed])
    var planner = ContentPlanner { ids in
      var known: [String: [UInt8]] = [:]
      for content in [base, head].flatMap(\.files.values) { known[ContentFormat.sha1.id(of: content)] = content }
      return known.filter { ids.contains($0.key) }
    }
    let bare = FleetSnapshot(ids: FleetSnapshot(base).ids, contents: [:])
    #expect(try await planner.plan(from: bare, to: FleetSnapshot(ids: FleetSnapshot(head).ids, contents: [:])) == plan)
  }

  @Test("a cluster file that names a missing file beside its hubs removes the hubs that it no longer declares")
  func missingBeside() {
    var texts = PlanExample.fleet
    PlanExample.addSupport(&texts)
    texts["config/clusters/bay/support.yaml"] = nil
    let base = FleetSource(texts: texts)
    texts.replace("- name: reef", by: "- name: atoll", in: "config/clusters/bay/cluster.yaml")
    let plan = ContentPlan.between(base: base, head: FleetSource(texts: texts))
    #expect(plan.entries.map(\.kind) == [.added, .removed])
  }

  @Test("a hub that loses its name leaves the cluster's absent hubs without a plan, and the others as they are")
  func unnamed() {
    let plan = PlanExample.plan { $0.replace("- name: reef", by: "- name: 2023", in: "config/clusters/bay/cluster.yaml") }
    #expect(plan.entries.isEmpty)
    #expect(plan.unplanned.map(\.hub) == ["bay/reef"])
  }

  @Test(
    "files that Helm refuses, and values that are no map where a chart's are, cannot be planned",
    arguments: ["~: 1\n", "singleuser: {memory: .inf}\n"])
  func refused(_ text: String) {
    let plan = PlanExample.plan { $0["config/clusters/bay/reef.yaml"] = text }
    #expect(plan.entries.isEmpty)
    #expect(plan.unplanned.map(\.hub) == ["bay/reef"])
    let nested = PlanExample.plan { $0["config/clusters/cove/kelp.yaml"] = "basehub: oops\n" }
    #expect(nested.unplanned.map(\.hub) == ["cove/kelp"])
    #expect(nested.unplanned.first?.faults.map(\.finding.code) == ["A914"])
  }

  @Test("a changed address changes the hub, and is told before and after")
  func address() throws {
    var texts = PlanExample.fleet
    let hub = "- name: reef\n"
    texts.replace(hub, by: hub + "    domain: reef.example\n", in: "config/clusters/bay/cluster.yaml")
    let base = FleetSource(texts: texts)
    texts.replace("reef.example", by: "kelp.example", in: "config/clusters/bay/cluster.yaml")
    let plan = ContentPlan.between(base: base, head: FleetSource(texts: texts))
    #expect(plan.changed == ["bay/reef"])
    let entry = try #require(plan.entry("bay/reef"))
    #expect(entry.address == .init(before: "https://reef.example", after: "https://kelp.example"))
    #expect(entry.values.isEmpty)
    #expect(ContentPlanText(plan).text.contains("address: https://reef.example → https://kelp.example"))
  }

  @Test("a chart at hand on one side only makes its defaults unknown, and no list of changed values", arguments: [true, false])
  func chartAtHandOnce(_ isBase: Bool) throws {
    var texts = PlanExample.fleet
    texts["helm-charts/basehub/Chart.yaml"] = PlanExample.withJupyterHub
    texts["charts/jupyterhub-3.0.0/values.yaml"] = "hub: {a: 1, b: 2}\nsingleuser: {c: 3}\n"
    let known = FleetSource(texts: texts)
    texts.replace("version: 3.0.0", by: "version: 4.0.0", in: "helm-charts/basehub/Chart.yaml")
    let unknown = FleetSource(texts: texts)
    let plan = ContentPlan.between(base: isBase ? unknown : known, head: isBase ? known : unknown)
    let entry = try #require(plan.entry("bay/reef"))
    #expect(entry.values.isEmpty)
    #expect(entry.reasons.contains(PlanEntry.Reason(isBase ? .unknownBefore : .unknownAfter, ["jupyterhub"])))
  }

  @Test("values called secret by what stands beside them are not shown")
  func pairs() throws {
    var texts = PlanExample.fleet
    func reef(_ secret: String) -> String {
      """
      hub:
        env: [{name: API_KEY, value: \(secret)}, {name: COLOUR, value: \(secret)-blue}]
        https: {cert: c, key: \(secret)}
        extraFiles: {k: {mountPath: /y, binaryData: \(secret)}}
        hook: https://hooks.slack.com/services/T00/B00/\(secret)
        PW: \(secret)
        MAP_KEY: \(secret)
        netrc: machine x login y password \(secret)

      """
    }
    texts["config/clusters/bay/reef.yaml"] = reef("hunter1")
    let base = FleetSource(texts: texts)
    texts["config/clusters/bay/reef.yaml"] = reef("hunter2")
    let plan = ContentPlan.between(base: base, head: FleetSource(texts: texts))
    let shown = try #require(plan.entry("bay/reef")).values.filter { $0.after?.string?.contains("hunter") == true }
    #expect(shown.map(\.path) == ["hub.env[1].value"])
  }

  @Test("broken YAML on one side leaves the hubs concerned without a plan, and no others", arguments: [true, false])
  func broken(_ isBase: Bool) {
    let (sound, broken) = PlanExample.sources { $0["config/clusters/bay/reef.yaml"] = "singleuser: [\n" }
    let plan = ContentPlan.between(base: isBase ? broken : sound, head: isBase ? sound : broken)
    #expect(plan.entries.isEmpty)
    #expect(plan.unplanned.map(\.hub) == ["bay/reef"])
    #expect(plan.unplanned.first?.faults.first?.side == (isBase ? .before : .after))
    #expect(plan.unplanned.first?.faults.first?.finding.place?.file == "config/clusters/bay/reef.yaml")
  }

  @Test("a broken cluster file leaves the hubs of the cluster without a plan, and removes none")
  func brokenCluster() {
    let plan = PlanExample.plan { $0["config/clusters/bay/cluster.yaml"] = "hubs: {\n" }
    #expect(plan.entries.isEmpty)
    #expect(plan.unplanned.map(\.hub) == ["bay/reef", "bay/staging"])
  }

  @Test("features whose paths cover changed values are touched; other values are exceptions; secrets are not shown")
  func features() throws {
    var texts = PlanExample.fleet
    texts["fleet.yaml"] = "name: Example\n"
    texts["helm-charts/basehub/Chart.yaml"] = PlanExample.withJupyterHub
    texts["config/clusters/cove/kelp.yaml"] = "basehub: {jupyterhub: {singleuser: {memory: 4G}}}\n"
    texts["features/big-memory.yaml"] = "stage: general\nowners: []\nexplains: [singleuser.memory]\n"
    let base = FleetSource(texts: texts)
    texts["config/clusters/cove/kelp.yaml"] = """
      basehub:
        jupyterhub:
          singleuser: {memory: 5G, password: hunter2hunter2}
      """
    let plan = ContentPlan.between(base: base, head: FleetSource(texts: texts))
    let entry = try #require(plan.entry("cove/kelp"))
    #expect(entry.features == ["big-memory"])
    #expect(entry.exceptions == ["basehub.jupyterhub.singleuser.password"])
    #expect(entry.values.map(\.after) == ["5G", .string(SourcedValue.hiddenSecret)])
    #expect(!ContentPlanText(plan).text.contains("hunter2"))
    #expect(!ContentPlanMarkdown(plan).text.contains("hunter2"))
  }

  @Test("values that are standard, or explained by a pattern of the hub's features, are no exceptions")
  func standardValues() throws {
    var texts = PlanExample.fleet
    texts["fleet.yaml"] = "name: Example\n"
    texts["helm-charts/basehub/Chart.yaml"] = PlanExample.withJupyterHub
    texts["config/clusters/cove/kelp.yaml"] = "basehub: {jupyterhub: {singleuser: {memory: {limit: 4G}}}}\n"
    texts["features/dask.yaml"] = "stage: general\nowners: []\nexplains: [\"singleuser.extraEnv.DASK_*\"]\n"
    let base = FleetSource(texts: texts)
    texts["config/clusters/cove/kelp.yaml"] = """
      basehub:
        jupyterhub:
          singleuser:
            memory: {limit: 8G, guarantee: 4G}
            extraEnv: {DASK_WORKERS: "4"}
            colour: blue
      """
    let plan = ContentPlan.between(base: base, head: FleetSource(texts: texts))
    let entry = try #require(plan.entry("cove/kelp"))
    #expect(entry.features == ["dask"])
    #expect(entry.values.contains { $0.path == "basehub.jupyterhub.singleuser.memory.limit" })
    #expect(entry.exceptions == ["basehub.jupyterhub.singleuser.colour"])
  }

  @Test("who may enter is asked on both sides")
  func audience() {
    let (base, head) = PlanExample.sources { $0.replace("2G", by: "3G", in: "config/clusters/bay/reef.yaml") }
    let plan = ContentPlan.between(base: base, head: head) { hub, fleet in
      let memory = fleet.effectiveValues(of: hub).values.value(at: "singleuser.memory")?.string ?? ""
      return PlannedAudience(words: memory, level: memory == "3G" ? 2 : 1, isCertain: true)
    }
    #expect(plan.entry("bay/reef")?.audience?.before?.words == "2G")
    #expect(plan.entry("bay/reef")?.audience?.after?.words == "3G")
    #expect(plan.entry("bay/reef")?.audience?.isWider == true)
  }

  @Test("in the native layout too, only hubs that are awake and whose releases change are in the plan")
  func native() {
    let hub = "community: reef\ncluster: shore\nkind: basic\nawake: true\naccess: {login: password}\n"
    var texts = [
      "fleet.yaml": "name: Example\n", "clusters/shore.yaml": "engine: local\n", "communities/reef.yaml": "name: Reef\n",
      "hubs/reef.yaml": hub, "hubs/kelp.yaml": hub, "hubs/tide.yaml": hub.replacing("true", with: "false"),
    ]
    let base = FleetSource(texts: texts)
    texts["hubs/reef.yaml"] = hub + "limits: {servers: 4}\n"
    texts["hubs/tide.yaml"] = hub.replacing("true", with: "false") + "limits: {servers: 4}\n"
    texts["fleet.yaml"] = "# a word\nname: Example\n"
    let plan = ContentPlan.between(base: base, head: FleetSource(texts: texts))
    #expect(plan.changed == ["reef"])
    #expect(plan.unchanged == 1)
    #expect(plan.pathRule.hubs == ["kelp", "reef", "tide"])
  }
}
