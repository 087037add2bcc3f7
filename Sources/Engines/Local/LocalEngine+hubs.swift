import Basics
import Delivery
import Fleet
import Foundation

extension LocalEngine {
  /// The steps of an apply. With `onlyIfDown`, a hub that answers is let be, whatever it runs.
  func apply(
    _ release: Release, from fleet: FleetFolder, onlyIfDown: Bool, report: @escaping Report
  ) async throws -> HubEndpoint {
    try state.make()
    let folder = try makeFolder(of: release.hub)
    return try await locked(folder) {
      let process = process(of: folder, hub: release.hub)
      if onlyIfDown, let endpoint = try await healthyEndpoint(process) { return endpoint }
      try restoreHomes(of: folder, report: report)
      try Folder.make(folder.homes, mode: 0o711)
      let environments = try await environments(for: release, report: report)
      try await ensurePasswords(of: release, in: folder, report: report)
      try checkReachable(folder)
      try await publishMaterials(of: release, from: fleet, report: report)
      let front = try await gateway.ensure(report: report)
      let runs = try process.process() != nil
      let identity = try await identities.ensure(folder, runs: runs)
      let text = try hubFile(of: release, folder, identity, front, environments).text(secrets: secrets)
      let configuration = ContentHash.hex(of: (text + environments.hub).utf8)
      if try await !isUp(process, with: configuration, port: identity.port) {
        try await process.stop(report: report)
        try PrivateFile.write(text, to: folder.configuration)
        let record = try await process.start(
          python: environments.hub + "/bin/python", port: identity.port, report: report)
        let running = HubProcess.Running(
          process: record, release: release.hash, configuration: configuration, environments: environments.names)
        try PrivateFile.write(running, asJSONTo: folder.running)
      }
      try await waitForRoute(to: folder, hub: release.hub, process)
      guard let endpoint = try endpoint(process) else {
        throw EngineFailure("What was written for the hub \(release.hub) cannot be read again")
      }
      return endpoint
    }
  }

  /// Users' servers end first, by the hub where it answers; then the hub; then what both have left; then the way to it.
  func stopLocked(_ hub: HubID, _ folder: HubFolder, report: @escaping Report) async throws {
    let process = process(of: folder, hub: hub)
    let servers = UserServers(hub: folder, cgroupRoot: state.cgroupRoot)
    if try process.process() != nil, let endpoint = try endpoint(process) {
      try await servers.stopByHub(port: endpoint.api.port, token: endpoint.serviceToken, report: report)
    }
    try await process.stop(report: report)
    try await servers.endRest(report: report)
    try servers.removeGroups()
    try PrivateFile.delete(folder.process)
    try PrivateFile.delete(state.gateway.routes(of: folder))
  }

  /// Deletes what the hub had. Its homes go to a place where a hub of that name finds them again, with what says whose
  /// they are.
  func removeFiles(of folder: HubFolder, homes: HomesFate, report: @escaping Report) throws {
    let kept = state.keptHomes(of: folder)
    switch homes {
    case .purge:
      try Folder.delete(kept)
      report("Deleted the homes of \(folder.name)")
    case .keep:
      if try !Folder.names(in: folder.homes).isEmpty {
        try Folder.make(kept, mode: 0o711)
        // The homes last: while they are here, an interrupted removal begins again.
        try Folder.move(["identity.json", "uids.json", "homes"], from: folder.path, to: kept)
        report("Kept the homes of \(folder.name) in \(kept)")
      }
    }
    try Folder.delete(state.materials(of: folder))
    try Folder.delete(folder.path)
  }

  private func restoreHomes(of folder: HubFolder, report: Report) throws {
    let kept = state.keptHomes(of: folder)
    guard Folder.exists(kept) else { return }
    report("Putting back the homes that were kept of \(folder.name)")
    try Folder.move(["identity.json", "uids.json", "homes"], from: kept, to: folder.path)
    try Folder.deleteEmpty(kept)
  }

  private func publishMaterials(of release: Release, from fleet: FleetFolder, report: @escaping Report) async throws {
    guard let materials = MaterialsReference(in: release.values), materials.isFolder else { return }
    let repository = MaterialsRepository(path: state.materials(of: try state.hub(release.hub)))
    try await repository.publish(materials.repository, of: fleet, branch: materials.branch, report: report)
  }

  private func hubFile(
    of release: Release, _ folder: HubFolder, _ identity: HubIdentity, _ front: Gateway.Identity,
    _ environments: ReadyEnvironments
  ) throws -> HubFile {
    let isPublished = MaterialsReference(in: release.values)?.isFolder == true
    return HubFile(
      release: release, folder: folder, identity: identity, gatewayPort: configuration.gatewayPort,
      gatewayAPIPort: front.apiPort, gatewayPassword: try gateway.apiPassword(),
      routesFile: state.gateway.routes(of: folder), userEnvironment: environments.user,
      isolatesUsers: Isolation.isolatesUsers, cgroupRoot: state.cgroupRoot,
      published: isPublished ? state.materials(of: folder) : nil, doorToken: doorToken?(release.hub))
  }

  /// Users' servers under uids of their own must come to their homes and to their Python.
  private func checkReachable(_ folder: HubFolder) throws {
    guard Isolation.isolatesUsers else { return }
    for path in [folder.path, configuration.environments, configuration.python] {
      guard let closed = Folder.closedAncestor(of: path) else { continue }
      throw EngineFailure(
        "Users' servers, which run under uids of their own, cannot pass `\(closed)` to come to `\(path)`",
        next: "Keep the state in a folder that others may pass, such as ATOLL_STATE=/var/lib/atoll")
    }
  }

  private func waitForRoute(to folder: HubFolder, hub: HubID, _ process: HubProcess) async throws {
    guard try await gateway.waitForRoute(to: HubAddress.host(of: folder), within: Self.routeTimeout) else {
      throw EngineFailure(
        "The hub \(hub) runs, but the gateway does not lead to it", next: "The gateway's log is `\(state.gateway.log)`",
        log: LogTail.read(state.gateway.log, lines: 10) + process.log())
    }
  }

  private static let routeTimeout = Duration.seconds(20)
  /// A hub that runs and is busy may be late with its answer; it is not restarted for that.
  private static let patience = Duration.seconds(10)
}

extension LocalEngine {
  /// The environments of a release, ready to be used: absolute paths.
  struct ReadyEnvironments: Sendable {
    var hub: String
    var user: String
    var names: Set<String>
  }

  /// Builds both at once where they are missing.
  func environments(for release: Release, report: @escaping Report) async throws -> ReadyEnvironments {
    let recipes = try EnvironmentRecipes(
      for: release, hubPackage: configuration.hubPackage, pythonVersion: try await environments.pythonVersion())
    async let hub = environments.path(for: recipes.hub, name: "the environment of hubs", report: report)
    async let user = environments.path(
      for: recipes.user, name: "the environment of \(release.hub)'s users", report: report)
    return try await ReadyEnvironments(hub: hub, user: user, names: [recipes.hub.hash, recipes.user.hash])
  }

  func process(of folder: HubFolder, hub: HubID? = nil) -> HubProcess {
    HubProcess(hub: hub ?? HubID(folder.name), folder: folder, launcher: launcher)
  }

  func makeFolder(of hub: HubID) throws -> HubFolder {
    let folder = try state.hub(hub)
    try Folder.make(folder.path, mode: 0o711)
    return folder
  }

  /// Does the work while nobody else works on the hub.
  func locked<Result>(_ folder: HubFolder, _ work: () async throws -> Result) async throws -> Result {
    // As long as the longest that a hub's change may take: its environment, its stop, its start.
    try await FileLock.hold(folder.lock, patience: .seconds(2400), work)
  }

  /// Whether the hub runs with this configuration, and answers.
  private func isUp(_ process: HubProcess, with configuration: String, port: Int) async throws -> Bool {
    guard let record = try process.process(), let running = try process.running(), running.process == record,
      running.configuration == configuration
    else { return false }
    return try await Wait.until(within: Self.patience) {
      if await HubProcess.isHealthy(port: port) { return true }
      return !record.isAlive
    } && record.isAlive
  }

  func endpoint(_ process: HubProcess) throws -> HubEndpoint? {
    try process.configuration().flatMap { HubEndpoint(hubFile: $0, gatewayPort: configuration.gatewayPort) }
  }

  private func healthyEndpoint(_ process: HubProcess) async throws -> HubEndpoint? {
    guard try process.process() != nil, let endpoint = try endpoint(process),
      await HubProcess.isHealthy(port: endpoint.api.port)
    else { return nil }
    return endpoint
  }
}
