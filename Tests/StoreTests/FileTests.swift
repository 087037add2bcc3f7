import Basics
import Delivery
import Foundation
import Store
import Testing

/// Runs a statement with Python's SQLite, as any other program could; gives what it printed, errors included.
func sqlite(_ path: String, _ statement: String) throws -> String {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = [
    "python3", "-c",
    """
    import sqlite3, sys
    with sqlite3.connect(sys.argv[1]) as db:
      for row in db.execute(sys.argv[2]): print(*row, sep="|")
    """, path, statement,
  ]
  let output = Pipe()
  process.standardOutput = output
  process.standardError = output
  try process.run()
  let data = try output.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
}

private func mode(_ path: String) throws -> Int? {
  try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
}

@Suite("The store's file")
struct FileTests {
  let fixture: Fixture
  var store: Store { fixture.store }

  init() throws { fixture = try Fixture() }

  @Test("the store and its side files are for their owner only")
  func privately() async throws {
    try await store.append(.example())
    for suffix in ["", "-wal", "-shm"] { #expect(try mode(fixture.folder.store + suffix) == 0o600) }
  }

  @Test("a store that stood open to others is closed to them")
  func closes() throws {
    try store.close()
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: fixture.folder.store)
    let again = try Store.open(at: fixture.folder.store)
    #expect(try mode(fixture.folder.store) == 0o600)
    try again.close()
  }

  @Test("commits reach the disk, in write-ahead mode, with foreign keys on")
  func pragmas() async throws {
    #expect(try await store.settings() == ["journal_mode": "wal", "synchronous": "2", "foreign_keys": "1"])
    try await store.touch(try await store.startSession(for: "ada", at: 0, lifetime: 9).session, at: 1)
    #expect(try await store.settings()["synchronous"] == "2")
  }

  @Test("what was written is there when it is opened again, migrated once")
  func reopens() async throws {
    try await store.append(.example())
    try store.close()
    let again = try Store.open(at: fixture.folder.store)
    #expect(try await again.events(limit: 9).count == 1)
    try again.close()
    let names = try sqlite(fixture.folder.store, "SELECT identifier FROM grdb_migrations ORDER BY identifier")
    #expect(names == "1 rollouts\n2 events\n3 desired state\n4 sign-in\n5 outbox\n6 growth\n7 doors")
  }

  @Test("a store of a newer Atoll is refused")
  func newer() throws {
    try store.close()
    _ = try sqlite(fixture.folder.store, "INSERT INTO grdb_migrations VALUES ('99 tickets')")
    let path = fixture.folder.store
    #expect(throws: StoreError.newer(path: path, migrations: ["99 tickets"])) { try Store.open(at: path) }
    #expect(throws: StoreError.newer(path: path, migrations: ["99 tickets"])) { try Store.openReadOnly(at: path) }
  }

  @Test("a file that is no store is refused, and left as it is")
  func noStore() throws {
    let path = fixture.folder.file("text")
    let text = String(repeating: "this is no database ", count: 100)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    #expect(throws: StoreError.self) { try Store.open(at: path) }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    #expect(throws: StoreError.self) { try Store.open(at: fixture.folder.path + "/no/such/folder") }
  }

  @Test("others read while it is served, and after")
  func readsOffline() async throws {
    try await store.append(.example())
    let reader = try Store.openReadOnly(at: fixture.folder.store)
    #expect(try await reader.events(limit: 9).count == 1)
    try await store.append(.example())
    #expect(try await reader.events(limit: 9).count == 2)
    await #expect(throws: StoreError.self) { try await reader.append(.example()) }
    try reader.close()
    try store.close()
    let late = try Store.openReadOnly(at: fixture.folder.store)
    #expect(try await late.events(limit: 9).count == 2)
    try late.close()
    let nowhere = fixture.folder.file("nothing")
    #expect(throws: StoreError.missing(path: nowhere)) { try Store.openReadOnly(at: nowhere) }
  }

  @Test("one at a time serves a store, and the next may when it ends")
  func serves() throws {
    let path = fixture.folder.store
    let claim = try Store.claimServer(at: path)
    let pid = Int(ProcessInfo.processInfo.processIdentifier)
    #expect(throws: StoreError.alreadyServed(path: path, pid: pid)) { try Store.claimServer(at: path) }
    claim.release()
    try Store.claimServer(at: path).release()
    #expect(try mode(fixture.folder.file("serve.lock")) == 0o600)
  }

  @Test("a child process does not keep the right to serve")
  func childrenDoNotServe() throws {
    let claim = try Store.claimServer(at: fixture.folder.store)
    let child = Process()
    child.executableURL = URL(fileURLWithPath: "/bin/sleep")
    child.arguments = ["30"]
    try child.run()
    defer { child.terminate() }
    claim.release()
    try Store.claimServer(at: fixture.folder.store).release()
  }

  @Test("many writers at one time lose nothing")
  func concurrent() async throws {
    let store = store
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 1...50 { group.addTask { try await store.append(.example()) } }
      for _ in 1...50 { group.addTask { _ = try await store.events(limit: 5) } }
      try await group.waitForAll()
    }
    #expect(try await store.events(limit: 100).map(\.id) == Array((1...50).reversed()))
  }
}
