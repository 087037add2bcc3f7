import Basics
import HTTPTypes
import Hummingbird
import NIOCore

/// `/metrics`: what the process measured, and the fleet as it is now.
struct FleetMetrics: Sendable {
  let registry: PrometheusRegistry
  let fleet: FleetService

  func add(to router: Router<AtollRequestContext>) {
    router.get("/metrics") { _, _ in
      let text = registry.text + FleetMetrics.text(of: try await fleet.hubStatuses())
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

  private static func labels(_ hub: HubStatus) -> String {
    let pairs = [("hub", hub.hub.rawValue), ("community", hub.community.rawValue), ("cluster", hub.cluster.rawValue)]
    return pairs.map { "\($0.0)=\"\(SeriesKey.escaped($0.1))\"" }.joined(separator: ",")
  }
}
