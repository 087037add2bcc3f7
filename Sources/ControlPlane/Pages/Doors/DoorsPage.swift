import Access
import Basics
import Operations

/// All doors, the widest first: who may enter, why, what lets people in for a time, and how a stranger was received.
struct DoorsPage: Sendable {
  var frame: PageFrame
  /// The widest first.
  var doors: [DoorStanding]
  var filter: DoorsFilter

  init(frame: PageFrame, doors: [DoorStanding], filter: DoorsFilter = DoorsFilter()) {
    self.frame = frame
    self.doors = doors
    self.filter = filter
  }

  /// How many stand on a page.
  static let shown = 50

  /// Those that the form asks for.
  var found: [DoorStanding] { doors.filter(filter.matches) }

  private func named(_ matter: DoorMatter) -> [String] { doors.filter(matter.holds).map(\.door.hub) }

  /// `2 of 44 doors are open to anyone with an account, or wider; a stranger got in at reef; 1 is closed: tide`.
  var answer: String {
    if doors.isEmpty { return "There is no hub, and so no door" }
    let wide = doors.count { $0.door.audience.isOpenToStrangers }
    let all = Words.count(doors.count, "door")
    var parts = [
      wide == 0
        ? "\(doors.count == 1 ? "The one door lets" : "None of \(all) lets") strangers in"
        : "\(Words.number(wide)) of \(all) \(wide == 1 ? "lets" : "let") anyone with an account in, or anyone at all"
    ]
    if doors.count == 1, wide == 0 { parts = ["The one door lets no stranger in"] }
    let strangers = named(.stranger)
    if !strangers.isEmpty { parts.append("a stranger got in at \(Words.list(strangers, atMost: 3))") }
    let wider = named(.wider)
    if !wider.isEmpty { parts.append("wider than a week ago: \(Words.list(wider, atMost: 3))") }
    let closed = named(.closed)
    if !closed.isEmpty { parts.append("closed: \(Words.list(closed, atMost: 3))") }
    let uncertain = named(.uncertain).count
    if uncertain > 0 { parts.append("\(Words.number(uncertain)) may be wider than can be read") }
    let timed = doors.reduce(0) { $0 + $1.open.count }
    if timed > 0 { parts.append("\(Words.count(timed, "grant")) \(timed == 1 ? "is" : "are") open") }
    return parts.joined(separator: "; ")
  }

  var tone: Tone {
    if doors.isEmpty { return .quiet }
    if !named(.stranger).isEmpty { return .bad }
    let isBusy = doors.contains { $0.narrowerBefore != nil || $0.closed != nil || $0.door.audience.isOpenToStrangers }
    return isBusy ? .busy : .good
  }

  var fields: Fields {
    let list = PagedList(found, page: filter.page, length: Self.shown)
    return [
      "answer": .group(["sentence": .text(answer), "tone": .text(tone.rawValue)]), "isEmpty": .flag(doors.isEmpty),
      "doors": .list(list.shown.map { $0.row(now: frame.now) }), "filter": .group(filterFields),
      "showAll": .text(Paths.doors), "shownCount": .text(shownCount(list)),
      "csv": .text(Paths.query(Paths.doorsCSV, filter.parameters())),
      "pager": .group(list.pagerFields { Paths.query(Paths.doors, filter.parameters(page: $0)) }),
    ]
  }

  private func shownCount(_ list: PagedList<DoorStanding>) -> String {
    let all = Words.count(doors.count, "door")
    guard let range = list.range else { return "\(Words.number(list.count)) of \(all)" }
    return "\(range) of \(Words.number(list.count))\(list.count == doors.count ? "" : "; \(all) in all")"
  }

  private var filterFields: Fields {
    let communities = Set(doors.map(\.door.community)).sorted()
    let clusters = Set(doors.map(\.door.cluster)).sorted()
    let levels = AudienceLevel.allCases.reversed().filter { level in doors.contains { $0.door.audience == level } }
    return [
      "action": .text(Paths.doors), "text": .text(filter.text), "isNarrow": .flag(filter.isNarrow),
      "communities": FormText.choices(communities, chosen: filter.community),
      "clusters": FormText.choices(clusters, chosen: filter.cluster),
      "audiences": FormText.choices(
        levels.map { (value: $0.rawValue, label: $0.shortTitle) }, chosen: filter.audience?.rawValue),
      "matters": FormText.choices(
        DoorMatter.allCases.map { (value: $0.rawValue, label: $0.title) }, chosen: filter.matter?.rawValue),
    ]
  }

  /// What the form asks for, as a table to be saved.
  var csv: String {
    var table = CSVText(header: [
      "hub", "community", "cluster", "audience", "certain", "who enters", "login", "people", "admins", "reason", "place",
      "grants open", "grants to come", "closed", "stranger refused", "stranger at", "a week ago",
    ])
    for one in found {
      let door = one.door
      table.append([
        door.hub, door.community, door.cluster, door.audience.rawValue, door.isCertain ? "yes" : "no", door.whoEnters,
        door.login, String(door.people), String(door.admins), door.reason ?? "", door.place?.description ?? "",
        String(one.open.count), String(one.grants.count - one.open.count), one.closed ?? "",
        one.knock.map { $0.refused ? "yes" : "no" } ?? "", one.knock.map { TimeMark($0.at, now: $0.at).machine } ?? "",
        one.narrowerBefore?.rawValue ?? "",
      ])
    }
    return table.text
  }
}

extension DoorStanding {
  /// A row of the list of doors.
  fileprivate func row(now: Double) -> Fields {
    line(now: now).adding([
      "id": "door-\(Paths.encoded(door.hub))", "hubPath": .text(Paths.hub(hubID)),
      "community": .text(door.hub.hasPrefix(door.community) ? nil : door.community),
      "communityPath": .text(Paths.community(.init(door.community))), "cluster": .text(door.cluster),
      "login": .text(door.login), "audience": .text(door.audienceWords),
      "isWide": .flag(door.audience.isOpenToStrangers), "why": .text(door.reason),
      "place": .text(door.place?.description), "knockState": .markup(knock.map { Markup.state($0.mark) }),
      "knockAt": .time(knock?.at, now: now), "knockSentence": .text(knock?.refused == false ? knock?.sentence : nil),
      "wider": .text(narrowerBefore?.shortTitle),
    ])
  }
}
