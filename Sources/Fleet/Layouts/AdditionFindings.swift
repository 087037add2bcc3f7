import Basics

/// What is wrong with what `fleet.yaml` adds to hubs of an adopted layout, and what it should add.
struct AdditionFindings {
  private let additions: [HubAddition]
  private let hubs: [HubID: Hub]
  private let places: [String: SourcePlace]

  init(_ additions: [HubAddition], hubs: [HubID: Hub], places: [String: SourcePlace]) {
    self.additions = additions
    self.hubs = hubs
    self.places = places
  }

  var all: [Finding] { unknownHubs + undeclaredCommunities }

  private var unknownHubs: [Finding] {
    let known = Set(hubs.keys.map(\.rawValue)).union(hubs.values.map { "\($0.cluster)/*" })
    return additions.compactMap { addition in
      guard !known.contains(addition.pattern) else { return nil }
      let near = Suggestion.nearest(to: addition.pattern, among: known)
      return Finding(
        .unknownAdoptedHub, .error, at: places[addition.path] ?? SourcePlace(file: "fleet.yaml"),
        "no hub is called '\(addition.pattern.shown)'",
        next: near.map { "did you mean '\($0)'?" } ?? "take the entry out, or write 'cluster/hub' as `atoll hubs` lists it")
    }
  }

  /// One note for all hubs whose community nobody declared.
  private var undeclaredCommunities: [Finding] {
    let open = hubs.values.filter { $0.adoption?.inferred.contains(.community) == true }.sorted { $0.id < $1.id }
    guard let first = open.first else { return [] }
    let count = open.count == hubs.count ? "no hub" : "\(open.count) of \(hubs.count) hubs"
    let what = open.count == hubs.count ? "says whose it is" : "do not say whose they are"
    return [
      Finding(
        .inferredCommunity, .note, at: first.adoption?.place, "\(count) \(what): communities are inferred from clusters and names",
        next: "say it in fleet.yaml, such as: hubs: {\"\(first.id)\": {community: \(first.community)}}")
    ]
  }
}
