public import Basics
public import Delivery
import Fleet
import Logging

extension LocalEngine {
  /// Looks at the gateway and at the hubs that should run, and starts again what is dead, each with growing pauses.
  /// Hubs that a rollout is working on are not given.
  public func superviseOnce(_ hubs: [StoredRelease], report: @escaping Report) async -> [SupervisionEvent] {
    var events: [SupervisionEvent] = []
    if let event = await superviseGateway(report: report) { events.append(event) }
    await withTaskGroup(of: SupervisionEvent?.self) { group in
      for hub in hubs { group.addTask { await supervise(hub, report: report) } }
      for await event in group { if let event { events.append(event) } }
    }
    return events.sorted { ($0.hub?.rawValue ?? "") < ($1.hub?.rawValue ?? "") }
  }

  private func superviseGateway(report: @escaping Report) async -> SupervisionEvent? {
    let hasRun = gateway.hasRun
    let event = await attempt(nil) {
      try await gateway.isHealthy()
    } mend: {
      try await ensureGateway(report: report)
    }
    // A first start is none of something that had died.
    return !hasRun && event?.what == .restarted ? nil : event
  }

  private func supervise(_ hub: StoredRelease, report: @escaping Report) async -> SupervisionEvent? {
    let id = hub.release.hub
    return await attempt(id) {
      let process = process(of: try state.hub(id), hub: id)
      guard try process.process() != nil, let endpoint = try endpoint(process) else { return false }
      if await HubProcess.isHealthy(port: endpoint.api.port) { return true }
      // It runs and does not answer: that may pass, and a start takes its time.
      return await !supervision.isSilentForLong(id)
    } mend: {
      _ = try await apply(hub.release, from: hub.folder, onlyIfDown: true, report: report)
    }
  }

  private func attempt(
    _ hub: HubID?, isWell: () async throws -> Bool, mend: () async throws -> Void
  ) async -> SupervisionEvent? {
    do {
      if try await isWell() {
        await supervision.sawWell(hub)
        return nil
      }
      if let seconds = await supervision.secondsToWait(hub) {
        return SupervisionEvent(hub: hub, what: .waiting(seconds: seconds))
      }
      await supervision.willMend(hub)
      try await mend()
      logger.warning("Started again", metadata: ["what": "\(Self.name(hub))"])
      return SupervisionEvent(hub: hub, what: .restarted)
    } catch {
      let failure = error as? EngineFailure ?? EngineFailure("\(Self.name(hub)) could not be started again: \(error)")
      logger.error("Could not start again", metadata: ["what": "\(Self.name(hub))", "why": "\(failure.sentence)"])
      return SupervisionEvent(hub: hub, what: .failed(failure))
    }
  }

  private static func name(_ hub: HubID?) -> String { hub.map { "The hub \($0)" } ?? "The gateway" }
}

/// What was tried before, so that what dies again and again is not started without a pause.
actor Supervision {
  private struct Past {
    var attempts = 0
    var last: ContinuousClock.Instant?
    var silences = 0
  }

  private static let longestPause = 300
  /// So long must something be well until its past is forgotten.
  private static let probation = Duration.seconds(60)
  /// So many looks in a row without an answer are too many.
  private static let silencesAllowed = 12

  private var past: [HubID?: Past] = [:]
  private let clock = ContinuousClock()

  /// The pause before an attempt, in seconds: none before the first, then 1, 2, 4 and so on.
  static func pause(after attempts: Int) -> Int {
    attempts == 0 ? 0 : min(longestPause, 1 << min(attempts - 1, 16))
  }

  func sawWell(_ hub: HubID?) {
    guard let last = past[hub]?.last else { return past[hub] = nil }
    past[hub]?.silences = 0
    if clock.now - last > Self.probation { past[hub] = nil }
  }

  func isSilentForLong(_ hub: HubID) -> Bool {
    past[hub, default: Past()].silences += 1
    return past[hub, default: Past()].silences > Self.silencesAllowed
  }

  /// Nil when it may be tried now.
  func secondsToWait(_ hub: HubID?) -> Int? {
    guard let found = past[hub], let last = found.last else { return nil }
    let rest = Self.pause(after: found.attempts) - Int((clock.now - last).components.seconds)
    return rest > 0 ? rest : nil
  }

  func willMend(_ hub: HubID?) {
    past[hub, default: Past()].attempts += 1
    past[hub]?.last = clock.now
    past[hub]?.silences = 0
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
