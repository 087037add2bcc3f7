import Basics

extension Check {
  /// That changes go to one hub first is said, and not left to names.
  static let stagingNames = Check(
    "which hub is whose staging hub is declared",
    [
      FindingExplanation(
        "A931", .note, "staging by name only",
        explanation: """
          Nothing declares to which hub changes go first: Atoll took it from the names of hubs, or found a hub whose name says \
          staging and for which no other hub stages its changes. Names are guesses, and a hub that is renamed changes the \
          order in which changes reach people.

          In an adopted layout `fleet.yaml` can say it, under `hubs`; in the native one each hub does, with `staging`.
          """,
        wrong: "# config/clusters/reef/cluster.yaml, and nothing else\nhubs: [{name: staging}, {name: prod}]",
        right: "# fleet.yaml\nhubs:\n  reef/prod: {staging: staging}")
    ]
  ) { checked in
    guard checked.knowsAllHubs else { return [] }
    let byCluster = Dictionary(grouping: checked.hubs, by: \.cluster)
    return byCluster.sorted { $0.key < $1.key }.compactMap { checked.namesOnly($1, on: $0) }
  }
}

extension CheckedFleet {
  /// One note for a cluster.
  fileprivate func namesOnly(_ hubs: [Hub], on cluster: ClusterID) -> Finding? {
    let inferred = hubs.filter { $0.adoption?.inferred.contains(.staging) == true && $0.staging != nil }
    // A native hub that nobody uses so is a production hub without a staging hub, which is told (A326).
    let idle = hubs.filter { hub in
      hub.adoption != nil && Inference.isStagingName(hub.id.shortName) && !stagingHubs.contains(hub.id) && hub.staging == nil
    }
    guard let first = inferred.first ?? idle.first else { return nil }
    var parts: [String] = []
    if let only = inferred.first, inferred.count == 1, let staging = only.staging {
      parts.append("that '\(staging)' is the staging hub of '\(only.id)' is known by its name only")
    } else if !inferred.isEmpty {
      parts.append("the staging hubs of \(inferred.count) hubs of '\(cluster)' are known by their names only")
    }
    if !idle.isEmpty {
      let names = idle.map { "'\($0.id)'" }.joined(separator: ", ")
      parts.append("no hub stages its changes on \(names), whose \(idle.count == 1 ? "name says" : "names say") staging")
    }
    return Finding(
      "A931", .note, at: place(first, ""), parts.joined(separator: "; "),
      next: declaration(inferred, of: hubs, on: cluster)
        ?? "name it as 'staging' of the hub whose changes it tries out, or rename it")
  }

  /// What would say in `fleet.yaml` what was inferred.
  private func declaration(_ inferred: [Hub], of hubs: [Hub], on cluster: ClusterID) -> String? {
    guard let first = inferred.first, let staging = first.staging else { return nil }
    let others = hubs.filter { $0.id != staging }
    let isOne = inferred.count > 1 && others.allSatisfy { $0.staging == staging }
    let pattern = isOne ? "\(cluster)/*" : first.id.rawValue
    let more = isOne || inferred.count == 1 ? "" : ", and so on"
    return "say it in fleet.yaml: hubs: {\"\(pattern)\": {staging: \(staging.shortName)}}\(more)"
  }
}
