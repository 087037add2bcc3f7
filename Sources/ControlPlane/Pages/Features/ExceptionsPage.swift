import Basics
import Operations

/// What nothing explains, the most costly first.
struct ExceptionsPage: Sendable {
  var frame: PageFrame
  var exceptions: ExceptionsAnswer
  var filter: ExceptionsFilter
  /// The hub that the form names in full; nil: all hubs, or those whose name has the text in it.
  var hub: HubID?

  init(frame: PageFrame, exceptions: ExceptionsAnswer, filter: ExceptionsFilter = ExceptionsFilter(), hub: HubID? = nil) {
    self.frame = frame
    self.exceptions = exceptions
    self.filter = filter
    self.hub = hub
  }

  /// How many stand on a page.
  static let shown = 50

  /// Those that the form asks for.
  var found: [ExceptionAnswer] { exceptions.exceptions.filter { filter.matches($0, isExact: hub != nil) } }

  /// `30 values of 3,323 that no feature explains, on 9 of 62 hubs; none has a measured cost`.
  var answer: String {
    if exceptions.count == 0 { return "Nothing: every value of every hub is standard or explained by a feature" }
    if let hub {
      let own = exceptions.exceptions.filter { $0.hub == hub.rawValue }
      if own.isEmpty { return "Nothing: every value of \(hub) is standard or explained by a feature" }
      return "\(hub) has \(Words.count(own.count, "value")) that no feature explains; \(Self.measured(own))"
    }
    return "\(Words.count(exceptions.count, "value")) of \(Words.number(exceptions.values)) that no feature explains, on "
      + "\(Words.number(exceptions.hubsWithExceptions)) of \(Words.count(exceptions.hubs, "hub")); "
      + Self.measured(exceptions.exceptions)
  }

  private static func measured(_ exceptions: [ExceptionAnswer]) -> String {
    let known = exceptions.count { $0.ratio != nil }
    if known == 0 { return "none has a measured cost" }
    return "\(Words.number(known)) \(known == 1 ? "has" : "have") a measured cost"
  }

  var tone: Tone {
    if exceptions.count == 0 { return .good }
    guard let hub else { return .busy }
    return exceptions.exceptions.contains { $0.hub == hub.rawValue } ? .busy : .good
  }

  var fields: Fields {
    let found = found
    let list = PagedList(found, page: filter.page, length: Self.shown)
    return FeaturePlace.fields(at: .exceptions).adding([
      "answer": .group(["sentence": .text(answer), "tone": .text(tone.rawValue)]), "isNone": .flag(exceptions.count == 0),
      "hub": .text(hub?.rawValue), "hubPath": .text(hub.map(Paths.hub)), "withHub": .flag(hub == nil),
      "exceptions": .list(list.shown.map(\.row)), "filter": .group(filterFields), "showAll": .text(Paths.exceptions),
      "shownCount": .text(shownCount(list)),
      "ground": .text(found.isEmpty ? nil : ExceptionsText.ground(found) + "."),
      "csv": .text(Paths.query(Paths.exceptionsCSV, filter.parameters())),
      "pager": .group(list.pagerFields { Paths.query(Paths.exceptions, filter.parameters(page: $0)) }),
    ])
  }

  /// `60 of 300`, `51 to 60 of 60; 300 in all`.
  private func shownCount(_ list: PagedList<ExceptionAnswer>) -> String {
    let all = Words.number(exceptions.count)
    guard let range = list.range else { return "\(Words.number(list.count)) of \(all)" }
    return "\(range) of \(Words.number(list.count))\(list.count == exceptions.count ? "" : "; \(all) in all")"
  }

  private var filterFields: Fields {
    [
      "action": .text(Paths.exceptions), "text": .text(filter.text), "hubName": .text(filter.hub), "isCode": .flag(filter.isCode),
      "feature": .text(filter.feature), "isNarrow": .flag(filter.isNarrow),
    ]
  }
}

/// What the form above the exceptions asks for.
struct ExceptionsFilter: Sendable, Equatable {
  /// Part of a path, a value, a file or a feature, in any case.
  var text: String
  /// A hub, or a part of its name.
  var hub: String
  /// Only code.
  var isCode: Bool
  /// Only what this feature would explain; empty: all.
  var feature: String
  /// From 1.
  var page: Int

  init(text: String = "", hub: String = "", isCode: Bool = false, feature: String = "", page: Int = 1) {
    self.text = text
    self.hub = hub
    self.isCode = isCode
    self.feature = feature
    self.page = page
  }

  /// Reads the query of the page's address.
  init(query: (String) -> String?) {
    self.init(
      text: query("q") ?? "", hub: query("hub") ?? "", isCode: query("code") == "yes", feature: query("feature") ?? "",
      page: PagedList<ExceptionAnswer>.page(query("page")))
  }

  /// Whether it leaves anything out.
  var isNarrow: Bool { !text.isEmpty || !hub.isEmpty || isCode || !feature.isEmpty }

  /// The query that asks for the same.
  func parameters(page: Int = 1) -> [(String, String?)] {
    [
      ("q", text), ("hub", hub), ("code", isCode ? "yes" : nil), ("feature", feature),
      ("page", page == 1 ? nil : String(page)),
    ]
  }

  /// - Parameter isExact: whether `hub` is a whole name.
  func matches(_ one: ExceptionAnswer, isExact: Bool) -> Bool {
    if isCode, !one.isCode { return false }
    if !feature.isEmpty, one.wouldBeExplainedBy != feature { return false }
    if isExact ? one.hub != hub : !hub.isEmpty && !one.hub.lowercased().contains(hub.lowercased()) { return false }
    let text = text.lowercased()
    return text.isEmpty
      || [one.path, one.value, one.place.file, one.wouldBeExplainedBy ?? ""].contains { $0.lowercased().contains(text) }
  }
}

extension ExceptionAnswer {
  /// How many characters of a value a row shows.
  private static let longest = 120

  /// A row of a list of exceptions.
  var row: Fields {
    [
      "hub": .text(hub), "hubPath": .text(Paths.hub(.init(hub))), "path": ValueText.pieces(path),
      "value": .text(value.count > Self.longest ? value.prefix(Self.longest - 1) + "…" : value), "isCode": .flag(isCode),
      "cost": .text(costWords), "isMeasured": .flag(ratio != nil), "spread": .text(spread),
      "place": .text("\(place.file):\(place.line)"), "feature": .text(wouldBeExplainedBy),
      "featurePath": .text(wouldBeExplainedBy.map(Paths.feature)),
    ]
  }
}
