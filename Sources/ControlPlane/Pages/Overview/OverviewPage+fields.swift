import Basics
import Delivery
import Fleet

extension OverviewPage {
  var fields: Fields {
    let rows = OverviewRows(rows, filter)
    return [
      "answer": .group(answerFields), "events": .text(events),
      "kinds": .list(kindFields(rows.all)), "rows": .list(rowFields(rows.shown)), "columns": .list(columnFields),
      "filter": .group(filterFields), "isEmptyFleet": .flag(rows.all.isEmpty),
      "shownCount": .text(rows.count),
      "pager": .group(
        rows.found.pagerFields { Paths.query(Paths.overview, filter.parameters(page: $0)) }),
      "csv": .text(Paths.query(Paths.overviewCSV, filter.parameters(page: 1))),
      "rolloutPanel": .group(RolloutPanel(rollout, now: frame.now, isElsewhere: overview.answer.isElsewhere).fields),
      "duty": .list(dutyFields), "recent": .list(changes.map { $0.fields(now: frame.now) }),
      "changesPath": .text(Paths.changes),
    ]
  }

  /// What changes while the page is open: the answer, the rollout, the rows.
  var parts: [(id: String, template: String, fields: Fields)] {
    let rows = OverviewRows(rows, filter)
    return [
      ("answer", "part-answer", ["answer": .group(answerFields)]),
      ("kinds", "part-kinds", ["kinds": .list(kindFields(rows.all))]),
      (
        "current-rollout", "part-current-rollout",
        ["rolloutPanel": .group(RolloutPanel(rollout, now: frame.now, isElsewhere: overview.answer.isElsewhere).fields)]
      ),
    ] + rowFields(rows.shown).enumerated().map { ("row-\(rows.shown[$0.offset].hub.id)", "part-fleet-row", $0.element) }
  }

  private var answerFields: Fields {
    let answer = overview.answer
    return ["sentence": .text(answer.sentence), "tone": .text(answer.tone.rawValue)]
  }

  /// Nothing where a name is the same as in the row above.
  private func rowFields(_ rows: [FleetRow]) -> [Fields] {
    var former: CommunityID?
    return rows.map { row -> Fields in
      defer { former = row.hub.community }
      return row.fields(now: frame.now).adding(["same": .text(former == row.hub.community ? " same" : nil)])
    }
  }

  private func kindFields(_ rows: [FleetRow]) -> [Fields] {
    HubKind.allCases.compactMap { kind -> Fields? in
      let ofKind = rows.filter { $0.hub.kind == kind }
      guard !ofKind.isEmpty else { return nil }
      let people = ofKind.compactMap(\.hub.effort.people).reduce(0, +)
      return [
        "kind": .text(kind.rawValue), "hubs": .number(ofKind.count), "people": .number(people),
        "path": .text(Paths.query(Paths.overview, OverviewFilter(kind: kind).parameters())),
        "awake": .number(ofKind.count(where: \.condition.isAwake)),
        "marks": .markup(ofKind.count > Self.mostMarks ? counts(of: ofKind, kind) : marks(of: ofKind)),
      ]
    }
  }

  /// Of how many hubs of a kind each has a mark of its own.
  private static let mostMarks = 60

  /// A mark for each hub, the worst first.
  private func marks(of rows: [FleetRow]) -> Markup {
    let sorted = rows.sorted { ($0.condition.tone.rank, $0.hub.id) < ($1.condition.tone.rank, $1.hub.id) }
    return Markup(
      sorted.map { row -> Markup in
        let (id, state) = (row.hub.id, StateMark(row.condition))
        return .link(to: Paths.hub(id), mark: state.tone, named: "\(id): \(state.word)")
      })
  }

  /// How many hubs are in each state, the worst first.
  private func counts(of rows: [FleetRow], _ kind: HubKind) -> Markup {
    let byGroup = Dictionary(grouping: rows, by: \.condition.group).map { group, rows in
      (group: group, tone: rows[0].condition.tone, rows: rows)
    }
    return Markup(
      byGroup.sorted { ($0.tone.rank, $0.group.rawValue) < ($1.tone.rank, $1.group.rawValue) }.map { group, tone, rows in
        let path = Paths.query(Paths.overview, OverviewFilter(kind: kind, state: group).parameters())
        return .link(
          to: path, named: "\(kind.rawValue): \(group.words)",
          StateMark(tone, "\(Words.number(rows.count)) \(group.words)"))
      })
  }

  private var columnFields: [Fields] {
    let columns: [(OverviewSort?, String, String)] = [
      (.community, "Community", ""), (.hub, "Hub", ""), (.state, "State", ""), (nil, "Staging", ""),
      (.kind, "Kind", ""), (.people, "People", "number"), (nil, "Release", ""), (.tested, "Last test", ""),
    ]
    return columns.map { sort, title, style -> Fields in
      guard let sort else { return ["title": .text(title), "style": .text(style)] }
      let isCurrent = filter.sort == sort
      let query = filter.parameters(sort: sort, descending: isCurrent ? !filter.descending : sort.beginsDescending)
      return [
        "title": .text(title), "style": .text(style), "path": .text(Paths.query(Paths.overview, query)),
        "order": .text(isCurrent ? (filter.descending ? "descending" : "ascending") : nil),
      ]
    }
  }

  private var filterFields: Fields {
    func choices(_ names: [(String, String)], chosen: String?) -> Field {
      .list(names.map { ["value": .text($0.0), "label": .text($0.1), "chosen": .flag($0.0 == chosen)] })
    }
    let awake = filter.awake.map { $0 ? "yes" : "no" }
    return [
      "text": .text(filter.text), "isNarrow": .flag(filter.isNarrow),
      "kinds": choices(HubKind.allCases.map { ($0.rawValue, $0.rawValue) }, chosen: filter.kind?.rawValue),
      "states": choices(ConditionGroup.allCases.map { ($0.rawValue, $0.words) }, chosen: filter.state?.rawValue),
      "awakes": choices([("yes", "awake"), ("no", "asleep")], chosen: awake),
      "sort": .text(filter.sort == .community ? nil : filter.sort.rawValue),
      "order": .text(filter.descending ? "down" : nil), "action": .text(Paths.overview),
    ]
  }

  private var dutyFields: [Fields] {
    overview.organisation.onDuty.map { id -> Fields in
      let person = overview.organisation.people[id]
      return ["name": .text(person?.name ?? id.rawValue), "mail": .text(person?.mail.map { "mailto:\($0)" })]
    }
  }
}

extension FleetRow {
  func fields(now: Double) -> Fields {
    [
      "id": "row-\(hub.id)", "hub": .text(hub.id.rawValue),
      "hubName": .text(hub.name == hub.id.rawValue ? nil : hub.name),
      "hubPath": .text(Paths.hub(hub.id)), "community": .text(communityName),
      "communityPath": .text(Paths.community(hub.community)), "state": .state(StateMark(condition)),
      "style": .text(condition.isAwake ? nil : "asleep"), "isAsleep": .flag(!condition.isAwake),
      "kind": .text(hub.kind.rawValue), "people": .number(hub.effort.people),
      "staging": .markup(staging?.markup), "release": .text(facts.running.map(Words.short)),
      "isWaiting": .flag(isChangeWaiting), "planPath": .text(Paths.plan),
      "test": .group(
        test.map { test -> Fields in
          [
            "tone": .text(test.result.passed ? Tone.good.rawValue : Tone.bad.rawValue),
            "word": .text(test.result.passed ? "passed" : "failed"), "at": .time(test.at, now: now),
          ]
        }),
    ]
  }
}

extension FleetRow.Staging {
  fileprivate var markup: Markup {
    .link(to: Paths.hub(hub), named: hub.rawValue, StateMark(condition))
  }
}

extension Words {
  /// As much of a release's hash as tells it from others.
  static func short(_ release: ReleaseHash) -> String { String(release.rawValue.prefix(7)) }
}
