private import Synchronization

/// Wakes one who waits: when it is rung, when time is up, or when the task is cancelled.
final class Bell: Sendable {
  private struct State: Sendable {
    var rings = 0
    var waiting: CheckedContinuation<Void, Never>?
  }

  private let state = Mutex(State())

  /// How often it was rung: a wait that is told so misses no ring.
  var heard: Int { state.withLock(\.rings) }

  func ring() {
    let waiting = state.withLock { state in
      state.rings += 1
      defer { state.waiting = nil }
      return state.waiting
    }
    waiting?.resume()
  }

  /// Waits for a ring after those heard, at most so many seconds.
  func wait(after heard: Int, seconds: Double) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.waitForRing(after: heard) }
      group.addTask {
        // Cancelled is as good as over.
        do { try await Task.sleep(for: .seconds(seconds)) } catch {}
      }
      await group.next()
      group.cancelAll()
    }
  }

  private func waitForRing(after heard: Int) async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          if state.rings != heard || Task.isCancelled { return true }
          state.waiting = continuation
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      let waiting = state.withLock { state in
        defer { state.waiting = nil }
        return state.waiting
      }
      waiting?.resume()
    }
  }
}
