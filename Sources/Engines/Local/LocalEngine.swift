public import Basics
public import Delivery
public import Fleet
import Foundation
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
    /// The first of the uids under which users' servers run, where the engine runs as root. By default each state folder
    /// has two million of its own: what a hub ends by uid must never be a server of another installation.
    public var firstUID: Int

    public init(
      state: String, gatewayPort: Int = 8000, hubPackage: String, controlPlanePort: Int? = nil,
      python: String = "/usr/bin/python3", environments: String? = nil, tools: String? = nil,
      ports: ClosedRange<Int> = 20_000...20_999, firstUID: Int? = nil
    ) {
      self.state = state
      self.gatewayPort = gatewayPort
      self.hubPackage = hubPackage
      self.controlPlanePort = controlPlanePort
      self.python = python
      self.environments = environments ?? state + "/environments"
      self.tools = tools ?? state + "/tools"
      self.ports = ports
      self.firstUID = firstUID ?? Configuration.firstUID(of: state)
    }

    private static func firstUID(of state: String) -> Int { 200_000 + Int(Ports.place(of: state) % 1000) * 2_000_000 }
  }

  public let configuration: Configuration
  let secrets: any SecretSource
  let logger: Logger
  let state: StateFolder
  let launcher: Launcher
  let gateway: Gateway
  let environments: Environments
  let identities: HubIdentities
  let supervision = Supervision()
  /// By which token a hub asks the control plane at its door; nil: hubs ask nobody.
  let doorToken: (@Sendable (HubID) -> String)?

  /// - Parameter doorToken: by which token a hub asks the control plane at its door; nil: hubs decide by themselves.
  public init(
    configuration: Configuration, secrets: any SecretSource, doorToken: (@Sendable (HubID) -> String)? = nil, logger: Logger
  ) {
    self.doorToken = doorToken
    self.configuration = configuration
    self.secrets = secrets
    self.logger = logger
    state = StateFolder(path: configuration.state)
    let tools = Tools(
      folder: configuration.tools, python: configuration.python, hubPackage: configuration.hubPackage)
    launcher = Launcher(python: configuration.python, hubPackage: configuration.hubPackage)
    gateway = Gateway(
      folder: state.gateway, port: configuration.gatewayPort, controlPlanePort: configuration.controlPlanePort,
      ports: configuration.ports, tools: tools, launcher: launcher)
    environments = Environments(folder: configuration.environments, python: configuration.python, tools: tools)
    identities = HubIdentities(
      state: state, ports: configuration.ports, reserved: [configuration.gatewayPort],
      firstUID: configuration.firstUID)
  }

  // MARK: Hubs

  public func prepare(_ release: Release, from folder: FleetFolder, report: @escaping Report) async throws {
    try state.make()
    let hub = try makeFolder(of: release.hub)
    _ = try await environments(for: release, report: report)
    try await ensurePasswords(of: release, in: hub, report: report)
    _ = try SecretReferences.resolve(release.values, from: secrets)
    if let materials = MaterialsReference(in: release.values), materials.isFolder {
      _ = try MaterialsRepository.source(materials.repository, of: folder)
    }
  }

  public func apply(
    _ release: Release, from folder: FleetFolder, report: @escaping Report
  ) async throws -> HubEndpoint {
    try await apply(release, from: folder, onlyIfDown: false, report: report)
  }

  public func stop(_ hub: HubID, report: @escaping Report) async throws {
    let folder = try state.hub(hub)
    guard Folder.exists(folder.path) else { return }
    try await locked(folder) { try await stopLocked(hub, folder, report: report) }
  }

  public func remove(_ hub: HubID, homes: HomesFate, report: @escaping Report) async throws {
    let folder = try state.hub(hub)
    guard Folder.exists(folder.path) || Folder.exists(state.keptHomes(of: folder)) else { return }
    try await locked(folder) {
      try await stopLocked(hub, folder, report: report)
      try removeFiles(of: folder, homes: homes, report: report)
    }
  }

  public func logTail(of hub: HubID, lines: Int) async -> [String] {
    do {
      return LogTail.read(try state.hub(hub).log, lines: lines)
    } catch {
      return []
    }
  }

  // MARK: The gateway and the machine

  /// Starts the gateway where it does not run; does nothing where it does.
  public func ensureGateway(report: @escaping Report) async throws {
    try state.make()
    _ = try await gateway.ensure(report: report)
  }

  /// Lets the gateway lead `atoll.localhost` to the control plane at this port of loopback.
  public func routeControlPlane(toPort port: Int) throws {
    try state.make()
    try gateway.routeControlPlane(toPort: port)
  }

  /// Stops hubs, users' servers and the gateway that were started with this state folder, and nothing else.
  public func stopAll(report: @escaping Report) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for folder in try state.allHubs() {
        group.addTask { try await stop(HubID(folder.name), report: report) }
      }
      try await group.waitForAll()
    }
    guard Folder.exists(state.gateway.path) else { return }
    try await gateway.stop(report: report)
  }

  /// Makes sure that the gateway runs, or can be started at its port.
  /// - Throws: `EngineFailure` that names who holds the port, where that can be seen.
  public func checkGatewayPort() throws { try gateway.checkPort() }

  // MARK: Materials and environments

  /// The path, on the hub, of the link that puts the hub's materials into the home of who follows it; nil where the
  /// release names none.
  public func materialsLink(for release: Release) throws -> String? {
    guard let materials = MaterialsReference(in: release.values) else { return nil }
    return materials.link(published: materials.isFolder ? state.materials(of: try state.hub(release.hub)) : nil)
  }

  /// Deletes environments that none of these releases, and no hub that runs, needs. Gives back how many. Where several
  /// state folders share environments, nothing is deleted.
  @discardableResult
  public func collectGarbage(keeping releases: [Release]) async throws -> Int {
    guard configuration.environments == configuration.state + "/environments" else { return 0 }
    let version = try await environments.pythonVersion()
    var needed: Set<String> = []
    for release in releases {
      let recipes = try EnvironmentRecipes(
        for: release, hubPackage: configuration.hubPackage, pythonVersion: version)
      needed.formUnion([recipes.hub.hash, recipes.user.hash])
    }
    for folder in try state.allHubs() {
      if let running = try process(of: folder).running() { needed.formUnion(running.environments) }
    }
    return try await environments.delete(allBut: needed)
  }
}
