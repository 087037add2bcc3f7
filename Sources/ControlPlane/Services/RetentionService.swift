import Logging
import ServiceLifecycle
import Store

/// Removes, once a day, what the store keeps only for a time: lines of progress, settled messages, ended sessions.
struct RetentionService: Service {
  let store: Store
  let logger: Logger
  let now: @Sendable () -> Double

  /// Seconds between two looks.
  static let interval = 86_400

  func run() async throws {
    try await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do {
          try await store.clearOut(at: now())
        } catch is CancellationError {
          return
        } catch {
          logger.error("old records could not be removed", metadata: ["error": "\(error)"])
        }
        guard (try? await Task.sleep(for: .seconds(RetentionService.interval))) != nil else { return }
      }
    }
  }
}
