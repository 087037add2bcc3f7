import Basics
import Delivery
import Fleet

/// Which hubs have other releases on the other side, and what of them differs.
struct ReleaseComparison {
  let base: PlanSide
  let head: PlanSide
  let audience: PlannedAudience.Teller?

  /// Hubs that change, and hubs of which it cannot be told; both by name.
  var outcome: (entries: [PlanEntry], unplanned: [UnplannedHub]) {
    var entries: [PlanEntry] = []
    var unplanned: [UnplannedHub] = []
    var charts = SameCharts()
    let register = head.loaded.fleet.map { FeatureRegister($0) }
    for id in Set(base.plannable.keys).union(head.plannable.keys).sorted() {
      let before = base.plannable[id]
      let after = head.plannable[id]
      if let before, let after, isMadeOfTheSame(before, after, &charts) { continue }
      let faults =
        base.faults(of: id, other: after).map { UnplannedHub.Fault(.before, $0) }
        + head.faults(of: id, other: before).map { UnplannedHub.Fault(.after, $0) }
      if !faults.isEmpty {
        unplanned.append(UnplannedHub(hub: id, faults: faults))
      } else if let entry = entry(id, before, after, register) {
        entries.append(entry)
      }
    }
    return (withMoves(entries), unplanned)
  }

  /// Whether everything that the releases are made of is equal, so that they need not be rendered.
  private func isMadeOfTheSame(_ before: Hub, _ after: Hub, _ charts: inout SameCharts) -> Bool {
    guard let old = before.adoption, let new = after.adoption else {
      return before.adoption == nil && after.adoption == nil && isSameFile(before.file, after.file)
        && release(before, base)?.hash == release(after, head)?.hash
    }
    guard before.url == after.url, old.chart == new.chart, old.files.map(\.path) == new.files.map(\.path) else { return false }
    guard old.files.allSatisfy({ isSameFile($0.path, $0.path) }) else { return false }
    return charts.areSame(old.chartKey, new.chartKey) {
      base.loaded.fleet?.adopted?.charts[old.chartKey] == head.loaded.fleet?.adopted?.charts[new.chartKey]
    }
  }

  private func isSameFile(_ before: String, _ after: String) -> Bool { base.source.files[before] == head.source.files[after] }

  private func release(_ hub: Hub?, _ side: PlanSide) -> Release? {
    guard let hub, let fleet = side.loaded.fleet else { return nil }
    return ReleaseRenderer.release(for: hub, in: fleet)
  }

  /// Nil where the releases are the same.
  private func entry(_ id: HubID, _ before: Hub?, _ after: Hub?, _ register: FeatureRegister?) -> PlanEntry? {
    let old = release(before, base)
    let new = release(after, head)
    guard old?.hash != new?.hash else { return nil }
    let kind: HubChange.Kind =
      old == nil ? .added : new != nil ? .changed : head.loaded.fleet?.hubs[id] == nil ? .removed : .asleep
    var entry = PlanEntry(hub: id, kind: kind, before: old?.hash, after: new?.hash)
    let sides = [(before, base), (after, head)]
    entry.unknown = Set(sides.flatMap { unknown($0.0, $0.1) }).sorted()
    if let audience {
      let told = sides.map { hub, side in hub.flatMap { hub in side.loaded.fleet.flatMap { audience(hub, $0) } } }
      entry.audience = AudienceChange(before: told[0], after: told[1])
    }
    if let before, let after, let old, let new {
      let charts = chartsAtHandOnce(before, after)
      let changes = ValueChange.between(old, new).filter { change in
        !charts.contains { $0.isDefault(change, formerly: old.provenance[change.path]) }
      }
      if before.adoption != nil, before.url != after.url { entry.address = .init(before: before.url, after: after.url) }
      if let register {
        let coverage = FeatureCoverage(before, after, in: head.loaded.fleet, register: register)
        entry.features = coverage.features(of: changes)
        entry.exceptions = coverage.exceptions(changes, formerly: old.provenance)
      }
      entry.reasons = reasons(before, after) + OneSidedChart.reasons(charts)
      let isNative = after.adoption == nil
      let (valuesBefore, valuesAfter) = (values(of: before, base), values(of: after, head))
      entry.values = changes.map { change in
        ValueChange(
          path: change.path,
          before: change.before?.hidingSecrets(at: change.path, in: valuesBefore, honoursReferences: isNative),
          after: change.after?.hidingSecrets(at: change.path, in: valuesAfter, honoursReferences: isNative), place: change.place)
      }
    }
    return entry
  }

  private func values(of hub: Hub, _ side: PlanSide) -> SourcedValue {
    side.loaded.fleet?.effectiveValues(of: hub).values ?? SourcedValue(.null)
  }

  private func unknown(_ hub: Hub?, _ side: PlanSide) -> [String] {
    guard let hub, let fleet = side.loaded.fleet, hub.adoption != nil else { return [] }
    return fleet.effectiveValues(of: hub).unknown.map { unknown in
      switch unknown {
      case .layer(let file): file
      case .chart(let name): "chart \(name)"
      }
    }
  }

  /// Charts of a hub that are at hand on one side and not on the other.
  private func chartsAtHandOnce(_ before: Hub, _ after: Hub) -> [OneSidedChart] {
    guard let old = chart(of: before, base), let new = chart(of: after, head) else { return [] }
    let (oldCharts, newCharts) = (old.tree.all, new.tree.all)
    return OneSidedChart.all(oldCharts, newCharts, side: .after) + OneSidedChart.all(newCharts, oldCharts, side: .before)
  }

  private func chart(of hub: Hub, _ side: PlanSide) -> PreparedChart? {
    hub.adoption.flatMap { side.loaded.fleet?.adopted?.charts[$0.chartKey] }
  }

  private func reasons(_ before: Hub, _ after: Hub) -> [PlanEntry.Reason] {
    guard let old = before.adoption, let new = after.adoption else { return [] }
    var reasons: [PlanEntry.Reason] = []
    let chartBefore = base.loaded.fleet?.adopted?.charts[old.chartKey]?.hash
    if old.chart != new.chart || chartBefore != head.loaded.fleet?.adopted?.charts[new.chartKey]?.hash {
      reasons.append(PlanEntry.Reason(.chart, [new.chart]))
    }
    let sealedBefore = old.files.filter { $0.state == .encrypted }.map(\.path)
    let sealedAfter = new.files.filter { $0.state == .encrypted }.map(\.path)
    var differing = Set(sealedBefore).symmetricDifference(sealedAfter)
    differing.formUnion(sealedAfter.filter { base.loaded.fleet?.adopted?.sealed[$0] != head.loaded.fleet?.adopted?.sealed[$0] })
    if !differing.isEmpty { reasons.append(PlanEntry.Reason(.encrypted, differing.sorted())) }
    return reasons
  }

  /// Says of each hub that is added where it comes from, where one of its name goes at the same time from another cluster.
  private func withMoves(_ entries: [PlanEntry]) -> [PlanEntry] {
    let gone = Dictionary(grouping: entries.filter { $0.kind == .removed }, by: \.hub.shortName)
    let come = Dictionary(grouping: entries.filter { $0.kind == .added }, by: \.hub.shortName)
    return entries.map { entry in
      guard entry.kind == .added, let former = gone[entry.hub.shortName], former.count == 1,
        come[entry.hub.shortName]?.count == 1
      else { return entry }
      var entry = entry
      entry.movedFrom = former[0].hub
      return entry
    }
  }
}

/// Which charts were found to be the same, so that each pair is compared once.
private struct SameCharts {
  private var known: [[String]: Bool] = [:]

  mutating func areSame(_ one: String, _ other: String, _ compare: () -> Bool) -> Bool {
    if let known = known[[one, other]] { return known }
    let answer = compare()
    known[[one, other]] = answer
    return answer
  }
}

/// A chart that is at hand on one side of a plan only: where its defaults go or come, nothing is known to change.
private struct OneSidedChart {
  /// The folders of the chart and of those that it nests.
  let folders: [String]
  /// Of its values, with a dot behind it.
  let path: String
  let name: String
  /// The side on which it is not at hand.
  let side: UnplannedHub.Side

  typealias Placed = (path: [String], tree: ChartTree)

  static func all(_ known: [Placed], _ others: [Placed], side: UnplannedHub.Side) -> [OneSidedChart] {
    others.compactMap { path, tree in
      guard case .unknown(let name) = tree, case .known? = known.first(where: { $0.path == path })?.tree else { return nil }
      let folders = known.filter { $0.path.starts(with: path) }.compactMap { _, tree in
        if case .known(let chart, _) = tree { chart.folder + "/" } else { nil }
      }
      return OneSidedChart(folders: folders, path: path.map { $0 + "." }.joined(), name: name, side: side)
    }
  }

  /// Whether a value changes only since the chart's default is not known on the other side.
  func isDefault(_ change: ValueChange, formerly: SourcePlace?) -> Bool {
    let place = side == .after ? formerly : change.place
    let isGone = side == .after ? change.after == nil : change.before == nil
    // Helm adds `global` to the values of a chart by itself.
    guard let place else { return isGone && change.path.hasPrefix(path) }
    return isGone && folders.contains { place.file.hasPrefix($0) }
  }

  static func reasons(_ charts: [OneSidedChart]) -> [PlanEntry.Reason] {
    let before = Set(charts.filter { $0.side == .before }.map(\.name)).sorted()
    let after = Set(charts.filter { $0.side == .after }.map(\.name)).sorted()
    return (before.isEmpty ? [] : [PlanEntry.Reason(.unknownBefore, before)])
      + (after.isEmpty ? [] : [PlanEntry.Reason(.unknownAfter, after)])
  }
}
