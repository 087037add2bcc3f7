import Delivery

/// Lets the tests of one hub in one at a time, in the order in which they came.
actor Turns {
  private var busy: Set<HubEndpoint.Address> = []
  private var waiting: [HubEndpoint.Address: [CheckedContinuation<Void, Never>]] = [:]

  func take<Value: Sendable>(
    _ hub: HubEndpoint.Address, _ work: @Sendable () async throws -> Value
  ) async throws -> Value {
    await enter(hub)
    defer { leave(hub) }
    try Task.checkCancellation()
    return try await work()
  }

  private func enter(_ hub: HubEndpoint.Address) async {
    guard busy.contains(hub) else {
      busy.insert(hub)
      return
    }
    await withCheckedContinuation { waiting[hub, default: []].append($0) }
  }

  /// Hands the turn to who waits longest; the hub stays busy then.
  private func leave(_ hub: HubEndpoint.Address) {
    guard var queue = waiting[hub], !queue.isEmpty else {
      busy.remove(hub)
      waiting[hub] = nil
      return
    }
    let next = queue.removeFirst()
    waiting[hub] = queue
    next.resume()
  }
}
