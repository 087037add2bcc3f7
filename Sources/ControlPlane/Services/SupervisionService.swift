import Basics
import Delivery
import Engines
import Fleet
import Logging
import ServiceLifecycle
import Store

/// Looks at hubs and gateway every few seconds, and has the engine start again what is dead.
struct SupervisionService: Service {
  let fleet: FleetService
  let store: Store
  let engine: LocalEngine
  let logger: Logger

  /// Seconds between two looks.
  static let interval = 5

  func run() async throws {
    try await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do {
          try await look()
        } catch is CancellationError {
          return
        } catch {
          logger.error("supervision failed", metadata: ["error": "\(error)"])
        }
        guard (try? await Task.sleep(for: .seconds(SupervisionService.interval))) != nil else { return }
      }
    }
  }

  private func look() async throws {
    let changing = Set(
      try await store.unfinished().flatMap(\.lanes).flatMap(\.hubs).filter { !$0.state.isFinal }.map(\.hub))
    let shouldRun = try await store.running().filter { !changing.contains($0.key) }.map(\.value)
    let logger = logger
    let events = await engine.superviseOnce(shouldRun) { line in
      logger.notice("supervision", metadata: ["line": "\(line)"])
    }
    for event in events.compactMap({ $0.draft(at: fleet.now()) }) { try await store.append(event) }
    await fleet.remember(try await engine.observe())
  }
}

extension SupervisionEvent {
  /// What is written to the event log; nothing for a pause between two tries.
  func draft(at: Double) -> Event.Draft? {
    let subject: Event.Subject = hub.map { .hub($0) } ?? .server
    let name = hub?.rawValue ?? "The gateway"
    switch what {
    case .restarted:
      return .init(
        hub == nil ? .gatewayRevived : .hubRevived, subject, by: "atoll", at: at, "\(name) had died and runs again")
    case .failed(let failure):
      return .init(
        .hubUnreachable, subject, by: "atoll", at: at, "\(name) could not be started again: \(failure.sentence)",
        details: ["log": .array(failure.log.map { .string($0) })])
    case .waiting:
      return nil
    }
  }
}
