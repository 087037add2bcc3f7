import Basics

/// The work of reading an adopted folder: clusters, their hubs, the files and charts that those are made of.
struct AdoptedLoading {
  let source: FleetSource
  let limits: FleetLimits
  var findings: [Finding] = []
  private(set) var clusters: [ClusterID: Cluster] = [:]
  private(set) var hubs: [HubID: Hub] = [:]
  /// Cluster files of which nothing could be read, or not all hubs.
  private(set) var undecoded: Set<String> = []
  private var library: ChartLibrary
  private var charts: [String: PreparedChart] = [:]
  /// Values files by path: what they say, how they were read, and hashes of those that are encrypted.
  var values: [String: SourcedValue] = [:]
  var states: [String: ValuesFile.State] = [:]
  var sealed: [String: String] = [:]
  /// Every file that a cluster file names, for whatever use.
  var named: Set<String> = []

  init(_ source: FleetSource, limits: FleetLimits) {
    self.source = source
    self.limits = limits
    library = ChartLibrary(source, limits: limits)
  }

  mutating func read() {
    let files = source.files.keys.filter { AdoptedPath.cluster($0) != nil }.sorted()
    for file in files { readCluster(file) }
    tellSealed()
    tellOrphans()
    findings += library.findings
  }

  /// What the hubs are made of; made anew each time.
  var files: AdoptedFiles { AdoptedFiles(values: values, charts: charts, sealed: sealed, hubs: hubs) }

  // MARK: - Clusters

  private mutating func readCluster(_ file: String) {
    guard let bytes = source.files[file], let folder = AdoptedPath.cluster(file) else { return }
    let (value, found) = SourcedValue.read(bytes, file: file, limits: limits, as: .cluster)
    findings += found
    if found.contains(where: { $0.severity == .error }) { undecoded.insert(file) }
    guard let value, value.isMap else {
      undecoded.insert(file)
      if found.isEmpty { report(at: SourcePlace(file: file), "the file declares no cluster", next: "write 'name:' and 'hubs:'") }
      return
    }
    if let name = value["name"], name.string != folder {
      findings.append(
        Finding(
          .otherClusterName, .warning, at: name.place ?? SourcePlace(file: file),
          "the cluster calls itself '\(name.plain.shown)' and stands in the folder '\(folder.shown)'",
          next: "make the two the same; its hubs are known as '\(folder.shown)/…'"))
    }
    let id = ClusterID(folder)
    let provider = value["provider"]?.string
    clusters[id] = Cluster(
      id: id, file: file, engine: .kubernetes, provider: provider, region: Self.region(value),
      tenancy: value["tenancy"]?.string.flatMap(Cluster.Tenancy.init))
    nameFiles(value["support"]?["helm_chart_values_files"], in: file)
    for section in ["gcp", "aws", "azure", "kubeconfig"] {
      for key in ["key", "file"] { nameFile(value[section]?[key], in: file) }
    }
    readHubs(value["hubs"], of: id, in: file)
  }

  private static func region(_ cluster: SourcedValue) -> String? {
    cluster["gcp"]?["zone"]?.string ?? cluster["gcp"]?["region"]?.string ?? cluster["aws"]?["region"]?.string
  }

  private mutating func readHubs(_ list: SourcedValue?, of cluster: ClusterID, in file: String) {
    guard let list, !list.isNull else { return }
    guard let entries = list.elements else {
      undecoded.insert(file)
      return report(
        at: list.place, "'hubs' is \(list.named), and a list of hubs is expected", next: "start each hub with '- name:'")
    }
    for entry in entries {
      guard let name = entry["name"]?.string, AdoptedPath.isHubName(name) else {
        undecoded.insert(file)
        tellUnusableName(entry, on: cluster)
        continue
      }
      let id = HubID("\(cluster)/\(name)")
      if let first = hubs[id] {
        report(
          at: entry.place, "the hub '\(id.rawValue.shown)' is declared for a second time", next: "keep one of the two",
          related: first.adoption.map { [.init(place: $0.place, note: "it is declared here first")] } ?? [])
        continue
      }
      hubs[id] = hub(id, entry, on: cluster, in: file)
    }
  }

  private mutating func tellUnusableName(_ entry: SourcedValue, on cluster: ClusterID) {
    let name = entry["name"]
    var next = "write 'name:' with lower-case letters, digits and hyphens"
    var what = "a hub of '\(cluster.rawValue.shown)' has no name that can be used"
    if let text = name?.string {
      what = "a hub cannot be called '\(text.shown)': Kubernetes takes lower-case letters, digits and hyphens, at most 63"
      if let mended = FleetPath.mendedName(text) { next = "write '\(mended)'" }
    } else if let name, !name.isNull, !name.isMap, name.elements == nil {
      what = "the name of a hub of '\(cluster.rawValue.shown)' is \(name.named), not text"
      next = "put it in quotes: name: \"\(name.plain.shown)\""
    }
    report(at: name?.place ?? entry.place, what, next: next)
  }

  // MARK: - Hubs

  private mutating func hub(_ id: HubID, _ entry: SourcedValue, on cluster: ClusterID, in file: String) -> Hub {
    let place = entry["name"]?.place ?? entry.place ?? SourcePlace(file: file)
    var chart = AdoptedPath.noChart
    if let name = entry["helm_chart"]?.string {
      chart = name
    } else {
      report(at: place, "the hub '\(id)' names no chart", next: "write 'helm_chart:', such as 'helm_chart: basehub'")
    }
    let named = entry["chart_override"]
    let override = named.flatMap { overridePath($0, in: file) }
    let key = chart + (override.map { "+\($0)" } ?? "")
    if charts[key] == nil {
      charts[key] = library.prepared(chart, override: override)
      if charts[key]?.tree == .unknown(name: chart) { tellUnknownChart(chart, at: entry["helm_chart"]?.place ?? place) }
    }
    nameFile(entry["domain_override_file"], in: file)
    var files = valuesFiles(entry["helm_chart_values_files"], of: id, in: file)
    // What it would say of the chart is unknown.
    if let named, override == nil, !named.isNull { files.insert(refused(at: named.place ?? place), at: 0) }
    return Hub(
      id: id, file: file, name: entry["display_name"]?.string ?? id.rawValue, community: CommunityID(cluster.rawValue),
      cluster: cluster, url: entry["domain"]?.string.map { "https://\($0)" },
      adoption: Adoption(chart: chart, chartKey: key, files: files, place: place))
  }

  private mutating func tellUnknownChart(_ name: String, at place: SourcePlace) {
    let near = Suggestion.nearest(to: name, among: library.names)
    findings.append(
      Finding(
        .unknownChart, .note, at: place, "the chart '\(name.shown)' is not at hand: its defaults are unknown",
        next: near.map { "did you mean '\($0)'?" } ?? "put it into '\(AdoptedPath.charts)/\(name.shown)'"))
  }

  private mutating func overridePath(_ value: SourcedValue, in file: String) -> String? {
    if value.isNull { return nil }
    guard let text = value.string, let path = AdoptedPath.override(text, in: file) else {
      let next = "name a file inside of it, or take it out"
      report(at: value.place, "'chart_override' names no file of the fleet folder", next: next)
      return nil
    }
    named.insert(path)
    guard source.files[path] != nil else {
      tellMissing(path, at: value.place)
      return nil
    }
    return path
  }

  mutating func report(
    at place: SourcePlace?, _ what: String, next: String, related: [Finding.Related] = []
  ) {
    findings.append(Finding(.oddClusterFile, .error, at: place, what, next: next, related: related))
  }
}
