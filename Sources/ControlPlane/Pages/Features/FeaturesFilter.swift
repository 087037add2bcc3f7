import Fleet
import Operations

/// What the form above the features asks for. Every value has a default, so that any query makes a page.
struct FeaturesFilter: Sendable, Equatable {
  /// Part of a name, a description, an owner or a path that a feature explains, in any case.
  var text: String
  var stage: Feature.Stage?
  var need: FeatureNeed?
  /// Only what hubs of this cluster have; empty: of all.
  var cluster: String
  var sort: FeatureSort
  var descending: Bool

  init(
    text: String = "", stage: Feature.Stage? = nil, need: FeatureNeed? = nil, cluster: String = "",
    sort: FeatureSort = .urgency, descending: Bool = false
  ) {
    self.text = text
    self.stage = stage
    self.need = need
    self.cluster = cluster
    self.sort = sort
    self.descending = descending
  }

  /// Reads the query of the page's address; a value that is none of the offered ones asks for nothing.
  init(query: (String) -> String?) {
    self.init(
      text: query("q") ?? "", stage: query("stage").flatMap { Feature.Stage(rawValue: $0) },
      need: query("needs").flatMap { FeatureNeed(rawValue: $0) }, cluster: query("cluster") ?? "",
      sort: query("sort").flatMap { FeatureSort(rawValue: $0) } ?? .urgency, descending: query("order") == "down")
  }

  /// Whether it leaves anything out.
  var isNarrow: Bool { !text.isEmpty || stage != nil || need != nil || !cluster.isEmpty }

  /// The query that asks for the same.
  func parameters(sort: FeatureSort? = nil, descending: Bool? = nil, cluster: String? = nil) -> [(String, String?)] {
    let sort = sort ?? self.sort
    return [
      ("q", text), ("stage", stage?.rawValue), ("needs", need?.rawValue), ("cluster", cluster ?? self.cluster),
      ("sort", sort == .urgency ? nil : sort.rawValue), ("order", descending ?? self.descending ? "down" : nil),
    ]
  }

  /// The features that it asks for, in the order that it asks for.
  func shown(of features: [FeatureAnswer]) -> [FeatureAnswer] {
    let text = text.lowercased()
    let found = features.enumerated().filter { _, feature in
      if let stage, feature.stage != stage { return false }
      if let need, !need.holds(for: feature) { return false }
      if !cluster.isEmpty, feature.clusters[cluster] == nil { return false }
      guard !text.isEmpty else { return true }
      return ([feature.feature, feature.name, feature.description ?? ""] + feature.owners + feature.explains)
        .contains { $0.lowercased().contains(text) }
    }
    guard sort != .urgency else { return found.map(\.element) }
    return found.sorted { one, other in
      let order = sort.compare(one.element, other.element)
      if order == 0 { return one.offset < other.offset }
      return descending ? order > 0 : order < 0
    }.map(\.element)
  }
}

/// What a feature can be lacking.
enum FeatureNeed: String, Sendable, CaseIterable {
  case review, people, owners

  var title: String {
    switch self {
    case .review: "a review (overdue)"
    case .people: "a second person"
    case .owners: "owners"
    }
  }

  func holds(for feature: FeatureAnswer) -> Bool {
    switch self {
    case .review: feature.isOverdue
    case .people: feature.isFragile
    case .owners: feature.owners.isEmpty && feature.stage != .retired
    }
  }
}

/// The columns by which features are sorted.
enum FeatureSort: String, Sendable, CaseIterable {
  /// Overdue reviews first, then what most production hubs have.
  case urgency
  case name, hubs, stage, people, review

  /// Whether the largest come first when a person chooses the column.
  var beginsDescending: Bool {
    switch self {
    case .hubs: true
    case .urgency, .name, .stage, .people, .review: false
    }
  }

  /// Below 0: the one comes first. What is not known comes after what is.
  func compare(_ one: FeatureAnswer, _ other: FeatureAnswer) -> Int {
    func order<Value: Comparable>(_ first: Value, _ second: Value) -> Int { first < second ? -1 : first > second ? 1 : 0 }
    switch self {
    case .urgency: return 0
    case .name: return order(one.name.lowercased(), other.name.lowercased())
    case .hubs: return order(one.productionHubs, other.productionHubs)
    case .stage:
      let stages = Feature.Stage.allCases
      return order(stages.firstIndex(of: one.stage) ?? 0, stages.firstIndex(of: other.stage) ?? 0)
    case .people: return order(one.busFactor ?? .max, other.busFactor ?? .max)
    case .review: return order(one.reviewBy ?? "9999", other.reviewBy ?? "9999")
    }
  }
}
