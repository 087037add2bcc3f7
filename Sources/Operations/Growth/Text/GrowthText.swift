public import Basics

/// Growth as people read it on a terminal: lines of 100 columns at most, without colours.
public enum GrowthText {
  /// The growth plan: the phase, the slots, the areas with all that is asked, what limits.
  public static func growth(_ answer: GrowthAnswer) -> [String] {
    var lines = phase(answer)
    lines += [""] + published(answer.slots)
    if let next = answer.next { lines += [""] + self.next(next, at: answer.at) }
    if !answer.limits.isEmpty { lines += ["", "WHAT LIMITS US"] + limits(answer.limits) }
    lines += [""] + money(answer.runway) + leads(answer.pipeline)
    lines += answer.reviewsDue.flatMap { review in
      let due = review.due.map { " (\(review.isOverdue ? "was due" : "due") \($0))" } ?? ""
      return Wrapping.sentence("To review: \(review.name)\(due): \(review.suggestion)", hanging: 2)
    }
    if !answer.isRecorded {
      lines += Wrapping.sentence("From the folder alone: what the control plane recorded is not counted here.")
    }
    if !answer.missing.isEmpty {
      lines += ["", "NOT KNOWN YET"]
      lines += answer.missing.flatMap { Wrapping.sentence("- \($0)", indent: 2, hanging: 2) }
    }
    return lines
  }

  /// One condition or question of a gate: whether it is met, on what it stands, what would change it. `moment` is now;
  /// without it the day is told since when it is so.
  public static func gate(_ item: GateItemAnswer, at moment: Timestamp? = nil) -> [String] {
    var lines = self.item(item, at: moment?.seconds, indent: 0)
    for evidence in item.evidence {
      let mark = evidence.isGood.map { $0 ? "+ " : "− " } ?? "- "
      let path = evidence.path.map { " (\($0))" } ?? ""
      lines += Wrapping.sentence(mark + evidence.text + path, indent: 4, hanging: 2)
    }
    return lines
  }

  // MARK: Phases

  private static func phase(_ answer: GrowthAnswer) -> [String] {
    guard let phase = answer.phase else {
      return Wrapping.sentence("\(answer.organisation): \(GrowthWords.noPhases)")
    }
    let opened = phase.opened.map { opened in
      ", open \(GrowthWords.duration(since: opened, at: answer.at)), since \(GrowthWords.day(opened))"
        + (phase.openedBy.map { " (by \($0))" } ?? "")
    }
    var lines = Wrapping.sentence(
      "\(answer.organisation): phase \(phase.number) of \(phase.count), \(phase.name)\(opened ?? ", open from the beginning")")
    if let description = phase.description { lines += Wrapping.sentence(description, indent: 2) }
    var table = FittedTable(["OF THE PHASE", "SLOTS", "USED", "RESERVED", "LEFT", "CAME"])
    for used in phase.slots + [phase.newCommunities] {
      table.add([
        used.of, bounded(used.slots), String(used.used), String(used.reserved), bounded(used.left),
        used.names.isEmpty ? "-" : used.names.joined(separator: ", "),
      ])
    }
    return lines + [""] + table.lines()
  }

  static func bounded(_ number: Int?) -> String { number.map(String.init) ?? "not bounded" }

  private static func next(_ next: NextPhaseAnswer, at now: Double) -> [String] {
    var lines = Wrapping.sentence("NEXT PHASE: \(next.name), with slots for \(GrowthWords.slots(next.slots))")
    if let description = next.description { lines += Wrapping.sentence(description, indent: 2) }
    lines += Wrapping.sentence(opening(next, at: now), indent: 2)
    for area in next.areas {
      lines += Wrapping.sentence(GrowthWords.area(area), hanging: 2)
      lines += area.items.flatMap { item($0, at: now, indent: 2) }
    }
    if let condition = next.areas.flatMap(\.items).first(where: { !$0.isQuestion }) {
      lines += Wrapping.sentence("What one is made of: atoll growth gate \(condition.shortKey)", indent: 2, hanging: 2)
    }
    return lines
  }

  private static func opening(_ next: NextPhaseAnswer, at now: Double) -> String {
    let hold = "all its gates must hold for \(GrowthWords.days(next.holdDays))"
    guard let since = next.allHoldSince else { return "It opens when they do: \(hold); not all do now." }
    let when = next.opensAt.map { "; if that stays so, it opens on \(GrowthWords.day($0))" } ?? ""
    return "\(hold.prefix(1).uppercased())\(hold.dropFirst()); they do \(GrowthWords.duration(since: since, at: now))\(when)."
  }

  private static func item(_ item: GateItemAnswer, at now: Double?, indent: Int) -> [String] {
    let mark = "[\(GrowthWords.state(item))]"
    let grounds = GrowthWords.grounds(item, at: now)
    var lines = Wrapping.sentence("\(mark) \(item.text)", indent: indent, hanging: 4)
    if !grounds.isEmpty { lines += Wrapping.sentence(grounds, indent: indent + 4, hanging: 2) }
    if !item.holds, let change = item.change, !item.isQuestion || item.answer != nil {
      lines += Wrapping.sentence("next: \(change)", indent: indent + 4, hanging: 2)
    }
    if !item.holds, item.isQuestion {
      lines += Wrapping.sentence(
        "answer it: atoll growth answer \(item.key) --yes --evidence \"…\"", indent: indent + 4, hanging: 2)
    }
    return lines
  }

  // MARK: Money and leads, in a line each

  private static func money(_ runway: GrowthAnswer.RunwaySummary?) -> [String] {
    guard let runway else { return Wrapping.sentence(GrowthWords.noMoney) }
    return Wrapping.sentence(
      "Runway: \(GrowthWords.months(runway.months)) with 85 % (half of cases: \(GrowthWords.months(runway.median))); "
        + "communities pay \(GrowthWords.percent(runway.recovery)) of the cost, grants not counted; \(runway.advice)", hanging: 2)
  }

  private static func leads(_ pipeline: GrowthAnswer.PipelineSummary) -> [String] {
    if pipeline.leads == 0 { return Wrapping.sentence(GrowthWords.noPipeline) }
    var text =
      "Pipeline: \(GrowthWords.count(pipeline.leads, "lead")), \(GrowthWords.number(pipeline.expectedHubs)) hubs expected "
      + "within three months"
    if let chance = pipeline.overbooking { text += "; \(GrowthWords.percent(chance)) chance that more come than there are slots" }
    if pipeline.outsideCatalogue > 0 {
      text += "; \(GrowthWords.count(pipeline.outsideCatalogue, "wish", "wishes")) outside the catalogue"
    }
    return Wrapping.sentence(text, hanging: 2)
  }
}
