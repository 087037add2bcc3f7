public import Basics
public import Fleet

/// How many more hubs the clusters have room for that communities share. A community that gets a cluster of its own brings its
/// quota with it.
public struct ClusterRoom: Sendable, Equatable {
  /// Quotas less the production hubs that are there, less the hubs of leads that have signed; 0 or more. Nil: not all shared
  /// clusters declare a quota, or there are none.
  public let hubs: Int?
  /// Shared clusters that declare no quota, by name.
  public let undeclared: [ClusterID]

  public init(_ fleet: Fleet) {
    let shared = fleet.clusters.values.filter { $0.tenancy != .dedicated }.sorted { $0.id < $1.id }
    undeclared = shared.filter { $0.mostHubs == nil }.map(\.id)
    guard !shared.isEmpty, undeclared.isEmpty else {
      hubs = nil
      return
    }
    let counts = Dictionary(grouping: fleet.productionHubs, by: \.cluster).mapValues(\.count)
    let left = shared.reduce(0) { $0 + max(0, ($1.mostHubs ?? 0) - (counts[$1.id] ?? 0)) }
    let signed = fleet.organisation.pipeline.values.filter { $0.stage == .partner }.reduce(0) { $0 + max(0, $1.hubs) }
    hubs = max(0, left - signed)
  }

  /// Why it is not known, and what to write; nil where it is.
  public var reason: String? {
    guard hubs == nil else { return nil }
    guard !undeclared.isEmpty else { return "no cluster that communities share is declared" }
    let files = undeclared.map { "clusters/\($0).yaml" }
    return "not declared: write `quota: {hubs: 30}` into \(PlanWords.list(files)), with the hubs that fit"
  }
}
