public import Fleet
public import Forecast
import Basics

/// What one more hub of a kind takes in its first quarter, in items of work.
public struct SlotCost: Sendable, Equatable {
  public let kind: HubKind
  /// To bring it into service.
  public let onboarding: Double
  /// What its first quarter then asks for, with its uncertainty: that of a usual hub of the kind in its first two quarters, of
  /// which nothing else is known.
  public let firstQuarter: GammaRate
  /// What it adds to work on the whole fleet.
  public let fleetWork: Double

  /// All of it, expected.
  public var items: Double { onboarding + firstQuarter.mean + fleetWork }

  /// Of a usual hub of the kind.
  public init(_ kind: HubKind) {
    let today = CalendarDay(number: 0)
    let (hub, cluster) = Self.usualHub(kind, id: "new", community: "new")
    let fleet = Fleet(
      organisation: Organisation(name: "new"),
      communities: ["new": Community(id: "new", name: "new", since: today.description)], clusters: [cluster.id: cluster],
      hubs: [hub.id: hub])
    let card = EffortCard(hub, in: fleet, history: nil, now: today.start)
    self.kind = kind
    onboarding = card.onboarding
    firstQuarter = card.prior
    fleetWork = CapacityFigures.fleetWorkOfAHub
  }

  /// A hub of a kind that declares no more than what is usual, and a cluster for it.
  static func usualHub(_ kind: HubKind, id: HubID, community: CommunityID) -> (hub: Hub, cluster: Cluster) {
    let usual = EffortFigures.usual(kind)
    let cluster = Cluster(
      id: usual.isOnSharedCluster ? "shared" : "own", tenancy: usual.isOnSharedCluster ? .shared : .dedicated)
    var hub = Hub(id: id, community: community, cluster: cluster.id, kind: kind)
    hub.environment.image = usual.hasOwnImage ? "own" : nil
    hub.profiles = (0..<Int(usual.profiles)).map { Profile(name: "\($0)") }
    return (hub, cluster)
  }

  /// Of each kind, in their order.
  public static let all = HubKind.allCases.map { SlotCost($0) }
}
