import Access
import Basics
import Operations
import Store

extension DoorPage {
  /// How many names of a list are shown.
  static let shownNames = 100
  /// How many grants that are over are shown.
  static let shownPast = 50
  /// How many people who would not be admitted are shown.
  static let shownUnadmitted = 100

  var fields: Fields {
    let present = detail.standing.grants.sorted { ($0.from, $0.id) < ($1.from, $1.id) }
    let past = grants.filter { $0.state == .over }
    return ruleFields.adding(passing).adding([
      "answer": .group(["sentence": .text(answer), "tone": .text(tone.rawValue)]), "hub": .text(hub.rawValue),
      "hubPath": .text(Paths.hub(hub)), "name": .text(name), "doorPath": .text(Paths.door(hub)), "doorsPath": .text(Paths.doors),
      "close": .text(may.change && closure == nil ? Paths.door(hub, .close) : nil),
      "reopen": .text(may.reopen && closure != nil ? Paths.door(hub, .open) : nil), "mayOpen": .flag(may.change),
      "isClosed": .flag(closure != nil), "closedWhy": .text(closure?.because), "closedBy": .text(closure?.by),
      "closedAt": .time(closure?.since.seconds, now: frame.now),
      "grants": .list(present.map { $0.row(now: frame.now) }), "pastCount": .text(Words.count(past.count, "grant")),
      "past": .group(past.isEmpty ? nil : ["grants": .list(past.prefix(Self.shownPast).map { $0.row(now: frame.now) })]),
      "letIn": .group(may.change ? letIn.fields(of: hub) : nil), "workshop": .group(may.change ? workshop.fields(of: hub) : nil),
      "shutOutForm": .group(may.change ? shutOut.fields(of: hub) : nil),
      "letBack": .text(may.change ? Paths.door(hub, .letBack) : nil), "shutOut": .list(shutOutFields),
      "holds": .list(detail.holds.map(holdFields)),
      "nowText": .text(FormMoment.words(frame.now)),
    ])
  }

  private var ruleFields: Fields {
    let door = rules.door
    let standing = detail.standing
    let lists: [(String, [String])] = [
      ("People", rules.people), ("Teams", rules.teams), ("Domains", rules.domains), ("Admins", rules.admins),
      ("Kept out", rules.blocked),
    ]
    return [
      "who": .text(Words.ownSentence(door.whoEnters)), "login": .text(door.login), "audience": .text(door.audienceWords),
      "isWide": .flag(door.audience.isOpenToStrangers), "wider": .text(standing.narrowerBefore?.shortTitle),
      "doubts": .texts(door.doubts), "existing": .flag(rules.admitsExistingUsers),
      "reasons": .list(
        rules.reasons.map { reason -> Fields in
          ["sentence": .text(reason.sentence), "place": .text(reason.place?.description)]
        }),
      "lists": .list(
        lists.filter { !$0.1.isEmpty }.map { title, names -> Fields in
          ["title": .text(title), "names": .text(Words.list(names, atMost: Self.shownNames))]
        }),
      "knockState": .markup(standing.knock.map { Markup.state($0.mark) }),
      "knockAt": .time(standing.knock?.at, now: frame.now),
      "knockSentence": .text(standing.knock.map { Words.ownSentence($0.sentence) }),
    ]
  }

  /// Those who came, and those who would not be admitted today.
  private var passing: Fields {
    let people = detail.unadmitted
    let shown = (people ?? []).prefix(Self.shownUnadmitted)
    let more = (people ?? []).count - shown.count
    return [
      "isListKnown": .flag(people != nil), "sendOut": .text(may.change ? Paths.door(hub, .sendOut) : nil),
      "unadmitted": .list(
        shown.map { person -> Fields in
          [
            "name": .text(person.name), "why": .text(person.because), "isCertain": .flag(person.isCertain),
            "answersPath": .text(Paths.answers(about: person.name, at: hub)),
          ]
        }),
      "unadmittedMore": .text(more > 0 ? "\(Words.number(more)) more are shown when these have left" : nil),
      "decisions": .list(decisions.map { $0.row(of: hub, now: frame.now) }), "person": .text(person),
    ]
  }

  private var shutOutFields: [Fields] {
    detail.shutOut.map { one -> Fields in
      [
        "name": .text(one.name), "because": .text(one.because), "by": .text(one.by), "shutAt": .time(one.at, now: frame.now),
      ]
    }
  }

  private func holdFields(_ hold: HoldAnswer) -> Fields {
    [
      "beginsAt": .time(hold.begins, now: frame.now), "endsAt": .time(hold.ends, now: frame.now),
      "because": .text(hold.because), "by": .text(hold.by),
    ]
  }
}

extension DecisionAnswer {
  fileprivate func row(of hub: HubID, now: Double) -> Fields {
    [
      "name": .text(name), "answersPath": .text(Paths.answers(about: name, at: hub)),
      "state": .state(answer == "yes" ? StateMark(.good, "yes") : StateMark(.quiet, "no")), "rule": .text(rule.words),
      "because": .text(because), "grantPath": .text(grant.map { Paths.grant($0, on: hub) }), "lastAt": .time(last, now: now),
      "firstAt": .time(times > 1 ? first : nil, now: now), "times": .text(times > 1 ? Words.number(times) : nil),
    ]
  }
}
