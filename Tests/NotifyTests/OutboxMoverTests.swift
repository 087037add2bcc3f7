import Basics
import Logging
import Notify
import Synchronization
import Testing

/// An outbox in memory.
private final class MemoryOutbox: Outbox {
  struct State {
    var due: [Message] = []
    var verdicts: [Int: Verdict] = [:]
    var handedOver: [Int] = []
    var mayHandOver = true
  }

  let state: Mutex<State>
  init(_ due: [Message]) { state = Mutex(State(due: due)) }

  var verdicts: [Int: Verdict] { state.withLock(\.verdicts) }

  func add(_ message: Message) { state.withLock { $0.due.append(message) } }

  func claimDue(now: Double, limit: Int, lease: Double) async throws -> [Message] {
    state.withLock { state in
      let taken = Array(state.due.prefix(limit))
      state.due.removeFirst(taken.count)
      return taken
    }
  }

  func handOver(_ message: Message, at now: Double) async throws -> Bool {
    state.withLock { state in
      if state.mayHandOver { state.handedOver.append(message.id) }
      return state.mayHandOver
    }
  }

  func settle(_ message: Message, _ verdict: Verdict, at now: Double) async throws {
    // What a store would do: a cancelled task writes nothing.
    try Task.checkCancellation()
    state.withLock { $0.verdicts[message.id] = verdict }
  }

  func nextAttempt() async throws -> Double? { nil }
}

/// A messenger that answers as it is told.
private struct Scripted: Messenger {
  let answer: @Sendable (Message, HandOver) async -> Outcome
  func send(_ message: Message, handOver: @escaping HandOver) async -> Outcome { await answer(message, handOver) }
}

private func until(_ condition: () -> Bool) async throws {
  let deadline = ContinuousClock.now + .seconds(60)
  while !condition() {
    try #require(ContinuousClock.now < deadline)
    try await Task.sleep(for: .milliseconds(5))
  }
}

@Suite("Moving the outbox", .timeLimit(.minutes(3)))
struct OutboxMoverTests {
  private let created = Message.example().created.seconds

  private func mover(
    _ outbox: MemoryOutbox, at now: Double? = nil,
    _ answer: @escaping @Sendable (Message, HandOver) async -> Outcome
  ) -> OutboxMover {
    let now = now ?? created
    return OutboxMover(
      outbox: outbox, messenger: Scripted(answer: answer),
      logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }, clock: { now })
  }

  @Test("each outcome is written down as what follows from it")
  func verdicts() async throws {
    let outcomes: [Int: Outcome] = [
      1: .sent, 2: .failed(reason: "550"), 3: .inDoubt(reason: "silence"), 4: .retry(after: 600, reason: "450"),
      5: .withdrawn,
    ]
    let outbox = MemoryOutbox((1...5).map { .example(id: $0) })
    let moved = try await mover(outbox) { message, _ in outcomes[message.id] ?? .sent }.moveDue()
    #expect(moved == 5)
    #expect(outbox.verdicts[1] == .sent && outbox.verdicts[2] == .givenUp(reason: "550"))
    #expect(outbox.verdicts[3] == .inDoubt(reason: "silence"))
    #expect(outbox.verdicts[4] == .again(at: created + 600, reason: "450"))
    guard case .again(let at, _) = outbox.verdicts[5] else {
      Issue.record("what was not handed over is sent later")
      return
    }
    #expect(at > created && at < created + 60)
  }

  @Test("a message that nobody takes is given up after two days, and says after how many attempts")
  func givesUp() async throws {
    let outbox = MemoryOutbox([.example(attempt: 60)])
    try await mover(outbox, at: created + 48 * 3_600) { _, _ in .retry(after: nil, reason: "450") }.moveDue()
    #expect(outbox.verdicts[1] == .givenUp(reason: "given up after 60 attempts: 450"))
  }

  @Test("one that may not be handed over is not")
  func refused() async throws {
    let outbox = MemoryOutbox([.example()])
    outbox.state.withLock { $0.mayHandOver = false }
    try await mover(outbox) { _, handOver in await handOver() ? .sent : .withdrawn }.moveDue()
    #expect(outbox.verdicts[1] != .sent)
  }

  @Test("when it is stopped, a message that was not handed over is put back at once")
  func stopsBefore() async throws {
    let outbox = MemoryOutbox([.example()])
    let isSending = Mutex(false)
    let mover = mover(outbox) { _, handOver in
      isSending.withLock { $0 = true }
      do { try await Task.sleep(for: .seconds(600)) } catch {}
      return await handOver() ? .sent : .withdrawn
    }
    let task = Task { await mover.run(changes: AsyncStream { _ in }) }
    try await until { isSending.withLock { $0 } }
    task.cancel()
    await task.value
    guard case .again = outbox.verdicts[1] else {
      Issue.record("it was \(String(describing: outbox.verdicts[1]))")
      return
    }
    #expect(outbox.state.withLock(\.handedOver).isEmpty)
  }

  @Test("when it is stopped, the answer to a message that was handed over is waited for")
  func stopsAfter() async throws {
    let outbox = MemoryOutbox([.example(), .example(id: 2)])
    let answer = AsyncStream.makeStream(of: Void.self)
    let mover = mover(outbox) { _, handOver in
      guard await handOver() else { return .withdrawn }
      for await _ in answer.stream { break }
      return Task.isCancelled ? .inDoubt(reason: "cut off") : .sent
    }
    let task = Task { await mover.run(changes: AsyncStream { _ in }) }
    try await until { !outbox.state.withLock(\.handedOver).isEmpty }
    task.cancel()
    answer.continuation.yield()
    await task.value
    #expect(outbox.verdicts == [1: .sent])
  }

  @Test("it looks again when it is told that something is new")
  func wakes() async throws {
    let outbox = MemoryOutbox([])
    let changes = AsyncStream.makeStream(of: Void.self)
    let mover = mover(outbox) { _, _ in .sent }
    let task = Task { await mover.run(changes: changes.stream) }
    for id in 1...20 {
      outbox.add(.example(id: id))
      changes.continuation.yield()
      try await until { outbox.verdicts[id] == .sent }
    }
    task.cancel()
    await task.value
  }
}

@Suite("When it is tried again")
struct DeliveryPolicyTests {
  let policy = DeliveryPolicy()

  private func wait(_ attempt: Int, seed: UInt64 = 1, atLeast: Double? = nil) -> Double? {
    let step = policy.step(afterAttempt: attempt, at: 100, created: 100, atLeast: atLeast, seed: seed)
    guard case .again(let at) = step else { return nil }
    return at - 100
  }

  @Test(
    "waits double from half a minute to an hour, give or take a fifth",
    arguments: [
      (1, 30.0), (2, 60), (3, 120), (7, 1_920), (8, 3_600), (60, 3_600), (.max, 3_600),
    ])
  func doubles(_ attempt: Int, _ seconds: Double) throws {
    let waits = try (0..<100).map { try #require(wait(attempt, seed: $0 * 7_919)) }
    #expect(waits.allSatisfy { ($0 - seconds).magnitude <= seconds * 0.2 + 1e-6 })
    #expect(Set(waits).count > 50)
  }

  @Test("the same arguments give the same time")
  func pure() { #expect(wait(3) == wait(3)) }

  @Test("what the receiver asks for is respected, within what is sane")
  func asked() {
    #expect(wait(1, atLeast: 900) == 900)
    #expect(wait(1, atLeast: -5) == wait(1))
    #expect(wait(1, atLeast: 1e12) == policy.giveUpAfter)
    #expect(wait(1, atLeast: .nan) == wait(1))
  }
}
