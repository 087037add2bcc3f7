import HTTPTypes
import Basics
import Delivery
import Engines
import Fleet
import Foundation
import Logging
import Operations
import Store

/// What the control plane does for people and programs, over the store, the engine and the tests: the one place that
/// decides whether a change begins.
actor FleetService {
  let store: Store
  let engine: LocalEngine
  let tester: any HubTester
  let configuration: ServerConfiguration
  let logger: Logger
  let now: @Sendable () -> Double
  /// How well users are kept apart on this machine, as found out at the start.
  let isolation: Isolation

  /// The folder that the fleet follows, read and checked; nil before the first deployment.
  private(set) var deployed: DeployedFolder?
  /// Who changed a folder lately, as it was told when that folder was deployed.
  private(set) var authors: KeptAuthors?
  /// What the engine saw last of each hub, and when.
  private(set) var observed: (hubs: [HubID: ObservedHub], at: Double) = ([:], 0)
  /// Whether a rollout is being decided on or goes on: one at a time.
  private var isBusy = false
  /// The hashes of what should run, as computed last.
  var declaredCache: DeclaredReleases?
  let keptFacts = Kept<FactsKey, [HubID: HubFacts]>()
  let keptOverview = Kept<FactsKey, FleetOverview>()
  let keptWork = Kept<Int, RecordedFleetWork>()
  let keptFeatures = Kept<FolderDay, FleetFeatures>()
  let keptExceptions = Kept<String, FleetExceptions>()
  let keptUnexplained = Kept<FolderDay, FleetUnexplained>()
  private let queue: AsyncStream<Rollout>.Continuation
  /// Rollouts that are to be carried out, for the service that does it.
  nonisolated let rollouts: AsyncStream<Rollout>

  init(
    store: Store, engine: LocalEngine, tester: any HubTester, isolation: Isolation,
    configuration: ServerConfiguration, logger: Logger, now: @escaping @Sendable () -> Double
  ) {
    self.store = store
    self.engine = engine
    self.tester = tester
    self.configuration = configuration
    self.logger = logger
    self.now = now
    self.isolation = isolation
    (rollouts, queue) = AsyncStream.makeStream()
  }

  /// Reads what was deployed last, and hands over the rollouts that the process before this one left.
  func start() async throws {
    if let last = try await store.deployedFleet() { follow(last) }
    authors = KeptAuthors.read(authorsFile)
    for rollout in try await store.unfinished() {
      isBusy = true
      try await store.append(
        .init(
          .rolloutResumed, .rollout(rollout.id), by: "atoll", at: now(), "Rollout \(rollout.id) goes on after a restart"
        ))
      queue.yield(rollout)
    }
  }

  /// Follows a folder that was sound when it was deployed. The checks may have become stricter since: what
  /// can be read of it is followed, and its errors stand on the page of findings. Hubs run on in any case.
  private func follow(_ last: DeployedFleet) {
    do {
      let folder = try DeployedFolder(reading: last)
      let errors = folder.findings.count { $0.severity == .error }
      if errors > 0 { logger.warning("the deployed folder has errors by now", metadata: ["errors": "\(errors)"]) }
      deployed = folder
    } catch {
      logger.error(
        "the deployed folder cannot be read; deploy again", metadata: ["folder": "\(last.hash)", "error": "\(error)"])
    }
  }

  /// Called by the service that carries rollouts out, when none is left.
  func rolloutEnded() async throws { isBusy = try await !store.unfinished().isEmpty }

  func remember(_ hubs: [HubID: ObservedHub]) { observed = (hubs, now()) }

  /// Takes the right to begin a rollout, or says which one goes on.
  func reserve() async throws {
    if isBusy {
      let current = try await store.unfinished().first
      throw Problem(
        .conflict, "rollout-running", "A rollout is running",
        detail: current.map { "Rollout \($0.id), asked for by \($0.request.by), has not ended." }
          ?? "Another change is just beginning.",
        next: "Watch it with `atoll status --watch` and repeat when it has ended.")
    }
    isBusy = true
  }

  func giveBack() { isBusy = false }

  /// Stores a rollout and hands it to the service that carries it out.
  func begin(_ request: Rollout.Request, _ lanes: [Lane], _ releases: [Release]) async throws -> Rollout {
    let rollout = try await store.begin(request, lanes: lanes, releases: releases)
    try await store.append(
      .init(
        .rolloutStarted, .rollout(rollout.id), by: request.by, at: request.at,
        "Rollout \(rollout.id) of \(lanes.flatMap(\.hubs).map(\.hub.rawValue).joined(separator: ", ")) began: \(request.why)"
      ))
    queue.yield(rollout)
    return rollout
  }

  func follow(_ folder: DeployedFolder) { deployed = folder }

  /// Keeps who changed a folder lately; where it cannot be written, it is known until the next start.
  func keep(_ authors: FolderAuthors, of folder: DeployedFolder) {
    let kept = KeptAuthors(folder: folder.record.hash, authors: authors)
    self.authors = kept
    do {
      try kept.write(to: authorsFile)
    } catch {
      logger.warning("who changed the folder cannot be kept", metadata: ["error": "\(error)"])
    }
  }

  private nonisolated var authorsFile: String { StateFolder(path: configuration.state).authors }
}

/// A deployed folder, read and checked.
struct DeployedFolder: Sendable {
  var record: DeployedFleet
  var loaded: LoadedFleet
  var fleet: Fleet
  /// Everything that the check says, errors included.
  var findings: [Finding]

  /// A folder that was deployed before, with whatever is found in it today.
  /// - Throws: a 422 problem where no fleet can be read from it; `FleetReadError`.
  init(reading record: DeployedFleet) throws {
    let source = try FleetSource.read(folder: record.folder.path)
    try self.init(FleetCheck.run(source, now: Timestamp(seconds: record.at)), record) { $0.loaded.fleet }
  }

  /// - Throws: a 422 problem with the findings, where the folder has errors.
  init(_ source: FleetSource, _ record: DeployedFleet) throws {
    try self.init(FleetCheck.run(source, now: Timestamp(seconds: record.at)), record, \.followedFleet)
  }

  private init(_ checked: FleetCheck, _ record: DeployedFleet, _ fleet: (FleetCheck) -> Fleet?) throws {
    let all = checked.findings
    guard let fleet = fleet(checked) else {
      throw Problem(
        .unprocessableContent, "folder-has-errors", "The folder has errors",
        detail: "\(all.count { $0.severity == .error }) errors; nothing was changed.",
        next: "Run `atoll check` in the folder and mend what it says.", findings: all)
    }
    self.record = record
    self.fleet = fleet
    loaded = checked.loaded
    findings = all
  }
}
