import Access
import Basics
import Fleet
import Store

/// A door, as it is measured.
struct DoorMetric: Sendable {
  var hub: HubID
  var knock: Knock?
  var isClosed: Bool
  var grants: Int
}

extension DoorService {
  /// Of each hub that is deployed, by name.
  func metrics() async throws -> [DoorMetric] {
    guard let deployed = await fleet.deployed?.fleet else { return [] }
    let knocks = try await store.knocks()
    let time = time
    return deployed.hubs.keys.sorted().map { hub in
      memory.door(hub) { door in
        DoorMetric(
          hub: hub, knock: knocks[hub], isClosed: door.closure != nil,
          grants: door.grants.values.count { $0.state(at: time) == .open })
      }
    }
  }
}
