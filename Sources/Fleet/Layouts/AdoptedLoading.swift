import Basics

/// The work of reading an adopted folder: clusters, their hubs, the files and charts that those are made of.
struct AdoptedLoading {
  let source: FleetSource
  let limits: FleetLimits
  private(set) var findings: [Finding] = []
  private(set) var clusters: [ClusterID: Cluster] = [:]
  private(set) var hubs: [HubID: Hub] = [:]
  /// Cluster files of which nothing could be read.
  private(set) var undecoded: Set<String> = []
  private var library: ChartLibrary
  private var values: [String: SourcedValue] = [:]
  private var states: [String: ValuesFile.State] = [:]
  private var charts: [String: PreparedChart] = [:]
  private var sealed: [String: String] = [:]
  /// Every file that a cluster file names, for whatever use.
  private var named: Set<String> = []

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
      return report(
        at: list.place, "'hubs' is \(list.named), and a list of hubs is expected", next: "start each hub with '- name:'")
    }
    for entry in entries {
      guard let name = entry["name"]?.string, AdoptedPath.isHubName(name) else {
        report(
          at: entry["name"]?.place ?? entry.place, "a hub of '\(cluster.rawValue.shown)' has no name that can be used",
          next: "write 'name:' with lower-case letters, digits and hyphens")
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

  // MARK: - Hubs

  private mutating func hub(_ id: HubID, _ entry: SourcedValue, on cluster: ClusterID, in file: String) -> Hub {
    let place = entry["name"]?.place ?? entry.place ?? SourcePlace(file: file)
    var chart = AdoptedPath.noChart
    if let name = entry["helm_chart"]?.string {
      chart = name
    } else {
      report(at: place, "the hub '\(id)' names no chart", next: "write 'helm_chart:', such as 'helm_chart: basehub'")
    }
    let override = entry["chart_override"].flatMap { overridePath($0, in: file) }
    let key = chart + (override.map { "+\($0)" } ?? "")
    if charts[key] == nil {
      charts[key] = library.prepared(chart, override: override)
      if charts[key]?.tree == .unknown(name: chart) { tellUnknownChart(chart, at: entry["helm_chart"]?.place ?? place) }
    }
    nameFile(entry["domain_override_file"], in: file)
    let files = valuesFiles(entry["helm_chart_values_files"], of: id, in: file)
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
    guard let text = value.string, let path = AdoptedPath.override(text, in: file) else { return nil }
    named.insert(path)
    guard source.files[path] != nil else {
      tellMissing(path, at: value.place)
      return nil
    }
    return path
  }

  private mutating func valuesFiles(_ list: SourcedValue?, of hub: HubID, in file: String) -> [ValuesFile] {
    var files: [ValuesFile] = []
    for item in list?.elements ?? [] {
      guard let text = item.string, let place = item.place else { continue }
      guard let path = AdoptedPath.resolve(text, in: AdoptedPath.folder(of: file)) else {
        report(at: place, "'\(text.shown)' leads out of the fleet folder", next: "name a file inside of it")
        continue
      }
      if let first = files.first(where: { $0.path == path }) {
        findings.append(
          Finding(
            .namedTwice, .warning, at: place, "'\(hub)' names the file '\(text.shown)' for a second time",
            next: "keep the one whose place in the order is meant: what comes later wins",
            related: [.init(place: first.place, note: "it is named here first")]))
      }
      named.insert(path)
      files.append(ValuesFile(path: path, place: place, state: state(of: path, named: place)))
    }
    return files
  }

  private mutating func state(of path: String, named place: SourcePlace) -> ValuesFile.State {
    if let known = states[path] { return known }
    let state = readValues(path, named: place)
    states[path] = state
    return state
  }

  private mutating func readValues(_ path: String, named place: SourcePlace) -> ValuesFile.State {
    guard let bytes = source.files[path] else {
      if AdoptedPath.isSealed(path) { return .encrypted }
      tellMissing(path, at: place)
      return .missing
    }
    let (value, found) = SourcedValue.read(bytes, file: path, limits: limits)
    if value?["sops"]?["mac"] != nil || AdoptedPath.isSealed(path) {
      sealed[path] = ContentHash.hex(of: bytes)
      return .encrypted
    }
    findings += found
    guard let value else {
      values[path] = SourcedValue(.map([:]), at: SourcePlace(file: path))
      return found.contains { $0.severity == .error } ? .broken : .read
    }
    guard value.isMap else {
      report(at: value.place, "the file is \(value.named), and a map of values is expected", next: "write keys with their values")
      return .broken
    }
    values[path] = value
    return .read
  }

  // MARK: - Named files

  private mutating func nameFile(_ value: SourcedValue?, in file: String) {
    guard let text = value?.string, let path = AdoptedPath.resolve(text, in: AdoptedPath.folder(of: file)) else { return }
    named.insert(path)
  }

  private mutating func nameFiles(_ list: SourcedValue?, in file: String) {
    for item in list?.elements ?? [] {
      nameFile(item, in: file)
      guard let text = item.string, let path = AdoptedPath.resolve(text, in: AdoptedPath.folder(of: file)) else { continue }
      if source.files[path] == nil, !AdoptedPath.isSealed(path) { tellMissing(path, at: item.place) }
    }
  }

  private mutating func tellMissing(_ path: String, at place: SourcePlace?) {
    let folder = AdoptedPath.folder(of: path) + "/"
    let near = Suggestion.nearest(to: path, among: source.files.keys.filter { $0.hasPrefix(folder) })
    findings.append(
      Finding(
        .missingValuesFile, .error, at: place, "there is no file '\(path.shown)'",
        next: near.map { "did you mean '\(AdoptedPath.name(of: $0))'?" } ?? "write the file, or take its name out of the list"))
  }

  private mutating func report(
    at place: SourcePlace?, _ what: String, next: String, related: [Finding.Related] = []
  ) {
    findings.append(Finding(.oddClusterFile, .error, at: place, what, next: next, related: related))
  }

  // MARK: - What is told once

  /// How many places are shown of what is told once for the whole fleet.
  private static let shownPlaces = 5

  private mutating func tellSealed() {
    var places: [String: SourcePlace] = [:]
    for hub in hubs.values {
      for file in hub.adoption?.files ?? [] where file.state == .encrypted {
        places[file.path] = min(places[file.path] ?? file.place, file.place)
      }
    }
    guard !places.isEmpty else { return }
    let missing = places.keys.count { source.files[$0] == nil }
    let first = places.sorted { $0.value < $1.value }
    let count = places.count == 1 ? "one encrypted file is" : "\(places.count) encrypted files are"
    let absent = missing == 0 ? "" : missing == places.count ? ", and not here" : ", and \(missing) of them not here"
    findings.append(
      Finding(
        .sealedLayers, .note, at: first.first?.value, "\(count) not read\(absent): what they set is unknown",
        next: "nothing has to be done; hubs that name them are told as uncertain where it matters",
        related: first.dropFirst().prefix(Self.shownPlaces).map { .init(place: $0.value, note: "named here") }))
  }

  private mutating func tellOrphans() {
    for path in source.files.keys.sorted() where path.hasPrefix(AdoptedPath.clusters + "/") {
      guard AdoptedPath.cluster(path) == nil, !named.contains(path) else { continue }
      let folder = AdoptedPath.folder(of: path)
      guard source.files["\(folder)/cluster.yaml"] != nil, !undecoded.contains("\(folder)/cluster.yaml") else { continue }
      findings.append(
        Finding(
          .orphanFile, .warning, at: SourcePlace(file: path), "no hub and no cluster names this file: nothing reads it",
          next: "name it in '\(folder)/cluster.yaml', or remove it"))
    }
  }
}

extension SourcedValue {
  /// What it is, with its article.
  var named: String {
    switch content {
    case .null: "nothing"
    case .bool: "true or false"
    case .int: "a whole number"
    case .double: "a number"
    case .string: "a text"
    case .list: "a list"
    case .map: "a map"
    }
  }
}

extension JSONValue {
  /// Short, on one line, to be quoted in a finding.
  var shown: String { (string ?? canonicalText).shown }
}
