internal import Basics

extension GrowthText {
  /// Who may come, stays or leaves, and whether there is room.
  public static func pipeline(_ answer: PipelineAnswer) -> [String] {
    if answer.leads.isEmpty { return Wrapping.sentence(GrowthWords.noPipeline) }
    var table = FittedTable(["LEAD", "STAGE", "KIND", "HUBS", "STARTS", "CHANCE", "SLOTS", "ROOM FROM"])
    for lead in answer.leads {
      let type = lead.type == "jupyterhub" ? "" : " (\(lead.type))"
      table.add([
        lead.name, lead.stage, lead.kind + type, String(lead.hubs), lead.starts, GrowthWords.percent(lead.probability),
        lead.effect, lead.fitsFrom ?? "-",
      ])
    }
    return table.lines() + obstacles(answer.leads) + wishes(answer.leads) + room(answer.horizons)
  }

  private static func obstacles(_ leads: [PipelineAnswer.LeadAnswer]) -> [String] {
    let told = leads.compactMap { lead in lead.obstacle.map { "\(lead.name): \($0)" } }
    return told.isEmpty ? [] : ["", "NO ROOM WITHIN A YEAR"] + told.flatMap { Wrapping.sentence($0, hanging: 2) }
  }

  private static func wishes(_ leads: [PipelineAnswer.LeadAnswer]) -> [String] {
    let outside = leads.flatMap { lead in lead.wishes.filter { !$0.isOffered }.map { (lead, $0) } }
    if outside.isEmpty { return [] }
    return ["", "WISHES OUTSIDE THE CATALOGUE"]
      + outside.flatMap { lead, wish in
        let instead = wish.instead.map { "offer \($0)" }
        return Wrapping.sentence(
          "\(lead.name): \(wish.wish); \(instead ?? "no alternative is declared: write `catalogue.instead` into fleet.yaml")",
          hanging: 2)
      }
  }

  private static func room(_ horizons: [PipelineAnswer.Horizon]) -> [String] {
    if horizons.isEmpty { return [] }
    var table = FittedTable(["WHEN", "KIND", "HUBS EXPECTED", "ROOM BEFORE THEM", "CHANCE OF TOO MANY"])
    for horizon in horizons {
      for kind in horizon.kinds {
        table.add([
          horizon.name, kind.kind, GrowthWords.number(kind.expectedHubs), kind.slots.map(String.init) ?? "not known",
          kind.overbooking.map(GrowthWords.percent) ?? "not known",
        ])
      }
    }
    return ["", "ROOM"] + table.lines()
  }

  /// Features that are to be looked at again: what they are used for, what they cost, what is suggested.
  public static func reviews(_ reviews: [ReviewAnswer]) -> [String] {
    if reviews.isEmpty { return Wrapping.sentence(GrowthWords.noReviews) }
    return Array(reviews.map(review).joined(separator: [""]))
  }

  private static func review(_ review: ReviewAnswer) -> [String] {
    let due = review.due.map { "\(review.isOverdue ? "was due" : "due") \($0)" } ?? "no day is declared (`review_by`)"
    let people = review.people.map { ", \(GrowthWords.count($0, "person", "people"))" } ?? ""
    let maintainers = review.maintainers.isEmpty ? "nobody" : review.maintainers.joined(separator: ", ")
    var lines = Wrapping.sentence("\(review.name) (\(review.feature)), \(review.stage): \(due)", hanging: 2)
    lines += Wrapping.sentence(
      "used by \(GrowthWords.count(review.hubs.count, "hub")) of "
        + "\(GrowthWords.count(review.communities, "community", "communities"))\(people)"
        + (review.hubs.isEmpty ? "" : ": \(review.hubs.joined(separator: ", "))"), indent: 2, hanging: 2)
    lines += Wrapping.sentence(
      "maintained by \(maintainers)\(review.specialist.map { " (specialists: \($0))" } ?? "")", indent: 2, hanging: 2)
    lines += Wrapping.sentence(GrowthWords.work(review), indent: 2, hanging: 2)
    let grounds = review.grounds.isEmpty ? "" : ": \(review.grounds.joined(separator: "; "))"
    lines += Wrapping.sentence("suggested: \(review.suggestion)\(grounds)", indent: 2, hanging: 2)
    if let last = review.last {
      let next = last.next.map { "; again on \($0)" } ?? ""
      lines += Wrapping.sentence(
        "last time: \(last.outcome) on \(last.on) by \(last.by): \(last.because)\(next)", indent: 2, hanging: 2)
    }
    return lines
  }

  /// Working time on record, under a line that adds it up.
  public static func hours(_ hours: [HoursAnswer]) -> [String] {
    if hours.isEmpty { return Wrapping.sentence(GrowthWords.noHours) }
    let total = hours.reduce(0) { $0 + $1.hours }
    let classes = Dictionary(grouping: hours, by: \.workClass).mapValues { $0.reduce(0) { $0 + $1.hours } }
    let parts = classes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { name, hours in
      "\(GrowthWords.number(hours)) \(name)"
    }
    let lines = Wrapping.sentence("\(GrowthWords.hours(total)) on record: \(GrowthWords.list(parts))", hanging: 2)
    var table = FittedTable(["NUMBER", "DAY", "PERSON", "HOURS", "CLASS", "HUB", "NOTE"])
    for entry in hours {
      let by = entry.by == entry.person ? "" : "(logged by \(entry.by))"
      table.add([
        String(entry.id), entry.day, entry.person, GrowthWords.number(entry.hours), entry.workClass, entry.hub ?? "-",
        [entry.note, by].filter { !$0.isEmpty }.joined(separator: " "),
      ])
    }
    return lines + [""] + table.lines()
  }
}
