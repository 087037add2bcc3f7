/// Waiting for something that tells nobody when it happens.
enum Wait {
  static let pause = Duration.milliseconds(50)

  /// Asks until the answer is yes; false when the time is over.
  nonisolated(nonsending) static func until(
    within time: Duration, pause: Duration = pause, _ answer: () async throws -> Bool
  ) async throws -> Bool {
    let end = ContinuousClock.now + time
    while true {
      if try await answer() { return true }
      if ContinuousClock.now >= end { return false }
      try await Task.sleep(for: pause)
    }
  }
}
