public import Basics

/// The name of a grant: a number that counts up in one store.
public struct GrantID: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  public let number: Int
  public init(_ number: Int) { self.number = number }
  public init(from decoder: any Decoder) throws { number = try decoder.singleValueContainer().decode(Int.self) }
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(number)
  }
  public static func < (one: GrantID, other: GrantID) -> Bool { one.number < other.number }
  public var description: String { String(number) }
}

/// One person's or one event's bounded permission to enter a hub.
public struct Grant: Sendable, Equatable, Identifiable {
  public let id: GrantID
  public var hub: HubID
  public var whom: Whom
  public var from: Timestamp
  /// Nobody is in by this grant at or after it.
  public var until: Timestamp
  /// Why, in the words of whoever made it.
  public var because: String
  /// Who made it, and so approved it.
  public var by: String
  public var made: Timestamp
  /// How it came to an end before its time; nil: it did not.
  public var ended: Ending?

  public enum Whom: Sendable, Equatable {
    /// By the name that the hub knows them by, as ``HubDoor/key(_:)`` writes it.
    case person(String)
    /// Whoever comes with the join code, as long as there are seats.
    case workshop(Workshop)
  }

  /// An end before its time.
  public struct Ending: Sendable, Equatable {
    public var at: Timestamp
    public var by: String
    public var because: String

    public init(at: Timestamp, by: String, because: String) {
      self.at = at
      self.by = by
      self.because = because
    }
  }

  public init(
    id: GrantID, hub: HubID, whom: Whom, from: Timestamp, until: Timestamp, because: String, by: String, made: Timestamp,
    ended: Ending? = nil
  ) {
    self.id = id
    self.hub = hub
    self.whom = whom
    self.from = from
    self.until = until
    self.because = because
    self.by = by
    self.made = made
    self.ended = ended
  }

  /// The end that holds: the declared one, or the earlier one.
  public var end: Timestamp { ended.map { min($0.at, until) } ?? until }

  /// Where it stands at a time.
  public func state(at now: Timestamp) -> State {
    if now >= end { return .over }
    return now < from ? .coming : .open
  }

  /// The states of a grant, in their order.
  public enum State: String, Sendable, Codable, CaseIterable { case coming, open, over }

  public var workshop: Workshop? {
    guard case .workshop(let workshop) = whom else { return nil }
    return workshop
  }

  /// Whom it lets in, in words: `ada`, `Coral workshop`.
  public var title: String {
    switch whom {
    case .person(let name): name
    case .workshop(let workshop): workshop.name
    }
  }
}

/// What an event with a join link asks for.
public struct Workshop: Sendable, Equatable {
  /// The name shown to people.
  public var name: String
  /// How many may take part. At least 1.
  public var seats: Int
  /// Whether somebody lets in each who joins.
  public var needsApproval: Bool
  /// How many of them may have a server at once; nil: as many as there are seats.
  public var serversAtOnce: Int?
  /// For how many days their homes are kept after its end; nil: as long as everyone's.
  public var keepHomesDays: Int?
  /// The keyed digest of the join code: the code itself is told once and never kept.
  public var codeDigest: String

  public init(
    name: String, seats: Int, needsApproval: Bool = false, serversAtOnce: Int? = nil, keepHomesDays: Int? = nil,
    codeDigest: String
  ) {
    self.name = name
    self.seats = seats
    self.needsApproval = needsApproval
    self.serversAtOnce = serversAtOnce
    self.keepHomesDays = keepHomesDays
    self.codeDigest = codeDigest
  }

  /// The group of JupyterHub that its people are in while it lasts: `workshop-coral-reefs`.
  public var group: String {
    let letters = name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    return "workshop-" + String(letters).split(separator: "-").joined(separator: "-")
  }
}

/// Somebody who takes part in a workshop.
public struct Participant: Sendable, Equatable, Codable {
  /// As ``HubDoor/key(_:)`` writes it.
  public var name: String
  public var state: State
  public var joined: Timestamp
  /// Who let them in, or took them off; nil where the code alone did.
  public var decidedBy: String?
  /// For how long they had a server during the workshop, in seconds.
  public var serverSeconds: Double

  public enum State: String, Sendable, Codable, CaseIterable {
    /// Joined, and to be let in by somebody. Holds a seat.
    case waiting
    /// Holds a seat.
    case admitted
    /// Taken off; cannot join again, and holds no seat.
    case removed

    public var holdsSeat: Bool { self != .removed }
  }

  public init(name: String, state: State, joined: Timestamp, decidedBy: String? = nil, serverSeconds: Double = 0) {
    self.name = name
    self.state = state
    self.joined = joined
    self.decidedBy = decidedBy
    self.serverSeconds = serverSeconds
  }
}
