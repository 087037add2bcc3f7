public import Basics
public import Delivery
import Fleet
import Foundation

extension LocalEngine {
  public func observe() async throws -> [HubID: ObservedHub] {
    try await withThrowingTaskGroup(of: (HubID, ObservedHub)?.self) { group in
      for folder in try state.allHubs() { group.addTask { try await observe(folder) } }
      return try await group.reduce(into: [:]) { all, one in
        if let one { all[one.0] = one.1 }
      }
    }
  }

  public func endpoint(of hub: HubID) async throws -> HubEndpoint? {
    let process = process(of: try state.hub(hub), hub: hub)
    guard try process.process() != nil else { return nil }
    return try endpoint(process)
  }

  /// Nil where the hub was prepared and never started.
  private func observe(_ folder: HubFolder) async throws -> (HubID, ObservedHub)? {
    let process = process(of: folder)
    guard let file = try process.configuration(), let name = file["hub"]?.string else { return nil }
    let hub = HubID(name)
    let running = try process.running()
    guard let record = try process.process(), let endpoint = try endpoint(process) else {
      return (hub, ObservedHub(state: .stopped, release: running?.release))
    }
    let release = running.flatMap { $0.process == record ? $0.release : nil }
    guard await HubProcess.isHealthy(port: endpoint.api.port) else {
      let isYoung = (ProcessTable.age(of: record) ?? .zero) < HubProcess.startTimeout
      return (hub, ObservedHub(state: isYoung ? .starting : .unresponsive, release: release))
    }
    let servers = await UserServers.count(port: endpoint.api.port, token: endpoint.serviceToken)
    return (hub, ObservedHub(state: .healthy, release: release, servers: servers))
  }
}

extension ProcessTable {
  /// How long the process runs; nil where the system does not say.
  static func age(of process: ProcessRecord) -> Duration? {
    let ticks = sysconf(Int32(_SC_CLK_TCK))
    var now = timespec()
    guard ticks > 0, clock_gettime(CLOCK_BOOTTIME, &now) == 0 else { return nil }
    return .seconds(now.tv_sec - process.startTime / ticks)
  }
}
