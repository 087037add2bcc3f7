import Delivery
import Glibc

/// A lock between processes, and between tasks of one process; the system takes it back from a process that dies.
enum FileLock {
  /// Does the work while holding the lock of this file, waiting for it up to `patience`.
  nonisolated(nonsending) static func hold<Result>(
    _ path: String, patience: Duration, waiting: () -> Void = {}, _ work: () async throws -> Result
  ) async throws -> Result {
    let file = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw EngineFailure("The lock `\(path)` cannot be opened: \(Failure.reason())") }
    defer { close(file) }
    if flock(file, LOCK_EX | LOCK_NB) != 0 {
      waiting()
      guard try await Wait.until(within: patience, { flock(file, LOCK_EX | LOCK_NB) == 0 }) else {
        throw EngineFailure(
          "Somebody else has been working on `\(path)` for too long",
          next: "Look for another `atoll` that runs with this state folder")
      }
    }
    return try await work()
  }
}
