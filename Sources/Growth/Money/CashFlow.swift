internal import Basics
internal import Fleet

/// Amounts that one source brings or takes each month from a month on, as long as it lasts.
struct CashFlow: Sendable {
  let source: CashSource
  let name: String
  let note: String
  let amounts: [Amount]
  /// The first month that counts; may be below 0.
  let start: Int
  /// That it begins at all.
  var arrives = 1.0
  /// How far it lasts once it began: each step to the month before `end`, with the probability of lasting so long. The
  /// first has probability 1, the others less and less, at growing ends.
  let steps: [Step]
  /// That it ends in a month, whatever the steps say.
  var leaves: Leaving?
  /// Whether something about it is drawn in trials: of agreements and leads always, even if they are sure, so that
  /// changing one probability leaves the draws of the others as they are.
  let isDrawn: Bool

  /// Whether only a scenario has it.
  var isOfScenario: Bool { source == .scenario }

  struct Amount: Sendable {
    let part: CashPart
    let month: Money
  }

  struct Step: Sendable {
    let end: Int
    let probability: Double
  }

  struct Leaving: Sendable {
    let month: Int
    let probability: Double
  }

  /// That it is paid in a month.
  func probability(in month: Int) -> Double {
    guard month >= start else { return 0 }
    let lasts = steps.first { month < $0.end }?.probability ?? 0
    let stays = leaves.map { month >= $0.month ? 1 - $0.probability : 1 } ?? 1
    return arrives * lasts * stays
  }

  /// From a first end on, prolonged by so many months again and again (the first time with a probability of its own).
  /// - Parameter horizon: the month from which nothing is looked at.
  static func renewed(
    from end: Int, by months: Int, first: Double, then probability: Double, horizon: Int
  ) -> [Step] {
    var steps = [Step(end: end, probability: 1)]
    var (end, lasts) = (end, min(max(first, 0), 1))
    while lasts > 0, end < horizon {
      end += max(1, months)
      steps.append(Step(end: end, probability: lasts))
      lasts *= min(max(probability, 0), 1)
    }
    return steps
  }

  /// Never ends.
  static func endless(horizon: Int) -> [Step] { [Step(end: horizon, probability: 1)] }
}
