public import Access
import Basics
import Operations
import Store

/// A person to be let in for a time.
public struct GrantRequest: Codable, Sendable {
  /// As the hub knows them.
  public var person: String
  /// A moment in ISO 8601; nil: now.
  public var from: String?
  public var until: String
  public var because: String

  public init(person: String, from: String? = nil, until: String, because: String) {
    self.person = person
    self.from = from
    self.until = until
    self.because = because
  }
}

/// A workshop to be made.
public struct WorkshopRequest: Codable, Sendable {
  public var name: String
  /// A moment in ISO 8601; nil: now.
  public var from: String?
  public var until: String
  public var seats: Int
  public var because: String
  public var needsApproval: Bool?
  public var serversAtOnce: Int?
  public var keepHomesDays: Int?

  public init(
    name: String, from: String? = nil, until: String, seats: Int, because: String, needsApproval: Bool? = nil,
    serversAtOnce: Int? = nil, keepHomesDays: Int? = nil
  ) {
    self.name = name
    self.from = from
    self.until = until
    self.seats = seats
    self.because = because
    self.needsApproval = needsApproval
    self.serversAtOnce = serversAtOnce
    self.keepHomesDays = keepHomesDays
  }
}

/// Another end for a grant.
public struct ExtendRequest: Codable, Sendable {
  public var until: String
  public var because: String?

  public init(until: String, because: String? = nil) {
    self.until = until
    self.because = because
  }
}

/// Why something ends, closes, or shuts somebody out.
public struct BecauseRequest: Codable, Sendable {
  public var because: String

  public init(because: String) { self.because = because }
}

/// What becomes of somebody who joined a workshop.
public struct ParticipantRequest: Codable, Sendable {
  public var state: Participant.State

  public init(state: Participant.State) { self.state = state }
}

/// People whom a hub is to send out.
public struct SendOutRequest: Codable, Sendable {
  public var people: [String]
  public var because: String
  public var extent: Departure.Extent?

  public init(people: [String], because: String, extent: Departure.Extent? = nil) {
    self.people = people
    self.because = because
    self.extent = extent
  }
}

/// A grant, as programs read it.
public struct GrantAnswer: Codable, Sendable, Equatable {
  public var id: Int
  public var hub: String
  /// The person; left out for a workshop.
  public var person: String?
  public var workshop: WorkshopAnswer?
  public var state: Grant.State
  /// Seconds since 1970.
  public var from: Double
  public var until: Double
  public var because: String
  /// Who made it, and so approved it.
  public var by: String
  public var made: Double
  /// Who ended it before its time, and why.
  public var endedBy: String?
  public var endedBecause: String?

  init(_ grant: Grant, seatsTaken: Int, at now: Timestamp) {
    id = grant.id.number
    hub = grant.hub.rawValue
    if case .person(let name) = grant.whom { person = name }
    workshop = grant.workshop.map { WorkshopAnswer($0, seatsTaken: seatsTaken) }
    state = grant.state(at: now)
    from = grant.from.seconds
    until = grant.end.seconds
    because = grant.because
    by = grant.by
    made = grant.made.seconds
    endedBy = grant.ended?.by
    endedBecause = grant.ended?.because
  }

  /// Whom it lets in, in words.
  public var title: String { person ?? workshop?.name ?? "" }
}

/// What a workshop asks for, as programs read it.
public struct WorkshopAnswer: Codable, Sendable, Equatable {
  public var name: String
  public var seats: Int
  public var seatsTaken: Int
  public var needsApproval: Bool
  public var serversAtOnce: Int?
  public var keepHomesDays: Int?

  init(_ workshop: Workshop, seatsTaken: Int) {
    name = workshop.name
    seats = workshop.seats
    self.seatsTaken = seatsTaken
    needsApproval = workshop.needsApproval
    serversAtOnce = workshop.serversAtOnce
    keepHomesDays = workshop.keepHomesDays
  }
}

/// Somebody who takes part in a workshop, as programs read it.
public typealias ParticipantAnswer = Participant

/// A workshop with who takes part, and whether its hub can take it.
public struct GrantDetail: Codable, Sendable, Equatable {
  public var grant: GrantAnswer
  public var participants: [Participant]
  public var readiness: WorkshopReadiness?
}

/// A workshop that was just made: the one time that its join link is told.
public struct NewWorkshop: Codable, Sendable, Equatable {
  public var grant: GrantAnswer
  /// What people open to take part.
  public var joinLink: String
  public var readiness: WorkshopReadiness?
}
