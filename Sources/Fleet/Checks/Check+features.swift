import Basics

extension Check {
  /// What goes beyond the standard hub is known and owned.
  static let features = Check(
    "everything beyond the standard hub is a feature in service",
    [
      FindingExplanation(
        "A521", .note, "an exception",
        explanation: """
          A raw value that no feature of the hub explains is an exception: something that one hub has and nobody \
          registered. Exceptions are what makes hubs costly to keep. Name a feature that explains the path, or \
          register one under `features/` with its owners and a review date.
          """,
        wrong: "values: {singleuser: {startTimeout: 600}}",
        right: "features: [slow-start]   # explains singleuser.startTimeout\nvalues: {singleuser: {startTimeout: 600}}"),
      FindingExplanation(
        "A522", .warning, "a feature that is not in service",
        explanation: """
          The hub uses a feature whose stage says that it is not ready to be used, or no longer: in service are \
          `experimental`, `beta` and `general`.
          """,
        wrong: "stage: retired", right: "stage: general"),
      FindingExplanation(
        "A523", .warning, "a review that is due",
        explanation: """
          The day on which the team wanted to look at this feature again has passed. Look at it, and set the next \
          `review_by`, another stage, or both.
          """,
        wrong: "review_by: 2020-01-31", right: "review_by: 2030-01-31"),
      FindingExplanation(
        "A524", .note, "a feature that no hub uses",
        explanation: "The feature is in service and no hub names it. Retire it, or name it where it is used.",
        wrong: "# features/gpu.yaml\nstage: general", right: "# features/gpu.yaml\nstage: retired"),
    ]
  ) { checked in
    var findings: [Finding] = []
    for hub in checked.hubs { findings += checked.exceptions(of: hub) + checked.outOfService(of: hub) }
    let used = Set(checked.hubs.flatMap(\.features))
    for feature in checked.features {
      if !used.contains(feature.id), feature.stage.isInService, checked.knowsAllHubs {
        findings.append(
          Finding(
            "A524", .note, at: checked.place(feature, "stage"), "no hub uses the feature '\(feature.id)'",
            next: "retire it, or name it where it is used"))
      }
      if let day = feature.reviewBy, feature.stage != .retired, let end = Timestamp(iso8601: day),
        end.advanced(by: 86400) <= checked.now
      {
        findings.append(
          Finding(
            "A523", .warning, at: checked.place(feature, "review_by"),
            "the review of '\(feature.id)' was due on \(day)",
            next: "review it, and set the next date"))
      }
    }
    return findings
  }
}

extension Feature.Stage {
  /// Whether hubs may use it.
  public var isInService: Bool {
    switch self {
    case .experimental, .beta, .general: true
    case .idea, .candidate, .scoped, .building, .retired: false
    }
  }
}

extension CheckedFleet {
  fileprivate func exceptions(of hub: Hub) -> [Finding] {
    fleet.exceptions(of: hub).map { path in
      let feature = features.first { feature in feature.explains.contains { path == $0 || path.hasPrefix("\($0).") } }
      return Finding(
        "A521", .note, at: place(hub, "values.\(path)"),
        "\(path) is an exception: no feature of '\(hub.id)' explains it",
        next: feature.map { "add '\($0.id)' to the hub's features, which explains it" }
          ?? "register a feature that explains it, or take it out")
    }
  }

  fileprivate func outOfService(of hub: Hub) -> [Finding] {
    hub.features.enumerated().compactMap { index, name in
      guard let feature = fleet.features[name], !feature.stage.isInService else { return nil }
      return Finding(
        "A522", .warning, at: place(hub, "features[\(index)]"),
        "the feature '\(name)' is not in service: its stage is \(feature.stage.rawValue)",
        next: "take it out, or bring it into service",
        related: [Finding.Related(place: place(feature, "stage"), note: "its stage")])
    }
  }
}
