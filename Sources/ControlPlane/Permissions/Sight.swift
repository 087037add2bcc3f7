import Basics
import Delivery
import Fleet
import Store

/// What of the fleet somebody sees: everything, or what concerns the hubs of some communities.
struct Sight: Sendable, Equatable {
  /// Nil: everything.
  let communities: Set<CommunityID>?

  static let everything = Sight(communities: nil)

  init(communities: Set<CommunityID>?) { self.communities = communities }

  var isEverything: Bool { communities == nil }

  /// The fleet with the hubs and communities that are seen, and no others.
  func narrowed(_ fleet: Fleet) -> Fleet {
    guard let communities else { return fleet }
    var seen = fleet
    seen.communities = fleet.communities.filter { communities.contains($0.key) }
    seen.hubs = fleet.hubs.filter { communities.contains($0.value.community) }
    return seen
  }

  /// The hubs that are seen; nil: all of them, those that are gone too.
  func hubs(of fleet: Fleet?) -> Set<HubID>? {
    guard let communities else { return nil }
    return Set((fleet?.hubs ?? [:]).values.lazy.filter { communities.contains($0.community) }.map(\.id))
  }

  /// What events may be about; nil: anything.
  func subjects(of fleet: Fleet?) -> Set<Event.Subject>? {
    guard let communities, let hubs = hubs(of: fleet) else { return nil }
    return Set(hubs.map { .hub($0) }).union(communities.map { .community($0) })
  }

  /// The findings about hubs and communities that are seen, without the places elsewhere that they point to.
  func narrowed(_ findings: [Finding], in fleet: Fleet) -> [Finding] {
    guard let communities else { return findings }
    let seen = narrowed(fleet)
    let files = Set(seen.communities.values.map(\.file))
    var found = findings.filter { finding in finding.place.map { files.contains($0.file) } ?? false }
    for hub in seen.hubs.values.sorted(by: { $0.id < $1.id }) {
      found += hub.findings(among: findings, in: fleet).filter { !found.contains($0) }
    }
    return communities.isEmpty ? [] : found.map(\.withoutRelated)
  }
}

extension Finding {
  fileprivate var withoutRelated: Finding {
    Finding(code, severity, at: place, what, next: next)
  }
}

extension Rollout {
  /// The rollout as far as it is about these hubs; nil where it is about none of them.
  /// - Parameter hubs: nil: all.
  func narrowed(to hubs: Set<HubID>?) -> Rollout? {
    guard let hubs else { return self }
    var rollout = self
    rollout.lanes = lanes.compactMap { lane in
      var lane = lane
      lane.waves = lane.waves.compactMap { wave in
        var wave = wave
        wave.hubs = wave.hubs.filter { hubs.contains($0.hub) }
        return wave.hubs.isEmpty ? nil : wave
      }
      // A lane is named after its staging hub, which may be another community's.
      if !hubs.contains(HubID(lane.id)), let first = lane.hubs.first { lane.id = first.hub.rawValue }
      return lane.waves.isEmpty ? nil : lane
    }
    return rollout.lanes.isEmpty ? nil : rollout
  }
}
