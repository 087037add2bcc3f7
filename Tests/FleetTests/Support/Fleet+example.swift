import Basics
import Fleet

extension Fleet {
  /// A small sound fleet, changed by what the closure says: the community `reef` with the hub `reef` and its staging hub
  /// `reef-staging`, both awake on the local cluster `shore`. Nothing is found in it.
  static func example(@FleetBuilder _ parts: () -> [FleetPart] = { [] }) -> Fleet {
    var fleet = Fleet(
      organisation: Organisation(
        name: "Example", people: ["ada": Person(name: "Ada", mail: "ada@alpha.example", roles: [.engineer])],
        onDuty: ["ada"]),
      communities: [
        "reef": Community(
          id: "reef", name: "Reef", representatives: ["bo": Representative(name: "Bo", mail: "bo@reef.example")])
      ],
      clusters: ["shore": Cluster(id: "shore")])
    for part in [hub("reef-staging"), hub("reef") { $0.staging = "reef-staging" }] { part.change(&fleet) }
    for part in parts() { part.change(&fleet) }
    return fleet
  }

  /// The moment at which examples are checked.
  static let exampleTime = Timestamp(seconds: 1_795_000_000)

  var findings: [Finding] { Checks.run(self, now: Fleet.exampleTime) }
  var codes: [FindingCode] { findings.map(\.code) }
  /// Findings that are worse than a note.
  var complaints: [FindingCode] { findings.filter { $0.severity > .note }.map(\.code) }
}

/// Something in an example fleet.
struct FleetPart {
  let change: (inout Fleet) -> Void
}

@resultBuilder
enum FleetBuilder {
  static func buildBlock(_ parts: FleetPart...) -> [FleetPart] { parts }
}

/// A hub of the community `reef` on the cluster `shore`; the one of that name where there is one already.
func hub(_ id: HubID, _ change: @escaping (inout Hub) -> Void = { _ in }) -> FleetPart {
  FleetPart { fleet in
    var hub =
      fleet.hubs[id]
      ?? Hub(
        id: id, community: "reef", cluster: "shore", awake: true, access: Access(login: .password, people: ["ada"]))
    change(&hub)
    fleet.hubs[id] = hub
  }
}

/// The hubs `reef` and `reef-staging`, changed alike.
func bothHubs(_ change: @escaping (inout Hub) -> Void) -> FleetPart {
  FleetPart { fleet in
    hub("reef", change).change(&fleet)
    hub("reef-staging", change).change(&fleet)
  }
}

func community(_ id: CommunityID, _ change: @escaping (inout Community) -> Void = { _ in }) -> FleetPart {
  FleetPart { fleet in
    var community = fleet.communities[id] ?? Community(id: id, name: id.rawValue)
    change(&community)
    fleet.communities[id] = community
  }
}

func cluster(_ id: ClusterID, _ change: @escaping (inout Cluster) -> Void = { _ in }) -> FleetPart {
  FleetPart { fleet in
    var cluster = fleet.clusters[id] ?? Cluster(id: id)
    change(&cluster)
    fleet.clusters[id] = cluster
  }
}

func feature(_ id: FeatureID, _ change: @escaping (inout Feature) -> Void = { _ in }) -> FleetPart {
  FleetPart { fleet in
    var feature = fleet.features[id] ?? Feature(id: id, stage: .general, owners: ["ada"])
    change(&feature)
    fleet.features[id] = feature
  }
}

func organisation(_ change: @escaping (inout Organisation) -> Void) -> FleetPart {
  FleetPart { fleet in change(&fleet.organisation) }
}

func text(_ path: String, _ text: String) -> FleetPart {
  FleetPart { fleet in fleet.texts[path] = text }
}
