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
    // An adopted layout has no word for a difference that is meant.
    let mayDeclare = hub.adoption == nil
    let undeclared = Set(findings.filter { $0.code == "A328" }.compactMap(\.place))
    let changes = ValueChange.between(
      ReleaseRenderer.release(for: staging, in: fleet), ReleaseRenderer.release(for: hub, in: fleet))
    return changes.filter { change in !natural.contains { change.path.hasPrefix($0) } }.map { change in
      StagingDifference(change, isDeclared: mayDeclare ? change.place.map { !undeclared.contains($0) } ?? undeclared.isEmpty : nil)
    }
  }
}

extension Hub {
  /// What was found about it: in its file; in an adopted layout in the files of values that it names, and where its
  /// cluster's file declares it.
  func findings(among findings: [Finding], in fleet: Fleet) -> [Finding] {
    guard let adoption else { return findings.filter { $0.place?.file == file } }
    let files = Set(adoption.files.map(\.path))
    let next =
      fleet.hubs.values.lazy.compactMap(\.adoption?.place)
      .filter { $0.file == adoption.place.file && $0.line > adoption.place.line }.map(\.line).min() ?? Int.max
    return findings.filter { finding in
      guard let place = finding.place else { return false }
      return files.contains(place.file)
        || (place.file == adoption.place.file && place.line >= adoption.place.line && place.line < next)
    }
  }
}
