import Basics
import CoreMetrics
import Delivery
import Engines
import Fleet
import Foundation
import Hummingbird
import Logging
import NIOCore
import Operations
import Probes
import ServiceLifecycle
import Store
import UnixSignals

/// The control plane: store, engine, tests and services behind one HTTP server.
public struct AtollServer: Sendable {
  let configuration: ServerConfiguration
  let logger: Logger

  public init(configuration: ServerConfiguration, logger: Logger) {
    self.configuration = configuration
    self.logger = logger
  }

  /// Serves until SIGTERM or SIGINT; hubs and gateway go on.
  /// - Throws: where another control plane serves the same state folder, or a part cannot be opened.
  public func run() async throws {
    let state = StateFolder(path: configuration.state)
    try PrivateFile.makeFolder(state.path, mode: 0o711)
    let claim = try Store.claimServer(at: state.database)
    defer { claim.release() }
    let registry = PrometheusRegistry()
    MetricsSystem.bootstrap(registry)
    let parts = try await ServerParts(configuration: configuration, registry: registry, logger: logger)
    let application = Application(
      router: try parts.router(),
      configuration: .init(
        address: .hostname(configuration.host, port: configuration.port), serverName: "atoll"),
      onServerRunning: { channel in await parts.listening(on: channel) }, logger: logger)
    let services: [any Service] = [application] + parts.services
    let group = ServiceGroup(
      configuration: .init(
        services: services.map { .init(service: $0) }, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    try await group.run()
    try parts.close()
  }
}

/// What a server is made of, so that tests can drive its router without a socket.
struct ServerParts: Sendable {
  let configuration: ServerConfiguration
  let registry: PrometheusRegistry
  let logger: Logger
  let store: Store
  let engine: LocalEngine
  let fleet: FleetService
  let growth: GrowthService
  let signer: CookieSigner
  let localToken: String
  let doors: DoorService
  let readiness = Readiness()
  let now: @Sendable () -> Double

  init(
    configuration: ServerConfiguration, registry: PrometheusRegistry, logger: Logger,
    tester: (any HubTester)? = nil, now: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 }
  ) async throws {
    self.configuration = configuration
    self.registry = registry
    self.logger = logger
    self.now = now
    let state = StateFolder(path: configuration.state)
    try PrivateFile.makeFolder(state.bundles, mode: 0o711)
    store = try Store.open(at: state.database)
    localToken = try PrivateFile.readOrCreate(state.token)
    signer = CookieSigner(secret: try PrivateFile.readOrCreate(state.cookieKey))
    let keys = DoorKeys(secret: try PrivateFile.readOrCreate(state.doorKey))
    engine = LocalEngine(
      configuration: .init(
        state: configuration.state, gatewayPort: configuration.gatewayPort, hubPackage: configuration.hubPackage),
      secrets: FolderSecrets(folder: state.secrets), doorToken: { keys.token(of: $0) }, logger: logger)
    fleet = FleetService(
      store: store, engine: engine, tester: tester ?? ProbeTester(configuration: .init(), logger: logger),
      isolation: try engine.isolation(), configuration: configuration, logger: logger, now: now)
    growth = GrowthService(fleet: fleet, store: store, now: now)
    doors = DoorService(store: store, fleet: fleet, keys: keys, logger: logger, now: now)
  }

  var services: [any Service] {
    let runner = RolloutRunner(
      journal: TellingJournal(store: store) { [fleet, configuration] requester in
        Recipients(
          of: await fleet.deployed?.fleet.organisation, requester: requester, url: configuration.publicURL)
      },
      engine: { [engine] _ in engine }, tester: fleet.tester, now: now)
    return [
      RolloutService(fleet: fleet, runner: runner, logger: logger),
      SupervisionService(fleet: fleet, store: store, engine: engine, logger: logger),
      GrowthWatch(growth: growth, store: store, logger: logger),
      DoorKeeper(doors: doors, store: store, logger: logger),
      KnockService(fleet: fleet, doors: doors, engine: engine, logger: logger),
      RetentionService(fleet: fleet, store: store, logger: logger, now: now),
      OutboxService(
        fleet: fleet, store: store, secrets: FolderSecrets(folder: StateFolder(path: configuration.state).secrets),
        logger: logger, now: now),
    ]
  }

  func router() throws -> Router<AtollRequestContext> {
    let pages = try Pages.load()
    let signIn = SignInService(
      store: store, fleet: fleet, signer: signer, publicURL: configuration.publicURL, now: now)
    let frames = PageFrames(fleet: fleet, signer: signer, now: now)
    let router = Router(context: AtollRequestContext.self)
    router.addMiddleware {
      MetricsMiddleware()
      SecurityHeaders()
      Authentication(
        store: store, signer: signer, localToken: localToken, hubOfToken: { [doors] in doors.keys.hub(ofToken: $0) },
        rights: { [fleet] in await fleet.rights(of: $0) }, now: now)
      ErrorAnswers(pages: pages, frames: frames)
      KnownHosts(names: [ServerConfiguration.hostName, "127.0.0.1", "localhost", "[::1]"])
      PermissionCheck(table: .atoll, fleet: { [fleet] in await fleet.deployed?.fleet })
      CrossSiteProtection(signer: signer)
    }
    HealthRoutes.add(to: router, readiness: readiness)
    FleetMetrics(registry: registry, fleet: fleet, doors: doors).add(to: router)
    let api = API(fleet: fleet, store: store, signIn: signIn, growth: growth, doors: doors, now: now)
    for endpoint in api.endpoints { endpoint.add(to: router) }
    let description = OpenAPI.document(of: api.endpoints, version: AtollVersion.current)
    router.get("/openapi.json") { _, _ in try Response.json(description) }
    SignInRoutes(signIn: signIn, fleet: fleet, pages: pages, frames: frames).add(to: router)
    PageRoutes(
      pages: pages, frames: frames, fleet: fleet, store: store, growth: growth,
      typesetter: Typesetter(configuration, logger: logger), signIn: signIn, doors: doors
    ).add(to: router)
    return router
  }

  /// Writes where the server listens, leads the gateway to it, and reads what was deployed.
  func listening(on channel: any Channel) async {
    do {
      let port = channel.localAddress?.port ?? configuration.port
      let running = RunningServer(
        pid: getpid(), startTime: RunningServer.startTime(of: getpid()) ?? 0, host: configuration.host, port: port,
        gatewayPort: configuration.gatewayPort, version: AtollVersion.current, build: Machine.build)
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
      try PrivateFile.write(
        String(decoding: try encoder.encode(running), as: UTF8.self), to: StateFolder(path: configuration.state).server)
      try engine.routeControlPlane(toPort: port)
      try await fleet.start()
      try await doors.start()
      try await store.append(
        .init(.serverStarted, .server, by: "atoll", at: now(), "The control plane started"))
      readiness.set()
      logger.notice("listening", metadata: ["address": "\(configuration.host):\(port)"])
    } catch {
      logger.critical("the start failed", metadata: ["error": "\(error)"])
      kill(getpid(), SIGTERM)
    }
  }

  func close() throws { try store.close() }
}

/// The version of Atoll; its one home.
public enum AtollVersion {
  public static let current = "0.1.0"
}
