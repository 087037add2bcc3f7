public import Fleet

/// Plans between snapshots, and reads only what can differ: cluster files are known in short by their content ids, and of the
/// rest only what the concerned clusters are made of is fetched and parsed. The plan is that of the whole folders.
public struct ContentPlanner: Sendable {
  /// Gives contents by id.
  public typealias Fetch = @Sendable (_ ids: Set<String>) async throws -> [String: [UInt8]]

  /// Cluster files in short, those of this plan and of the ones before.
  public private(set) var clusters: ClusterIndexes
  private let fetch: Fetch
  private let audience: PlannedAudience.Teller?

  /// - Parameter clusters: what was known before; empty, and everything is parsed.
  public init(clusters: ClusterIndexes = ClusterIndexes(), audience: PlannedAudience.Teller? = nil, fetch: @escaping Fetch) {
    self.clusters = clusters
    self.audience = audience
    self.fetch = fetch
  }

  /// What changes between two snapshots.
  /// - Parameter changed: paths that differ, also of files that are not read, for the path rule; nil: those that are read.
  public mutating func plan(
    from base: FleetSnapshot, to head: FleetSnapshot, changed: Set<String>? = nil
  ) async throws -> ContentPlan {
    let differing = Self.differing(base.ids, head.ids)
    var shared: [String: (id: String, hubs: [HubFiles])] = [:]
    let hubsBefore = try await hubs(of: base, &shared)
    let hubsAfter = try await hubs(of: head, &shared)
    let charts = try await changedCharts(base, head, differing, [hubsBefore, hubsAfter])
    var concerned: Set<String> = []
    for hub in [hubsBefore, hubsAfter].joined() where !concerned.contains(hub.clusterFile) {
      let isConcerned =
        hub.files.contains { differing.contains($0) } || hub.chart?.override.map { differing.contains($0) } == true
        || hub.chart.map { charts.contains($0) } == true
      if isConcerned { concerned.insert(hub.clusterFile) }
    }
    concerned.formUnion(differing.filter { FleetPathKind($0) == .cluster })
    let isNative = base.ids.keys.contains("fleet.yaml") || head.ids.keys.contains("fleet.yaml")
    let comparison = ReleaseComparison(
      base: PlanSide(try await part(of: base, hubsBefore, concerned)),
      head: PlanSide(try await part(of: head, hubsAfter, concerned)),
      audience: audience)
    if comparison.base.isUnreadable || comparison.head.isUnreadable {
      return .between(
        base: try await source(of: base) { _ in true }, head: try await source(of: head) { _ in true },
        changed: changed ?? differing, audience: audience)
    }
    let (entries, unplanned) = concerned.isEmpty && !isNative ? ([], []) : comparison.outcome
    let native = comparison.head.hubFiles.filter { $0.chart == nil }
    let touched = Set(entries.map(\.hub)).union(unplanned.map(\.hub))
    let planned = hubsAfter.map(\.hub) + comparison.head.plannable.values.filter { $0.adoption == nil }.map(\.id)
    return ContentPlan(
      entries: entries, unplanned: unplanned, unchanged: planned.count { !touched.contains($0) },
      pathRule: PathRuleAnswer(PathRule.hubs(hubsAfter + native, changed: changed ?? differing), entries, unplanned))
  }

  /// Paths that stand for other contents, or on one side only.
  static func differing(_ base: [String: String], _ head: [String: String]) -> Set<String> {
    var differing = Set(head.lazy.filter { base[$0.key] != $0.value }.map(\.key))
    for path in base.keys where head[path] == nil { differing.insert(path) }
    return differing
  }

  // MARK: - What hubs are made of

  /// - Parameter shared: what cluster files with these ids say, for the other side.
  private mutating func hubs(
    of snapshot: FleetSnapshot, _ shared: inout [String: (id: String, hubs: [HubFiles])]
  ) async throws -> [HubFiles] {
    let files = snapshot.ids.filter { $0.key.hasSuffix("/cluster.yaml") && FleetPathKind($0.key) == .cluster }
    let unknown = files.filter { clusters[$0.value] == nil }
    let contents = try await contents(Set(unknown.keys), of: snapshot)
    for (path, id) in unknown { clusters[id] = ClusterIndex(contents[path] ?? []) }
    var hubs: [HubFiles] = []
    for (path, id) in files.sorted(by: { $0.key < $1.key }) {
      if let known = shared[path], known.id == id {
        hubs += known.hubs
      } else if let index = clusters[id] {
        let own = HubFiles.all(index, in: path)
        shared[path] = (id, own)
        hubs += own
      }
    }
    return hubs
  }

  private func changedCharts(
    _ base: FleetSnapshot, _ head: FleetSnapshot, _ differing: Set<String>, _ hubs: [[HubFiles]]
  ) async throws -> Set<HubFiles.Chart> {
    guard differing.contains(where: ChartChanges.concerns) else { return [] }
    let used = Set(hubs.joined().compactMap(\.chart))
    let overrides = used.compactMap(\.override)
    return ChartChanges.between(
      try await source(of: base) { ChartChanges.concerns($0) || overrides.contains($0) },
      try await source(of: head) { ChartChanges.concerns($0) || overrides.contains($0) }, of: used)
  }

  // MARK: - Parts of folders

  /// The folder without the clusters that cannot differ.
  private func part(of snapshot: FleetSnapshot, _ hubs: [HubFiles], _ concerned: Set<String>) async throws -> FleetSource {
    var wanted = concerned
    for hub in hubs where concerned.contains(hub.clusterFile) {
      wanted.formUnion(hub.files)
      if let override = hub.chart?.override { wanted.insert(override) }
    }
    return try await source(of: snapshot) { path in
      switch FleetPathKind(path) {
      case .native: true
      case .chart: !concerned.isEmpty
      case .cluster, .values: wanted.contains(path)
      }
    }
  }

  private func source(of snapshot: FleetSnapshot, where isWanted: (String) -> Bool) async throws -> FleetSource {
    let wanted = Set(snapshot.ids.keys.filter(isWanted))
    var source = FleetSource(
      files: try await contents(wanted, of: snapshot), unread: snapshot.unread, findings: snapshot.findings)
    source.elsewhere = Set(snapshot.ids.keys).subtracting(wanted)
    return source
  }

  private func contents(_ paths: Set<String>, of snapshot: FleetSnapshot) async throws -> [String: [UInt8]] {
    let missing = Set(paths.filter { snapshot.contents[$0] == nil }.compactMap { snapshot.ids[$0] })
    let fetched = missing.isEmpty ? [:] : try await fetch(missing)
    var contents: [String: [UInt8]] = [:]
    for path in paths { contents[path] = snapshot.contents[path] ?? snapshot.ids[path].flatMap { fetched[$0] } }
    return contents
  }
}
