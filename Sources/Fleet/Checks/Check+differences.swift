import Basics

extension Check {
  /// What passes on staging says something about production, because the two are alike where they do not say otherwise.
  static let differences = Check(
    "a production hub is like its staging hub, except where it says so",
    [
      FindingExplanation(
        "A328", .warning, "a production hub that differs from its staging hub",
        explanation: """
          A change that passed on the staging hub is trusted on production because the two are alike. Here they are \
          not, and nothing says that this is meant. Make them alike, or declare the path under `differs_from_staging`; \
          a path stands for all that is under it. Compared are environment, access, profiles, limits, idle, \
          materials, features, versions and values; passwords and clients differ by nature and need no word.
          """,
        wrong:
          "# hubs/reef.yaml\nstaging: reef-staging\nlimits: {memory: 4G}\n# hubs/reef-staging.yaml\nlimits: {memory: 1G}",
        right:
          "# hubs/reef.yaml\nstaging: reef-staging\ndiffers_from_staging: [limits.memory]\nlimits: {memory: 4G}"),
      FindingExplanation(
        "A329", .note, "a difference that is declared and does not exist",
        explanation: """
          `differs_from_staging` names a path at which the hub is like its staging hub, or which is not compared. A \
          stale entry would hide a difference that comes later.
          """,
        wrong: "differs_from_staging: [limits.memory]   # both say 1G", right: "differs_from_staging: []"),
    ]
  ) { checked in
    checked.hubs.flatMap { hub -> [Finding] in
      guard let name = hub.staging, name != hub.id, let staging = checked.fleet.hubs[name] else {
        return hub.staging == nil ? checked.idleDeclarations(of: hub) : []
      }
      // Values over charts differ in many ways that are meant: `atoll diff` shows them.
      if hub.adoption != nil { return [] }
      let differences = StagingDifference.all(of: hub, from: staging, texts: checked.fleet.texts)
      return checked.undeclared(differences, of: hub, staging) + checked.stale(differences, of: hub)
    }
  }
}

extension CheckedFleet {
  fileprivate func undeclared(_ differences: [StagingDifference], of hub: Hub, _ staging: Hub) -> [Finding] {
    differences.filter { difference in
      !difference.isNatural && !hub.differsFromStaging.contains { difference.isCovered(by: $0) }
    }.map { difference in
      let path = difference.path
      let what =
        difference.isOnlyInStaging
        ? "\(path) is only in the staging hub '\(staging.id)', and '\(hub.id)' does not say that this is meant"
        : "\(path) differs from the staging hub '\(staging.id)', and '\(hub.id)' does not say that this is meant"
      return Finding(
        "A328", .warning, at: difference.isOnlyInStaging ? place(hub, "staging") : place(hub, path), what,
        next: "make them alike, or add '\(path)' to differs_from_staging",
        related: [
          Finding.Related(
            place: place(staging, difference.isOnlyInStaging ? path : StagingDifference.parent(of: path, in: staging)),
            note: "the staging hub")
        ])
    }
  }

  fileprivate func stale(_ differences: [StagingDifference], of hub: Hub) -> [Finding] {
    hub.differsFromStaging.enumerated().compactMap { index, declared in
      if differences.contains(where: { $0.isCovered(by: declared) }) { return nil }
      let key = String(declared.prefix { $0 != "." && $0 != "[" })
      let here = place(hub, "differs_from_staging[\(index)]")
      if StagingDifference.comparedKeys.contains(key) {
        return Finding(
          "A329", .note, at: here, "'\(hub.id)' does not differ from its staging hub in \(declared)",
          next: "take it out of differs_from_staging")
      }
      let nearest = Suggestion.nearest(to: key, among: StagingDifference.comparedKeys)
      return Finding(
        "A329", .warning, at: here, "'\(declared)' is nothing in which hubs are compared",
        next: nearest.map { "did you mean '\($0)\(declared.dropFirst(key.count))'?" } ?? "take it out")
    }
  }

  /// Declared differences of a hub that has no staging hub.
  fileprivate func idleDeclarations(of hub: Hub) -> [Finding] {
    if hub.differsFromStaging.isEmpty { return [] }
    return [
      Finding(
        "A329", .note, at: place(hub, "differs_from_staging"),
        "'\(hub.id)' has no staging hub that it could differ from", next: "take differs_from_staging out")
    ]
  }
}

extension StagingDifference {
  /// The path under which the staging hub's file may have the value: profiles stand elsewhere there.
  fileprivate static func parent(of path: String, in staging: Hub) -> String {
    path.hasPrefix("profiles[") ? "profiles" : path
  }
}
