import Basics

extension Check {
  /// What hubs use, more than one person can mend.
  static let maintainers = Check(
    "what hubs use, two people can maintain",
    [
      FindingExplanation(
        "A811", .warning, "a feature that hangs on one person",
        explanation: """
          Production hubs use this feature, and fewer than two people who are in the team today can maintain it: its \
          owners, and those who have it among their `skills`. Where that person is away, or leaves, nobody can mend it.

          Let someone learn it and add it to their `skills`. Where few are to know it on purpose, say why in \
          `specialist`. In a team of one engineer nothing is found.
          """,
        wrong: "# features/gpu.yaml\nowners: [ines]",
        right: "# features/gpu.yaml, and `skills: [gpu]` of wren in fleet.yaml\nowners: [ines]")
    ]
  ) { checked in
    let today = CalendarDay(checked.now)
    let present = checked.fleet.organisation.people.filter { $0.value.isHere(on: today) }
    guard present.values.count(where: \.isEngineer) > 1 else { return [] }
    return checked.features.compactMap { feature in
      guard feature.stage.isInService, feature.specialist == nil, !feature.isBuiltIn else { return nil }
      let hubs = checked.productionHubs.filter { $0.features.contains(feature.id) }
      let able = present.filter { feature.owners.contains($0.key) || $0.value.skills.contains(feature.id.rawValue) }
      guard let hub = hubs.first, able.count < 2 else { return nil }
      let who = able.keys.first.map { "only '\($0)'" } ?? "nobody in the team"
      let others = hubs.count > 1 ? " and \(hubs.count - 1) more" : ""
      return Finding(
        "A811", .warning, at: checked.place(feature, "owners"),
        "\(who) can maintain '\(feature.id)', which '\(hub.id)'\(others) \(hubs.count > 1 ? "use" : "uses")",
        next: "let someone learn it and add it to their `skills`, or say in `specialist` why few know it")
    }
  }
}

extension Person {
  fileprivate func isHere(on day: CalendarDay) -> Bool {
    (starts ?? day) <= day && day <= (ends ?? day)
  }
}
