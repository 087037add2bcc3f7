import Basics
import Fleet

/// The fleet as communities × hubs, with the state of each at a glance.
struct OverviewPage: Sendable {
  var frame: PageFrame
  var overview: FleetOverview
  var filter: OverviewFilter
  /// The rollout that runs, or else the newest one.
  var rollout: RolloutFacts?
  /// The newest changes, newest first.
  var changes: [ChangeFacts]
  /// Where the page's changing parts are sent from; nil where nothing is sent.
  var events: String?

  init(
    frame: PageFrame, overview: FleetOverview, filter: OverviewFilter = OverviewFilter(),
    rollout: RolloutFacts? = nil, changes: [ChangeFacts] = [], events: String? = nil
  ) {
    self.frame = frame
    self.overview = overview
    self.filter = filter
    self.rollout = rollout
    self.changes = changes
    self.events = events
  }

  /// Of all production hubs.
  var rows: [FleetRow] { overview.rows }
}

/// What the overview's form asks for. Every value has a default, so that any query makes a page.
struct OverviewFilter: Sendable, Equatable {
  /// Part of a name of a community or hub, in any case.
  var text: String
  var kind: HubKind?
  var state: ConditionGroup?
  var awake: Bool?
  var sort: OverviewSort
  var descending: Bool
  /// Which part of a long list, from 1.
  var page: Int

  init(
    text: String = "", kind: HubKind? = nil, state: ConditionGroup? = nil, awake: Bool? = nil,
    sort: OverviewSort = .community, descending: Bool = false, page: Int = 1
  ) {
    self.page = page
    self.text = text
    self.kind = kind
    self.state = state
    self.awake = awake
    self.sort = sort
    self.descending = descending
  }

  /// Reads the query of the page's address; a value that is none of the offered ones asks for nothing.
  init(query: (String) -> String?) {
    let awake: Bool? =
      switch query("awake") {
      case "yes": true
      case "no": false
      default: nil
      }
    self.init(
      text: query("q") ?? "", kind: query("kind").flatMap { HubKind(rawValue: $0) },
      state: query("state").flatMap { ConditionGroup(rawValue: $0) }, awake: awake,
      sort: query("sort").flatMap { OverviewSort(rawValue: $0) } ?? .community, descending: query("order") == "down",
      page: PagedList<FleetRow>.page(query("page")))
  }

  /// Whether it leaves anything out.
  var isNarrow: Bool { !text.isEmpty || kind != nil || state != nil || awake != nil }

  /// The query that asks for the same, or for another order or part of it; another order begins with its first part.
  func parameters(sort: OverviewSort? = nil, descending: Bool? = nil, page: Int? = nil) -> [(String, String?)] {
    let page = page ?? (sort == nil ? self.page : 1)
    let sort = sort ?? self.sort
    return [
      ("q", text), ("kind", kind?.rawValue), ("state", state?.rawValue),
      ("awake", awake.map { $0 ? "yes" : "no" }), ("sort", sort == .community ? nil : sort.rawValue),
      ("order", descending ?? self.descending ? "down" : nil), ("page", page > 1 ? String(page) : nil),
    ]
  }
}

/// The columns by which the overview sorts.
enum OverviewSort: String, Sendable, CaseIterable {
  case community, hub, state, kind, people, tested

  /// Whether the largest come first when a person chooses the column.
  var beginsDescending: Bool {
    switch self {
    case .people, .tested: true
    case .community, .hub, .state, .kind: false
    }
  }
}
