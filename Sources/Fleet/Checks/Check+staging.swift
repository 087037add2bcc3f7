import Basics

extension Check {
  /// Changes can go to a staging hub first, which then says something about production.
  static let staging = Check(
    "every production hub has a staging hub that is one",
    [
      FindingExplanation(
        "A321", .error, "a staging hub that is itself production",
        explanation: """
          The hub that `staging` names has a staging hub of its own, so it is a production hub: people work on it, and \
          it is not the place to try changes out. A chain of staging hubs is not built.
          """,
        wrong: "# hubs/reef.yaml\nstaging: kelp\n# hubs/kelp.yaml\nstaging: kelp-staging",
        right: "# hubs/reef.yaml\nstaging: reef-staging\n# hubs/kelp.yaml\nstaging: kelp-staging"),
      FindingExplanation(
        "A322", .error, "staging hubs in a circle",
        explanation: """
          A change goes to a hub's staging hub first. These hubs name each other, or one names itself, so that no hub \
          is the first.
          """,
        wrong: "# hubs/reef.yaml\nstaging: reef", right: "# hubs/reef.yaml\nstaging: reef-staging"),
      FindingExplanation(
        "A324", .warning, "a staging hub of another community",
        explanation: """
          What is tried out on a hub concerns its community. The staging hub of this hub belongs to another community, \
          whose people see changes that were never meant for them.
          """,
        wrong: "community: reef\nstaging: kelp-staging   # of the community kelp",
        right: "community: reef\nstaging: reef-staging"),
      FindingExplanation(
        "A325", .warning, "a staging hub on another cluster",
        explanation: """
          A change that works on one cluster may fail on another: nodes, storage and networks differ. A staging hub on \
          the cluster of its production hub finds that out.
          """,
        wrong: "cluster: harbour\nstaging: reef-staging   # on the cluster lagoon",
        right: "cluster: harbour\nstaging: reef-staging   # on the cluster harbour"),
      FindingExplanation(
        "A326", .warning, "a production hub without a staging hub",
        explanation: """
          Changes reach the people of this hub without having been tried anywhere. Declare a second hub with the same \
          environment and profiles, and name it as `staging`.
          """,
        wrong: "community: reef\nkind: research", right: "community: reef\nkind: research\nstaging: reef-staging"),
      FindingExplanation(
        "A327", .warning, "a hub that is awake while its staging hub is asleep",
        explanation: """
          Changes go to the staging hub first and are tested there. It is asleep, so they reach production untested.
          """,
        wrong: "# hubs/reef.yaml\nstaging: reef-staging\nawake: true\n# hubs/reef-staging.yaml\nawake: false",
        right: "# hubs/reef.yaml\nstaging: reef-staging\nawake: true\n# hubs/reef-staging.yaml\nawake: true"),
    ]
  ) { checked in
    var findings: [Finding] = []
    let circles = checked.circles()
    let inCircle = Set(circles.joined().map(\.id))
    for circle in circles { findings.append(checked.finding(circle)) }
    for hub in checked.hubs where !inCircle.contains(hub.id) {
      findings += checked.stagingFindings(of: hub)
    }
    return findings
  }
}

extension CheckedFleet {
  fileprivate func stagingFindings(of hub: Hub) -> [Finding] {
    guard let name = hub.staging else {
      if stagingHubs.contains(hub.id) || !knowsAllHubs || isWritten("staging", in: hub.file) { return [] }
      if hub.adoption != nil, Inference.isStagingName(hub.id.shortName) { return [] }
      return [
        Finding(
          "A326", .warning, at: place(hub, ""), "'\(hub.id)' has no staging hub: changes reach its people untried",
          next: "declare a hub to try changes out, and name it: staging: \(hub.id)-staging")
      ]
    }
    guard let staging = fleet.hubs[name] else { return [] }
    let here = place(hub, "staging")
    var findings: [Finding] = []
    if let further = staging.staging {
      findings.append(
        Finding(
          "A321", .error, at: here, "'\(name)' is a production hub: it has the staging hub '\(further)' itself",
          next: "name a hub that has no staging hub",
          related: [Finding.Related(place: place(staging, "staging"), note: "'\(name)' names its staging hub")]))
    }
    let isInferred = hub.adoption.map { $0.inferred.contains(.staging) || $0.inferred.contains(.community) } ?? false
    if staging.community != hub.community, !isInferred {
      findings.append(
        Finding(
          "A324", .warning, at: here,
          "'\(name)' belongs to the community '\(staging.community)', and '\(hub.id)' to '\(hub.community)'",
          next: "name a staging hub of the same community",
          related: [Finding.Related(place: place(staging, "community"), note: "the community of '\(name)'")]))
    }
    if staging.cluster != hub.cluster {
      findings.append(
        Finding(
          "A325", .warning, at: here,
          "'\(name)' is on the cluster '\(staging.cluster)', and '\(hub.id)' on '\(hub.cluster)'",
          next: "name a staging hub on the same cluster",
          related: [Finding.Related(place: place(staging, "cluster"), note: "the cluster of '\(name)'")]))
    }
    if hub.awake, !staging.awake {
      findings.append(
        Finding(
          "A327", .warning, at: here, "'\(hub.id)' is awake and its staging hub is asleep: changes reach it untested",
          next: "wake '\(name)' too"))
    }
    return findings
  }

  /// The circles of hubs that name each other, each from its first hub by name on.
  fileprivate func circles() -> [[Hub]] {
    var circles: [[Hub]] = []
    var seen: Set<HubID> = []
    for hub in hubs {
      var way: [Hub] = []
      var next: Hub? = hub
      while let current = next, seen.insert(current.id).inserted {
        way.append(current)
        next = current.staging.flatMap { fleet.hubs[$0] }
      }
      guard let end = next, let start = way.firstIndex(where: { $0.id == end.id }) else { continue }
      let circle = Array(way[start...])
      guard let first = circle.indices.min(by: { circle[$0].id < circle[$1].id }) else { continue }
      circles.append(Array(circle[first...] + circle[..<first]))
    }
    return circles
  }

  fileprivate func finding(_ circle: [Hub]) -> Finding {
    let way = (circle + circle.prefix(1)).map { "'\($0.id)'" }.joined(separator: " → ")
    let what =
      circle.count == 1
      ? "\(circle.first.map { "'\($0.id)'" } ?? "") is its own staging hub" : "staging goes in a circle: \(way)"
    return Finding(
      "A322", .error, at: circle.first.map { place($0, "staging") }, what,
      next: "take `staging` away from the hub where changes are tried out",
      related: circle.dropFirst().map {
        Finding.Related(place: place($0, "staging"), note: "'\($0.id)' names the next")
      })
  }
}
