public import Basics

/// Something to be told to someone, as it leaves the house.
public struct Message: Sendable, Equatable, Identifiable {
  public var id: Int
  /// Counts from 1.
  public var attempt: Int
  /// The same at every attempt, unlike any other message's: becomes the mail's Message-ID and the webhook's delivery id.
  public var delivery: String
  public var channel: Channel
  /// A mail address, or the address of a webhook.
  public var recipient: String
  /// What happened, in a word for programs, such as `rollout-failed`.
  public var kind: String
  public var subject: String
  /// For people.
  public var text: String
  /// For programs.
  public var json: JSONValue
  /// When it was first to be told; the same at every attempt.
  public var created: Timestamp

  public init(
    id: Int, attempt: Int = 1, delivery: String, channel: Channel, recipient: String, kind: String, subject: String,
    text: String, json: JSONValue = [:], created: Timestamp
  ) {
    self.id = id
    self.attempt = attempt
    self.delivery = delivery
    self.channel = channel
    self.recipient = recipient
    self.kind = kind
    self.subject = subject
    self.text = text
    self.json = json
    self.created = created
  }

  public enum Channel: String, Sendable, Codable, CaseIterable { case mail, webhook }
}

/// What came of one attempt to deliver a message.
public enum Outcome: Sendable, Equatable {
  /// The receiver said that it has it.
  case sent
  /// It was not delivered now; it may be later. `after`: no sooner than so many seconds, where the receiver said so.
  case retry(after: Double?, reason: String)
  /// It was not delivered, and will not be.
  case failed(reason: String)
  /// It was handed over and no answer came: perhaps delivered.
  case inDoubt(reason: String)
  /// It was not handed over, because it is no longer ours to send.
  case withdrawn
}

/// Asks, just before the byte after which the receiver has the message, whether it may be sent; true is written down first.
/// A transport that gets false sends nothing more.
public typealias HandOver = @Sendable () async -> Bool

/// Delivers one message.
public protocol Messenger: Sendable {
  func send(_ message: Message, handOver: @escaping HandOver) async -> Outcome
}

/// Delivers each message by its channel; one whose channel is not configured fails, and says so.
public struct ChannelMessenger: Messenger {
  private let mail: (any Messenger)?
  private let webhook: (any Messenger)?

  public init(mail: (any Messenger)? = nil, webhook: (any Messenger)? = nil) {
    self.mail = mail
    self.webhook = webhook
  }

  public func send(_ message: Message, handOver: @escaping HandOver) async -> Outcome {
    let messenger =
      switch message.channel {
      case .mail: mail
      case .webhook: webhook
      }
    guard let messenger else { return .failed(reason: "no \(message.channel.rawValue) is configured") }
    return await messenger.send(message, handOver: handOver)
  }
}
