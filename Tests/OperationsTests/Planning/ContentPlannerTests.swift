import Basics
import Fleet
import Operations
import Testing

struct ContentPlannerTests {
  @Test("planning parts gives the plan of the whole, without what was kept, with it, and with what was damaged", arguments: 0..<60)
  func parts(_ seed: Int) async throws {
    var random = SeededRandom(seed: UInt64(seed))
    var texts = PlanExample.fleet
    if Bool.random(using: &random) { texts["fleet.yaml"] = "name: Example\n" }
    if Bool.random(using: &random) { PlanExample.addSupport(&texts) }
    for _ in 0..<Int.random(in: 0...3, using: &random) { change(&texts, &random) }
    let base = FleetSource(texts: texts)
    for _ in 0..<Int.random(in: 0...3, using: &random) { change(&texts, &random) }
    let head = FleetSource(texts: texts)
    let whole = ContentPlan.between(base: base, head: head)
    let (before, after) = (FleetSnapshot(base), FleetSnapshot(head))
    var planner = planner([base, head])
    let first = try await planner.plan(from: bare(before), to: after)
    #expect(first == whole)
    let kept = planner.clusters.text
    #expect(ClusterIndexes(text: kept) == planner.clusters)
    var again = self.planner([base, head], ClusterIndexes(text: kept))
    #expect(try await again.plan(from: before, to: bare(after)) == whole)
    let damaged = kept.replacing("basehub", with: "basehut")
    #expect(damaged == kept || ClusterIndexes(text: damaged) == nil)
    var anew = self.planner([base, head], ClusterIndexes(text: damaged))
    #expect(try await anew.plan(from: before, to: after) == whole)
  }

  @Test("a plan is empty exactly where all releases are equal, and of a folder with itself always", arguments: 0..<60)
  func emptiness(_ seed: Int) throws {
    var random = SeededRandom(seed: UInt64(seed))
    var texts = PlanExample.fleet
    let base = FleetSource(texts: texts)
    for _ in 0..<Int.random(in: 0...2, using: &random) { change(&texts, &random) }
    let head = FleetSource(texts: texts)
    #expect(ContentPlan.between(base: head, head: head).isEmpty)
    let plan = ContentPlan.between(base: base, head: head)
    if plan.unplanned.isEmpty { #expect(plan.isEmpty == (releases(base) == releases(head))) }
  }

  @Test("a change of comments alone never changes a release", arguments: 0..<30)
  func comments(_ seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    var texts = PlanExample.fleet
    let base = FleetSource(texts: texts)
    for path in texts.keys.sorted() where !path.contains("/templates/") && !path.contains("enc-") && Bool.random(using: &random) {
      let lines = texts[path]?.split(separator: "\n") ?? []
      texts[path] = lines.map { Bool.random(using: &random) ? "\($0)  # \(path)\n" : "# \($0)\n\($0)\n" }.joined()
    }
    #expect(ContentPlan.between(base: base, head: FleetSource(texts: texts)).isEmpty)
  }

  @Test("nothing of a cluster that cannot differ is fetched")
  func fetches() async throws {
    let (base, head) = PlanExample.sources { $0.replace("2G", by: "3G", in: "config/clusters/bay/reef.yaml") }
    var planner = planner([base, head])
    _ = try await planner.plan(from: bare(FleetSnapshot(base)), to: FleetSnapshot(head))
    let tide = ContentFormat.sha1.id(of: Array("singleuser:\n  cpu: 2\n".utf8))
    var known = ContentPlanner(clusters: planner.clusters) { ids in
      #expect(!ids.contains(tide))
      return contents(of: [base, head]).filter { ids.contains($0.key) }
    }
    let plan = try await known.plan(from: bare(FleetSnapshot(base)), to: FleetSnapshot(head))
    #expect(plan.changed == ["bay/reef"])
    #expect(plan.unchanged == 3)
  }

  // MARK: - Random changes

  private func change(_ texts: inout [String: String], _ random: inout SeededRandom) {
    let paths = texts.keys.sorted()
    guard let path = paths.randomElement(using: &random) else { return }
    switch Int.random(in: 0..<13, using: &random) {
    case 0: texts[path] = nil
    case 1: texts[path] = (texts[path] ?? "") + "# \(Int.random(in: 0..<9, using: &random))\n"
    case 2: texts[path] = "singleuser: [\n"
    case 3: texts[path] = (texts[path] ?? "") + "extra: \(Int.random(in: 0..<3, using: &random))\n"
    case 4: texts["helm-charts/basehub/values.yaml"] = "singleuser: {memory: \(Int.random(in: 1..<4, using: &random))G}\n"
    case 5: texts["helm-charts/daskhub/templates/a.yaml"] = "a: \(Int.random(in: 0..<3, using: &random))\n"
    case 6: texts["config/clusters/cove/enc-kelp.secret.yaml"] = "sops: {mac: m\(Int.random(in: 0..<3, using: &random))}\n"
    case 7:
      // Beside `support`, where there is one, which names files of its own.
      texts["config/clusters/bay/cluster.yaml"]?.replace("name: reef", with: "name: reef\(Int.random(in: 0..<3, using: &random))")
    case 8:
      texts["config/clusters/cove/cluster.yaml"]? +=
        "  - name: new\(Int.random(in: 0..<3, using: &random))\n    helm_chart: basehub\n    helm_chart_values_files: [tide.yaml]\n"
    case 9: texts["config/shared/all.yaml"] = "singleuser: {cpu: \(Int.random(in: 2..<5, using: &random))}\n"
    case 10: texts.replace("- tide.yaml", by: "- ../../shared/all.yaml", in: "config/clusters/cove/cluster.yaml")
    case 11:
      let all: [(name: String, chart: String, files: [String])] = [
        ("staging", "basehub", ["common", "staging"]), ("reef", "basehub", ["common", "reef"]),
        ("tide", "daskhub", ["../cove/tide"]),
        ("kelp", "other", ["reef"]), ("twice", "basehub", ["reef", "reef"]),
      ]
      texts["config/clusters/bay/cluster.yaml"] = PlanExample.cluster("bay", all.filter { _ in Bool.random(using: &random) })
    default: texts.replace("0.1.0", by: "0.2.0", in: path)
    }
  }

  private func releases(_ source: FleetSource) -> [ReleaseHash]? {
    FleetLoader.load(source).fleet.map { fleet in
      fleet.hubs.values.sorted { $0.id < $1.id }.map { ReleaseRenderer.release(for: $0, in: fleet).hash }
    }
  }

  private func planner(_ sources: [FleetSource], _ clusters: ClusterIndexes? = nil) -> ContentPlanner {
    let known = contents(of: sources)
    return ContentPlanner(clusters: clusters ?? ClusterIndexes()) { ids in known.filter { ids.contains($0.key) } }
  }

  /// The snapshot with native declarations only, as revisions come.
  private func bare(_ snapshot: FleetSnapshot) -> FleetSnapshot {
    FleetSnapshot(ids: snapshot.ids, contents: snapshot.contents.filter { FleetPathKind($0.key) == .native })
  }
}

private func contents(of sources: [FleetSource]) -> [String: [UInt8]] {
  var known: [String: [UInt8]] = [:]
  for content in sources.flatMap(\.files.values) { known[ContentFormat.sha1.id(of: content)] = content }
  return known
}
