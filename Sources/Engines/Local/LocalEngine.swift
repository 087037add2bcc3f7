public import Basics
public import Delivery
public import Fleet
public import Logging

/// Runs hubs as processes of this machine: JupyterHubs on loopback ports, all behind one Traefik, each with its own
/// state folder. Hubs and gateway outlive the program that started them, and are found again by their process id, start
/// time and boot.
///
/// Two values of one state folder act on the same hubs; what they do to one hub is put in a row by locks in that folder.
public struct LocalEngine: HubEngine {
  /// Where everything is, and which ports are used.
  public struct Configuration: Sendable, Equatable {
    /// Absolute path of the state folder, `$ATOLL_STATE`.
    public var state: String
    /// The port at which people find all hubs.
    public var gatewayPort: Int
    /// Absolute path of the folder of the Python package `atoll_hub`.
    public var hubPackage: String
    /// Where the control plane listens on loopback; nil where it is not reached through the gateway.
    public var controlPlanePort: Int?
    /// An interpreter that unprivileged users may execute.
    public var python: String
    /// Where environments are built; by default in the state folder. Several state folders may share one.
    public var environments: String
    /// Where `uv` and Traefik are; by default in the state folder.
    public var tools: String
    /// From which hubs and the gateway's API get their loopback ports.
    public var ports: ClosedRange<Int>
    /// The first of the uids under which users' servers run, where the engine runs as root.
    public var firstUID: Int

    public init(
      state: String, gatewayPort: Int = 8000, hubPackage: String, controlPlanePort: Int? = nil,
      python: String = "/usr/bin/python3", environments: String? = nil, tools: String? = nil,
      ports: ClosedRange<Int> = 20_000...20_999, firstUID: Int = 200_000
    ) {
      self.state = state
      self.gatewayPort = gatewayPort
      self.hubPackage = hubPackage
      self.controlPlanePort = controlPlanePort
      self.python = python
      self.environments = environments ?? state + "/environments"
      self.tools = tools ?? state + "/tools"
      self.ports = ports
      self.firstUID = firstUID
    }
  }

  public let configuration: Configuration
  let secrets: any SecretSource
  let logger: Logger

  public init(configuration: Configuration, secrets: any SecretSource, logger: Logger) {
    self.configuration = configuration
    self.secrets = secrets
    self.logger = logger
  }

  // MARK: Hubs

  public func prepare(_ release: Release, from folder: FleetFolder, report: @escaping Report) async throws {
    throw EngineFailure.unfinished
  }

  public func apply(
    _ release: Release, from folder: FleetFolder, report: @escaping Report
  ) async throws -> HubEndpoint {
    throw EngineFailure.unfinished
  }

  public func stop(_ hub: HubID, report: @escaping Report) async throws { throw EngineFailure.unfinished }

  public func remove(_ hub: HubID, homes: HomesFate, report: @escaping Report) async throws {
    throw EngineFailure.unfinished
  }

  public func observe() async throws -> [HubID: ObservedHub] { throw EngineFailure.unfinished }

  public func endpoint(of hub: HubID) async throws -> HubEndpoint? { throw EngineFailure.unfinished }

  public func logTail(of hub: HubID, lines: Int) async -> [String] { [] }

  // MARK: The gateway and the machine

  /// Starts the gateway where it does not run; does nothing where it does.
  public func ensureGateway(report: @escaping Report) async throws { throw EngineFailure.unfinished }

  /// Lets the gateway lead `atoll.localhost` to the control plane at this port of loopback.
  public func routeControlPlane(toPort port: Int) throws { throw EngineFailure.unfinished }

  /// Stops hubs, users' servers and the gateway that were started with this state folder, and nothing else.
  public func stopAll(report: @escaping Report) async throws { throw EngineFailure.unfinished }

  /// Looks at the gateway and at the hubs that should run, and starts again what is dead, each with growing pauses.
  /// Hubs that a rollout is working on are not given.
  public func superviseOnce(_ hubs: [StoredRelease], report: @escaping Report) async -> [SupervisionEvent] { [] }

  /// Whether users' servers are isolated from each other on this machine.
  public func isolation() -> Isolation { Isolation(users: false, limits: .none, sentence: "") }

  // MARK: Passwords of hubs with `login: password`

  /// The passwords that the engine made and nobody has changed since, by person, to be handed to them.
  public func openPasswords(of hub: HubID) throws -> [PersonID: String] { throw EngineFailure.unfinished }

  /// Sets a person's password; it holds from the next login on.
  public func setPassword(_ password: String, of person: PersonID, at hub: HubID) async throws {
    throw EngineFailure.unfinished
  }

  // MARK: Materials and environments

  /// The path, on the hub, of the link that puts the hub's materials into the home of who follows it; nil where the
  /// release names none.
  public func materialsLink(for release: Release) -> String? { nil }

  /// Deletes environments that none of these releases, and no hub that runs, needs. Gives back how many.
  @discardableResult
  public func collectGarbage(keeping releases: [Release]) async throws -> Int { throw EngineFailure.unfinished }
}

extension EngineFailure { static let unfinished = EngineFailure("The local engine is not complete yet") }

/// How well users' servers on this machine are kept apart.
public struct Isolation: Sendable, Equatable, Codable {
  /// Whether each user's server runs under an own uid, its home closed to others.
  public var users: Bool
  public var limits: Limits
  /// For people.
  public var sentence: String

  public init(users: Bool, limits: Limits, sentence: String) {
    self.users = users
    self.limits = limits
    self.sentence = sentence
  }

  /// What holds a server to its memory and cpu.
  public enum Limits: String, Sendable, Codable {
    case cgroup1 = "cgroup v1"
    case cgroup2 = "cgroup v2"
    case process = "process limits"
    case none
  }
}

/// What supervision did to one hub, or to the gateway where `hub` is nil.
public struct SupervisionEvent: Sendable, Equatable {
  public var hub: HubID?
  public var what: What

  public init(hub: HubID?, what: What) {
    self.hub = hub
    self.what = what
  }

  /// `waiting`: it failed before and is tried again in so many seconds.
  public enum What: Sendable, Equatable {
    case restarted
    case failed(EngineFailure)
    case waiting(seconds: Int)
  }
}
