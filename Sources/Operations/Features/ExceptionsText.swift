internal import Basics

/// Exceptions as people read them on a terminal.
public enum ExceptionsText {
  /// How many are shown of a whole fleet.
  static let shown = 40

  /// The most costly first.
  /// - Parameters:
  ///   - hub: whose they are; nil: all hubs'.
  ///   - isWhole: whether all are shown, however many there are.
  public static func exceptions(_ answer: ExceptionsAnswer, of hub: String? = nil, isWhole: Bool = false) -> [String] {
    let all = answer.exceptions
    if all.isEmpty {
      return Wrapping.sentence("Nothing: every value of \(hub ?? "every hub") is standard or explained by a feature.")
    }
    let isCut = hub == nil && !isWhole && all.count > shown
    let heading = ["PATH", "VALUE", "EXPECTED COST", "ALSO ON"]
    var table = FittedTable(hub == nil ? ["HUB"] + heading : heading + ["PLACE"])
    for one in isCut ? Array(all.prefix(shown)) : all {
      let middle = [one.path, short(one.value), one.costWords, one.spread]
      table.add(hub == nil ? [one.hub] + middle : middle + ["\(one.place.file):\(one.place.line)"])
    }
    return Wrapping.sentence(summary(answer, of: hub) + ".", hanging: 2) + [""] + table.lines() + [""]
      + (isCut ? ["\(all.count - shown) more: `atoll exceptions --csv`, or name a hub."] : [])
      + Wrapping.sentence(ground(all) + ".", hanging: 2)
  }

  /// How many there are; without its full stop.
  public static func summary(_ answer: ExceptionsAnswer, of hub: String? = nil) -> String {
    if let hub { return "\(hub): \(count(answer.exceptions.count, "value")) that no feature explains" }
    return "\(count(answer.count, "value")) of \(answer.values) that no feature explains, "
      + "on \(answer.hubsWithExceptions) of \(answer.hubs) hubs"
  }

  /// What is measured and what is not; without its full stop.
  public static func ground(_ exceptions: [ExceptionAnswer]) -> String {
    let known = exceptions.count { $0.ratio != nil }
    let measured =
      known == 0
      ? "None has a measured cost" : "\(count(known, "has a measured cost", "have a measured cost")) (\(FeaturesText.measured))"
    return known == exceptions.count
      ? measured : "\(measured); the others nobody measured: code stands before data, and what fewest hubs have first"
  }

  private static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? one + "s")"
  }

  private static func short(_ value: String) -> String { value.count > 60 ? value.prefix(59) + "…" : value }
}
