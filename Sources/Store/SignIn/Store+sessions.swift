public import Basics
internal import GRDB

/// Someone who is signed in.
public struct Session: Sendable, Equatable, Identifiable {
  /// Names the session in lists; opens nothing.
  public let id: String
  public let person: PersonID
  /// Seconds since 1970.
  public let created: Double
  public let lastSeen: Double
  public let expires: Double

  public init(id: String, person: PersonID, created: Double, lastSeen: Double, expires: Double) {
    self.id = id
    self.person = person
    self.created = created
    self.lastSeen = lastSeen
    self.expires = expires
  }
}

/// What came of a sign-in link that was followed.
public enum SignIn: Sendable, Equatable {
  /// The secret goes into the person's cookie.
  case signedIn(Secret, Session)
  case refused(Refusal)

  public enum Refusal: String, Sendable, Codable { case unknown, expired, used }
}

extension Store {
  /// Makes a code that lets a person sign in once.
  public func makeSignInLink(for person: PersonID, at now: Double, lifetime: Double) async throws(StoreError) -> Secret {
    let code = Secret.random()
    try await write("make a sign-in link") { db in
      try db.execute(
        sql: "INSERT INTO sign_in_link (hash, person, created, expires) VALUES (?, ?, ?, ?)",
        arguments: [code.hash, person.rawValue, now, now + lifetime])
    }
    return code
  }

  /// Uses up a code and starts the session that it gives: both or neither, and once.
  public func signIn(with code: Secret, at now: Double, lifetime: Double) async throws(StoreError) -> SignIn {
    let secret = Secret.random()
    return try await write("sign in") { db in
      guard
        let link = try Row.fetchOne(
          db, sql: "SELECT person, expires, used FROM sign_in_link WHERE hash = ?", arguments: [code.hash])
      else { return .refused(.unknown) }
      let used: Double? = link["used"]
      let expires: Double = link["expires"]
      if used != nil { return .refused(.used) }
      if expires <= now { return .refused(.expired) }
      try db.execute(sql: "UPDATE sign_in_link SET used = ? WHERE hash = ?", arguments: [now, code.hash])
      let person = PersonID(link["person"] as String)
      return .signedIn(secret, try SessionRows.start(secret, for: person, at: now, lifetime: lifetime, db))
    }
  }

  /// Starts a session for a person whom another way of signing in has shown to be who they are.
  public func startSession(
    for person: PersonID, at now: Double, lifetime: Double
  ) async throws(StoreError) -> (secret: Secret, session: Session) {
    let secret = Secret.random()
    let session = try await write("start a session") { db in
      try SessionRows.start(secret, for: person, at: now, lifetime: lifetime, db)
    }
    return (secret, session)
  }

  /// The session of that secret, where it has not ended.
  public func session(_ secret: Secret, at now: Double) async throws(StoreError) -> Session? {
    try await read("read a session") { db in
      try SessionRows.fetch("hash = ? AND ended IS NULL AND expires > ?", [secret.hash, now], db).first
    }
  }

  /// Notes that a session was used.
  public func touch(_ session: Session, at now: Double) async throws(StoreError) {
    try await writeRelaxed("note that a session was used") { db in
      try db.execute(
        sql: "UPDATE session SET last_seen = ?1 WHERE hash = ?2 AND last_seen < ?1", arguments: [now, session.id])
    }
  }

  /// Ends a session; true where it had not ended.
  @discardableResult
  public func endSession(_ id: String, at now: Double) async throws(StoreError) -> Bool {
    try await write("end a session") { db in
      try db.execute(sql: "UPDATE session SET ended = ? WHERE hash = ? AND ended IS NULL", arguments: [now, id])
      return db.changesCount > 0
    }
  }

  /// The sessions that have not ended, newest first: of a person, or of everyone.
  public func sessions(of person: PersonID? = nil, at now: Double) async throws(StoreError) -> [Session] {
    try await read("read the sessions") { db in
      try SessionRows.fetch(
        "ended IS NULL AND expires > ?1 AND (?2 IS NULL OR person = ?2)", [now, person?.rawValue], db)
    }
  }
}

/// Sessions in their table.
private enum SessionRows {
  static func start(
    _ secret: Secret, for person: PersonID, at now: Double, lifetime: Double, _ db: Database
  ) throws -> Session {
    let session = Session(id: secret.hash, person: person, created: now, lastSeen: now, expires: now + lifetime)
    try db.execute(
      sql: "INSERT INTO session (hash, person, created, last_seen, expires) VALUES (?, ?, ?, ?, ?)",
      arguments: [session.id, person.rawValue, session.created, session.lastSeen, session.expires])
    return session
  }

  static func fetch(_ condition: String, _ arguments: StatementArguments, _ db: Database) throws -> [Session] {
    try Row.fetchAll(db, sql: "SELECT * FROM session WHERE \(condition) ORDER BY created DESC", arguments: arguments)
      .map { row in
        Session(
          id: row["hash"], person: PersonID(row["person"] as String), created: row["created"],
          lastSeen: row["last_seen"], expires: row["expires"])
      }
  }
}
