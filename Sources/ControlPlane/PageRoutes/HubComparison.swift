import Basics
import Delivery
import Fleet

/// How a production hub's values differ from its staging hub's.
enum HubComparison {
  /// Values that differ between any two hubs and say nothing.
  private static let natural = ["custom.atoll.name", "ingress.hosts"]

  /// - Parameter findings: what the check says of the hub: a difference that it does not mention is declared.
  static func differences(of hub: Hub, in fleet: Fleet, findings: [Finding]) -> [StagingDifference] {
    guard let name = hub.staging, let staging = fleet.hubs[name] else { return [] }
    let undeclared = Set(findings.filter { $0.code == "A328" }.compactMap(\.place))
    let changes = ValueChange.between(
      ReleaseRenderer.release(for: staging, in: fleet), ReleaseRenderer.release(for: hub, in: fleet))
    return changes.filter { change in !natural.contains { change.path.hasPrefix($0) } }.map { change in
      StagingDifference(change, isDeclared: change.place.map { !undeclared.contains($0) } ?? undeclared.isEmpty)
    }
  }
}
