internal import Basics
public import Logging
private import Synchronization

/// The messages that are to be sent, wherever they are kept.
public protocol Outbox: Sendable {
  /// Takes messages that are due, each for `lease` seconds, in which nobody else takes it.
  func claimDue(now: Double, limit: Int, lease: Double) async throws -> [Message]

  /// Writes down that the receiver has the message from the next byte on; false where the lease ran out.
  func handOver(_ message: Message, at now: Double) async throws -> Bool

  /// Writes down what came of the attempt.
  func settle(_ message: Message, _ verdict: Verdict, at now: Double) async throws

  /// When the next message is due; nil where none waits.
  func nextAttempt() async throws -> Double?
}

/// What becomes of a message after an attempt.
public enum Verdict: Sendable, Equatable {
  case sent
  case again(at: Double, reason: String)
  case givenUp(reason: String)
  /// Perhaps delivered; not sent again.
  case inDoubt(reason: String)
}

/// Moves what is due from an outbox to its receivers, one message after the other.
///
/// When it is stopped, a message that was not handed over is put back at once, and one that was is waited for: so stopping
/// leaves nothing in doubt.
public struct OutboxMover: Sendable {
  /// How long an attempt may take before its message is taken to be abandoned. Longer than all timeouts of a transport.
  public static let lease = 900.0
  /// How long at most until it is looked again, in seconds, when nothing is told.
  public static let longestPause = 60.0
  /// Seconds; not none, so that an outbox that cannot be written to is not asked without end.
  private static let pauseAfterWithdrawal = 5.0

  private let outbox: any Outbox
  private let messenger: any Messenger
  private let policy: DeliveryPolicy
  private let logger: Logger
  private let clock: @Sendable () -> Double

  public init(
    outbox: any Outbox, messenger: any Messenger, policy: DeliveryPolicy = DeliveryPolicy(), logger: Logger,
    clock: @escaping @Sendable () -> Double
  ) {
    self.outbox = outbox
    self.messenger = messenger
    self.policy = policy
    self.logger = logger
    self.clock = clock
  }

  /// Moves messages until the task is cancelled. `changes` has an element when the outbox may hold something new.
  public func run(changes: AsyncStream<Void>) async {
    await withTaskGroup(of: Void.self) { group in
      let bell = Bell()
      group.addTask {
        for await _ in changes { bell.ring() }
      }
      while !Task.isCancelled {
        let heard = bell.heard
        let pause = await moveAll()
        await bell.wait(after: heard, seconds: pause)
      }
      group.cancelAll()
    }
  }

  /// Moves what is due now; says how many messages it took.
  @discardableResult
  public func moveDue() async throws -> Int {
    var moved = 0
    while !Task.isCancelled {
      // One at a time, so that no lease runs while another message is slow.
      guard let message = try await outbox.claimDue(now: clock(), limit: 1, lease: Self.lease).first else { break }
      try await deliver(message)
      moved += 1
    }
    return moved
  }

  /// Seconds until it is worth looking again.
  private func moveAll() async -> Double {
    do {
      try await moveDue()
      guard let next = try await outbox.nextAttempt() else { return Self.longestPause }
      return min(max(next - clock(), 1), Self.longestPause)
    } catch {
      if !Task.isCancelled { logger.error("The outbox could not be moved", metadata: ["error": "\(error)"]) }
      return Self.longestPause
    }
  }

  private func deliver(_ message: Message) async throws {
    let gate = HandOverGate()
    // A task of its own, which goes on when this one is cancelled: the outcome is always written down.
    let whole = Task {
      let sending = Task {
        await messenger.send(message) { await gate.pass { await mayHandOver(message) } }
      }
      gate.guards(sending)
      try await settle(message, await sending.value)
    }
    try await withTaskCancellationHandler {
      try await whole.value
    } onCancel: {
      gate.close()
    }
  }

  private func mayHandOver(_ message: Message) async -> Bool {
    do {
      return try await outbox.handOver(message, at: clock())
    } catch {
      logger.error("A message could not be handed over", metadata: ["message": "\(message.id)", "error": "\(error)"])
      return false
    }
  }

  private func settle(_ message: Message, _ outcome: Outcome) async throws {
    let verdict = verdict(message, outcome)
    var metadata: Logger.Metadata = [
      "message": "\(message.id)", "channel": "\(message.channel.rawValue)", "attempt": "\(message.attempt)",
    ]
    switch verdict {
    case .sent: logger.info("A message was sent", metadata: metadata)
    case .again(_, let reason), .givenUp(let reason), .inDoubt(let reason):
      metadata["reason"] = "\(reason)"
      logger.warning("A message was not sent", metadata: metadata)
    }
    try await outbox.settle(message, verdict, at: clock())
  }

  private func verdict(_ message: Message, _ outcome: Outcome) -> Verdict {
    let now = clock()
    switch outcome {
    case .sent: return .sent
    case .failed(let reason): return .givenUp(reason: reason)
    case .inDoubt(let reason): return .inDoubt(reason: reason)
    case .withdrawn:
      return .again(at: now + Self.pauseAfterWithdrawal, reason: "sending was stopped before it was handed over")
    case .retry(let after, let reason):
      let step = policy.step(
        afterAttempt: message.attempt, at: now, created: message.created.seconds, atLeast: after,
        seed: UInt64(bitPattern: Int64(message.id)))
      switch step {
      case .again(let at): return .again(at: at, reason: reason)
      case .giveUp: return .givenUp(reason: "given up after \(message.attempt) attempts: \(reason)")
      }
    }
  }
}

/// Stops a message that is being sent, as long as it was not handed over.
private final class HandOverGate: Sendable {
  private enum State: Sendable {
    case open(Task<Outcome, Never>?)
    case passed
    case closed
  }

  private let state = Mutex(State.open(nil))

  func guards(_ task: Task<Outcome, Never>) {
    let isClosed = state.withLock { state in
      switch state {
      case .open: state = .open(task)
      case .passed: break
      case .closed: return true
      }
      return false
    }
    if isClosed { task.cancel() }
  }

  func close() {
    let task: Task<Outcome, Never>? = state.withLock { state in
      guard case .open(let task) = state else { return nil }
      state = .closed
      return task
    }
    task?.cancel()
  }

  /// Passes where it was not closed, and from then on cannot be.
  func pass(_ permission: () async -> Bool) async -> Bool {
    let isOpen = state.withLock { state in
      guard case .open = state else { return false }
      state = .passed
      return true
    }
    guard isOpen else { return false }
    return await permission()
  }
}
