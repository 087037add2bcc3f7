public import Basics
public import Fleet

extension Plan {
  /// What must be done so that what runs is what is declared.
  /// - Parameters:
  ///   - declared: the releases of the hubs that should run.
  ///   - running: the release that each hub was last given, where it was not stopped or removed since.
  ///   - asleep: the hubs that are declared and should not run.
  ///   - stopped: hubs among `running` that do not run, as their engine sees it.
  public static func compare(
    declared: [Release], running: [HubID: Release], asleep: [HubID], stopped: Set<HubID> = []
  ) -> Plan {
    var plan = Plan()
    for release in declared {
      let former = running[release.hub]
      if let former, former.hash == release.hash {
        if stopped.contains(release.hub) {
          plan.changes.append(HubChange(from: former, to: release, kind: .restarted))
        } else {
          plan.unchanged.append(release.hub)
        }
      } else {
        plan.changes.append(HubChange(from: former, to: release, kind: former == nil ? .added : .changed))
      }
    }
    let wanted = Set(declared.map(\.hub))
    let sleeping = Set(asleep)
    for (hub, former) in running where !wanted.contains(hub) {
      plan.changes.append(HubChange(from: former, to: nil, kind: sleeping.contains(hub) ? .asleep : .removed))
    }
    plan.changes.sort { $0.hub < $1.hub }
    plan.unchanged.sort()
    plan.asleep = sleeping.filter { running[$0] == nil && !wanted.contains($0) }.sorted()
    return plan
  }
}

extension HubChange {
  fileprivate init(from before: Release?, to after: Release?, kind: Kind) {
    guard let hub = (after ?? before)?.hub else { preconditionFailure("a change is from or to a release") }
    // A hub that stops or starts again keeps its values: there is nothing to compare.
    let values: [ValueChange] =
      switch kind {
      case .added, .changed: ValueChange.between(before, after)
      case .removed, .asleep, .restarted: []
      }
    self.init(hub: hub, kind: kind, before: before?.hash, after: after?.hash, values: values)
  }
}

extension ValueChange {
  /// The differences between two releases, leaf by leaf, by path.
  public static func between(_ before: Release?, _ after: Release?) -> [ValueChange] {
    var changes: [ValueChange] = []
    if let before, let after, before.cluster != after.cluster {
      changes.append(
        ValueChange(
          path: "cluster", before: .string(before.cluster.rawValue), after: .string(after.cluster.rawValue),
          place: nil))
    }
    collect(
      at: "", before?.values ?? .object([:]), after?.values ?? .object([:]), after?.provenance ?? [:],
      into: &changes)
    return changes.sorted { $0.path < $1.path }
  }

  private static func collect(
    at path: String, _ before: JSONValue?, _ after: JSONValue?, _ places: [String: SourcePlace],
    into changes: inout [ValueChange]
  ) {
    if before == after { return }
    if let (before, after) = members(before, after) {
      for key in Set(before.keys).union(after.keys) {
        collect(at: path.isEmpty ? key : "\(path).\(key)", before[key], after[key], places, into: &changes)
      }
    } else if let (before, after) = elements(before, after) {
      for index in 0..<max(before.count, after.count) {
        // Not `nil`, which could be read as `JSONValue.null`.
        let old = index < before.count ? before[index] : Optional.none
        let new = index < after.count ? after[index] : Optional.none
        collect(at: "\(path)[\(index)]", old, new, places, into: &changes)
      }
    } else {
      let place = after == nil ? nil : nearestPlace(path, places)
      changes.append(ValueChange(path: path, before: before, after: after, place: place))
    }
  }

  /// Both sides as maps, where neither is anything else.
  private static func members(
    _ before: JSONValue?, _ after: JSONValue?
  ) -> ([String: JSONValue], [String: JSONValue])? {
    guard before?.secretName == nil, after?.secretName == nil else { return nil }
    guard before == nil || before?.object != nil, after == nil || after?.object != nil else { return nil }
    let pair = (before?.object ?? [:], after?.object ?? [:])
    return pair.0.isEmpty && pair.1.isEmpty ? nil : pair
  }

  /// Both sides as lists of maps, where neither is anything else. Other lists change as a whole.
  private static func elements(_ before: JSONValue?, _ after: JSONValue?) -> ([JSONValue], [JSONValue])? {
    guard before == nil || before?.array != nil, after == nil || after?.array != nil else { return nil }
    let pair = (before?.array ?? [], after?.array ?? [])
    guard !(pair.0.isEmpty && pair.1.isEmpty), (pair.0 + pair.1).allSatisfy({ $0.object != nil }) else { return nil }
    return pair
  }

  private static func nearestPlace(_ path: String, _ places: [String: SourcePlace]) -> SourcePlace? {
    var path = path
    while true {
      if let place = places[path] { return place }
      guard let cut = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { return nil }
      path = String(path[..<cut])
    }
  }
}
