import Access
import Basics
import Fleet
import Operations

@testable import ControlPlane
@testable import Store

/// The pages of doors with one text in each place that takes a text.
struct DoorsHostile {
  let text: String
  let frame: PageFrame
  let hub: Hub
  let fleet: Fleet

  func all(_ pages: Pages) -> [(name: String, html: String)] {
    var door = DoorPage(
      frame: frame, name: text, detail: detail, rules: DoorAnswer(hub, in: fleet),
      closure: .init(because: text, by: text, since: Timestamp(seconds: 900)), grants: [workshop, person],
      decisions: [decision], person: text, may: .init(change: true, reopen: true))
    door.letIn = LetInForm(person: text, from: text, until: text, because: text, isSent: true)
    door.letIn.refusal = text
    door.workshop = WorkshopForm(
      name: text, from: text, until: text, seats: text, because: text, servers: text, homes: text, isSent: true)
    door.workshop.refusal = text
    door.shutOut = ShutOutForm(person: text, because: text, isSent: true)
    var grant = GrantPage(frame: frame, hubName: text, detail: grantDetail, mayChange: true, link: text)
    grant.extend = ExtendForm(until: text, because: text, isSent: true)
    grant.extend.refusal = text
    let filter = DoorsFilter(text: text, community: text, cluster: text)
    return [
      ("doors", pages.doors(DoorsPage(frame: frame, doors: [standing]))),
      ("doors filtered", pages.doors(DoorsPage(frame: frame, doors: [standing], filter: filter))),
      ("door", pages.door(door)), ("grant", pages.grant(grant)),
    ]
  }

  private var standing: DoorStanding {
    var door = DoorListing(hub, in: fleet)
    door.reason = text
    door.place = SourcePlace(file: text, line: 1)
    door.doubts = [text]
    door.whoEnters = text
    return DoorStanding(
      door: door, grants: [workshop, person], closed: text,
      knock: KnockAnswer(.init(hub: hub.id, passed: false, sentence: text, at: 900, since: 800)), narrowerBefore: .people)
  }

  private var detail: DoorDetail {
    DoorDetail(
      standing: standing, shutOut: [.init(name: text, because: text, by: text, at: 900)],
      unadmitted: [.init(name: text, isCertain: false, because: text)],
      holds: [.init(begins: 900, ends: 2000, because: text, by: text)])
  }

  private var workshop: GrantAnswer {
    answer(1, .workshop(Workshop(name: text, seats: 3, needsApproval: true, codeDigest: text)))
  }
  private var person: GrantAnswer { answer(2, .person(text)) }

  private func answer(_ number: Int, _ whom: Grant.Whom) -> GrantAnswer {
    let grant = Grant(
      id: GrantID(number), hub: hub.id, whom: whom, from: Timestamp(seconds: 900), until: Timestamp(seconds: 2000),
      because: text, by: text, made: Timestamp(seconds: 800))
    return GrantAnswer(grant, seatsTaken: 1, at: Timestamp(seconds: 1000))
  }

  private var grantDetail: GrantDetail {
    GrantDetail(
      grant: workshop,
      participants: Participant.State.allCases.map {
        Participant(name: "\($0) \(text)", state: $0, joined: Timestamp(seconds: 900), decidedBy: text, serverSeconds: 60)
      }, readiness: readiness)
  }

  private var readiness: WorkshopReadiness {
    var readiness = WorkshopReadiness(Workshop(name: text, seats: 1, codeDigest: text), on: hub, in: fleet, isRunning: nil)
    readiness.items = [.init(.fails, text, next: text)]
    return readiness
  }

  private var decision: DecisionAnswer {
    DecisionAnswer(
      .init(
        id: 1, hub: hub.id, name: text, isYes: false, rule: .nothing, because: text, grant: GrantID(1), first: 900, last: 950,
        times: 2))
  }
}
