public import Basics
internal import GRDB

/// What lets a program in.
public struct APIToken: Sendable, Equatable, Identifiable {
  /// Names the token in lists; opens nothing.
  public let id: String
  public let name: String
  /// In whose name the program acts.
  public let person: PersonID
  public let scopes: Set<TokenScope>
  /// Seconds since 1970.
  public let created: Double
  /// Nil: it does not end by itself.
  public let expires: Double?
  public let lastUsed: Double?
  public let revoked: Double?

  /// Whether it lets anyone in.
  public func isValid(at now: Double) -> Bool {
    guard revoked == nil else { return false }
    return expires.map { $0 > now } ?? true
  }
}

/// What a token is good for.
public enum TokenScope: String, Sendable, Codable, CaseIterable {
  /// Reading everything that pages show.
  case read
  /// Changing what runs: deploying, waking, putting to sleep.
  case deploy
  /// Making and revoking tokens and sign-in links, ending sessions, making backups.
  case administer
}

extension Store {
  /// Makes a token. Names are unique among tokens that were not revoked.
  public func makeToken(
    named name: String, for person: PersonID, scopes: Set<TokenScope>, at now: Double, lifetime: Double? = nil
  ) async throws(StoreError) -> (secret: Secret, token: APIToken) {
    let secret = Secret.random()
    let token = APIToken(
      id: secret.hash, name: name, person: person, scopes: scopes, created: now, expires: lifetime.map { now + $0 },
      lastUsed: nil, revoked: nil)
    try await write("make a token") { db in
      let known = try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM api_token WHERE name = ? AND revoked IS NULL)", arguments: [name])
      if known == true { throw StoreError.taken("a token named \(name)") }
      try db.execute(
        sql: "INSERT INTO api_token (hash, name, person, scopes, created, expires) VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [
          token.id, name, person.rawValue, try RecordText.write(scopes.map(\.rawValue).sorted()), now, token.expires,
        ])
    }
    return (secret, token)
  }

  /// The token of that secret, where it lets anyone in.
  public func token(_ secret: Secret, at now: Double) async throws(StoreError) -> APIToken? {
    try await read("read a token") { db in
      try TokenRows.fetch("WHERE hash = ?", [secret.hash], db).first { $0.isValid(at: now) }
    }
  }

  /// All tokens ever made, newest first.
  public func tokens() async throws(StoreError) -> [APIToken] {
    try await read("read the tokens") { db in try TokenRows.fetch("ORDER BY created DESC, name", [], db) }
  }

  /// Notes that a token was used.
  public func touch(_ token: APIToken, at now: Double) async throws(StoreError) {
    try await writeRelaxed("note that a token was used") { db in
      try db.execute(
        sql: "UPDATE api_token SET last_used = ?1 WHERE hash = ?2 AND COALESCE(last_used, 0) < ?1",
        arguments: [now, token.id])
    }
  }

  /// Revokes the token of that name; true where there was one that had not been revoked.
  @discardableResult
  public func revokeToken(named name: String, at now: Double) async throws(StoreError) -> Bool {
    try await write("revoke token \(name)") { db in
      try db.execute(
        sql: "UPDATE api_token SET revoked = ? WHERE name = ? AND revoked IS NULL", arguments: [now, name])
      return db.changesCount > 0
    }
  }
}

/// Tokens in their table.
private enum TokenRows {
  static func fetch(_ clause: String, _ arguments: StatementArguments, _ db: Database) throws -> [APIToken] {
    try Row.fetchAll(db, sql: "SELECT * FROM api_token \(clause)", arguments: arguments).map { row in
      let scopes: [String] = try RecordText.read(row["scopes"])
      return APIToken(
        id: row["hash"], name: row["name"], person: PersonID(row["person"] as String),
        scopes: Set(try scopes.map { try stored(TokenScope.self, $0) }), created: row["created"],
        expires: row["expires"], lastUsed: row["last_used"], revoked: row["revoked"])
    }
  }
}
