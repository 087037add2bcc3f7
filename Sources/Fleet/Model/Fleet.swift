public import Basics

/// Everything one organisation runs, as declared in its folder.
public struct Fleet: Sendable, Equatable {
  public var organisation: Organisation
  public var communities: [CommunityID: Community]
  public var clusters: [ClusterID: Cluster]
  public var hubs: [HubID: Hub]
  public var features: [FeatureID: Feature]
  /// Where each declared value stands.
  public var sources: SourceMap
  /// The text of files that hubs name (requirements), by path relative to the fleet folder.
  public var texts: [String: String]
  /// A content hash of each folder that hubs name (materials), by path relative to the fleet folder.
  public var folders: [String: String]
  /// What hubs of an adopted layout are made of; nil where there are none.
  public var adopted: AdoptedFiles?

  public init(
    organisation: Organisation, communities: [CommunityID: Community] = [:], clusters: [ClusterID: Cluster] = [:],
    hubs: [HubID: Hub] = [:], features: [FeatureID: Feature] = [:], sources: SourceMap = SourceMap(),
    texts: [String: String] = [:], folders: [String: String] = [:], adopted: AdoptedFiles? = nil
  ) {
    self.adopted = adopted
    self.organisation = organisation
    self.communities = communities
    self.clusters = clusters
    self.hubs = hubs
    self.features = features
    self.sources = sources
    self.texts = texts
    self.folders = folders
  }
}

extension Fleet {
  /// How the folder declares it.
  public var layout: Layout { adopted == nil ? .native : .twoITwoC }

  /// The hubs that other hubs name as their staging hub. A hub is a staging hub exactly when another names it.
  public var stagingHubs: Set<HubID> { Set(hubs.values.compactMap(\.staging)) }

  public func isStaging(_ hub: HubID) -> Bool { hubs.values.contains { $0.staging == hub } }

  /// The hubs that have this one as their staging hub, by name.
  public func productionHubs(stagedBy hub: HubID) -> [HubID] {
    hubs.values.filter { $0.staging == hub }.map(\.id).sorted()
  }

  /// The hubs of a community, by name.
  public func hubs(of community: CommunityID) -> [Hub] {
    hubs.values.filter { $0.community == community }.sorted { $0.id < $1.id }
  }
}

/// Where the declared values of a fleet stand: for each file, the place of each path in it.
public struct SourceMap: Sendable, Equatable {
  /// File (relative path) → path inside it (`access.allow.people[0]`; empty for the file itself) → place.
  public var places: [String: [String: SourcePlace]]

  public init(places: [String: [String: SourcePlace]] = [:]) { self.places = places }

  /// The place of a value, or of the nearest declared value that holds it, or of the file.
  public func place(_ file: String, _ path: String) -> SourcePlace {
    guard let known = places[file] else { return SourcePlace(file: file) }
    var path = path
    while true {
      if let place = known[path] { return place }
      guard path.dropLastStep() else { break }
    }
    return known[""] ?? SourcePlace(file: file)
  }
}
