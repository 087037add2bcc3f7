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
      FindingExplanation(
        "A961", .note, "features that nobody registered",
        explanation: """
          Hubs of the adopted layout use features that the folder does not declare. Atoll knows them from the register that \
          it brings, which says what their values are, and not who answers for them, how far they are and when the team \
          looks at them again.

          `atoll features --write features` writes the register as files. Keep those that you offer, give them owners and \
          a `review_by`, and delete the rest.
          """,
        wrong: "# no folder features/", right: "# features/gpu.yaml\nstage: general\nowners: [ines]\nreview_by: 2030-01-31"),
      FindingExplanation(
        "A962", .note, "exceptions of an adopted hub",
        explanation: """
          Some of the hub's own values are neither the agreed structure of its kind nor explained by one of its features. \
          Exceptions are what makes hubs costly to keep.

          `atoll exceptions HUB` lists them, with file and line. Register a feature that explains the paths, name them under \
          `standard` in the catalogue where all hubs of the kind may have them, or take them out.
          """,
        wrong: "# a hub's values\nhub: {readinessProbe: {enabled: false}}",
        right: "# features/patient-probe.yaml\nexplains: [hub.readinessProbe.enabled]"),
      FindingExplanation(
        "A963", .warning, "a feature in service that engineers advised against",
        explanation: """
          When the feature was asked for, the engineers said that it is not possible, or not sustainable to maintain. It is \
          in service all the same, so either the verdict is out of date or the team pays for it.

          Judge again and write the new `verdict`, or retire the feature.
          """,
        wrong: "stage: general\nverdict: {build: easy, maintain: not-sustainable}",
        right: "stage: general\nverdict: {build: easy, maintain: sustainable}"),
    ]
  ) { checked in
    var findings = checked.unregistered()
    let exceptions = FleetExceptions(checked.fleet) { checked.values[$0.id] ?? checked.fleet.effectiveValues(of: $0) }
    for hub in checked.hubs { findings += checked.tell(exceptions[hub.id], of: hub) + checked.outOfService(of: hub) }
    let used = Set(checked.hubs.flatMap(\.features))
    for feature in checked.features {
      if !used.contains(feature.id), feature.stage.isInService, checked.knowsAllHubs {
        findings.append(
          Finding(
            "A524", .note, at: checked.place(feature, "stage"), "no hub uses the feature '\(feature.id)'",
            next: "retire it, or name it where it is used"))
      }
      if feature.stage.isInService, let verdict = feature.verdict, verdict.isAgainst {
        findings.append(
          Finding(
            "A963", .warning, at: checked.place(feature, "verdict"),
            "'\(feature.id)' is in service, and the engineers said: \(verdict.words ?? "no")",
            next: "judge it again, or retire it"))
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
  /// Of a native hub each exception, of an adopted one their number.
  fileprivate func tell(_ exceptions: [ExceptionalValue], of hub: Hub) -> [Finding] {
    guard let adoption = hub.adoption else {
      return exceptions.map { value in
        Finding(
          "A521", .note, at: value.place, "\(value.path) is an exception: no feature of '\(hub.id)' explains it",
          next: value.wouldBeExplainedBy.map { "add '\($0)' to the hub's features, which explains it" }
            ?? "register a feature that explains it, or take it out")
      }
    }
    if exceptions.isEmpty { return [] }
    let count = exceptions.count == 1 ? "one value" : "\(exceptions.count) values"
    return [
      Finding(
        "A962", .note, at: adoption.place, "'\(hub.id)' has \(count) that no feature explains",
        next: "`atoll exceptions \(hub.id)` lists \(exceptions.count == 1 ? "it" : "them")")
    ]
  }

  /// One note for all built-in features that hubs use.
  fileprivate func unregistered() -> [Finding] {
    let names = features.filter(\.isBuiltIn).map(\.id.rawValue)
    guard !names.isEmpty else { return [] }
    let shown = names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : "")
    let count = names.count == 1 ? "one feature" : "\(names.count) features"
    return [
      Finding(
        "A961", .note, at: SourcePlace(file: "features"),
        "hubs use \(count) that the folder does not declare: \(shown)",
        next: "write the register to start from: `atoll features --write features`")
    ]
  }

  fileprivate func outOfService(of hub: Hub) -> [Finding] {
    hub.features.enumerated().compactMap { index, name in
      guard let feature = fleet.features[name], !feature.stage.isInService else { return nil }
      return Finding(
        "A522", .warning, at: placeOfFeature(hub, index),
        "the feature '\(name)' is not in service: its stage is \(feature.stage.rawValue)",
        next: "take it out, or bring it into service",
        related: [Finding.Related(place: place(feature, "stage"), note: "its stage")])
    }
  }
}

extension CheckedFleet {
  /// Where a hub's feature is said: in its list, or by the value that shows it.
  func placeOfFeature(_ hub: Hub, _ index: Int) -> SourcePlace {
    hub.adoption?.shown[hub.features[index]] ?? place(hub, "features[\(index)]")
  }
}
