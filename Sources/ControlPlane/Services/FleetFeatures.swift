import Basics
import Fleet
import Operations

/// The features of a fleet and which production hub has which: what pages and the API are made from.
struct FleetFeatures: Sendable {
  let answer: FeaturesAnswer
  /// By name.
  let production: [ProductionHub]
  private let byName: [String: FeatureAnswer]

  struct ProductionHub: Sendable {
    let hub: HubID
    let cluster: String
    let features: Set<String>
  }

  init(_ fleet: Fleet, answer: FeaturesAnswer) {
    self.answer = answer
    byName = Dictionary(answer.features.map { ($0.feature, $0) }, uniquingKeysWith: { first, _ in first })
    let staging = fleet.stagingHubs
    production = fleet.hubs.values.filter { !staging.contains($0.id) }.sorted { $0.id < $1.id }.map { hub in
      ProductionHub(hub: hub.id, cluster: hub.cluster.rawValue, features: Set(hub.features.map(\.rawValue)))
    }
  }

  /// A feature by its name; nil where the fleet has none of it.
  subscript(feature: String) -> FeatureAnswer? { byName[feature] }
}

/// What no feature explains, of a whole fleet: the most costly first, and the same by hub.
struct FleetUnexplained: Sendable {
  let answer: ExceptionsAnswer
  private let byHub: [String: [ExceptionAnswer]]

  /// - Parameter answer: of all hubs.
  init(_ answer: ExceptionsAnswer) {
    self.answer = answer
    byHub = Dictionary(grouping: answer.exceptions, by: \.hub)
  }

  /// Of one hub, the most costly first.
  subscript(hub: HubID) -> [ExceptionAnswer] { byHub[hub.rawValue] ?? [] }

  /// The same answer with the exceptions of one hub alone.
  func answer(of hub: HubID) -> ExceptionsAnswer {
    var answer = answer
    answer.exceptions = self[hub]
    return answer
  }
}
