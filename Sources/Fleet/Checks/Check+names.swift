import Basics

extension Check {
  /// Whatever names a community, a cluster, a hub, a feature or a person names one that is declared.
  static let names = Check(
    "every name that is used is declared",
    [
      FindingExplanation(
        "A301", .error, "a community that does not exist",
        explanation: """
          A hub belongs to the community that it names, and communities are the files of the folder `communities/`. \
          This name is not among them, so nobody could be asked about the hub and nobody would be told.

          Write the name of a community's file without `.yaml`, or declare the community.
          """,
        wrong: "community: openreeef", right: "community: openreef"),
      FindingExplanation(
        "A302", .error, "a cluster that does not exist",
        explanation: """
          A hub runs on the cluster that it names, and clusters are the files of the folder `clusters/`. This name is \
          not among them.

          Write the name of a cluster's file without `.yaml`, or declare the cluster.
          """,
        wrong: "cluster: harbor", right: "cluster: harbour"),
      FindingExplanation(
        "A303", .error, "a staging hub that does not exist",
        explanation: """
          Changes go first to the hub that `staging` names, and hubs are the files of the folder `hubs/`. This name is \
          not among them, so changes would reach people untested.

          Write the name of a hub's file without `.yaml`, or declare the staging hub.
          """,
        wrong: "staging: openreef-stagin", right: "staging: openreef-staging"),
      FindingExplanation(
        "A304", .error, "a feature that does not exist",
        explanation: """
          A hub's `features` name files of the folder `features/`. This name is not among them.

          Write the name of a feature's file without `.yaml`, or declare the feature.
          """,
        wrong: "features: [nbgitpuler]", right: "features: [nbgitpuller]"),
      FindingExplanation(
        "A305", .error, "a person who does not exist",
        explanation: """
          Those on duty and the owners of features are people of `fleet.yaml`. This name is not among them, so nobody \
          would hear of it.

          Write the key of someone under `people`, or add them there.
          """,
        wrong: "on_duty: [aad]", right: "on_duty: [ada]"),
    ]
  ) { checked in
    var findings: [Finding] = []
    for hub in checked.hubs {
      findings += checked.danglingNames(of: hub)
    }
    for (index, person) in checked.fleet.organisation.onDuty.enumerated() {
      findings += checked.unknownPerson(person, at: checked.place(organisation: "on_duty[\(index)]"), "is on duty")
    }
    for feature in checked.features {
      for (index, person) in feature.owners.enumerated() {
        let place = checked.place(feature, "owners[\(index)]")
        findings += checked.unknownPerson(person, at: place, "owns the feature '\(feature.id)'")
      }
      if let person = feature.verdict?.by {
        findings += checked.unknownPerson(
          person, at: checked.place(feature, "verdict.by"), "gave the verdict on '\(feature.id)'")
      }
    }
    return findings
  }
}

extension CheckedFleet {
  fileprivate func danglingNames(of hub: Hub) -> [Finding] {
    var findings: [Finding] = []
    if fleet.communities[hub.community] == nil, hub.adoption?.inferred.contains(.community) != true {
      findings += dangling(
        "A301", "community", hub.community, among: fleet.communities.keys, folder: "communities",
        at: place(hub, "community"))
    }
    if fleet.clusters[hub.cluster] == nil {
      findings += dangling(
        "A302", "cluster", hub.cluster, among: fleet.clusters.keys, folder: "clusters", at: place(hub, "cluster"))
    }
    if let staging = hub.staging, fleet.hubs[staging] == nil {
      let others = fleet.hubs.keys.filter { $0 != hub.id }
      findings += dangling("A303", "hub", staging, among: others, folder: "hubs", at: place(hub, "staging"))
    }
    for (index, feature) in hub.features.enumerated() where fleet.features[feature] == nil {
      findings += dangling(
        "A304", "feature", feature, among: fleet.features.keys, folder: "features",
        at: place(hub, "features[\(index)]"))
    }
    return findings
  }

  private func dangling<Name: Identifier>(
    _ code: FindingCode, _ noun: String, _ name: Name, among names: some Sequence<Name>, folder: String,
    at place: SourcePlace
  ) -> [Finding] {
    if isUndecoded(folder, name.rawValue) { return [] }
    let nearest = Suggestion.nearest(to: name.rawValue, among: names.map(\.rawValue))
    let declare = "declare it in \(folder)/\(name).yaml, or name one that is declared"
    return [
      Finding(
        code, .error, at: place, "there is no \(noun) '\(name)'",
        next: nearest.map { "did you mean '\($0)'?" } ?? declare)
    ]
  }

  fileprivate func unknownPerson(_ person: PersonID, at place: SourcePlace, _ why: String) -> [Finding] {
    let people = fleet.organisation.people
    if people[person] != nil { return [] }
    let nearest = Suggestion.nearest(to: person.rawValue, among: people.keys.map(\.rawValue))
    return [
      Finding(
        "A305", .error, at: place, "'\(person)' \(why) and is not among the people of fleet.yaml",
        next: nearest.map { "did you mean '\($0)'?" } ?? "add '\(person)' under people in fleet.yaml")
    ]
  }
}
