public import Basics

/// The schemas of the charts of a fleet, each compiled once for all hubs.
public struct ChartSchemas: Sendable {
  /// By the file of the schema.
  let compiled: [String: CompiledSchema]
  /// What is wrong with the schemas themselves: A912, one for each that cannot be used.
  public let findings: [Finding]

  public init(_ trees: some Sequence<ChartTree>) {
    var compiled: [String: CompiledSchema] = [:]
    var findings: [String: Finding] = [:]
    for (_, tree) in trees.flatMap(\.all) {
      guard case .known(let chart, _) = tree, let schema = chart.schema, compiled[schema.file] == nil,
        findings[schema.file] == nil
      else { continue }
      do {
        compiled[schema.file] = try CompiledSchema(schema.value, assertsFormats: true)
      } catch {
        findings[schema.file] = Finding(
          "A912", error.isRefusedByHelm ? .error : .warning, at: error.place ?? SourcePlace(file: schema.file),
          "the schema of the chart '\(chart.name)' cannot be used: \(error.what) (at \(error.pointer))",
          next: error.isRefusedByHelm
            ? "mend it: Helm refuses the chart with it" : "mend it, or the values of its hubs are not compared with it")
      }
    }
    self.compiled = compiled
    self.findings = findings.values.sorted { ($0.place?.file ?? "", $0.what) < ($1.place?.file ?? "", $1.what) }
  }
}

/// Compares the values of hubs with the schemas of their charts, as `helm` does before it installs: each chart's values
/// with that chart's schema, those of nested charts too.
public enum SchemaFindings {
  /// How many findings of one chart are told of one hub at most.
  public static let limit = 50

  /// What is wrong with the values of a hub. What has no hub's name in it: the same line of a file that several hubs use
  /// gives equal findings, so that they can be told once.
  /// - Parameters:
  ///   - charts: the charts of the hub. One that is not at hand has no schema, and is left out.
  ///   - memory: one for all hubs that are checked.
  public static func findings(
    for values: EffectiveValues, charts: ChartTree, compiled: ChartSchemas, memory: SchemaMemory
  ) -> [Finding] {
    let all = charts.all
    let unread = values.unknown.compactMap { unknown in
      if case .layer(let file) = unknown { file } else { nil }
    }
    let unknownCharts = all.compactMap { path, tree in
      if case .unknown = tree { path } else { nil }
    }
    var findings: [Finding] = []
    for (path, tree) in all where !values.disabled.contains(where: { path.starts(with: $0) }) {
      guard case .known(let chart, _) = tree, let file = chart.schema?.file, let schema = compiled.compiled[file],
        let part = values.values[path: path], !part.isNull
      else { continue }
      for violation in schema.violations(of: part, limit: limit, memory: memory) {
        let keys = path + violation.keys
        let site = Site(violation: violation, chart: chart, path: path, own: values.own)
        if !violation.isLack {
          findings.append(site.finding)
        } else if let unread = unread.first {
          findings.append(site.lack(unread: unread, count: values.unknown.count))
        } else if !unknownCharts.contains(where: { keys.starts(with: $0) }) {
          findings.append(site.finding)
        }
      }
    }
    return findings
  }

  /// A violation, and the file of the hub that it belongs to.
  private struct Site {
    let violation: SchemaViolation
    let chart: Chart
    /// Of the chart's values.
    let path: [String]
    let own: SourcedValue

    private var fullPath: String {
      SchemaViolation.path(path.map(SchemaViolation.Step.key) + violation.steps)
    }

    private var isDefault: Bool { violation.value.place.map { $0.file.hasPrefix("\(chart.folder)/") } ?? true }

    /// The line that set the value. Where it is the chart's own default: the nearest thing above it that another file says.
    private var place: SourcePlace? {
      if let place = violation.value.place, !isDefault { return place }
      var nearest = own.place
      var value = own
      for step in path.map(SchemaViolation.Step.key) + violation.steps {
        let next: SourcedValue? =
          switch step {
          case .key(let key): value[key]
          case .index(let index): value.elements.flatMap { $0.indices.contains(index) ? $0[index] : nil }
          }
        guard let next else { break }
        value = next
        nearest = next.place ?? nearest
      }
      return nearest ?? violation.value.place
    }

    private var related: [Finding.Related] {
      let name = chart.version.map { "\(chart.name) \($0)" } ?? chart.name
      let rule = violation.rule.map { Finding.Related(place: $0, note: "the rule, of the chart \(name)") }
      let origin = isDefault && place != violation.value.place ? violation.value.place : nil
      return [rule, origin.map { Finding.Related(place: $0, note: "the chart's own default") }].compactMap(\.self)
    }

    private var what: String {
      let whose = isDefault && !violation.isLack ? " (the chart's own default)" : ""
      return fullPath.isEmpty ? violation.what + whose : "\(fullPath): \(violation.what)\(whose)"
    }

    var finding: Finding {
      Finding("A911", .error, at: place, what, next: violation.next, related: related)
    }

    func lack(unread: String, count: Int) -> Finding {
      let files =
        count > 1 ? "'\(unread)' and others, which cannot be read, may set it" : "'\(unread)', which cannot be read, may set it"
      return Finding(
        "A913", .note, at: place, "\(what) in what can be read; \(files)", next: "make sure that it is set there", related: related)
    }
  }
}

extension SchemaViolation {
  /// The keys on the way, as far as there are only keys.
  fileprivate var keys: [String] {
    var keys: [String] = []
    for step in steps {
      guard case .key(let key) = step else { break }
      keys.append(key)
    }
    return keys
  }
}
