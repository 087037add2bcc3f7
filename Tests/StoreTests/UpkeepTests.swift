import Basics
import Delivery
import Foundation
import Store
import Testing

@Suite("Upkeep of the store")
struct UpkeepTests {
  let fixture: Fixture
  var store: Store { fixture.store }

  init() throws { fixture = try Fixture() }

  @Test("a backup made while the store is written is whole, private, and one file")
  func backs() async throws {
    let store = store
    let copy = fixture.folder.file("copy.sqlite")
    try await store.append(.example())
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { for _ in 1...30 { try await store.append(.example()) } }
      group.addTask { try await store.backup(to: copy) }
      try await group.waitForAll()
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: fixture.folder.path)
    #expect(names.filter { $0.hasPrefix("copy") } == ["copy.sqlite"])
    #expect(try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions] as? Int == 0o600)
    let restored = try Store.open(at: copy)
    #expect(try await restored.events(limit: 99).count >= 1)
    #expect(try await restored.integrityCheck().isEmpty)
    try restored.close()
  }

  @Test("a backup never takes the place of a file")
  func keepsFiles() async throws {
    let copy = fixture.folder.file("copy.sqlite")
    try "mine".write(toFile: copy, atomically: true, encoding: .utf8)
    await #expect(throws: StoreError.taken("a file \(copy)")) { try await store.backup(to: copy) }
    #expect(try String(contentsOfFile: copy, encoding: .utf8) == "mine")
  }

  @Test("a store that is sound is said to be, and one with a row that points to nothing is not")
  func integrity() async throws {
    #expect(try await store.integrityCheck().isEmpty)
    _ = try sqlite(
      fixture.folder.store, "INSERT INTO step_log VALUES (77, 'reef', 'apply', 1, 1, 'a line of no rollout')")
    #expect(try await store.integrityCheck() == ["a row of step_log points to nothing in rollout"])
  }

  @Test("old progress, messages and sign-ins go; rollouts, steps and events stay")
  func clearsOut() async throws {
    let rollout = try await store.begin(.example(at: 0), lanes: [.example()], releases: [])
    let open = try await store.begin(.example(at: 0), lanes: [.example()], releases: [])
    for id in [rollout.id, open.id] { try await store.log(id, hub: "reef", step: .apply, line: "a line") }
    try await store.finish(
      rollout.with(every: .passed), JournalEntry(hub: "reef", step: .apply, outcome: .passed(nil), at: 10),
      events: [.example()], outbox: [.example("a"), .example("b")])
    let message = try #require(try await store.claimDue(now: 10, limit: 1, lease: 60).first)
    try await store.markSent(message.id, attempt: 1, at: 11)
    let (_, session) = try await store.startSession(for: "ada", at: 0, lifetime: 1e9)
    try await store.endSession(session.id, at: 12)
    _ = try await store.startSession(for: "ben", at: 0, lifetime: 1e9)
    _ = try await store.makeSignInLink(for: "ada", at: 0, lifetime: 60)

    let removed = try await store.clearOut(at: 365 * 86_400)
    #expect(removed.logLines == 1 && removed.messages == 1 && removed.signIns == 2)
    #expect(try await store.steps(of: rollout.id).count == 1)
    #expect(try await store.events(limit: 9).count == 1)
    #expect(try await store.stepLog(open.id, hub: "reef", step: .apply).count == 1)
    let again = try await store.clearOut(at: 365 * 86_400)
    #expect(again.logLines + again.messages + again.signIns == 0)
  }
}

@Suite("A process that is killed")
struct CrashTests {
  @Test("leaves every step that was recorded, and no half of one")
  func killed() async throws {
    let folder = try TemporaryFolder()
    let path = folder.store
    try Store.open(at: path).close()
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let store = try Store.open(at: path)
      let rollout = try await store.begin(
        .example(), lanes: (1...20).map { .example("hub\($0)") }, releases: [.example("hub1")])
      // Others keep writing while the process is killed in the middle.
      await withTaskGroup(of: Void.self) { group in
        group.addTask {
          for number in 1... {
            try? await store.finish(
              rollout, JournalEntry(hub: "hub1", step: .apply, outcome: .began, at: Double(number)),
              events: [.example()], outbox: [.example("\(number)")])
            if number == 40 { kill(getpid(), SIGKILL) }
          }
        }
        group.addTask { while true { _ = try? await store.append(.example(.signedIn, .server)) } }
      }
    }
    let store = try Store.open(at: path)
    #expect(try await store.integrityCheck().isEmpty)
    let rollout = try #require(try await store.unfinished().first)
    let steps = try await store.steps(of: rollout.id).count
    #expect(steps >= 40)
    #expect(try await store.messages(limit: 9_999).count == steps)
    #expect(try await store.events(.init(kinds: [.hubWoken]), limit: 9_999).count == steps)
    try store.close()
  }

  @Test("no longer serves the store")
  func servesNoMore() async throws {
    let folder = try TemporaryFolder()
    let path = folder.store
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let claim = try Store.claimServer(at: path)
      kill(getpid(), SIGKILL)
      claim.release()
    }
    try Store.claimServer(at: path).release()
  }
}
