import Basics
import Delivery
import Foundation

/// What a hub keeps from its first start on: where it listens, and by what it and its tests are known.
struct HubIdentity: Codable, Equatable, Sendable {
  /// On loopback. Users' servers know it, so it stays while they run.
  var port: Int
  var serviceToken: String
  var testPassword: String
  /// The first uid of the block that is this hub's.
  var uidStart: Int

  enum CodingKeys: String, CodingKey {
    case port
    case serviceToken = "service_token"
    case testPassword = "test_password"
    case uidStart = "uid_start"
  }

  /// The user as whom hubs are tested.
  static let testUser = "atoll-test"
}

/// Gives hubs their identities. No two hubs of a state folder get the same port or uids.
struct HubIdentities: Sendable {
  let state: StateFolder
  let ports: ClosedRange<Int>
  let reserved: Set<Int>
  let firstUID: Int

  /// How many users a hub may ever have.
  static let uidsOfHub = 10_000

  /// The hub's identity, made where it has none. `runs` says whether its own process may be what holds its port.
  func ensure(_ hub: HubFolder, runs: Bool) async throws -> HubIdentity {
    try await FileLock.hold(state.hubs + "/.identities.lock", patience: .seconds(30)) {
      let others = try self.others(than: hub)
      let taken = reserved.union(others.map(\.port))
      if let identity = try PrivateFile.readJSON(HubIdentity.self, from: hub.identity) {
        if runs || (!taken.contains(identity.port) && Ports.isFree(identity.port)) { return identity }
        var moved = identity
        moved.port = try Ports.firstFree(in: ports, taken: taken, for: state.path)
        try PrivateFile.write(moved, asJSONTo: hub.identity)
        return moved
      }
      let blocks = Set(others.map(\.uidStart))
      let block = (0...).lazy.map { firstUID + $0 * Self.uidsOfHub }.first { !blocks.contains($0) }
      let identity = HubIdentity(
        port: try Ports.firstFree(in: ports, taken: taken, for: state.path), serviceToken: Randomness.hex(bytes: 32),
        testPassword: Randomness.hex(bytes: 20), uidStart: block ?? firstUID)
      try PrivateFile.write(identity, asJSONTo: hub.identity)
      return identity
    }
  }

  /// Of the hubs that are there, and of those whose homes were kept: their uids own files.
  private func others(than hub: HubFolder) throws -> [HubIdentity] {
    try [state.hubs, state.keptHomes].flatMap { folder in
      try Folder.names(in: folder).filter { folder != state.hubs || $0 != hub.name }.compactMap {
        try PrivateFile.readJSON(HubIdentity.self, from: folder + "/" + $0 + "/identity.json")
      }
    }
  }
}
