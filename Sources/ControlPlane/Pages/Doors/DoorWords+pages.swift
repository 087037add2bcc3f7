import Access
import Basics
import Operations
import Store

extension AudienceLevel {
  /// In a column: `any account`.
  var shortTitle: String {
    switch self {
    case .nobody: "nobody"
    case .people: "named people"
    case .teams: "teams"
    case .institutions: "institutions"
    case .accounts: "any account"
    case .anyone: "anyone"
    }
  }

  /// Whether people whom nobody named may enter, with an account that everyone can make, or none.
  var isOpenToStrangers: Bool { self >= .accounts }
}

extension DoorListing {
  /// `named people`; with a question mark where more may enter than can be read.
  var audienceWords: String { isCertain ? audience.shortTitle : "\(audience.shortTitle)?" }
}

extension Grant.State {
  var mark: StateMark {
    switch self {
    case .coming: StateMark(.busy, "to come")
    case .open: StateMark(.good, "open")
    case .over: StateMark(.quiet, "over")
    }
  }
}

extension Participant.State {
  var mark: StateMark {
    switch self {
    case .waiting: StateMark(.busy, "waits")
    case .admitted: StateMark(.good, "in")
    case .removed: StateMark(.quiet, "taken off")
    }
  }
}

extension WorkshopReadiness.State {
  var tone: Tone {
    switch self {
    case .holds: .good
    case .unknown: .busy
    case .fails: .bad
    }
  }

  var word: String {
    switch self {
    case .holds: "holds"
    case .unknown: "not known"
    case .fails: "does not hold"
    }
  }
}

extension KnockAnswer {
  var mark: StateMark { refused ? StateMark(.good, "refused") : StateMark(.bad, "got in") }
}

extension DoorDecision.Rule {
  /// What decided, in a column.
  var words: String {
    switch self {
    case .declared: "the hub’s rules"
    case .grant: "a grant"
    case .workshop: "a workshop"
    case .shutOut: "shut out"
    case .blocked: "blocked by the hub’s rules"
    case .closed: "closed"
    case .waiting: "waits to be let in"
    case .removed: "taken off"
    case .early: "too early"
    case .over: "over"
    case .full: "no seat left"
    case .wrongCode: "wrong join code"
    case .profile: "a profile for others"
    case .servers: "too many servers"
    case .nothing: "nothing lets them in"
    }
  }
}

extension GrantAnswer {
  var hubID: HubID { HubID(hub) }
  var path: String { Paths.grant(id, on: hubID) }

  /// `12 of 30`; nil for a grant to a person.
  var seats: String? { workshop.map { "\(Words.number($0.seatsTaken)) of \(Words.number($0.seats))" } }

  /// A row of a list of grants.
  func row(now: Double) -> Fields {
    [
      "id": "grant-\(id)", "path": .text(path), "title": .text(title), "what": .text(workshop == nil ? "person" : "workshop"),
      "state": .state(endedBy == nil ? state.mark : StateMark(.quiet, "ended early")), "beginsAt": .time(from, now: now),
      "endsAt": .time(until, now: now), "seats": .text(seats), "because": .text(because), "by": .text(by),
    ]
  }
}

extension DoorStanding {
  var hubID: HubID { HubID(door.hub) }

  /// The workshop that begins next.
  var nextWorkshop: GrantAnswer? {
    grants.filter { $0.state == .coming && $0.workshop != nil }.min { ($0.from, $0.id) < ($1.from, $1.id) }
  }

  var open: [GrantAnswer] { grants.filter { $0.state == .open } }

  /// How many of those who are let in for a time a line names.
  static let named = 3

  /// Who may enter now and which workshop comes next, for `door-line.mustache`.
  func line(now: Double) -> Fields {
    let open = open
    let named = open.prefix(Self.named)
    let isWhole = named.count == open.count
    return [
      "hub": .text(door.hub), "doorPath": .text(Paths.door(hubID)), "doorClosed": .text(closed),
      "who": .text(Words.ownSentence(door.whoEnters)),
      "timed": .list(
        named.map { grant -> Fields in
          grant.row(now: now).adding(["after": .text(isWhole && grant.id == named.last?.id ? "." : ";")])
        }),
      "timedMore": .text(isWhole ? nil : "\(Words.number(open.count - named.count)) more"),
      "next": .group(nextWorkshop?.row(now: now)),
    ]
  }
}
