public import Access
public import Basics

/// A grant that is to be made.
public struct GrantDraft: Sendable, Equatable {
  public var hub: HubID
  public var whom: Grant.Whom
  public var from: Timestamp
  public var until: Timestamp
  public var because: String
  public var by: String

  public init(_ hub: HubID, _ whom: Grant.Whom, from: Timestamp, until: Timestamp, because: String, by: String) {
    self.hub = hub
    self.whom = whom
    self.from = from
    self.until = until
    self.because = because
    self.by = by
  }

  /// The most seats of a workshop.
  public static let mostSeats = 100_000
  /// The longest time of a grant, in seconds: 400 days.
  public static let longest = 400 * 86_400.0

  /// - Throws: ``StoreError/refused(_:)`` with what is wrong and how to mend it.
  func check(now: Timestamp) throws(StoreError) {
    try GrowthText.checkName(because, "reason")
    guard until > from else { throw .refused("It would end before it begins: name a later end.") }
    guard until > now else { throw .refused("It would be over already: name an end that is still to come.") }
    guard until.seconds - from.seconds <= GrantDraft.longest else {
      throw .refused("It would last longer than 400 days: name an earlier end; it can be extended.")
    }
    switch whom {
    case .person(let name):
      try GrowthText.checkName(name, "person's name")
      guard name == HubDoor.key(name) else { throw .refused("'\(name)' is no name as hubs write it: use lower case.") }
    case .workshop(let workshop):
      try GrowthText.checkName(workshop.name, "workshop's name")
      guard (1...GrantDraft.mostSeats).contains(workshop.seats) else {
        throw .refused("A workshop has 1 to \(GrantDraft.mostSeats) seats, not \(workshop.seats).")
      }
      if let most = workshop.serversAtOnce, most < 1 { throw .refused("A workshop has at least 1 server at once.") }
      if let days = workshop.keepHomesDays, !(0...3650).contains(days) {
        throw .refused("Homes are kept for 0 to 3,650 days, not \(days).")
      }
    }
  }
}

/// Somebody who wants to sit down in a workshop.
public struct JoinRequest: Sendable, Equatable {
  public var grant: GrantID
  /// As ``HubDoor/key(_:)`` writes it.
  public var name: String

  public init(_ grant: GrantID, _ name: String) {
    self.grant = grant
    self.name = name
  }
}

/// What came of it.
public enum JoinOutcome: Sendable, Equatable {
  /// They have a seat, now or since before.
  case seated(Participant)
  /// They were taken off and have none.
  case removed(Participant)
  case full
  /// It is not open at this time, or there is no such workshop.
  case notOpen
}
