import Delivery

/// Records what a test did, step by step, and tells it as it happens.
actor StepLog {
  private(set) var steps: [TestResult.Step] = []
  /// The name of the step that is done now.
  nonisolated let current = LastWord()
  private let report: Report

  init(report: @escaping Report) { self.report = report }

  /// Does one step within a limit. A failure is recorded with its sentence and thrown on.
  func step<Value: Sendable>(
    _ name: String, within limit: Duration, orElse sentence: (@Sendable () -> String)? = nil,
    _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    report(name)
    current.text = name
    let start = ContinuousClock.now
    do {
      let value = try await withDeadline(
        limit, sentence?() ?? "the step “\(name)” did not end in \(limit.inWords)", work)
      record(name, passed: true, since: start)
      return value
    } catch {
      let failure = ProbeFailure(error)
      record(name, passed: false, since: start, failure.sentence)
      report("\(name): \(failure.sentence)")
      throw failure
    }
  }

  /// Adds what is worth a word to the last step.
  func remark(_ detail: String) {
    guard !steps.isEmpty else { return }
    steps[steps.count - 1].detail = detail
  }

  private func record(_ name: String, passed: Bool, since start: ContinuousClock.Instant, _ detail: String? = nil) {
    let seconds = (ContinuousClock.now - start).inSeconds
    steps.append(TestResult.Step(name: name, passed: passed, seconds: seconds, detail: detail))
  }
}

/// Does work, or gives it up with this sentence when the time is over.
func withDeadline<Value: Sendable>(
  _ limit: Duration, _ sentence: @autoclosure @escaping @Sendable () -> String,
  _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value {
  try await withThrowingTaskGroup(of: Value.self) { group in
    group.addTask { try await work() }
    group.addTask {
      try await Task.sleep(for: limit)
      throw ProbeFailure(sentence())
    }
    defer { group.cancelAll() }
    guard let value = try await group.next() else { throw CancellationError() }
    return value
  }
}

/// Asks again and again until there is an answer, waiting a little longer each time; ends by the deadline around it.
func poll<Value>(_ ask: () async throws -> Value?) async throws -> Value {
  var pause = Duration.milliseconds(50)
  while true {
    if let value = try await ask() { return value }
    try await Task.sleep(for: pause)
    pause = min(pause * 1.5, .milliseconds(500))
  }
}
