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
    let hours = cards.reduce(0) { $0 + $1.hoursAQuarter }
    let tenth = cards.prefix((cards.count + 9) / 10)
    let share = hours > 0 ? tenth.reduce(0) { $0 + $1.hoursAQuarter } / hours : 0
    let count = cards.count
    var lines = [
      "\(count) production \(count == 1 ? "hub" : "hubs"): about \(number(cards.reduce(0) { $0 + $1.expected.mean })) changes and incidents a quarter, "
        + "\(number(hours)) hours",
      "The costly tenth (\(tenth.map(\.hub).joined(separator: ", "))) takes \(percent(share)) of the hours",
      "",
    ]
    var rows = [["HUB", "KIND", "A QUARTER", "80 % RANGE", "HOURS", "RESTS ON"]]
    rows += cards.map { card in
      [
        card.hub, card.kind.rawValue, number(card.expected.mean),
        "\(number(card.expected.low)) to \(number(card.expected.high))", number(card.hoursAQuarter),
        restsOn(card),
      ]
    }
    lines += columns(rows)
    return lines
  }

  /// One hub: each driver, what it adds, what really happened.
  public static func card(_ card: EffortAnswer) -> [String] {
    var lines = [
      "\(card.hub): about \(number(card.expected.mean)) changes and incidents a quarter "
        + "(80 %: \(number(card.expected.low)) to \(number(card.expected.high))), "
        + "\(number(card.hoursAQuarter)) hours",
      "A usual \(card.kind.rawValue) hub makes \(number(card.usual)); its declaration leads to expect "
        + "\(number(card.declared.mean))",
      "",
    ]
    var rows = [["DRIVER", "TIMES", "ADDS", "FACT", "STANDS ON"]]
    for driver in card.drivers {
      for (index, fact) in driver.facts.enumerated() {
        rows.append([
          index == 0 ? driver.driver.title : "", times(fact.ratio), signed(fact.adds), fact.fact, standsOn(fact),
        ])
      }
    }
    lines += columns(rows)
    lines += ["", history(card), "Bringing a hub so declared into service takes about \(number(card.onboarding)) changes"]
    return lines
  }

  /// What really happened, in a sentence without its full stop.
  public static func history(_ card: EffortAnswer) -> String {
    guard let history = card.history else {
      return "Nothing was recorded of it here yet: the figures rest on its declaration alone"
    }
    let hours = history.itemsWithHours > 0 ? "\(number(history.hours)) hours logged" : "no hours logged"
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

  private static func columns(_ rows: [[String]]) -> [String] {
    let widths = (0..<(rows.first?.count ?? 0)).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      var line = zip(row, widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }.joined(separator: "  ")
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
  }
}
