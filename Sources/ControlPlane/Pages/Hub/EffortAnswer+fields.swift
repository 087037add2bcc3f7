import Growth
import Operations

extension EffortAnswer {
  /// The card of a hub: a sentence, the six drivers, and what really happened.
  var fields: Fields {
    [
      "sentence": .text("About \(EffortText.expectation(self)). \(EffortText.comparison(self))."),
      "drivers": .list(drivers.flatMap(EffortAnswer.rows)), "history": .text(EffortText.history(self) + "."),
      "onboarding": .text(EffortText.onboarding(self) + "."),
    ]
  }

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
