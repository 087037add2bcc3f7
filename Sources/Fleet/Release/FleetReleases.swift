public import Basics

/// The releases of a fleet.
public enum FleetReleases {
  /// The releases of the hubs that should run, by name: those declared awake and those in `woken`, without those in
  /// `slept`.
  public static func all(_ fleet: Fleet, woken: Set<HubID> = [], slept: Set<HubID> = []) -> [Release] {
    let fleet = fleet.waking(woken, puttingToSleep: slept)
    return fleet.awakeHubs.map { ReleaseRenderer.release(for: $0, in: fleet) }
  }
}

extension Fleet {
  /// The fleet as it is after people on the command line have woken some hubs and put others to sleep. Checks and
  /// releases of such a fleet take it as if the folder said so.
  public func waking(_ woken: Set<HubID>, puttingToSleep slept: Set<HubID>) -> Fleet {
    var fleet = self
    for hub in woken { fleet.hubs[hub]?.awake = true }
    for hub in slept { fleet.hubs[hub]?.awake = false }
    return fleet
  }

  /// The hubs that should run, by name.
  public var awakeHubs: [Hub] { hubs.values.filter(\.awake).sorted { $0.id < $1.id } }

  /// The hubs that are declared and should not run, by name.
  public var asleepHubs: [HubID] { hubs.values.filter { !$0.awake }.map(\.id).sorted() }
}
