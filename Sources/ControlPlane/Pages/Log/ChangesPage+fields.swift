import Basics
import Delivery

extension ChangesPage {
  var fields: Fields {
    [
      "answer": .text(answer), "changes": .list(changes.map { $0.fields(now: frame.now) }),
      "filter": .group([
        "action": .text(Paths.changes), "text": .text(filter.text), "by": .text(filter.by), "hub": .text(filter.hub),
        "isNarrow": .flag(filter.isNarrow),
      ]),
      "older": .text(olderThan.map { Paths.query(Paths.changes, filter.parameters(before: $0)) }),
      "newest": .text(filter.before == nil ? nil : Paths.query(Paths.changes, filter.parameters(before: nil))),
      "csv": .text(Paths.query(Paths.changesCSV, filter.parameters(before: nil))),
      "isEverEmpty": .flag(changes.isEmpty && !filter.isNarrow && filter.before == nil),
    ]
  }

  /// `ada deployed 2 hubs 4 min ago`: the newest, where the page begins with it.
  var answer: String {
    guard let newest = changes.first else {
      return filter.isNarrow ? "No change is like that" : "Nothing has happened yet"
    }
    let ago = Words.ago(frame.now - newest.at)
    let count = "\(Words.count(changes.count, "change"))\(olderThan == nil ? "" : ", and older ones")"
    return filter.before == nil ? "The last change: \(newest.by) \(newest.what) \(ago)" : "\(count), from \(ago) back"
  }

  /// The changes that the page shows, for spreadsheets.
  var csv: String {
    var table = CSVText(header: ["number", "at", "by", "what", "why", "hub", "community", "rollout"])
    for change in changes {
      table.append([
        String(change.number), TimeMark(change.at, now: frame.now).machine, change.by, change.what, change.why ?? "",
        change.hub?.rawValue ?? "", change.community?.rawValue ?? "", change.rollout?.description ?? "",
      ])
    }
    return table.text
  }
}
