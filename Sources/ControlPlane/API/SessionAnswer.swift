import Basics
import Store

/// Someone who is signed in, in a browser.
public struct SessionAnswer: Codable, Sendable, Equatable {
  /// Names the session; opens nothing.
  public var id: String
  public var person: String
  /// Seconds since 1970.
  public var created: Double
  public var lastSeen: Double
  public var expires: Double
  /// Whether it is the one that asks.
  public var isOwn: Bool

  init(_ session: Session, for identity: Identity) {
    id = SessionAnswer.name(of: session)
    person = session.person.rawValue
    created = session.created
    lastSeen = session.lastSeen
    expires = session.expires
    isOwn = identity.proof == .session(session.id)
  }

  /// As much of a session's id as tells it from all others.
  static func name(of session: Session) -> String { String(session.id.prefix(16)) }
}
