import Basics

extension Check {
  /// Everyone and everything in the folder is there for something.
  static let people = Check(
    "everyone and everything in the folder is there for something",
    [
      FindingExplanation(
        "A701", .warning, "a person without a role",
        explanation: """
          Roles say what someone of the team does and may do. Without one, nobody knows why the person is listed.
          """,
        wrong: "people:\n  ada: {name: Ada, roles: []}", right: "people:\n  ada: {name: Ada, roles: [engineer]}"),
      FindingExplanation(
        "A702", .warning, "someone on duty who cannot be told",
        explanation: """
          Mail is configured, and this person is on duty and has no address: nobody hears of a failure.
          """,
        wrong: "people:\n  ada: {name: Ada, roles: [engineer]}\non_duty: [ada]",
        right: "people:\n  ada: {name: Ada, mail: ada@alpha.example, roles: [engineer]}\non_duty: [ada]"),
      FindingExplanation(
        "A703", .note, "a representative without an address",
        explanation: "The person may ask for changes in the community's name, and cannot be told what became of them.",
        wrong: "representatives:\n  bo: {name: Bo}", right: "representatives:\n  bo: {name: Bo, mail: bo@reef.example}"),
      FindingExplanation(
        "A704", .note, "a community without a hub",
        explanation: "No hub names this community. Take the file away, or declare its hub.",
        wrong: "# communities/reef.yaml, and no hub with `community: reef`", right: "# hubs/reef.yaml\ncommunity: reef"),
      FindingExplanation(
        "A705", .note, "a cluster without a hub",
        explanation: "No hub names this cluster. Take the file away, or declare what runs on it.",
        wrong: "# clusters/lagoon.yaml, and no hub with `cluster: lagoon`", right: "# hubs/reef.yaml\ncluster: lagoon"),
    ]
  ) { checked in checked.team() + checked.idleFiles() }
}

extension CheckedFleet {
  fileprivate func team() -> [Finding] {
    let organisation = fleet.organisation
    var findings: [Finding] = []
    for (id, person) in organisation.people.sorted(by: { $0.key < $1.key }) where person.roles.isEmpty {
      if isWritten("people.\(id).roles[0]", in: "fleet.yaml") { continue }
      findings.append(
        Finding(
          "A701", .warning, at: place(organisation: "people.\(id)"), "'\(id)' has no role",
          next: "give them at least one: \(Role.allCases.map(\.rawValue).joined(separator: ", "))"))
    }
    if organisation.notify.mail != nil {
      for (index, id) in organisation.onDuty.enumerated() {
        guard let person = organisation.people[id], person.mail == nil else { continue }
        findings.append(
          Finding(
            "A702", .warning, at: place(organisation: "on_duty[\(index)]"),
            "'\(id)' is on duty and has no mail address", next: "add `mail` to people.\(id)"))
      }
    }
    return findings
  }

  fileprivate func idleFiles() -> [Finding] {
    var findings: [Finding] = []
    let served = Set(hubs.map(\.community))
    for community in communities {
      if !served.contains(community.id), knowsAllHubs {
        findings.append(
          Finding(
            "A704", .note, at: place(community, ""), "the community '\(community.id)' has no hub",
            next: "declare one under hubs/, or take the file away"))
      }
      for (id, person) in community.representatives.sorted(by: { $0.key < $1.key }) where person.mail == nil {
        findings.append(
          Finding(
            "A703", .note, at: place(community, "representatives.\(id)"),
            "'\(id)' cannot be told: there is no mail address",
            next: "add `mail`"))
      }
    }
    let inUse = Set(hubs.map(\.cluster))
    for cluster in clusters where !inUse.contains(cluster.id) && knowsAllHubs {
      findings.append(
        Finding(
          "A705", .note, at: place(cluster, ""), "nothing runs on the cluster '\(cluster.id)'",
          next: "declare a hub on it, or take the file away"))
    }
    return findings
  }
}
