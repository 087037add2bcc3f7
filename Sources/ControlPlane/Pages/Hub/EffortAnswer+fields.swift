import Growth
import Operations

extension EffortAnswer {
  /// The card of a hub: a sentence, the six drivers, and what really happened.
  var fields: Fields {
    [
      "sentence": .text("About \(EffortText.expectation(self)). \(EffortText.comparison(self))."),
      "drivers": .list(drivers.flatMap { rows($0) }), "history": .text(EffortText.history(self) + "."),
      "onboarding": .text(EffortText.onboarding(self) + "."),
    ]
  }

  /// A row for each fact; the first of a driver names it. The features stand above it one by one, and here together.
  private func rows(_ driver: Driver) -> [Fields] {
    let features = driver.facts.filter(\.isFeature)
    let rows = driver.facts.filter { !$0.isFeature }.map { fact -> Fields in
      [
        "fact": .text(fact.fact), "times": .text(EffortText.times(fact.ratio)), "adds": .text(EffortText.signed(fact.adds)),
        "ground": .text(EffortText.standsOn(fact)),
      ]
    }
    return (rows + (features.isEmpty ? [] : [together(features)])).enumerated().map { index, row in
      row.adding(["driver": .text(index == 0 ? driver.driver.title : nil)])
    }
  }

  /// Their ratios multiply; what they add is what would be gone without all of them.
  private func together(_ features: [Fact]) -> Fields {
    let ratio = features.reduce(1) { $0 * $1.ratio }
    let evidence: [(EffortEffect.Evidence, String)] = [
      (.measured, "measured"), (.noEffectFound, "without effect"), (.assumed, "not measured"),
    ]
    let parts = evidence.compactMap { kind, word -> String? in
      let count = features.count { $0.evidence == kind }
      return count == 0 ? nil : "\(count) \(word)"
    }
    return [
      "fact": .text(features.count == 1 ? "the feature above" : "the \(features.count) features above"),
      "times": .text(EffortText.times(ratio)), "adds": .text(EffortText.signed(declared.mean - declared.mean / ratio)),
      "ground": .text("features (\(parts.joined(separator: ", ")))"),
    ]
  }
}
