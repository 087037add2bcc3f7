extension GrowthText {
  /// Cases that stand beside the first in one table.
  private static let beside = 3

  /// Slots, dates and runway of each case side by side; in brackets the difference to the first.
  public static func whatIf(_ answer: WhatIfAnswer) -> [String] {
    guard let first = answer.cases.first else {
      return ["No case was asked for. Name what would change: `atoll growth --what-if` says how."]
    }
    let others = Array(answer.cases.dropFirst())
    let blocks =
      others.isEmpty
      ? [[]] : stride(from: 0, to: others.count, by: beside).map { Array(others[$0..<min($0 + beside, others.count)]) }
    var lines = blocks.map { table(first, $0) }.joined(separator: [""]).map { $0 }
    lines += [""]
    lines += Wrapping.sentence("Each number rests on \(GrowthWords.count(answer.trials, "trial")).")
    lines += answer.notes.flatMap { Wrapping.sentence($0) }
    if first.horizons.isEmpty { lines += Wrapping.sentence(GrowthWords.noTeam) }
    if first.runway == nil { lines += Wrapping.sentence(GrowthWords.noMoney) }
    return lines
  }

  private static func table(_ first: WhatIfAnswer.Case, _ others: [WhatIfAnswer.Case]) -> [String] {
    let cases = [first] + others
    var table = FittedTable([""] + cases.map(\.title))
    for (index, horizon) in first.horizons.enumerated() {
      for kind in GrowthWords.kinds(horizon.kinds.map(\.kind)) {
        let slots = cases.map { one in
          index < one.horizons.count ? one.horizons[index].kinds.first { $0.kind == kind }?.slots : nil
        }
        table.add(["\(kind) slots \(horizon.name)"] + slots.map { slot(value: $0, first: slots[0]) })
      }
    }
    let opening = GrowthWords.kinds(cases.flatMap { Array($0.opensAt.keys) })
    if !first.horizons.isEmpty {
      for kind in opening { table.add(["first \(kind) slot"] + cases.map { $0.opensAt[kind] ?? "not within a year" }) }
      table.add(["promised, working days"] + cases.map { difference($0.promisedDays, to: first.promisedDays) })
      for (index, share) in ["half", "85 %", "95 %"].enumerated() {
        let base = first.doneWithin.count > index ? first.doneWithin[index] : nil
        table.add(
          ["\(share) done within, working days"]
            + cases.map { $0.doneWithin.count > index ? difference($0.doneWithin[index], to: base) : "cannot be done" })
      }
    }
    if cases.contains(where: { $0.runway != nil }) {
      table.add(["runway with 85 %, months"] + cases.map { months($0.runway, first.runway) })
      table.add(["runway in half of cases, months"] + cases.map { months($0.runwayMedian, first.runwayMedian) })
    }
    return table.lines()
  }

  private static func slot(value: Int?, first: Int?) -> String {
    guard let value else { return "not known" }
    guard let first, value != first else { return String(value) }
    return "\(value) (\(GrowthWords.signed(value - first)))"
  }

  private static func difference(_ value: Double, to first: Double?) -> String {
    let text = GrowthWords.number(value)
    guard let first, abs(value - first) >= 0.05 else { return text }
    return "\(text) (\(GrowthWords.signed(value - first)))"
  }

  private static func months(_ value: Double?, _ first: Double?) -> String {
    guard let value else { return "not known" }
    let text = GrowthWords.shortMonths(value)
    guard let first, abs(value - first) >= 0.05 else { return text }
    let isAtLeast = max(value, first) >= GrowthWords.mostMonths
    return "\(text) (\(GrowthWords.signed(value - first))\(isAtLeast ? " or more" : ""))"
  }
}
