import Fleet
import Growth
import Operations

extension EffortAnswer {
  /// The card of a hub: a sentence, the six drivers, and what really happened.
  var fields: Fields {
    [
      "sentence": .text(sentence), "drivers": .list(drivers.flatMap(EffortAnswer.rows)), "history": .text(historySentence),
      "onboarding": .text("Bringing a hub so declared into service takes about \(EffortText.number(onboarding)) changes."),
    ]
  }

  private var sentence: String {
    "About \(EffortText.number(expected.mean)) changes and incidents a quarter "
      + "(80 %: \(EffortText.number(expected.low)) to \(EffortText.number(expected.high))), "
      + "\(EffortText.number(hoursAQuarter)) hours. A usual \(kind.rawValue) hub makes \(EffortText.number(usual)); "
      + "its declaration leads to expect \(EffortText.number(declared.mean))."
  }

  private var historySentence: String { EffortText.history(self) + "." }

  /// A row for each fact; the first of a driver names it.
  private static func rows(_ driver: Driver) -> [Fields] {
    driver.facts.enumerated().map { index, fact -> Fields in
      [
        "driver": .text(index == 0 ? driver.driver.title : nil), "fact": .text(fact.fact),
        "times": .text(EffortText.times(fact.ratio)), "adds": .text(EffortText.signed(fact.adds)),
        "ground": .text(EffortText.standsOn(fact)),
      ]
    }
  }
}
