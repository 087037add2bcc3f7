import Basics
import HTTPTypes
import Hummingbird
import NIOCore
import Store

/// `/metrics`: what the process measured, and the fleet as it is now.
struct FleetMetrics: Sendable {
  let registry: PrometheusRegistry
  let fleet: FleetService
  let doors: DoorService

  func add(to router: Router<AtollRequestContext>) {
    router.get("/metrics") { _, _ in
      let text =
        try await registry.text + FleetMetrics.text(of: fleet.hubStatuses()) + FleetMetrics.text(of: doors.metrics())
      return Response(
        status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
        body: .init(byteBuffer: ByteBuffer(string: text)))
    }
  }

  /// Hubs by state, and for each awake hub whether it is well and how many servers it runs.
  static func text(of hubs: [HubStatus]) -> String {
    var lines = ["# HELP atoll_hubs Hubs that are declared, by state.", "# TYPE atoll_hubs gauge"]
    for state in HubStatus.State.allCases {
      lines.append("atoll_hubs{state=\"\(state.rawValue)\"} \(hubs.count { $0.state == state })")
    }
    lines += [
      "# HELP atoll_hub_well Whether an awake hub answers and passed its last tests.", "# TYPE atoll_hub_well gauge",
    ]
    for hub in hubs where hub.awake { lines.append("atoll_hub_well{\(labels(hub))} \(hub.state == .well ? 1 : 0)") }
    lines += ["# HELP atoll_hub_servers Users' servers that run.", "# TYPE atoll_hub_servers gauge"]
    for hub in hubs { if let servers = hub.servers { lines.append("atoll_hub_servers{\(labels(hub))} \(servers)") } }
    return lines.joined(separator: "\n") + "\n"
  }

  /// How strangers were received, and which doors are closed.
  static func text(of doors: [DoorMetric]) -> String {
    func series(_ name: String, _ help: String, _ value: (DoorMetric) -> String?) -> [String] {
      ["# HELP \(name) \(help)", "# TYPE \(name) gauge"]
        + doors.compactMap { door in value(door).map { "\(name){hub=\"\(SeriesKey.escaped(door.hub.rawValue))\"} \($0)" } }
    }
    let lines =
      series("atoll_door_found_open", "Whether a stranger who knocked last got in.") { door in
        door.knock.map { $0.passed ? "0" : "1" }
      }
      + series("atoll_door_knocked_at_seconds", "When a stranger knocked last, in seconds since 1970.") { door in
        door.knock.map { String($0.at) }
      }
      + series("atoll_door_closed", "Whether only admins may come in.") { $0.isClosed ? "1" : "0" }
      + series("atoll_door_grants", "People and workshops that are let in for a time now.") { String($0.grants) }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func labels(_ hub: HubStatus) -> String {
    let pairs = [("hub", hub.hub.rawValue), ("community", hub.community.rawValue), ("cluster", hub.cluster.rawValue)]
    return pairs.map { "\($0.0)=\"\(SeriesKey.escaped($0.1))\"" }.joined(separator: ",")
  }
}
