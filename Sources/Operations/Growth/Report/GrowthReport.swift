public import Basics

/// The growth plan for everyone to read: what there is room for, what opens the next phase, how the numbers are made.
///
/// Nothing private is in it, by the way it is made: of texts, only the organisation's name, the names and descriptions of
/// phases and the conditions and questions of gates come through; everything else is counts, days and words of its own
/// (`PublicWords`). So no lead, person, hub, leave, amount of money, evidence or path can be in it. What is published with
/// these texts, whoever writes them into the folder decides.
public struct GrowthReport: Sendable {
  let growth: GrowthAnswer
  let capacity: CapacityAnswer
  /// Nil unless the runway is to be published.
  let runway: RunwayAnswer?
  let pipeline: PipelineAnswer
  let day: CalendarDay
  let feedback: String?
  let includesRunway: Bool

  /// - Parameters:
  ///   - runway: Only how many months it lasts with 85 %, and the advice for that, are published, and only with
  ///     `includesRunway`.
  ///   - day: That of the report.
  ///   - feedback: Where people tell what they think of it: an address of mail or of a page. Nil: they are not asked.
  ///   - includesRunway: Else not a word is said of how long the money lasts, but for conditions of gates that ask for it.
  public init(
    growth: GrowthAnswer, capacity: CapacityAnswer, runway: RunwayAnswer?, pipeline: PipelineAnswer, on day: CalendarDay,
    feedback: String? = nil, includesRunway: Bool = false
  ) {
    self.growth = growth
    self.capacity = capacity
    self.runway = includesRunway ? runway : nil
    self.pipeline = pipeline
    self.day = day
    self.feedback = feedback
    self.includesRunway = includesRunway
  }

  public var document: ReportDocument {
    ReportDocument(
      title: "How \(growth.organisation) grows", subtitle: "The growth plan on \(day)",
      blocks: introduction + phase + slots + areas + limits + demand + money + method + unknown + asking)
  }

  /// With GitHub's tables.
  public var markdown: String { document.markdown }
  /// One page that needs nothing else.
  public var html: String { document.html }
  /// Source that Typst makes a PDF of.
  public var typst: String { document.typst }

  // MARK: What it begins with

  private var introduction: [ReportDocument.Block] {
    [
      .paragraph(
        "\(growth.organisation) runs JupyterHubs for communities as one service, with a small team. We want to grow on purpose: "
          + "as fast as the service stays good, and no faster."),
      .paragraph(
        "So we grow in phases. Each phase has a fixed number of slots; a slot is room for one more hub of a kind: basic (plain, "
          + "such as for a course), research (with its own environment), experimental (something new). The next phase opens when "
          + "conditions in three areas have held for a while: infrastructure, operations and support, sales and invoicing."),
    ]
  }

  private var phase: [ReportDocument.Block] {
    guard let phase = growth.phase else {
      return [.heading("The growth plan"), .paragraph("No phases are decided yet.")]
    }
    let opened = phase.opened.map { "open since \(GrowthWords.day($0))" } ?? "open from the beginning"
    var blocks: [ReportDocument.Block] = [
      .heading("The growth plan"),
      .paragraph("We are in phase \(phase.number) of \(phase.count), \(phase.name), \(opened)."),
    ]
    if let description = phase.description { blocks.append(.paragraph(description)) }
    let used = phase.slots + [phase.newCommunities]
    blocks.append(
      .table(
        ReportDocument.Table(
          ["In this phase", "Slots", "Taken", "Reserved", "Left"],
          rows: used.map { one in
            [
              .init(one.of), .init(PublicWords.bounded(one.slots)), .init(String(one.used)), .init(String(one.reserved)),
              .init(PublicWords.bounded(one.left)),
            ]
          }, numbers: [1, 2, 3, 4])))
    return blocks + next
  }

  private var next: [ReportDocument.Block] {
    guard let next = growth.next else { return [.paragraph("It is the last phase that is planned.")] }
    var text =
      "The next phase is \(next.name), with slots for \(GrowthWords.slots(next.slots)). It opens when everything that its areas "
      + "ask for has held for \(PublicWords.days(next.holdDays))"
    if let since = next.allHoldSince {
      text += "; all of it has held since \(GrowthWords.day(since))"
      if let opens = next.opensAt { text += ", so it opens on \(GrowthWords.day(opens)) if that stays so" }
    } else {
      text += "; not all of it does now"
    }
    return [.paragraph(text + ".")] + (next.description.map { [.paragraph($0)] } ?? [])
  }

  // MARK: Slots

  private var slots: [ReportDocument.Block] {
    guard let slots = growth.slots ?? capacity.slots else {
      return [.heading("Slots"), .paragraph("How many hubs we can take is not known yet: what the team can do is not declared.")]
    }
    let kinds = GrowthWords.kinds(slots.horizons.flatMap { $0.kinds.map(\.kind) })
    let rows = kinds.map { kind -> [ReportDocument.Cell] in
      let numbers = slots.horizons.map { horizon in horizon.kinds.first { $0.kind == kind } }
      let last = numbers.last.flatMap { $0 }
      return [.init(kind)] + numbers.map { .init($0.map { String($0.slots) } ?? "–") } + [
        .init(last.map { String($0.median) } ?? "–"), .init(last.map { PublicWords.cause($0.limitedBy) } ?? "–"),
      ]
    }
    let heading =
      ["Kind"] + slots.horizons.map { "\($0.name.prefix(1).uppercased())\($0.name.dropFirst())" }
      + ["By work alone, in half of cases", "Held back by"]
    let confidence = GrowthWords.percent(slots.confidence)
    return [
      .heading("Slots"),
      .table(ReportDocument.Table(heading, rows: rows, numbers: Set(1...(slots.horizons.count + 1)))),
      .paragraph(
        "The numbers hold with \(confidence): of many simulated futures, in \(confidence) the team can take at least so many "
          + "hubs of that kind, if only that kind comes, and \(promise(slots)). No number is higher than what the phase has left. "
          + "In half of the futures the team could take as many as the column before the last says, or more; we do not promise "
          + "on the toss of a coin."),
    ]
  }

  private func promise(_ slots: SlotsAnswer) -> String {
    "\(GrowthWords.percent(slots.promisedConfidence)) of all changes and incidents are still done within "
      + GrowthWords.workingDays(slots.promisedDays)
  }

  // MARK: Who may come, and the money

  private var demand: [ReportDocument.Block] {
    var blocks: [ReportDocument.Block] = [.heading("Who may come")]
    let stages = PublicWords.coming(pipeline.leads)
    if stages.isEmpty { return blocks + [.paragraph("Nobody is expected at present.")] }
    blocks.append(.paragraph("Of communities that may come, \(GrowthWords.list(stages))."))
    let rows = pipeline.horizons.flatMap { horizon in
      horizon.kinds.map { kind -> [ReportDocument.Cell] in
        [
          .init(horizon.name), .init(kind.kind), .init(GrowthWords.number(kind.expectedHubs)),
          .init(kind.slots.map(String.init) ?? "not known"), .init(kind.overbooking.map(GrowthWords.percent) ?? "not known"),
        ]
      }
    }
    if !rows.isEmpty {
      let heading = ["When", "Kind", "Hubs expected", "Room before them", "Chance that more come than fit"]
      blocks.append(.table(ReportDocument.Table(heading, rows: rows, numbers: [2, 3, 4])))
    }
    let outside = pipeline.leads.reduce(0) { sum, lead in sum + lead.wishes.count { !$0.isOffered } }
    if outside > 0 {
      blocks.append(
        .paragraph(
          "\(GrowthWords.count(outside, "wish is", "wishes are")) outside what we offer; we say so early, with what we "
            + "offer instead."))
    }
    return blocks
  }

  private var money: [ReportDocument.Block] {
    guard includesRunway else { return [] }
    guard let runway else { return [.heading("Runway"), .paragraph("How long the money lasts is not known yet.")] }
    let advice = runway.bands.first(where: \.isCurrent).map { " What we do with so many: \($0.advice)." }
    return [
      .heading("Runway"), .paragraph("With 85 %, the money lasts \(GrowthWords.months(runway.months)).\(advice ?? "")"),
    ]
  }

  // MARK: What it ends with

  private var asking: [ReportDocument.Block] {
    guard let feedback else { return [] }
    return [
      .heading("Tell us what you think"),
      .paragraph(
        "Are these the right phases, the right conditions, the right promise? What would you want to see measured? "
          + "Write to \(feedback)."),
    ]
  }
}
