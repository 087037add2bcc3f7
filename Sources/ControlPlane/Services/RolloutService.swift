import Basics
import Delivery
import Logging
import Operations
import ServiceLifecycle

/// Carries rollouts out, one after the other, and goes on with those that the process before this one left.
struct RolloutService: Service {
  let fleet: FleetService
  let runner: RolloutRunner
  let logger: Logger

  func run() async throws {
    try await cancelWhenGracefulShutdown {
      for await rollout in fleet.rollouts {
        do {
          _ = try await runner.run(rollout)
        } catch is CancellationError {
          return
        } catch {
          // The journal failed: nothing more may be done to hubs, and the next start goes on from what was written.
          logger.critical("rollout stopped", metadata: ["rollout": "\(rollout.id)", "error": "\(error)"])
          throw error
        }
        try await fleet.rolloutEnded()
      }
    }
  }
}
