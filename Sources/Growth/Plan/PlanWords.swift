import Basics
import Fleet

/// How numbers of the plan are told.
enum PlanWords {
  /// To the given number of places, without zeros at the end.
  static func number(_ value: Double, places: Int = 1) -> String {
    guard value.isFinite else { return value.isNaN ? "unknown" : value < 0 ? "less than any number" : "more than any number" }
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let rounded = (value * scale).rounded() / scale
    // Beyond this, an integer does not hold it, and nobody counts so far.
    guard abs(rounded) < 1e15 else { return "\(rounded)" }
    return rounded == rounded.rounded() ? String(Int(rounded)) : "\(rounded)"
  }

  /// Of a share: `95 %`, `99.5 %`; what is nearly nothing or nearly all is not told as nothing or all.
  static func percent(_ share: Double) -> String {
    if share > 0, share < 0.0005 { return "under 0.1 %" }
    if share < 1, share > 0.9995 { return "over 99.9 %" }
    return "\(number(share * 100)) %"
  }

  /// `1 rollout`, `3 rollouts`.
  static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    number == 1 ? "1 \(one)" : "\(number) \(many ?? one + "s")"
  }

  /// `30 days`, `12 hours`.
  static func duration(_ seconds: Int) -> String {
    if seconds.isMultiple(of: 86400) { return count(seconds / 86400, "day") }
    return "\(number(Double(seconds) / 3600)) hours"
  }

  /// With its unit.
  static func amount(_ value: Double, of measure: GateMeasure) -> String {
    switch measure {
    case .rolloutSuccess, .alertPrecision, .promiseCalibration, .operationsShare, .utilisation: percent(value)
    case .timeToRestore: "\(number(value)) h"
    case .turnaround: "\(number(value)) working days"
    case .maintainersPerFeature: "\(number(value)) \(value == 1 ? "person" : "people")"
    case .exceptions: number(value)
    case .unbilledAge: "\(number(value)) days"
    case .runway: "\(number(value)) months"
    case .satisfaction: "\(number(value)) of 10"
    }
  }

  /// What a measure is of.
  static func subject(_ measure: GateMeasure) -> String {
    switch measure {
    case .rolloutSuccess: "Rollouts that succeed"
    case .timeToRestore: "Hours until a hub works again, in 85 of 100 outages"
    case .alertPrecision: "Alerts that were about something"
    case .promiseCalibration: "Promises kept, of those given at 85 %"
    case .turnaround: "Working days until a request is done, for 85 of 100"
    case .operationsShare: "Working time for operations and support"
    case .maintainersPerFeature: "People who can maintain each feature in use"
    case .exceptions: "Raw values that no feature explains"
    case .unbilledAge: "Age of the oldest cloud cost that is not invoiced"
    case .runway: "Months that the money lasts, with 85 %"
    case .satisfaction: "What communities answer"
    case .utilisation: "Expected load, over the highest that the promised turnaround allows"
    }
  }

  /// `Rollouts that succeed: at least 95 % (30 days)`.
  static func text(_ condition: GateCondition) -> String {
    let bound =
      switch condition.bound {
      case .atLeast(let least): "at least \(amount(least, of: condition.measure))"
      case .atMost(let most): "at most \(amount(most, of: condition.measure))"
      }
    let over = condition.over ?? PlanFigures.usualWindow(condition.measure)
    return "\(subject(condition.measure)): \(bound)\(over > 0 ? " (\(duration(over)))" : "")"
  }

  /// `reef`, `reef and kelp`, `reef, kelp and 3 more`.
  static func list(_ names: [String], atMost most: Int = 3) -> String {
    if names.count > most {
      return "\(names.prefix(most).joined(separator: ", ")) and \(names.count - most) more"
    }
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return "\(names.dropLast().joined(separator: ", ")) and \(last)"
  }
}
