import Basics
internal import Foundation
import Fleet
import Growth

/// Effort as people read it on a terminal.
public enum EffortText {
  /// A table of all hubs, the costliest first, under a line that says what they take together.
  public static func fleet(_ cards: [EffortAnswer]) -> [String] {
    if cards.isEmpty {
      return ["No production hub is declared yet. Put a file into hubs/, then ask again (docs/how-to/add-a-hub.md)."]
    }
    let hours = cards.map(\.hoursAQuarter)
    let tenth = FleetEffort.costlyTenth(ofHours: hours)
    let count = cards.count
    var lines = [
      "\(count) production \(count == 1 ? "hub" : "hubs"): about \(number(cards.reduce(0) { $0 + $1.expected.mean })) changes and incidents a quarter, "
        + "\(number(hours.reduce(0, +))) hours",
      "The costly tenth (\(cards.prefix(tenth.count).map(\.hub).joined(separator: ", "))) takes \(percent(tenth.share)) of the hours",
      "",
    ]
    var table = TextTable(["HUB", "KIND", "A QUARTER", "80 % RANGE", "HOURS", "RESTS ON"])
    for card in cards {
      table.add([
        card.hub, card.kind.rawValue, number(card.expected.mean),
        "\(number(card.expected.low)) to \(number(card.expected.high))", number(card.hoursAQuarter),
        restsOn(card),
      ])
    }
    lines += table.text.lines.map(String.init)
    return lines
  }

  /// One hub: each driver, what it adds, what really happened.
  public static func card(_ card: EffortAnswer) -> [String] {
    let lines = ["\(card.hub): about \(expectation(card))", comparison(card), ""]
    var table = TextTable(["DRIVER", "TIMES", "ADDS", "FACT", "STANDS ON"])
    for driver in card.drivers {
      for (index, fact) in driver.facts.enumerated() {
        table.add([
          index == 0 ? driver.driver.title : "", times(fact.ratio), signed(fact.adds), fact.fact, standsOn(fact),
        ])
      }
    }
    return lines + table.text.lines.map(String.init) + ["", history(card), onboarding(card)]
  }

  /// How much is expected, and within which range; without "about" before it.
  public static func expectation(_ card: EffortAnswer) -> String {
    "\(number(card.expected.mean)) changes and incidents a quarter "
      + "(80 %: \(number(card.expected.low)) to \(number(card.expected.high))), \(number(card.hoursAQuarter)) hours"
  }

  /// What its declaration leads to expect beside a usual hub, in a sentence without its full stop.
  public static func comparison(_ card: EffortAnswer) -> String {
    "A usual \(card.kind.rawValue) hub makes \(number(card.usual)); its declaration leads to expect "
      + number(card.declared.mean)
  }

  /// What it takes to bring such a hub into service, in a sentence without its full stop.
  public static func onboarding(_ card: EffortAnswer) -> String {
    "Bringing a hub so declared into service takes about \(number(card.onboarding)) changes"
  }

  /// What really happened, in a sentence without its full stop.
  public static func history(_ card: EffortAnswer) -> String {
    guard let history = card.history else {
      return "Nothing was recorded of it here yet: the figures rest on its declaration alone"
    }
    let hours = history.hours > 0 ? "\(number(history.hours)) hours logged" : "no hours logged"
    return
      "Recorded in \(time(history.quarters)): \(count(history.changes, "change")), \(count(history.incidents, "incident")), \(hours)"
  }

  /// Days where it is less than two quarters.
  private static func time(_ quarters: Double) -> String {
    if quarters >= 2 { return "\(number(quarters)) quarters" }
    let days = Int((quarters * EffortFigures.daysOfQuarter).rounded(.down))
    return days == 0 ? "less than a day" : count(days, "day")
  }

  private static func count(_ number: Int, _ thing: String) -> String { "\(number) \(thing)\(number == 1 ? "" : "s")" }

  private static func restsOn(_ card: EffortAnswer) -> String {
    card.history == nil ? "its declaration" : "\(percent(card.weightOfHistory)) its history"
  }

  /// The key that says a fact, and what its ratio stands on.
  public static func standsOn(_ fact: EffortAnswer.Fact) -> String {
    if fact.origin == .unknown { return "unknown: declare \(fact.key)" }
    let evidence =
      switch fact.evidence {
      case .measured: "measured"
      case .noEffectFound: "no effect found"
      case .assumed: "assumed"
      }
    return "\(fact.key) (\(evidence))"
  }

  /// A ratio; a hyphen where it changes nothing.
  public static func times(_ ratio: Double) -> String { ratio == 1 ? "-" : "\(number(ratio)) x" }

  /// Changes that are added or taken away; a hyphen where there are none worth telling.
  public static func signed(_ value: Double) -> String {
    abs(value) < 0.05 ? "-" : "\(value > 0 ? "+" : "-")\(number(abs(value)))"
  }

  private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }

  /// Two digits where it is small, whole where it is not.
  public static func number(_ value: Double) -> String {
    let text = String(format: value < 1 ? "%.2f" : value < 20 ? "%.1f" : "%.0f", value)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
