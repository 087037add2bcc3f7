public import Basics

/// Something that can be wrong with a fleet: what it tells people, and the function that finds it.
public struct Check: Sendable {
  /// What the check makes sure of, in a few words.
  public let title: String
  /// One for each code that it may find; the first home of code, severity and explanation.
  public let explanations: [FindingExplanation]
  let findings: @Sendable (CheckedFleet) -> [Finding]

  init(
    _ title: String, _ explanations: [FindingExplanation],
    findings: @escaping @Sendable (CheckedFleet) -> [Finding]
  ) {
    self.title = title
    self.explanations = explanations
    self.findings = findings
  }

  public var codes: [FindingCode] { explanations.map(\.code) }
}

/// A fleet as checks see it: the fleet, the time, and what several checks need, computed once.
struct CheckedFleet: Sendable {
  let fleet: Fleet
  let now: Timestamp
  private let undecoded: Set<String>
  /// By name.
  let hubs: [Hub]
  /// By name.
  let clusters: [Cluster]
  /// By name.
  let communities: [Community]
  /// By name.
  let features: [Feature]
  let stagingHubs: Set<HubID>
  /// All that each hub is given, in both layouts.
  let values: [HubID: EffectiveValues]

  /// All codes that there are, those of other rooms too.
  let catalogue: [FindingExplanation]

  init(
    _ fleet: Fleet, now: Timestamp, undecoded: Set<String>, values: [HubID: EffectiveValues]? = nil,
    catalogue: [FindingExplanation] = FindingCatalogue.all
  ) {
    self.catalogue = catalogue
    self.fleet = fleet
    self.now = now
    self.undecoded = undecoded
    hubs = fleet.hubs.values.sorted { $0.id < $1.id }
    clusters = fleet.clusters.values.sorted { $0.id < $1.id }
    communities = fleet.communities.values.sorted { $0.id < $1.id }
    features = fleet.features.values.sorted { $0.id < $1.id }
    stagingHubs = fleet.stagingHubs
    self.values = values ?? fleet.hubs.mapValues { fleet.effectiveValues(of: $0) }
  }

  func place(_ hub: Hub, _ path: String) -> SourcePlace {
    guard let adoption = hub.adoption else { return fleet.sources.place(hub.file, path) }
    if path.hasPrefix("values."), let place = values[hub.id]?.ownPlace(path.dropFirst(7)) { return place }
    let known = fleet.sources.places["fleet.yaml"] ?? [:]
    return adoption.additions.reversed().lazy.compactMap { known["\($0).\(path)"] }.first ?? adoption.place
  }
  func place(_ community: Community, _ path: String) -> SourcePlace { fleet.sources.place(community.file, path) }
  func place(_ cluster: Cluster, _ path: String) -> SourcePlace { fleet.sources.place(cluster.file, path) }
  func place(_ feature: Feature, _ path: String) -> SourcePlace { fleet.sources.place(feature.file, path) }
  /// A place in `fleet.yaml`.
  func place(organisation path: String) -> SourcePlace { fleet.sources.place("fleet.yaml", path) }

  /// What the raw values of a hub say at a path; nil where they say nothing or remove it. What typed fields
  /// write there is not in it.
  func rawValue(_ hub: Hub, at path: [String]) -> JSONValue? {
    hub.values[path: path].flatMap { $0 == .null ? nil : $0 }
  }

  /// Whether a file that could not be read declares this name.
  func isUndecoded(_ folder: String, _ name: String) -> Bool { undecoded.contains("\(folder)/\(name).yaml") }

  /// Whether every hub's file could be read; where not, nobody knows what the others name.
  var knowsAllHubs: Bool { !undecoded.contains { $0.hasPrefix("hubs/") || AdoptedPath.cluster($0) != nil } }

  /// Whether something stands at a path of a file, be it right or not. Reading tells what is wrong there, so that
  /// nothing needs to be missed.
  func isWritten(_ path: String, in file: String) -> Bool { fleet.sources.places[file]?[path] != nil }

  /// Hubs of the native layout, whose typed fields say what they are.
  var nativeHubs: [Hub] { hubs.filter { $0.adoption == nil } }

  /// Hubs to which no other hub sends its changes first.
  var productionHubs: [Hub] { hubs.filter { !stagingHubs.contains($0.id) } }
}
