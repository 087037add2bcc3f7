import Basics
import Store
import Testing

@Suite("The outbox")
struct OutboxTests {
  let fixture: Fixture
  var store: Store { fixture.store }

  init() throws { fixture = try Fixture() }

  private func claim(at now: Double) async throws -> StoredMessage? {
    try await store.claimDue(now: now, limit: 1, lease: 60).first
  }

  @Test("a message of a known key is not kept again")
  func idempotent() async throws {
    #expect(try await store.enqueue(.example("a"), at: 0))
    #expect(try await store.enqueue(.example("a"), at: 1) == false)
    #expect(try await store.enqueue(.example("b"), at: 2))
    let messages = try await store.messages(limit: 9)
    #expect(messages.map(\.message) == [.example("b"), .example("a")])
    #expect(Set(messages.map(\.delivery)).count == 2)
  }

  @Test("a message that was taken is not taken again, and is sent once")
  func takenOnce() async throws {
    try await store.enqueue(.example(), at: 0)
    let taken = try #require(try await claim(at: 1))
    #expect(taken.state == .sending && taken.attempts == 1)
    #expect(try await claim(at: 2) == nil)
    #expect(try await store.handOver(taken.id, attempt: 1, at: 3))
    try await store.markSent(taken.id, attempt: 1, at: 4)
    #expect(try await claim(at: 1_000) == nil)
    #expect(try await store.messages(.sent, limit: 9).first?.settled == 4)
    #expect(try await store.nextAttempt() == nil)
  }

  @Test("a failed attempt is made again when it is due, with the same delivery id")
  func retried() async throws {
    try await store.enqueue(.example(), at: 0)
    let first = try #require(try await claim(at: 0))
    try await store.retry(first.id, attempt: 1, at: 30, error: "450 later")
    #expect(try await store.nextAttempt() == 30)
    #expect(try await claim(at: 29) == nil)
    let second = try #require(try await claim(at: 30))
    #expect(second.attempts == 2 && second.delivery == first.delivery && second.lastError == "450 later")
    try await store.giveUp(second.id, attempt: 2, at: 31, error: "550 no such person")
    let given = try #require(try await store.messages(.givenUp, limit: 9).first)
    #expect(given.lastError == "550 no such person" && given.settled == 31)
  }

  @Test("messages that are due are taken oldest first, as many as asked for")
  func order() async throws {
    for (key, at) in [("late", 5.0), ("early", 1.0), ("middle", 3.0)] {
      try await store.enqueue(.example(key), at: at)
    }
    let taken = try await store.claimDue(now: 10, limit: 2, lease: 60)
    #expect(taken.map(\.message.dedupeKey) == ["early", "middle"])
  }

  @Test("a mail that was cut off before it was handed over is sent again")
  func cutOffBefore() async throws {
    try await store.enqueue(.example(), at: 0)
    let first = try #require(try await claim(at: 0))
    try await store.recoverOutbox(at: 5)
    #expect(try await claim(at: 5)?.attempts == 2)
    #expect(try await store.handOver(first.id, attempt: 1, at: 6) == false)
  }

  @Test("a mail that was cut off while it was handed over is in doubt, and is never sent again")
  func cutOffAfter() async throws {
    try await store.enqueue(.example(), at: 0)
    let taken = try #require(try await claim(at: 0))
    #expect(try await store.handOver(taken.id, attempt: 1, at: 1))
    try await store.recoverOutbox(at: 5)
    #expect(try await claim(at: 1_000) == nil)
    #expect(try await store.messages(.inDoubt, limit: 9).count == 1)
  }

  @Test("a webhook that was cut off is called again with the same delivery id")
  func webhook() async throws {
    try await store.enqueue(.example(channel: .webhook), at: 0)
    let first = try #require(try await claim(at: 0))
    #expect(try await store.handOver(first.id, attempt: 1, at: 1))
    try await store.recoverOutbox(at: 5)
    #expect(try await claim(at: 5)?.delivery == first.delivery)
  }

  @Test("a lease that ran out is found, and its holder can no longer hand over")
  func lease() async throws {
    try await store.enqueue(.example(), at: 0)
    let slow = try #require(try await claim(at: 0))
    #expect(try await claim(at: 59) == nil)
    let next = try #require(try await claim(at: 60))
    #expect(next.attempts == 2)
    #expect(try await store.handOver(slow.id, attempt: slow.attempts, at: 61) == false)
    try await store.markSent(slow.id, attempt: slow.attempts, at: 62)
    #expect(try await store.messages(.sending, limit: 9).count == 1)
  }

  @Test("an answer that comes after a mail was found in doubt settles it")
  func lateAnswer() async throws {
    try await store.enqueue(.example(), at: 0)
    let taken = try #require(try await claim(at: 0))
    #expect(try await store.handOver(taken.id, attempt: 1, at: 1))
    #expect(try await claim(at: 100) == nil)
    try await store.markSent(taken.id, attempt: 1, at: 101)
    #expect(try await store.messages(.sent, limit: 9).count == 1)
  }

  @Test("many who take at one time share the messages")
  func concurrent() async throws {
    let store = store
    for number in 1...40 { try await store.enqueue(.example("\(number)"), at: 0) }
    let taken = try await withThrowingTaskGroup(of: [Int].self) { group in
      for _ in 1...8 {
        group.addTask { try await store.claimDue(now: 1, limit: 10, lease: 60).map(\.id) }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(taken.sorted() == Array(1...40))
  }
}
