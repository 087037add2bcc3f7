import Access
import Basics
import Fleet
import Operations

@testable import ControlPlane
@testable import Store

/// Doors of the example fleet: one closed, one that became wider, a workshop that is open and one to come, a stranger who got in.
struct DoorsExample {
  let fleet: Fleet
  let frame: PageFrame
  private var now: Double { frame.now }

  init(_ pages: PagesExample) {
    fleet = pages.fleet
    frame = pages.frame
  }

  static let hub: HubID = "openreef"

  func workshop(
    _ number: Int = 4, name: String = "Coral workshop", from: Double, until: Double, approval: Bool = false,
    ended: Grant.Ending? = nil, seats: Int = 30, taken: Int = 3
  ) -> GrantAnswer {
    let workshop = Workshop(
      name: name, seats: seats, needsApproval: approval, serversAtOnce: 10, keepHomesDays: 14, codeDigest: "digest")
    return answer(number, .workshop(workshop), from: from, until: until, ended: ended, taken: taken)
  }

  private func answer(
    _ number: Int, _ whom: Grant.Whom, from: Double, until: Double, ended: Grant.Ending? = nil, taken: Int = 0
  ) -> GrantAnswer {
    let grant = Grant(
      id: GrantID(number), hub: Self.hub, whom: whom, from: Timestamp(seconds: now + from),
      until: Timestamp(seconds: now + until), because: "the reef week", by: "ines", made: Timestamp(seconds: now - 90_000),
      ended: ended)
    return GrantAnswer(grant, seatsTaken: taken, at: Timestamp(seconds: now))
  }

  var open: GrantAnswer { workshop(from: -3600, until: 7500, approval: true) }
  var coming: GrantAnswer { workshop(5, name: "Dive week", from: 190_000, until: 230_000, taken: 0) }
  var visit: GrantAnswer { answer(6, .person("eve"), from: -10, until: 86_400) }
  var past: GrantAnswer {
    workshop(
      3, name: "Kelp day", from: -200_000, until: -100_000,
      ended: .init(at: Timestamp(seconds: now - 110_000), by: "wren", because: "rain"))
  }

  var standings: [DoorStanding] {
    DoorListing.all(of: fleet).map { door in
      DoorStanding(
        door: door, grants: door.hub == Self.hub.rawValue ? [open, visit, coming] : [],
        closed: door.hub == "limpet" ? "the course is over" : nil,
        knock: door.hub == Self.hub.rawValue
          ? KnockAnswer(.init(hub: Self.hub, passed: true, sentence: "nobody got in", at: now - 300, since: now - 9000)) : nil,
        narrowerBefore: nil)
    }
  }

  func standing(_ hub: HubID = Self.hub) -> DoorStanding? { standings.first { $0.door.hub == hub.rawValue } }

  func door(_ may: DoorPage.Deeds = .init(change: true, reopen: true)) -> DoorPage {
    let hub = fleet.hubs[Self.hub] ?? Hub(id: Self.hub, community: "none", cluster: "none")
    let standing = standing() ?? DoorStanding(door: DoorListing(hub, in: fleet), grants: [])
    let detail = DoorDetail(
      standing: standing,
      shutOut: [ShutOutAnswer(name: "mallory", because: "mined coins", by: "wren", at: now - 5000)],
      unadmitted: [
        UnadmittedAnswer(name: "adam", isCertain: true, because: "no rule names them"),
        UnadmittedAnswer(name: "bea", isCertain: false, because: "no team is known of them"),
      ], holds: [HoldAnswer(begins: now - 8000, ends: now + 7500, because: "workshop: Coral workshop", by: "ines")])
    return DoorPage(
      frame: frame, name: hub.name, detail: detail, rules: DoorAnswer(hub, in: fleet), grants: [coming, visit, open, past],
      decisions: decisions, person: "", may: may)
  }

  /// The same, closed and with forms that were sent half empty.
  func closedDoor() -> DoorPage {
    var page = door()
    page.detail.standing.closed = "a stranger got in"
    page.detail.standing.knock = KnockAnswer(
      .init(hub: Self.hub, passed: false, sentence: "a made-up name was let in", at: now - 60, since: now - 60))
    page.detail.standing.narrowerBefore = .nobody
    page.closure = HubDoor.Closure(because: "a stranger got in", by: "wren", since: Timestamp(seconds: now - 30))
    page.letIn = LetInForm(from: "x", until: "y", isSent: true)
    page.letIn.refusal = "It would end before it begins: name a later end."
    page.workshop = WorkshopForm(from: "x", until: "y", seats: "0", approval: "yes", servers: "0", homes: "-1", isSent: true)
    page.workshop.refusal = "It would be over already."
    page.shutOut = ShutOutForm(isSent: true)
    page.person = "adam"
    return page
  }

  /// A door at which nothing has happened, to somebody who may look only.
  func quietDoor() -> DoorPage {
    var page = door(.nothing)
    page.detail = DoorDetail(standing: page.detail.standing, shutOut: [], unadmitted: nil, holds: [])
    page.detail.standing.grants = []
    page.grants = []
    page.decisions = []
    return page
  }

  private var decisions: [DecisionAnswer] {
    let entries: [(String, Bool, DoorDecision.Rule, String, Int?, Int)] = [
      ("ada", true, .workshop, "you take part in Coral workshop until 18:00", 4, 12),
      ("mallory", false, .shutOut, "you were shut out of this hub: mined coins", nil, 1),
    ]
    return entries.enumerated().map { index, entry in
      DecisionAnswer(
        .init(
          id: index, hub: Self.hub, name: entry.0, isYes: entry.1, rule: entry.2, because: entry.3,
          grant: entry.4.map { GrantID($0) }, first: now - 4000, last: now - 40, times: entry.5))
    }
  }

  func grant(_ answer: GrantAnswer? = nil, mayChange: Bool = true, link: String? = nil) -> GrantPage {
    let joined = Timestamp(seconds: now - 3000)
    let participants = [
      Participant(name: "ada", state: .admitted, joined: joined, serverSeconds: 9000),
      Participant(name: "ben", state: .waiting, joined: joined),
      Participant(name: "cy", state: .removed, joined: joined, decidedBy: "ines"),
    ]
    let answer = answer ?? open
    let hub = fleet.hubs[Self.hub] ?? Hub(id: Self.hub, community: "none", cluster: "none")
    var readiness = WorkshopReadiness(Workshop(name: "", seats: 1, codeDigest: ""), on: hub, in: fleet, isRunning: nil)
    readiness.items = [
      .init(.holds, "the hub runs"), .init(.unknown, "the cluster does not say which nodes it has", next: "declare its nodes"),
      .init(.fails, "the hub may have 4 servers at once, and workshops need 10", next: "raise limits.servers"),
    ]
    return GrantPage(
      frame: frame, hubName: "Open Reef",
      detail: GrantDetail(
        grant: answer, participants: answer.workshop == nil ? [] : participants,
        readiness: answer.workshop == nil || answer.state == .over ? nil : readiness),
      mayChange: mayChange, link: link)
  }
}

/// Each page of doors, full and empty.
struct DoorsGallery {
  let example: DoorsExample

  init(_ pages: PagesExample) { example = DoorsExample(pages) }

  var doors: DoorsPage { DoorsPage(frame: example.frame, doors: example.standings) }
  var none: DoorsPage { DoorsPage(frame: example.frame, doors: []) }
  var noneFound: DoorsPage {
    DoorsPage(frame: example.frame, doors: example.standings, filter: DoorsFilter(text: "zebra", matter: .closed))
  }

  /// Everything that can stand in a row.
  var alarming: DoorsPage {
    var page = doors
    guard let first = page.doors.firstIndex(where: { $0.door.hub == DoorsExample.hub.rawValue }) else { return page }
    page.doors[first].narrowerBefore = .nobody
    page.doors[first].closed = "a stranger got in"
    page.doors[first].grants = (1...5).map { example.workshop($0, from: -10, until: 100) } + [example.coming]
    page.doors[first].knock = KnockAnswer(
      .init(hub: DoorsExample.hub, passed: false, sentence: "a made-up name was let in", at: 0, since: 0))
    page.filter.page = 1
    return page
  }

  var many: DoorsPage {
    var page = doors
    page.doors = (0..<6).flatMap { _ in example.standings }
    page.filter.page = 2
    return page
  }

  var link: GrantPage { example.grant(link: "http://openreef.localhost:8000/hub/join/abcd-efgh-jkmn") }

  var sentWrong: GrantPage {
    var page = example.grant()
    page.extend = ExtendForm(until: "soon", isSent: true)
    page.extend.refusal = "It would end before it begins: name a later end."
    return page
  }

  func all(_ pages: Pages) -> [(name: String, html: String)] {
    [
      ("doors", pages.doors(doors)), ("doors-empty", pages.doors(none)), ("doors-none-found", pages.doors(noneFound)),
      ("door", pages.door(example.door())), ("door-closed", pages.door(example.closedDoor())),
      ("door-quiet", pages.door(example.quietDoor())), ("grant", pages.grant(example.grant())),
      ("grant-link", pages.grant(link)), ("grant-problem", pages.grant(sentWrong)),
      ("grant-person", pages.grant(example.grant(example.visit))), ("grant-over", pages.grant(example.grant(example.past))),
      ("grant-looked-at", pages.grant(example.grant(mayChange: false))),
    ]
  }

  var allFields: [Fields] {
    [
      example.door().fields, example.closedDoor().fields, doors.fields, alarming.fields, many.fields, link.fields, sentWrong.fields,
      example.grant(example.visit).fields,
      example.grant(example.past).fields,
    ]
  }
}
