import Basics

/// The work of loading one folder, step by step.
struct Loading {
  var source: FleetSource
  let limits: FleetLimits
  var findings: [Finding] = []

  private var organisation: Organisation?
  private var communities: [CommunityID: Community] = [:]
  private var clusters: [ClusterID: Cluster] = [:]
  private var hubs: [HubID: Hub] = [:]
  private var features: [FeatureID: Feature] = [:]
  private var places: [String: [String: SourcePlace]] = [:]
  private var texts: [String: String] = [:]
  private var namedTexts: [String: String] = [:]
  private var namedFolders: [String: String] = [:]
  private var undecoded: Set<String> = []
  private var adopted: AdoptedFiles?
  private var hidden: [String: [(place: SourcePlace, lastLine: Int)]] = [:]

  init(source: FleetSource, limits: FleetLimits) {
    self.source = source
    self.limits = limits
  }

  /// Every file that declares something: parse, shape, decode.
  mutating func readDeclarations() {
    for (path, bytes) in source.files {
      guard let (kind, name) = FleetPath.declaration(path) else { continue }
      let file = source.parsed.file(path, bytes, limits: limits)
      texts[path] = file.text
      var reader = ShapeReader(log: file.log)
      let value = file.tree.flatMap { reader.read($0, as: .of(kind)) }
      if let value { reader.checkPairs(value, kind) }
      places[path] = reader.places
      if !reader.hidden.isEmpty { hidden[path] = reader.hidden }
      findings += reader.log.all()
      let isNamed = kind == .fleet || FleetPath.isName(name)
      guard isNamed, let value, decode(value, kind, name) else {
        undecoded.insert(path)
        continue
      }
    }
  }

  /// False where too little is there to make a thing of it.
  private mutating func decode(_ value: ShapedValue, _ kind: FileKind, _ name: String) -> Bool {
    switch kind {
    case .fleet:
      organisation = Organisation(value)
      return true
    case .community:
      let id = CommunityID(name)
      communities[id] = Community(name, value)
      return communities[id] != nil
    case .cluster:
      let id = ClusterID(name)
      clusters[id] = Cluster(name, value)
      return clusters[id] != nil
    case .hub:
      let id = HubID(name)
      hubs[id] = Hub(name, value)
      return hubs[id] != nil
    case .feature:
      let id = FeatureID(name)
      features[id] = Feature(name, value)
      return features[id] != nil
    }
  }

  /// The clusters and hubs of an adopted layout, completed by what `fleet.yaml` adds.
  mutating func adopt() {
    var adoption = AdoptedLoading(source, limits: limits)
    adoption.read()
    findings += adoption.findings
    undecoded.formUnion(adoption.undecoded)
    let files = adoption.files
    adopted = files
    if organisation == nil, source.files["fleet.yaml"] == nil { organisation = Organisation(name: "Adopted fleet") }
    let additions = organisation?.hubAdditions ?? []
    var filled = adoption.hubs
    for (id, hub) in adoption.hubs {
      if let effective = files.effectiveValues(of: hub) { filled[id] = AdoptedFields.filled(hub, from: effective) }
    }
    let inference = Inference(
      clusters: adoption.clusters, additions: additions, declared: Set(communities.keys).union(undecodedCommunities))
    var (completed, inferred) = inference.complete(filled)
    let undecodedFeatures = undecoded.compactMap { FleetPath.declaration($0) }.filter { $0.0 == .feature }.map { FeatureID($0.1) }
    let builtIn = FeatureRegister.detect(
      in: &completed, files: files, declared: features, undeclarable: Set(undecodedFeatures),
      catalogue: organisation?.catalogue ?? Catalogue())
    features.merge(builtIn) { declared, _ in declared }
    clusters.merge(adoption.clusters) { native, _ in native }
    communities.merge(inferred) { declared, _ in declared }
    hubs.merge(completed) { native, _ in native }
    findings += AdditionFindings(additions, hubs: completed, places: places["fleet.yaml"] ?? [:]).all
    for path in source.files.keys where AdoptedPath.isAdopted(path) {
      if let text = source.files[path].flatMap({ String(validating: $0, as: UTF8.self) }) { texts[path] = text }
    }
  }

  private var undecodedCommunities: [CommunityID] {
    undecoded.compactMap { path in
      guard let (kind, name) = FleetPath.declaration(path), kind == .community else { return nil }
      return CommunityID(name)
    }
  }

  /// The files and folders that hubs name: their content, or a finding that they are not there.
  mutating func takeNamedFiles() {
    let map = SourceMap(places: places)
    for hub in hubs.values {
      if let path = hub.environment.requirements {
        takeFile(path, at: map.place(hub.file, "environment.requirements"))
      }
      if let path = hub.materials?.repository, !FleetPath.isAddress(path) {
        takeFolder(path, at: map.place(hub.file, "materials.repository"))
      }
    }
  }

  private mutating func takeFile(_ path: String, at place: SourcePlace) {
    guard namedTexts[path] == nil else { return }
    guard let bytes = source.files[path] else {
      miss(
        path, at: place, "there is no file '\(path.shown)' in the fleet folder",
        next: "write the file, or mend its path: paths start at the folder of fleet.yaml")
      return
    }
    guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
      findings.append(
        Finding(
          .notText, .error, at: place, "'\(path.shown)' is not a text in UTF-8",
          next: "look whether it is the right file, and save it in the encoding UTF-8"))
      return
    }
    namedTexts[path] = text
  }

  private mutating func takeFolder(_ path: String, at place: SourcePlace) {
    guard namedFolders[path] == nil else { return }
    guard let hash = source.hash(ofFolder: path) else {
      miss(
        path, at: place, "there is no folder '\(path.shown)' with files in it in the fleet folder",
        next: "make the folder, or mend its path: paths start at the folder of fleet.yaml")
      return
    }
    namedFolders[path] = hash
  }

  /// Says that something is missing, unless it has been said already why it was not read.
  private mutating func miss(_ path: String, at place: SourcePlace, _ what: String, next: String) {
    let isKnown = source.findings.contains { $0.place == nil || $0.place?.file == path }
    if isKnown { return }
    let near = source.files.keys.filter { FleetPath.declaration($0) == nil }
    let suggestion = Suggestion.nearest(to: path, among: near).map { "did you mean '\($0)'?" }
    findings.append(Finding(.missingNamedFile, .error, at: place, what, next: suggestion ?? next))
  }

  consuming func result() -> LoadedFleet {
    let fleet = organisation.map { organisation in
      Fleet(
        organisation: organisation, communities: communities, clusters: clusters, hubs: hubs, features: features,
        sources: SourceMap(places: places), texts: namedTexts, folders: namedFolders, adopted: adopted)
    }
    var loaded = LoadedFleet(
      fleet: fleet, findings: findings.sorted(by: Finding.isBefore), texts: texts, undecoded: undecoded)
    for (file, places) in hidden { loaded.hide(places, in: file) }
    return loaded
  }
}
