import Delivery
import Engines
import Fleet
import Logging
import ServiceLifecycle
import Store

/// Removes, once a day, what is kept only for a time: lines of progress, settled messages and ended sessions of the
/// store, and environments that no hub needs any more.
struct RetentionService: Service {
  let fleet: FleetService
  let store: Store
  let logger: Logger
  let now: @Sendable () -> Double

  /// Seconds between two looks, and from the start to the first: whoever starts the server deploys first.
  static let interval = 86_400
  static let firstAfter = 600

  func run() async throws {
    try await cancelWhenGracefulShutdown {
      var wait = RetentionService.firstAfter
      while (try? await Task.sleep(for: .seconds(wait))) != nil {
        wait = RetentionService.interval
        do {
          try await store.clearOut(at: now())
          try await fleet.deleteEnvironments()
        } catch is CancellationError {
          return
        } catch {
          logger.error("what is old could not be removed", metadata: ["error": "\(error)"])
        }
      }
    }
  }
}

extension FleetService {
  /// Deletes environments that neither a declared hub, awake or asleep, nor a running one needs. While a rollout goes
  /// on, nothing is deleted, and none begins meanwhile.
  func deleteEnvironments() async throws {
    guard let fleet = deployed?.fleet, (try? await reserve()) != nil else { return }
    defer { giveBack() }
    let declared = fleet.hubs.values.map { ReleaseRenderer.release(for: $0, in: fleet) }
    let running = try await store.running().values.map(\.release)
    let deleted = try await engine.collectGarbage(keeping: declared + running)
    if deleted > 0 { logger.notice("environments deleted that no hub needs", metadata: ["number": "\(deleted)"]) }
  }
}
