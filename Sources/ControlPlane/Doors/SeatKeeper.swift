import Access
import Basics
import Store

/// Seats people in workshops: those who come while a transaction is being written sit down together in the next one, so that
/// many who join at once wait for a few transactions instead of one each.
actor SeatKeeper {
  private let store: Store
  private let now: @Sendable () -> Double
  private var waiting: [(request: JoinRequest, continuation: CheckedContinuation<JoinOutcome, any Error>)] = []
  private var isWriting = false

  /// How many sit down in one transaction.
  private static let most = 500

  init(store: Store, now: @escaping @Sendable () -> Double) {
    self.store = store
    self.now = now
  }

  /// - Throws: `StoreError`.
  func join(_ request: JoinRequest) async throws -> JoinOutcome {
    try await withCheckedThrowingContinuation { continuation in
      waiting.append((request, continuation))
      if !isWriting {
        isWriting = true
        Task { await writeAll() }
      }
    }
  }

  private func writeAll() async {
    while !waiting.isEmpty {
      let batch = Array(waiting.prefix(Self.most))
      waiting.removeFirst(batch.count)
      do {
        let outcomes = try await store.join(batch.map(\.request), at: now())
        for (place, outcome) in zip(batch, outcomes) { place.continuation.resume(returning: outcome) }
      } catch {
        for place in batch { place.continuation.resume(throwing: error) }
      }
    }
    isWriting = false
  }
}
