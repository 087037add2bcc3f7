import Basics

/// The charts of an adopted folder: what their files say, and which chart nests which.
struct ChartLibrary {
  private let source: FleetSource
  private let limits: FleetLimits
  private(set) var findings: [Finding] = []
  /// Folders that hold a chart.
  private let folders: Set<String>
  private var charts: [String: Chart] = [:]
  private var told: Set<String> = []
  /// Files that Helm refuses, or that cannot be read.
  private var broken: Set<String> = []

  init(_ source: FleetSource, limits: FleetLimits) {
    self.source = source
    self.limits = limits
    var folders: Set<String> = []
    for path in source.files.keys where Self.isOfCharts(path) {
      let name = AdoptedPath.name(of: path)
      if name == "Chart.yaml" || name == "values.yaml" { folders.insert(AdoptedPath.folder(of: path)) }
    }
    self.folders = folders
  }

  static func isOfCharts(_ path: String) -> Bool {
    path.hasPrefix(AdoptedPath.charts + "/") || path.hasPrefix(AdoptedPath.nested + "/")
  }

  /// The names of charts that hubs may name.
  var names: [String] {
    folders.compactMap { folder in
      let parts = folder.parts(separatedBy: "/")
      return parts.count == 2 && parts[0] == AdoptedPath.charts ? String(parts[1]) : nil
    }.sorted()
  }

  /// The chart that hubs call by a name, with what it nests; unknown where there is none.
  /// - Parameter override: a file that stands for the chart's own `Chart.yaml`.
  mutating func prepared(_ name: String, override: String?) -> PreparedChart {
    let folder = "\(AdoptedPath.charts)/\(name)"
    guard folders.contains(folder) else { return PreparedChart(tree: .unknown(name: name), hash: "") }
    var used: Set<String> = []
    let tree = tree(folder, override: override, within: [], used: &used)
    var parts: [String] = []
    for folder in used.sorted() { parts.append(ChartContent.hash(folder, of: source, others: used, limits: limits)) }
    if let override, let content = source.files[override] { parts.append(ChartContent.hash(ofAbout: content, limits: limits)) }
    return PreparedChart(tree: tree, hash: String(ContentHash.hex(of: parts.joined().utf8).prefix(16)))
  }

  private mutating func tree(
    _ folder: String, override: String?, within outer: Set<String>, used: inout Set<String>
  ) -> ChartTree {
    let chart = chart(folder, override: override)
    used.insert(folder)
    var nested: [(key: String, tree: ChartTree)] = []
    for dependency in chart.dependencies {
      if let inner = dependency.folder, !outer.contains(inner), inner != folder {
        nested.append((dependency.key, tree(inner, override: nil, within: outer.union([folder]), used: &used)))
      } else {
        nested.append((dependency.key, .unknown(name: dependency.name)))
      }
    }
    return .known(chart, nested: nested)
  }

  private mutating func chart(_ folder: String, override: String?) -> Chart {
    let key = folder + (override.map { "+\($0)" } ?? "")
    if let known = charts[key] { return known }
    let about = read(override ?? "\(folder)/Chart.yaml")
    let values = "\(folder)/values.yaml"
    let defaults = read(values) ?? SourcedValue(.map([:]))
    let name = AdoptedPath.name(of: folder)
    let chart = Chart(
      name: about?["name"]?.string ?? Self.nameAndVersion(name).name,
      version: about?["version"]?.string ?? Self.nameAndVersion(name).version, folder: folder,
      defaults: defaults.isMap ? defaults : SourcedValue(.map([:])), schema: schema(folder),
      dependencies: dependencies(about, of: folder),
      unreadable: [values, override ?? "\(folder)/Chart.yaml"].filter(broken.contains))
    charts[key] = chart
    return chart
  }

  /// `jupyterhub-3.0.0-beta.1` → `jupyterhub`, `3.0.0-beta.1`: a version starts with a digit.
  static func nameAndVersion(_ folder: String) -> (name: String, version: String?) {
    let parts = folder.parts(separatedBy: "-")
    guard let first = parts.indices.dropFirst().first(where: { parts[$0].first?.isNumber == true }) else { return (folder, nil) }
    return (parts[..<first].joined(separator: "-"), parts[first...].joined(separator: "-"))
  }

  private mutating func schema(_ folder: String) -> Chart.Schema? {
    for name in ["values.schema.json", "values.schema.yaml"] where source.files["\(folder)/\(name)"] != nil {
      return read("\(folder)/\(name)").map { Chart.Schema(file: "\(folder)/\(name)", value: $0) }
    }
    return nil
  }

  private mutating func read(_ path: String) -> SourcedValue? {
    guard let bytes = source.files[path] else {
      if source.isTold(path) { broken.insert(path) }
      return nil
    }
    let (value, found) = SourcedValue.read(bytes, file: path, limits: limits)
    if told.insert(path).inserted { findings += found }
    if found.contains(where: { $0.severity == .error }) || value?.isMap == false { broken.insert(path) }
    return value
  }

  private mutating func dependencies(_ about: SourcedValue?, of folder: String) -> [Chart.Dependency] {
    var dependencies: [Chart.Dependency] = []
    for entry in about?["dependencies"]?.elements ?? [] {
      guard let name = entry["name"]?.string else { continue }
      let version = entry["version"]?.string
      let place = entry.place ?? SourcePlace(file: "\(folder)/Chart.yaml")
      let found = find(name, version, repository: entry["repository"]?.string, in: folder, at: place)
      dependencies.append(
        Chart.Dependency(
          key: entry["alias"]?.string ?? name, name: name, version: version, place: place, folder: found?.folder,
          isStandIn: found?.isStandIn ?? false, condition: entry["condition"]?.string,
          tags: entry["tags"]?.elements?.compactMap(\.string) ?? [],
          importValues: (entry["import-values"]?.elements ?? []).compactMap(Self.imported)))
    }
    return dependencies
  }

  private static func imported(_ value: SourcedValue) -> Chart.Dependency.ImportedValues? {
    if let name = value.string { return .init(exported: name) }
    guard let child = value["child"]?.string, let parent = value["parent"]?.string else { return nil }
    return .init(child: child, parent: parent)
  }

  /// The folder of a nested chart: one in the chart's own `charts/`, which Helm takes whatever else there is; the one that its
  /// repository names; or one in `charts/` of which the version fits, which may stand in for the wanted one.
  private mutating func find(
    _ name: String, _ version: String?, repository: String?, in folder: String, at place: SourcePlace
  ) -> (folder: String, isStandIn: Bool)? {
    if let own = best(of: candidates(name, in: "\(folder)/charts"), name, version, isOwn: true) {
      if let version, let has = self.version(of: own), has != version, told.insert("\(folder) \(name)").inserted {
        findings.append(
          Finding(
            .otherChartVersion, .note, at: place,
            "the chart '\(name.shown)' is wanted in version \(version.shown), and \(has.shown) stands in '\(own)', which Helm takes",
            next: "run `helm dependency update`, or name the version that is there"))
      }
      return (own, false)
    }
    if let path = repository, path.hasPrefix("file://"),
      let named = AdoptedPath.resolve(String(path.dropFirst(7)), in: folder), folders.contains(named)
    {
      return (named, false)
    }
    let candidates = candidates(name, in: AdoptedPath.nested)
    guard let best = best(of: candidates, name, version, isOwn: false) else {
      tellMissing(name, version, others: candidates, at: place)
      return nil
    }
    guard let version, let has = self.version(of: best), has != version else { return (best, false) }
    if told.insert("\(name) \(version)").inserted {
      findings.append(
        Finding(
          .otherChartVersion, .note, at: place,
          "the chart '\(name.shown)' is wanted in version \(version.shown), and \(has.shown) is at hand: its defaults are taken",
          next: "put the wanted version into '\(AdoptedPath.nested)/\(name)-\(version)'"))
    }
    return (best, true)
  }

  /// The charts of a name right in a folder.
  private func candidates(_ name: String, in outer: String) -> Set<String> {
    folders.filter { candidate in
      AdoptedPath.folder(of: candidate) == outer && Self.nameAndVersion(AdoptedPath.name(of: candidate)).name == name
    }
  }

  private mutating func best(of candidates: Set<String>, _ name: String, _ version: String?, isOwn: Bool) -> String? {
    let fits = candidates.compactMap { candidate in fit(of: candidate, version, isOwn: isOwn).map { (candidate, $0) } }
    return fits.max { ($0.1, $1.0) < ($1.1, $0.0) }?.0
  }

  private mutating func tellMissing(_ name: String, _ version: String?, others: Set<String>, at place: SourcePlace) {
    guard told.insert("\(name) \(version ?? "")").inserted else { return }
    let wanted = "'\(name.shown)'" + (version.map { " \($0.shown)" } ?? "")
    let have = others.isEmpty ? "" : "; \(others.sorted().map { "'\($0)'" }.joined(separator: ", ")) is another version"
    findings.append(
      Finding(
        .unknownChart, .note, at: place, "the chart \(wanted) is not at hand: its defaults are unknown\(have)",
        next: "unpack it into '\(AdoptedPath.nested)/\(name)-\(version ?? "VERSION")' in the folder or beside it"))
  }

  private mutating func version(of folder: String) -> String? { chart(folder, override: nil).version }

  /// How well a chart at hand fits what is wanted; nil: not at all. The same version fits best; a version of which the wanted
  /// one is a later build (`3.0.0-beta.1` for `3.0.0-beta.1.git.6208`) fits too.
  private mutating func fit(of folder: String, _ version: String?, isOwn: Bool) -> Int? {
    guard let version, let has = self.version(of: folder) else { return 1 }
    if has == version { return 20_000 }
    let bounds: [Character] = [".", "-", "+"]
    let isEarlierBuild = version.hasPrefix(has) && bounds.contains { version.dropFirst(has.count).first == $0 }
    if isEarlierBuild { return 100 + has.utf8.count }
    return isOwn ? 0 : nil
  }
}
