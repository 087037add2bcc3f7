import Access
import Basics
import Operations

extension GrantPage {
  var fields: Fields {
    let people = PagedList(sorted, page: part)
    let isOver = grant.state == .over
    let workshop = grant.workshop
    return [
      "answer": .group(["sentence": .text(answer), "tone": .text(tone.rawValue)]), "title": .text(grant.title),
      "what": .text(workshop == nil ? "grant" : "workshop"), "hub": .text(hub.rawValue), "hubName": .text(hubName),
      "doorPath": .text(Paths.door(hub)), "doorsPath": .text(Paths.doors), "isWorkshop": .flag(workshop != nil),
      "state": .state(grant.state.mark), "beginsAt": .time(grant.from, now: frame.now),
      "endsAt": .time(grant.until, now: frame.now), "endedBy": .text(grant.endedBy), "endedBecause": .text(grant.endedBecause),
      "because": .text(grant.because), "by": .text(grant.by), "madeAt": .time(grant.made, now: frame.now),
      "seats": .text(grant.seats), "servers": .text(workshop?.serversAtOnce.map(Words.number)),
      "needsApproval": .flag(workshop?.needsApproval ?? false),
      "homes": .text(workshop?.keepHomesDays.map { Words.count($0, "day") }),
      "hours": .text(serverHours > 0 ? DoorWords.hours(serverHours) : nil),
      "answersPath": .text(grant.person.map { Paths.answers(about: $0, at: hub) }),
      "join": .group(link.map { ["link": .text($0), "invitation": .text(invitation($0))] }),
      "renew": .text(mayChange && !isOver && workshop != nil ? Paths.grant(grant.id, on: hub, .link) : nil),
      "end": .text(mayChange && !isOver ? Paths.grant(grant.id, on: hub, .end) : nil),
      "extend": .group(mayChange && !isOver ? extend.fields(of: grant, proposed: proposedEnd) : nil),
      "nowText": .text(FormMoment.words(frame.now)),
      "participants": .list(people.shown.map { participantFields($0, mayDecide: mayChange && !isOver) }),
      "deciding": .text(mayChange && !isOver ? Paths.grant(grant.id, on: hub, .participants) : nil),
      "pager": .group(people.pagerFields { Paths.query(grant.path, [("page", String($0))]) }),
      "readiness": .list(readinessFields), "isReady": .flag(detail.readiness?.state == .holds),
    ]
  }

  /// Those who wait first, then those who are in, then those who were taken off.
  private var sorted: [Participant] {
    func rank(_ state: Participant.State) -> Int {
      switch state {
      case .waiting: 0
      case .admitted: 1
      case .removed: 2
      }
    }
    return detail.participants.sorted { (rank($0.state), $0.name) < (rank($1.state), $1.name) }
  }

  private func participantFields(_ one: Participant, mayDecide: Bool) -> Fields {
    let choices: [(Participant.State, String)] =
      switch one.state {
      case .waiting: [(.admitted, "Let in"), (.removed, "Take off")]
      case .admitted: [(.removed, "Take off")]
      case .removed: [(.admitted, "Let back")]
      }
    return [
      "id": "participant-\(Paths.encoded(one.name))", "name": .text(one.name), "state": .state(one.state.mark),
      "joinedAt": .time(one.joined.seconds, now: frame.now), "by": .text(one.decidedBy),
      "hours": .text(one.serverSeconds > 0 ? DoorWords.hours(one.serverSeconds / 3600) : nil),
      "answersPath": .text(Paths.answers(about: one.name, at: hub)),
      "deeds": .list(mayDecide ? choices.map { ["value": .text($0.0.rawValue), "label": .text($0.1)] } : []),
    ]
  }

  private var readinessFields: [Fields] {
    (detail.readiness?.items ?? []).map { item -> Fields in
      [
        "tone": .text(item.state.tone.rawValue), "word": .text(item.state.word), "text": .text(Words.ownSentence(item.sentence)),
        "todo": .text(item.next.map(Words.ownSentence)),
      ]
    }
  }
}
