import Fleet

extension GrowthReport {
  /// The three areas with everything that they ask for, and whether it is so.
  var areas: [ReportDocument.Block] {
    guard let next = growth.next else { return [] }
    let blocks: [ReportDocument.Block] = [
      .heading("What opens the next phase"),
      .paragraph("What is not measured, or not answered, counts as not met."),
    ]
    return blocks
      + next.areas.flatMap { area -> [ReportDocument.Block] in
        if area.items.isEmpty { return [.subheading(GrowthWords.area(area))] }
        return [
          .subheading(GrowthWords.area(area)),
          .table(
            ReportDocument.Table(["Asked for", "Is it so?", "Found", "Since"], rows: area.items.map(row), shares: [9, 4, 4, 5])),
        ]
      }
  }

  private func row(_ item: GateItemAnswer) -> [ReportDocument.Cell] {
    let since = item.since.map { since in
      "\(GrowthWords.day(since)), \(GrowthWords.duration(since: since, at: growth.at))"
    }
    let tone: ReportDocument.Tone =
      switch item.standing {
      case true?: .good
      case false?: .bad
      case nil: .unknown
      }
    return [.init(item.text), .init(GrowthWords.state(item), tone), .init(found(item)), .init(since ?? "–")]
  }

  /// A figure made anew from its number, or the day of an answer: what was found in words may name people and hubs.
  private func found(_ item: GateItemAnswer) -> String {
    if item.isQuestion {
      guard let answer = item.answer else { return "not answered yet" }
      let anew = answer.isYes && !item.holds ? "; to be answered anew" : ""
      return "answered \(answer.isYes ? "yes" : "no") on \(answer.on)\(anew)"
    }
    guard item.isKnown else { return "not measured yet" }
    guard let number = item.number, let measure = PublicWords.measure(ofKey: item.key) else { return "–" }
    if measure == .runway, !includesRunway { return "not published" }
    return PublicWords.figure(number, of: measure)
  }

  /// What would open most slots, in words of the report's own: one line for each thing that limits.
  var limits: [ReportDocument.Block] {
    var told: Set<PublicWords.Limit> = []
    let rows = growth.limits.compactMap { limit -> [ReportDocument.Cell]? in
      guard let known = PublicWords.Limit(limit.limit), known != .money || includesRunway, told.insert(known).inserted
      else { return nil }
      let brings = limit.adds.map(GrowthWords.signedSlots) ?? "not measured yet"
      return [.init(known.name), .init(known.change), .init(brings, limit.adds == nil ? .unknown : .plain)]
    }
    if rows.isEmpty { return [] }
    return [
      .heading("What limits us, and what we work on"),
      .paragraph(
        "Each line is one thing changed while all else stays: what it would bring in three months. What brings most comes first "
          + "in our work."),
      .table(ReportDocument.Table(["What limits", "What would change", "Slots it brings"], rows: rows, shares: [5, 8, 6])),
    ]
  }
}
