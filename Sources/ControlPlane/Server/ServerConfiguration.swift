import Foundation

/// Where the control plane listens and keeps its state.
public struct ServerConfiguration: Sendable, Equatable {
  /// Absolute path of the state folder.
  public var state: String
  /// The address that it listens on: loopback unless configured.
  public var host: String
  /// 0: any free port; what it became stands in `server.json`.
  public var port: Int
  /// The gateway's one port.
  public var gatewayPort: Int
  /// Absolute path of the Python package `hub/`.
  public var hubPackage: String

  /// The address of the control plane on the gateway.
  public var publicURL: String { "http://\(ServerConfiguration.hostName):\(gatewayPort)" }

  /// The control plane's host name on the gateway.
  public static let hostName = "atoll.localhost"
  public static let defaultGatewayPort = 8000
  public static let defaultPort = 8010

  public init(
    state: String, host: String = "127.0.0.1", port: Int = ServerConfiguration.defaultPort,
    gatewayPort: Int = ServerConfiguration.defaultGatewayPort, hubPackage: String
  ) {
    self.state = state
    self.host = host
    self.port = port
    self.gatewayPort = gatewayPort
    self.hubPackage = hubPackage
  }
}

/// The state folder and the files in it that server and command line share.
public struct StateFolder: Sendable, Equatable {
  public let path: String

  public init(path: String) { self.path = path }

  /// `$ATOLL_STATE`, else `/var/lib/atoll` as root, else `$XDG_STATE_HOME/atoll` or `~/.local/state/atoll`.
  public static func standard(environment: [String: String], isRoot: Bool) -> StateFolder {
    if let given = environment["ATOLL_STATE"], !given.isEmpty { return StateFolder(path: given) }
    if isRoot { return StateFolder(path: "/var/lib/atoll") }
    if let base = environment["XDG_STATE_HOME"], base.hasPrefix("/") { return StateFolder(path: "\(base)/atoll") }
    return StateFolder(path: "\(environment["HOME"] ?? "/tmp")/.local/state/atoll")
  }

  public var database: String { "\(path)/atoll.sqlite" }
  public var server: String { "\(path)/server.json" }
  public var token: String { "\(path)/token" }
  public var cookieKey: String { "\(path)/cookie-key" }
  public var doorKey: String { "\(path)/door-key" }
  public var secrets: String { "\(path)/secrets" }
  public var bundles: String { "\(path)/bundles" }
  public var authors: String { "\(path)/authors.json" }
  public var log: String { "\(path)/serve.log" }
}

/// What a running control plane says of itself in `server.json`.
public struct RunningServer: Codable, Sendable, Equatable {
  public var pid: Int32
  /// Field 22 of `/proc/<pid>/stat`: with the pid it names one process, for as long as the machine runs.
  public var startTime: UInt64
  public var host: String
  public var port: Int
  public var gatewayPort: Int
  public var version: String
  /// Names the build of the program: another build has another.
  public var build: String?
}
