public import Basics
public import Fleet

/// What runs hubs on one kind of cluster. Every call may be repeated: an engine that is asked for what is already so
/// changes nothing.
public protocol HubEngine: Sendable {
  /// Makes ready what a release needs without touching what runs: environments, materials.
  func prepare(_ release: Release, from folder: FleetFolder, report: @escaping Report) async throws

  /// Starts the hub with this release, or restarts it with it; returns when the hub answers. Users' servers go on.
  func apply(_ release: Release, from folder: FleetFolder, report: @escaping Report) async throws -> HubEndpoint

  /// Stops the hub and its users' servers. Homes stay.
  func stop(_ hub: HubID, report: @escaping Report) async throws

  /// Removes a hub that is stopped first where it runs; its homes only where `homes` says so.
  func remove(_ hub: HubID, homes: HomesFate, report: @escaping Report) async throws

  /// What runs on this cluster, read from the world and not from memory.
  func observe() async throws -> [HubID: ObservedHub]

  /// How to reach a hub that runs; nil where it does not run.
  func endpoint(of hub: HubID) async throws -> HubEndpoint?

  /// The last lines of a hub's log, oldest first; empty where there is none.
  func logTail(of hub: HubID, lines: Int) async -> [String]
}

/// Receives a line about the progress of long work, for people.
public typealias Report = @Sendable (String) -> Void

/// Where the files of a deployed fleet folder are: requirements are in the release, materials are read from here.
public struct FleetFolder: Sendable, Hashable, Codable {
  /// Absolute path.
  public let path: String
  public init(path: String) { self.path = path }
}

/// What becomes of users' homes when their hub is removed.
public enum HomesFate: String, Sendable, Codable { case keep, purge }

/// What an engine sees of a hub.
public struct ObservedHub: Sendable, Equatable, Codable {
  public var state: State
  /// The release that it was started with.
  public var release: ReleaseHash?
  /// Users' servers that run now; nil where it could not be asked.
  public var servers: Int?

  public init(state: State, release: ReleaseHash? = nil, servers: Int? = nil) {
    self.state = state
    self.release = release
    self.servers = servers
  }

  /// `healthy`: it answers. `starting`: its process runs and does not answer yet. `stopped`: it is set up and does not run.
  public enum State: String, Sendable, Codable { case healthy, starting, unresponsive, stopped }
}

/// How a hub is reached, by people and by tests.
public struct HubEndpoint: Sendable, Equatable {
  /// What people type, such as `http://reef.localhost:8000`.
  public var url: String
  /// Where a connection goes: programs connect here and send `hostHeader`.
  public var address: Address
  public var hostHeader: String
  /// The hub's own API on loopback, for calls that need no gateway.
  public var api: Address
  public var serviceToken: String
  public var login: Access.Login
  public var testUser: TestUser
  /// The slugs of its profiles; empty where it offers no choice.
  public var profiles: [String]
  /// With which its addresses for the control plane are called; nil where it asks for no decisions.
  public var doorToken: String?

  public init(
    url: String, address: Address, hostHeader: String, api: Address, serviceToken: String, login: Access.Login,
    testUser: TestUser, profiles: [String]
  ) {
    self.url = url
    self.address = address
    self.hostHeader = hostHeader
    self.api = api
    self.serviceToken = serviceToken
    self.login = login
    self.testUser = testUser
    self.profiles = profiles
  }

  public struct Address: Sendable, Hashable, Codable {
    public var host: String
    public var port: Int
    public init(host: String, port: Int) {
      self.host = host
      self.port = port
    }
  }

  /// The user as whom tests log in; exists only for them.
  public struct TestUser: Sendable, Equatable {
    public var name: String
    public var password: String
    public init(name: String, password: String) {
      self.name = name
      self.password = password
    }
  }
}

/// An engine's failure, as people should read it.
public struct EngineFailure: Error, Sendable, Equatable, Codable, CustomStringConvertible {
  /// One sentence: what failed and on what.
  public var sentence: String
  /// What to do about it.
  public var next: String?
  /// The last lines of the log that tells most, oldest first.
  public var log: [String]

  public init(_ sentence: String, next: String? = nil, log: [String] = []) {
    self.sentence = sentence
    self.next = next
    self.log = log
  }

  /// What failed, and what to do about it, in one sentence without its stop.
  public var advice: String { next.map { "\(sentence); \($0.prefix(1).lowercased())\($0.dropFirst())" } ?? sentence }

  public var description: String { next.map { "\(sentence). \($0)." } ?? "\(sentence)." }
}
