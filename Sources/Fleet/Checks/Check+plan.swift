import Basics

extension Check {
  /// What is said of the team and of the phases fits together.
  static let plan = Check(
    "the growth plan names what is declared",
    [
      FindingExplanation(
        "A801", .error, "a plan with someone who does not exist",
        explanation: """
          Those who have duty are people of `fleet.yaml`, and the community of a lead is a file of the folder \
          `communities/`. This name is not among them, so its hours, or its hubs, would not be counted.

          Write the name that is declared. A community that is not served yet has no `community` in the pipeline: its \
          key and its `name` say who it is.
          """,
        wrong: "team: {rota: {people: [wern]}}", right: "team: {rota: {people: [wren]}}"),
      FindingExplanation(
        "A802", .warning, "a skill in something that does not exist",
        explanation: """
          Skills are names of files of the folder `features/`, or types of hub. This is neither, so nobody is counted as \
          able to maintain what was meant.

          Write the name of a feature's file without `.yaml`, or `jupyterhub` or `binderhub`.
          """,
        wrong: "skills: [daks]", right: "skills: [dask]"),
      FindingExplanation(
        "A804", .error, "two things of one name in the phases",
        explanation: """
          What was recorded of a phase is found again by its name, and what was answered by the short name of the \
          question within its phase, whatever its area. With one name for two, an answer to one would count for the other.

          Give each its own name.
          """,
        wrong: "phases: [{name: Alpha, slots: {basic: 2}}, {name: Alpha, slots: {basic: 4}}]",
        right: "phases: [{name: Alpha, slots: {basic: 2}}, {name: Beta, slots: {basic: 4}}]"),
      FindingExplanation(
        "A809", .warning, "a team without engineers",
        explanation: """
          Slots stand on the hours that people with the role `engineer` or `operations-engineer` have for operations. \
          There are none, so the team can take on nothing.

          Give the role to those who have it, or take `team` out until there is a team.
          """,
        wrong: "people: {ada: {name: Ada, roles: [steward]}}\nteam: {focus: 0.75}",
        right: "people: {ada: {name: Ada, roles: [engineer, steward]}}\nteam: {focus: 0.75}"),
      FindingExplanation(
        "A813", .warning, "a phase without gates",
        explanation: """
          A phase after the first opens once all that its gates ask for has held for the time `hold_for`. This one asks \
          for nothing, so it would open by itself when the phase before it has been open for so long, whatever happens.

          Say what must be true first: a condition that is measured, or a question that a person answers. A phase that \
          was opened already says so with `opened`.
          """,
        wrong: "phases: [{name: Alpha, slots: {basic: 2}}, {name: Beta, slots: {basic: 4}}]",
        right: """
          phases:
          - {name: Alpha, slots: {basic: 2}}
          - name: Beta
            slots: {basic: 4}
            gates: {operations: {conditions: [{measure: turnaround, at_most: 5}]}}
          """),
    ]
  ) { checked in
    checked.unknownInPlan() + checked.unknownSkills() + checked.sharedNames() + checked.teamOfNobody()
      + checked.phasesWithoutGates()
  }
}

extension CheckedFleet {
  fileprivate func unknownInPlan() -> [Finding] {
    let organisation = fleet.organisation
    var findings: [Finding] = []
    for (index, person) in (organisation.team?.rota?.people ?? []).enumerated() {
      // Someone whose entry could not be read is told of already.
      guard organisation.people[person] == nil, !isWritten("people.\(person)", in: "fleet.yaml") else { continue }
      let nearest = Suggestion.nearest(to: person.rawValue, among: organisation.people.keys.map(\.rawValue))
      findings.append(
        Finding(
          "A801", .error, at: place(organisation: "team.rota.people[\(index)]"),
          "'\(person)' has duty and is not among the people of fleet.yaml",
          next: nearest.map { "did you mean '\($0)'?" } ?? "add '\(person)' under people, or take them off the rota"))
    }
    for lead in organisation.pipeline.values.sorted(by: { $0.id < $1.id }) {
      guard let community = lead.community, fleet.communities[community] == nil,
        !isUndecoded("communities", community.rawValue)
      else { continue }
      let nearest = Suggestion.nearest(to: community.rawValue, among: fleet.communities.keys.map(\.rawValue))
      findings.append(
        Finding(
          "A801", .error, at: place(organisation: "pipeline.\(lead.id).community"), "there is no community '\(community)'",
          next: nearest.map { "did you mean '\($0)'?" }
            ?? "remove `community` where it is not served yet, or declare it in communities/\(community).yaml"))
    }
    return findings
  }

  fileprivate func unknownSkills() -> [Finding] {
    let people = fleet.organisation.people.sorted { $0.key < $1.key }.map { ("people.\($0.key)", $0.value.skills) }
    let hires = (fleet.organisation.team?.hires ?? []).enumerated().map { ("team.hires[\($0)]", $1.skills) }
    let known = Set(features.map(\.id.rawValue) + HubType.allCases.map(\.rawValue))
    return (people + hires).flatMap { path, skills in
      skills.enumerated().compactMap { index, skill -> Finding? in
        if known.contains(skill) || isUndecoded("features", skill) { return nil }
        return Finding(
          "A802", .warning, at: place(organisation: "\(path).skills[\(index)]"),
          "'\(skill)' is neither a feature nor a type of hub",
          next: Suggestion.nearest(to: skill, among: known.sorted()).map { "did you mean '\($0)'?" }
            ?? "declare it in features/\(skill).yaml, or name one that is declared")
      }
    }
  }

  fileprivate func sharedNames() -> [Finding] {
    var findings: [Finding] = []
    var phases: [String: SourcePlace] = [:]
    for (index, phase) in fleet.organisation.phases.enumerated() {
      let here = place(organisation: "phases[\(index)].name")
      if let first = phases[phase.name] {
        findings.append(
          Finding(
            "A804", .error, at: here, "there are two phases '\(phase.name)'", next: "give one of them another name",
            related: [Finding.Related(place: first, note: "the first of them")]))
      }
      phases[phase.name] = phases[phase.name] ?? here
      var questions: [String: SourcePlace] = [:]
      for area in GateArea.allCases {
        for question in (phase.gates[area]?.questions ?? [:]).keys.sorted() {
          let here = place(organisation: "phases[\(index)].gates.\(area.rawValue).questions.\(question)")
          if let first = questions[question] {
            findings.append(
              Finding(
                "A804", .error, at: here, "two questions of the phase '\(phase.name)' have the short name '\(question)'",
                next: "give one of them another short name",
                related: [Finding.Related(place: first, note: "the first of them")]))
          }
          questions[question] = questions[question] ?? here
        }
      }
    }
    return findings
  }

  fileprivate func phasesWithoutGates() -> [Finding] {
    let phases = fleet.organisation.phases
    // Those up to the last one that was opened are open or past.
    let open = phases.lastIndex { $0.opened.map { $0 <= CalendarDay(now) } ?? false } ?? 0
    return phases.enumerated().dropFirst(open + 1).compactMap { index, phase in
      guard phase.gates.values.allSatisfy({ $0.conditions.isEmpty && $0.questions.isEmpty }) else { return nil }
      // What could not be read is told of already.
      let hasUnread = GateArea.allCases.contains {
        isWritten("phases[\(index)].gates.\($0.rawValue).conditions[0]", in: "fleet.yaml")
      }
      if hasUnread { return nil }
      return Finding(
        "A813", .warning, at: place(organisation: "phases[\(index)].name"),
        "the phase '\(phase.name)' has no gates, and would open by itself after its `hold_for`, whatever happens",
        next: "add a condition or a question under `gates` that must be met first")
    }
  }

  fileprivate func teamOfNobody() -> [Finding] {
    let people = fleet.organisation.people.values
    // Where roles could not be read, nobody knows who is an engineer.
    guard fleet.organisation.team != nil, !people.contains(where: { $0.isEngineer || $0.roles.isEmpty }) else { return [] }
    return [
      Finding(
        "A809", .warning, at: place(organisation: "team"), "the team is declared, and nobody in it is an engineer",
        next: "give the role 'engineer' to whoever has it, or take `team` out")
    ]
  }
}
