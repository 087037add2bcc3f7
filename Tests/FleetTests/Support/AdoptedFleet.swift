import Basics
import Fleet

/// A small fleet of an adopted layout: on the cluster `c` the hubs that are asked for, each with the file `<hub>.yaml`, over
/// the chart `basehub`, which nests `jupyterhub`.
enum AdoptedFleet {
  static let time = Timestamp(seconds: 1_795_000_000)

  /// - Parameters:
  ///   - hubs: the values of each hub's own file, under `jupyterhub`.
  ///   - common: the values of a file that all hubs name first, under `jupyterhub`.
  ///   - changes: other files, or other texts of these.
  static func source(
    _ hubs: [String: String], common: String? = nil, provider: String = "gcp", changes: [String: String] = [:]
  ) -> FleetSource {
    var texts: [String: String] = [
      "helm-charts/basehub/Chart.yaml": """
      name: basehub
      version: 0.1.0
      dependencies:
        - {name: jupyterhub, version: 3.0.0, repository: "https://charts.example"}

      """,
      "helm-charts/basehub/values.yaml": "jupyterhub:\n  hub: {image: {name: chart/hub, tag: latest}}\n",
      "helm-charts/basehub/charts/jupyterhub/Chart.yaml": "name: jupyterhub\nversion: 3.0.0\n",
      "helm-charts/basehub/charts/jupyterhub/values.yaml": """
      singleuser:
        image: {name: chart/singleuser, tag: "3.0.0"}
        memory: {guarantee: 1G, limit: null}

      """,
    ]
    var cluster = "name: c\nprovider: \(provider)\ntenancy: shared\nhubs:\n"
    for (name, values) in hubs.sorted(by: { $0.key < $1.key }) {
      texts["config/clusters/c/\(name).yaml"] = nested(values)
      cluster += "  - name: \(name)\n    domain: \(name).example\n    helm_chart: basehub\n    helm_chart_values_files:\n"
      if common != nil { cluster += "      - common.yaml\n" }
      cluster += "      - \(name).yaml\n"
    }
    if let common { texts["config/clusters/c/common.yaml"] = nested(common) }
    texts["config/clusters/c/cluster.yaml"] = cluster
    return FleetSource(texts: texts.merging(changes) { $1 })
  }

  private static func nested(_ values: String) -> String {
    "jupyterhub:\n" + values.split(separator: "\n").map { "  \($0)\n" }.joined()
  }

  /// What the checks find of some codes.
  static func findings(_ source: FleetSource, _ codes: Set<FindingCode>) -> [Finding] {
    let loaded = FleetLoader.load(source)
    guard let fleet = loaded.fleet else { return [] }
    return Checks.run(fleet, now: time, undecoded: loaded.undecoded).filter { codes.contains($0.code) }
  }
}

extension Finding {
  /// Its place without the column, and its code: `c/a.yaml:3 A932`.
  var short: String {
    guard let place else { return code.rawValue }
    return "\(place.file.replacing("config/clusters/", with: "")):\(place.line) \(code)"
  }
}
