public import Basics

extension Check {
  /// What Helm would refuse before it installs.
  static let schemas = Check(
    "the values of adopted hubs are what their charts take",
    SchemaFindings.explanations + [
      FindingExplanation(
        "A914", .error, "a nested chart whose values are no map",
        explanation: """
          The values of a nested chart stand under its name and are a map. Here something else stands there, so Helm stops \
          and installs nothing.
          """,
        wrong: "jupyterhub: true", right: "jupyterhub:\n  hub: {}")
    ]
  ) { checked in
    guard let charts = checked.fleet.adopted?.charts else { return [] }
    let compiled = ChartSchemas(charts.values.map(\.tree))
    let memory = SchemaMemory()
    var findings = compiled.findings
    var told = Set(findings)
    for hub in checked.hubs {
      guard let key = hub.adoption?.chartKey, let chart = charts[key], let values = checked.values[hub.id] else { continue }
      var found = SchemaFindings.findings(for: values, charts: chart.tree, compiled: compiled, memory: memory)
      for refusal in values.refusals {
        found.append(SchemaFindings.refused(refusal))
      }
      findings += found.filter { told.insert($0).inserted }
    }
    return findings
  }
}

extension SchemaFindings {
  /// Values of a nested chart for which Helm stops.
  public static func refused(_ refusal: HelmMerge.Refusal) -> Finding {
    Finding(
      "A914", .error, at: refusal.value.place,
      "\(refusal.path.joined(separator: ".")) is \(refusal.value.named), and the values of a chart are a map: Helm refuses them",
      next: "write a map, or take it out")
  }
}
