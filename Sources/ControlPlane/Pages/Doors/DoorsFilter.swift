import Access
import Basics
import Operations

/// What the form above the doors asks for. Every value has a default, so that any query makes a page.
struct DoorsFilter: Sendable, Equatable {
  /// Part of a hub’s name, its login or who may enter, in any case.
  var text: String
  /// Only hubs of this community; empty: of all.
  var community: String
  /// Only hubs of this cluster; empty: of all.
  var cluster: String
  /// Only doors that are just so wide.
  var audience: AudienceLevel?
  var matter: DoorMatter?
  /// From 1.
  var page: Int

  init(
    text: String = "", community: String = "", cluster: String = "", audience: AudienceLevel? = nil,
    matter: DoorMatter? = nil, page: Int = 1
  ) {
    self.text = text
    self.community = community
    self.cluster = cluster
    self.audience = audience
    self.matter = matter
    self.page = page
  }

  /// Reads the query of the page's address; a value that is none of the offered ones asks for nothing.
  init(query: (String) -> String?) {
    self.init(
      text: query("q") ?? "", community: query("community") ?? "", cluster: query("cluster") ?? "",
      audience: query("audience").flatMap { AudienceLevel(rawValue: $0) },
      matter: query("with").flatMap { DoorMatter(rawValue: $0) }, page: PagedList<DoorStanding>.page(query("page")))
  }

  /// Whether it leaves anything out.
  var isNarrow: Bool { !text.isEmpty || !community.isEmpty || !cluster.isEmpty || audience != nil || matter != nil }

  /// The query that asks for the same.
  func parameters(page: Int = 1) -> [(String, String?)] {
    [
      ("q", text), ("community", community), ("cluster", cluster), ("audience", audience?.rawValue),
      ("with", matter?.rawValue), ("page", page == 1 ? nil : String(page)),
    ]
  }

  func matches(_ one: DoorStanding) -> Bool {
    let door = one.door
    if !community.isEmpty, door.community != community { return false }
    if !cluster.isEmpty, door.cluster != cluster { return false }
    if let audience, door.audience != audience { return false }
    if let matter, !matter.holds(for: one) { return false }
    let text = text.lowercased()
    return text.isEmpty || [door.hub, door.login, door.whoEnters].contains { $0.lowercased().contains(text) }
  }
}

/// What somebody may look for among doors.
enum DoorMatter: String, Sendable, CaseIterable {
  case timed, closed, uncertain, wider, stranger

  var title: String {
    switch self {
    case .timed: "people in for a time"
    case .closed: "closed"
    case .uncertain: "uncertain"
    case .wider: "wider than a week ago"
    case .stranger: "a stranger got in"
    }
  }

  func holds(for one: DoorStanding) -> Bool {
    switch self {
    case .timed: !one.grants.isEmpty
    case .closed: one.closed != nil
    case .uncertain: !one.door.isCertain
    case .wider: one.narrowerBefore != nil
    case .stranger: one.knock?.refused == false
    }
  }
}
