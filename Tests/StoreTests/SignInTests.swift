import Basics
import Foundation
import Store
import Testing

@Suite("Signing in")
struct SignInTests {
  let fixture: Fixture
  var store: Store { fixture.store }

  init() throws { fixture = try Fixture() }

  @Test("a link signs in once")
  func once() async throws {
    let code = try await store.makeSignInLink(for: "ada", at: 0, lifetime: 60)
    guard case .signedIn(let secret, let session) = try await store.signIn(with: code, at: 1, lifetime: 100) else {
      Issue.record("the link was refused")
      return
    }
    #expect(session.person == "ada" && session.expires == 101)
    #expect(try await store.session(secret, at: 2) == session)
    #expect(try await store.signIn(with: code, at: 2, lifetime: 100) == .refused(.used))
  }

  @Test("of many who follow one link at one time, one is let in")
  func race() async throws {
    let store = store
    let code = try await store.makeSignInLink(for: "ada", at: 0, lifetime: 60)
    let signedIn = try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 1...20 {
        group.addTask {
          if case .signedIn = try await store.signIn(with: code, at: 1, lifetime: 100) { return true }
          return false
        }
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(signedIn == 1)
    #expect(try await store.sessions(at: 2).count == 1)
  }

  @Test("a link that ended, and one that never was, are refused for what they are")
  func refused() async throws {
    let code = try await store.makeSignInLink(for: "ada", at: 0, lifetime: 60)
    #expect(try await store.signIn(with: code, at: 60, lifetime: 100) == .refused(.expired))
    #expect(try await store.signIn(with: Secret(text: "guess"), at: 1, lifetime: 100) == .refused(.unknown))
    #expect(try await store.sessions(at: 1).isEmpty)
  }

  @Test("a session ends by time, or when it is ended")
  func ends() async throws {
    let (first, _) = try await store.startSession(for: "ada", at: 0, lifetime: 100)
    let (second, session) = try await store.startSession(for: "ben", at: 1, lifetime: 100)
    #expect(try await store.sessions(at: 2).map(\.person) == ["ben", "ada"])
    #expect(try await store.sessions(of: "ada", at: 2).count == 1)
    #expect(try await store.endSession(session.id, at: 3))
    #expect(try await store.endSession(session.id, at: 4) == false)
    #expect(try await store.session(second, at: 4) == nil)
    #expect(try await store.session(first, at: 99) != nil)
    #expect(try await store.session(first, at: 100) == nil)
  }

  @Test("a session knows when it was last seen")
  func seen() async throws {
    let (secret, session) = try await store.startSession(for: "ada", at: 0, lifetime: 100)
    try await store.touch(session, at: 50)
    try await store.touch(session, at: 40)
    #expect(try await store.session(secret, at: 51)?.lastSeen == 50)
  }

  @Test("no secret is in the file, and none in a printed value")
  func hashed() async throws {
    let code = try await store.makeSignInLink(for: "ada", at: 0, lifetime: 60)
    let (secret, _) = try await store.startSession(for: "ada", at: 0, lifetime: 100)
    let (token, _) = try await store.makeToken(named: "ci", for: "ada", scopes: [.read], at: 0)
    try store.close()
    let bytes = try Data(contentsOf: URL(fileURLWithPath: fixture.folder.store))
    for secret in [code, secret, token] {
      #expect(secret.text.utf8.count == 43)
      #expect(bytes.range(of: Data(secret.text.utf8)) == nil)
      #expect(!"\(secret)".contains(secret.text) && !String(reflecting: secret).contains(secret.text))
    }
  }

  @Test("a token lets in until it ends or is revoked; then its name is free")
  func tokens() async throws {
    let (secret, token) = try await store.makeToken(
      named: "ci", for: "ada", scopes: [.read, .deploy], at: 0, lifetime: 100)
    #expect(try await store.token(secret, at: 99) == token)
    #expect(try await store.token(secret, at: 100) == nil)
    #expect(try await store.token(Secret(text: "guess"), at: 1) == nil)
    await #expect(throws: StoreError.taken("a token named ci")) {
      try await store.makeToken(named: "ci", for: "ben", scopes: [.read], at: 1)
    }
    try await store.touch(token, at: 5)
    #expect(try await store.revokeToken(named: "ci", at: 6))
    #expect(try await store.revokeToken(named: "ci", at: 7) == false)
    #expect(try await store.token(secret, at: 8) == nil)
    _ = try await store.makeToken(named: "ci", for: "ben", scopes: [.administer], at: 9)
    let all = try await store.tokens()
    #expect(all.map(\.person) == ["ben", "ada"] && all[1].lastUsed == 5 && all[1].revoked == 6)
  }
}
