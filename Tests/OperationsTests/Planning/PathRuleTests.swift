import Basics
import Fleet
import Operations
import Testing

struct PathRuleTests {
  private let hubs = [
    hub("bay/staging", ["config/clusters/bay/staging.yaml"]), hub("bay/reef", ["config/clusters/bay/reef.yaml"]),
    hub("bay/kelp", ["config/clusters/bay/kelp.yaml"]), hub("cove/tide", ["config/clusters/cove/tide.yaml"]),
    HubFiles(hub: "shell", cluster: "shore", clusterFile: "clusters/shore.yaml", files: ["hubs/shell.yaml"]),
  ]

  private static func hub(_ id: HubID, _ files: [String]) -> HubFiles {
    let cluster = String(id.rawValue.prefix { $0 != "/" })
    return HubFiles(
      hub: id, cluster: ClusterID(cluster), clusterFile: "config/clusters/\(cluster)/cluster.yaml", files: files,
      chart: HubFiles.Chart(name: "basehub", override: nil))
  }

  @Test("a values file means its hubs, and the staging hub of their cluster")
  func values() {
    #expect(PathRule.hubs(hubs, changed: ["config/clusters/bay/reef.yaml"]) == ["bay/reef", "bay/staging"])
    #expect(PathRule.hubs(hubs, changed: ["config/clusters/bay/staging.yaml"]) == ["bay/staging"])
  }

  @Test("a cluster file means all hubs of the cluster")
  func cluster() {
    #expect(PathRule.hubs(hubs, changed: ["config/clusters/bay/cluster.yaml"]) == ["bay/kelp", "bay/reef", "bay/staging"])
  }

  @Test("anything in a chart's folder means all hubs of all clusters, even a readme")
  func chart() {
    let all = PathRule.hubs(hubs, changed: ["helm-charts/basehub/README.md"])
    #expect(all == ["bay/kelp", "bay/reef", "bay/staging", "cove/tide"])
  }

  @Test("files that nothing names mean nothing")
  func others() {
    #expect(PathRule.hubs(hubs, changed: ["docs/index.md", "config/clusters/bay/support.yaml"]).isEmpty)
  }

  @Test("in the native layout a hub's file means the hub, a cluster's its hubs, and fleet.yaml all")
  func native() {
    for path in ["hubs/shell.yaml", "clusters/shore.yaml", "fleet.yaml"] {
      #expect(PathRule.hubs(hubs, changed: [path]) == ["shell"])
    }
  }
}
