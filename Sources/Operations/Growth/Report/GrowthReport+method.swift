extension GrowthReport {
  /// How the numbers are made, and what they are made of.
  var method: [ReportDocument.Block] {
    var steps = [
      "Effort. For each hub we expect a rate of changes and incidents: from its kind and from what is declared of it (usage, "
        + "authenticator, image, adjustments, initial development, what its community knows), then more and more from its own "
        + "history (gamma–Poisson).",
      "Hours. A change or incident takes 4 hours of work where none were logged, which is assumed; logged hours replace that.",
      "Team. What the team can do is its working hours, without leave, duty and the work on the platform itself; at most half "
        + "goes to operations and support, so that the rest makes the service better.",
      "Promise. The team is a queue with several people at work (M/G/c). The busier it is, the longer everybody waits: the "
        + "promised turnaround sets how busy it may be at most. What is below that is free for new hubs.",
      "Uncertainty. All of it is uncertain: how much hubs ask for, who joins when, which rollouts fail, who comes. So we draw "
        + "many futures (Monte Carlo) and publish what holds in enough of them.",
      "Gates. Conditions are measured from what Atoll records; questions are answered by a person, with evidence and a day.",
    ]
    if capacity.costlyTenth.share > 0 {
      steps.append(
        "Hubs are not alike: the costly tenth of them takes \(GrowthWords.percent(capacity.costlyTenth.share)) of the hours.")
    }
    var blocks: [ReportDocument.Block] = [.heading("How the numbers are made"), .list(steps)]
    if let slots = growth.slots ?? capacity.slots { blocks.append(.table(load(slots.load, slots))) }
    blocks.append(
      .note(
        "What is measured and what is assumed, figure by figure: docs/design/growth.md and docs/design/forecast.md of Atoll, the "
          + "program that makes this report."))
    return blocks
  }

  private func load(_ load: SlotsAnswer.Load, _ slots: SlotsAnswer) -> ReportDocument.Table {
    let number = GrowthWords.number
    let turnaround = load.turnaroundDays.map(GrowthWords.workingDays) ?? "cannot be promised"
    let failures =
      load.rollouts == 0
      ? "\(GrowthWords.percent(load.failureShare)) (assumed)"
      : "\(GrowthWords.percent(load.failureShare)) (\(load.failedRollouts) of \(load.rollouts) on record)"
    let rows: [(String, String)] = [
      ("People who do operations", String(load.people)), ("What they could do if always busy", number(load.possible)),
      ("How busy they may be for the promise", GrowthWords.percent(load.highestUtilisation)),
      ("How busy they are", GrowthWords.percent(load.utilisation)), ("Asked for by hubs", number(load.hubs)),
      ("Asked for by the platform itself", number(load.platform)),
      ("Done again after failing rollouts", GrowthWords.rework(load.rework)),
      ("Reserved for those who may come, by their chances", number(load.reserved)),
      (load.free < 0 ? "Too much" : "Free", number(abs(load.free))),
      ("Rollouts that are expected to fail", failures),
      ("\(GrowthWords.percent(slots.promisedConfidence)) are done at this load within", turnaround),
    ]
    return ReportDocument.Table(
      ["Changes and incidents a quarter", "At present"], rows: rows.map { [.init($0.0), .init($0.1)] }, numbers: [1],
      shares: [3, 2])
  }

  /// What nobody knows yet.
  var unknown: [ReportDocument.Block] {
    var items = (growth.next?.areas ?? []).flatMap(\.items).filter { !$0.isQuestion && !$0.isKnown }.map(\.text)
    if growth.phase == nil { items.append("Phases: none are declared.") }
    if growth.slots == nil, capacity.slots == nil { items.append("Slots: the team is not declared.") }
    if includesRunway, runway == nil { items.append("Runway: no money is declared.") }
    if !growth.isRecorded { items.append("What happened: this report is made from what is declared alone, without any record.") }
    let heading = ReportDocument.Block.heading("What is not measured yet")
    return [heading, items.isEmpty ? .paragraph("Everything that the plan asks for is measured.") : .list(items)]
  }
}
