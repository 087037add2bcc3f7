internal import Basics

extension GrowthText {
  /// How long the money lasts, what to do, and what it is made of. Nil: no money is declared.
  public static func runway(_ answer: RunwayAnswer?) -> [String] {
    guard let answer else { return Wrapping.sentence(GrowthWords.noMoney) }
    var lines = Wrapping.sentence(
      "The money lasts \(GrowthWords.months(answer.months)) with 85 %; \(GrowthWords.months(answer.median)) in half of cases, "
        + "\(GrowthWords.months(answer.best)) with 15 %", hanging: 2)
    lines += Wrapping.sentence(
      "It lasts two years with \(GrowthWords.percent(answer.chanceOfTwoYears)); communities pay "
        + "\(GrowthWords.percent(answer.recovery)) of the cost now, \(GrowthWords.percent(answer.recoveryInAYear)) in a year; grants are not counted",
      hanging: 2)
    lines += ["", "WHAT TO DO"] + bands(answer.bands)
    if !answer.plan.isEmpty { lines += ["", "EXPECTED, \(answer.currency)"] + plan(answer.plan) }
    if !answer.oneMore.isEmpty { lines += ["", "ONE MORE COMMUNITY, \(answer.currency)"] + oneMore(answer.oneMore) }
    lines += notes(answer)
    if !answer.withoutAgreement.isEmpty {
      lines += [""]
      lines += Wrapping.sentence(
        "Without an agreement: \(answer.withoutAgreement.joined(separator: ", ")). Write `agreement` into the file of each "
          + "(communities/), else it counts as paying nothing.", hanging: 2)
    }
    return lines
  }

  private static func bands(_ bands: [RunwayAnswer.Band]) -> [String] {
    if bands.isEmpty { return ["No bands are declared: write `money.bands` into fleet.yaml."] }
    var table = FittedTable(["", "FROM", "ADVICE"])
    for band in bands {
      table.add([band.isCurrent ? "now" : "", GrowthWords.months(band.months), band.advice])
    }
    var lines = Array(table.lines().dropFirst())
    if !bands.contains(where: \.isCurrent) { lines += Wrapping.sentence("It lasts for less than any of them says.") }
    return lines
  }

  private static func plan(_ plan: [RunwayAnswer.Month]) -> [String] {
    var table = FittedTable(["MONTH", "OPENING", "COMES IN", "GOES OUT", "CLOSING"])
    let gone = plan.firstIndex { $0.closing < .zero } ?? plan.count - 1
    for month in plan.prefix(min(gone + 1, 24)) {
      table.add([
        month.month, GrowthWords.wholeMoney(month.opening), GrowthWords.wholeMoney(month.income),
        GrowthWords.wholeMoney(month.cost), GrowthWords.wholeMoney(month.closing),
      ])
    }
    guard let first = plan.first, !first.lines.isEmpty else { return table.lines() }
    var parts = FittedTable(["\(first.month) IS MADE OF", "AMOUNT", "STANDS ON"])
    for line in first.lines { parts.add([line.name, GrowthWords.wholeMoney(line.amount), line.note ?? ""]) }
    return table.lines() + [""] + parts.lines()
  }

  private static func notes(_ answer: RunwayAnswer) -> [String] {
    answer.notes.isEmpty ? [] : ["", "TO BE MENDED"] + answer.notes.flatMap { Wrapping.sentence("- \($0)", hanging: 2) }
  }

  private static func oneMore(_ kinds: [RunwayAnswer.OneMore]) -> [String] {
    var table = FittedTable([
      "KIND", "FEE A MONTH", "COST A MONTH", "HOURS A MONTH", "TO BEGIN", "HOURS TO BEGIN", "PAYS BACK AFTER", "MONTHS OF RUNWAY",
    ])
    for kind in kinds {
      table.add([
        kind.kind, GrowthWords.wholeMoney(kind.fee), GrowthWords.wholeMoney(kind.costAMonth),
        GrowthWords.number(kind.hoursAMonth), GrowthWords.wholeMoney(kind.onboardingCost),
        GrowthWords.number(kind.onboardingHours), kind.paysBackAfter.map(GrowthWords.months) ?? "never",
        GrowthWords.signed(kind.runwayMonths),
      ])
    }
    return table.lines()
  }
}
