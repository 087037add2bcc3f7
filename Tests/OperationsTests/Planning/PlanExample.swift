import Basics
import Fleet
import Operations

/// A small fleet of clusters with values files over two charts, one of which nests the other.
enum PlanExample {
  static let fleet: [String: String] = [
    "helm-charts/basehub/Chart.yaml": "name: basehub\nversion: 0.1.0\n",
    "helm-charts/basehub/values.yaml": "singleuser:\n  memory: 1G\n  cpu: 1\nhub:\n  limit: 10\n",
    "helm-charts/basehub/templates/quota.yaml": "kind: Quota\n",
    "helm-charts/basehub/values.schema.yaml": "type: object\n",
    "helm-charts/daskhub/Chart.yaml":
      "name: daskhub\nversion: 0.1.0\ndependencies:\n  - name: basehub\n    version: 0.1.0\n    repository: file://../basehub\n",
    "helm-charts/daskhub/values.yaml": "dask:\n  workers: 4\n",
    "config/clusters/bay/cluster.yaml": cluster(
      "bay", [("staging", "basehub", ["common", "staging"]), ("reef", "basehub", ["common", "reef"])]),
    "config/clusters/bay/common.yaml": "singleuser:\n  image: base\n",
    "config/clusters/bay/staging.yaml": "hub:\n  limit: 5\n",
    "config/clusters/bay/reef.yaml": "singleuser:\n  memory: 2G\n",
    "config/clusters/cove/cluster.yaml": cluster(
      "cove", [("kelp", "daskhub", ["kelp", "enc-kelp.secret"]), ("tide", "basehub", ["tide"])]),
    "config/clusters/cove/kelp.yaml": "basehub:\n  singleuser:\n    memory: 4G\n",
    "config/clusters/cove/enc-kelp.secret.yaml": "data: ENC[one]\nsops:\n  mac: one\n",
    "config/clusters/cove/tide.yaml": "singleuser:\n  cpu: 2\n",
  ]

  /// `Chart.yaml` of `basehub`, with Zero to JupyterHub's chart in it.
  static let withJupyterHub = "name: basehub\nversion: 0.1.0\ndependencies: [{name: jupyterhub, version: 3.0.0}]\n"

  /// Files that clusters name beside their hubs.
  static func addSupport(_ texts: inout [String: String]) {
    for name in ["bay", "cove"] {
      texts["config/clusters/\(name)/cluster.yaml"] =
        "support: {helm_chart_values_files: [support.yaml]}\n" + (texts["config/clusters/\(name)/cluster.yaml"] ?? "")
      texts["config/clusters/\(name)/support.yaml"] = "prometheus: {}\n"
    }
  }

  static func cluster(_ name: String, _ hubs: [(name: String, chart: String, files: [String])]) -> String {
    "name: \(name)\nhubs:\n"
      + hubs.map { hub in
        "  - name: \(hub.name)\n    helm_chart: \(hub.chart)\n    helm_chart_values_files:\n"
          + hub.files.map { "      - \($0).yaml\n" }.joined()
      }.joined()
  }

  /// The plan of a change to the example.
  static func plan(_ change: (inout [String: String]) -> Void) -> ContentPlan {
    var changed = fleet
    change(&changed)
    return .between(base: FleetSource(texts: fleet), head: FleetSource(texts: changed))
  }

  static func sources(_ change: (inout [String: String]) -> Void) -> (base: FleetSource, head: FleetSource) {
    var changed = fleet
    change(&changed)
    return (FleetSource(texts: fleet), FleetSource(texts: changed))
  }
}

extension ContentPlan {
  var changed: [HubID] { entries.map(\.hub) }
  func entry(_ hub: HubID) -> PlanEntry? { entries.first { $0.hub == hub } }
}

extension [String: String] {
  /// Replaces a text in a file.
  mutating func replace(_ old: String, by new: String, in file: String) {
    self[file] = self[file]?.replacing(old, with: new)
  }
}
