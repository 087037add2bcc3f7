import Basics
import Delivery
import Fleet
import Foundation

/// Where things are in a state folder, `$ATOLL_STATE`, and who may look at them.
struct StateFolder: Sendable, Equatable {
  let path: String

  var hubs: String { path + "/hubs" }
  var materials: String { path + "/materials" }
  var keptHomes: String { path + "/homes-kept" }
  var gateway: GatewayFolder { GatewayFolder(path: path + "/gateway") }

  /// Throws where the name of a hub cannot be a host name and a file name.
  func hub(_ hub: HubID) throws(EngineFailure) -> HubFolder {
    let name = try HubName.folder(of: hub)
    return HubFolder(path: hubs + "/" + name, name: name)
  }

  /// The hubs that are set up here.
  func allHubs() throws -> [HubFolder] {
    try Folder.names(in: hubs).filter { !$0.hasPrefix(".") }.map { HubFolder(path: hubs + "/" + $0, name: $0) }
  }

  /// Names control groups of this state folder and of no other.
  var cgroupRoot: String { "atoll-" + ContentHash.hex(of: path.utf8).prefix(8) }

  func materials(of hub: HubFolder) -> String { materials + "/" + hub.name + ".git" }
  func keptHomes(of hub: HubFolder) -> String { keptHomes + "/" + hub.name }

  /// Makes the folders that all hubs need. Users' servers pass through the state folder to their homes, and may list
  /// nothing on their way.
  func make() throws {
    for folder in [path, hubs, keptHomes] { try Folder.make(folder, mode: 0o711) }
    try Folder.make(materials, mode: 0o755)
    try Folder.make(gateway.path, mode: 0o700)
    try Folder.make(gateway.routes, mode: 0o700)
  }
}

/// The files of one hub.
struct HubFolder: Sendable, Equatable {
  let path: String
  /// The name as it stands in paths and host names.
  let name: String

  var configuration: String { path + "/hub.json" }
  var process: String { path + "/process.json" }
  var running: String { path + "/running.json" }
  var identity: String { path + "/identity.json" }
  /// Beside the folder, so that it outlives the folder's removal.
  var lock: String { String(path.dropLast(name.utf8.count)) + "." + name + ".lock" }
  var log: String { path + "/hub.log" }
  var homes: String { path + "/homes" }
  var uids: String { path + "/uids.json" }
  var isolation: String { path + "/isolation.json" }
  var passwords: String { path + "/passwords.json" }
  var initialPasswords: String { path + "/initial-passwords" }
}

/// The files of the gateway.
struct GatewayFolder: Sendable, Equatable {
  let path: String

  var routes: String { path + "/routes" }
  var staticFile: String { path + "/static.yaml" }
  var process: String { path + "/process.json" }
  var running: String { path + "/running.json" }
  var identity: String { path + "/identity.json" }
  var lock: String { path + "/lock" }
  var log: String { path + "/gateway.log" }
  var apiPassword: String { path + "/api-password" }
  var apiRoutes: String { routes + "/atoll-api.yaml" }
  var controlPlaneRoutes: String { routes + "/atoll-control-plane.yaml" }
  func routes(of hub: HubFolder) -> String { routes + "/" + hub.name + ".yaml" }
}

/// How a hub's name stands in paths and host names.
enum HubName {
  /// Names that the gateway keeps for itself.
  private static let taken: Set<String> = ["atoll", "atoll-api", "atoll-control-plane"]
  /// The longest label of a host name, RFC 1035.
  private static let longest = 63

  static func folder(of hub: HubID) throws(EngineFailure) -> String {
    let name = hub.rawValue.replacing("/", with: "--")
    let fits = name.utf8.allSatisfy { byte in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || byte == UInt8(ascii: "-")
    }
    guard fits, !name.isEmpty, !name.hasPrefix("-"), !name.hasSuffix("-"), name.utf8.count <= longest else {
      throw EngineFailure(
        "The hub `\(hub)` cannot have an address on this machine",
        next: "Name it with lower case letters, digits and hyphens, 63 at most")
    }
    guard !taken.contains(name) else {
      throw EngineFailure("The name `\(hub)` is used by the gateway itself", next: "Give the hub another name")
    }
    return name
  }
}
