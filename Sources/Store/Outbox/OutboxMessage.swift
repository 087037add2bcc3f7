public import Basics

/// Something to be told to someone.
public struct OutboxMessage: Sendable, Equatable {
  /// Two messages of one key are one: the second is not kept.
  public var dedupeKey: String
  public var kind: Kind
  public var channel: Channel
  /// A mail address, or the address of a webhook.
  public var recipient: String
  public var subject: String
  /// For people.
  public var text: String
  /// For programs: an object.
  public var json: JSONValue

  public init(
    dedupeKey: String, kind: Kind, channel: Channel, recipient: String, subject: String, text: String,
    json: JSONValue = [:]
  ) {
    self.dedupeKey = dedupeKey
    self.kind = kind
    self.channel = channel
    self.recipient = recipient
    self.subject = subject
    self.text = text
    self.json = json
  }

  /// Why it is told.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    case rolloutSucceeded = "rollout-succeeded"
    case rolloutFailed = "rollout-failed"
    case hubUnreachable = "hub-unreachable"
    case workshopEnded = "workshop-ended"
    /// A workshop begins soon, and its hub cannot take it.
    case workshopAtRisk = "workshop-at-risk"
    /// A stranger got in where they should not.
    case doorFoundOpen = "door-found-open"
    case test
  }

  public enum Channel: String, Sendable, Codable, CaseIterable { case mail, webhook }
}

/// A message in the outbox.
public struct StoredMessage: Sendable, Equatable, Identifiable {
  public let id: Int
  public let message: OutboxMessage
  /// The same at every attempt, unlike any other message's: a receiver that sees it again knows that it has the message.
  public let delivery: String
  public let created: Double
  public let state: State
  /// How often it was taken for sending, this time included.
  public let attempts: Int
  public let nextAttempt: Double
  /// When it was sent, given up, or found in doubt.
  public let settled: Double?
  public let lastError: String?

  /// `inDoubt`: it was being handed over when the process or the connection ended, so that it may have been delivered; it
  /// is not sent again.
  public enum State: String, Sendable, Codable, CaseIterable {
    case waiting, sending, sent
    case givenUp = "given-up"
    case inDoubt = "in-doubt"
  }
}
