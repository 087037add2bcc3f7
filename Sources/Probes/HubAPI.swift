import AsyncHTTPClient
import Basics
import Delivery
import NIOHTTP1

/// JupyterHub's own API, called with the service token on loopback.
struct HubAPI: Sendable {
  private let visitor: Visitor

  init(hub: HubEndpoint, client: HTTPClient, patience: Duration) {
    visitor = Visitor(apiOf: hub, client: client, patience: patience)
  }

  /// Makes the user known where it is not.
  func create(user name: String) async throws {
    let answer = try await visitor.call(.POST, path(name))
    guard answer.succeeded || answer.status == 409 else {
      throw ProbeFailure("the hub's API did not create the test user: it answered \(answer.account)")
    }
  }

  /// What the hub knows of a user; nil where it knows none of that name.
  func user(_ name: String) async throws -> JSONValue? {
    let answer = try await visitor.call(.GET, path(name))
    if answer.status == 404 { return nil }
    guard answer.succeeded else {
      throw ProbeFailure("the hub's API did not tell of the user \(name): it answered \(answer.account)")
    }
    return try answer.json()
  }

  /// Names of users, at most this many.
  func userNames(atMost limit: Int) async throws -> [String] {
    let answer = try await visitor.call(.GET, "/hub/api/users?limit=\(limit)")
    guard answer.succeeded else {
      throw ProbeFailure("the hub's API did not list its users: it answered \(answer.account)")
    }
    return try answer.json().array?.compactMap { $0["name"]?.string } ?? []
  }

  /// Whether a server of the user runs, starts or stops.
  func hasServer(_ name: String) async throws -> Bool {
    guard let user = try await user(name) else { return false }
    let isPending = user["pending"].map { $0 != .null } ?? false
    return isPending || !(user["servers"]?.object?.isEmpty ?? true)
  }

  /// Stops the user's servers and deletes the user, waiting as long as the deadline around it allows.
  /// - Returns: whether there was such a user.
  @discardableResult
  func remove(user name: String, lastWord: LastWord) async throws -> Bool {
    var existed = false
    return try await poll { () -> Bool? in
      guard let user = try await user(name) else { return existed }
      existed = true
      let servers = user["servers"]?.object ?? [:]
      for (server, state) in servers.sorted(by: { $0.key < $1.key }) {
        // A hub does not stop a server that starts or stops.
        if let pending = state["pending"]?.string {
          lastWord.text = "the hub says of its server: \(pending) goes on"
          continue
        }
        let end = server.isEmpty ? "/server" : "/servers/" + URLText.encoded(server)
        let answer = try await visitor.call(.DELETE, path(name) + end)
        if !answer.succeeded { lastWord.text = answer.account }
      }
      guard servers.isEmpty else { return nil }
      let answer = try await visitor.call(.DELETE, path(name))
      if answer.succeeded || answer.status == 404 { return true }
      lastWord.text = answer.account
      return nil
    }
  }

  private func path(_ name: String) -> String { "/hub/api/users/" + URLText.encoded(name) }
}
