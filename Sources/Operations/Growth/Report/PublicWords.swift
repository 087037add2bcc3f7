import Fleet

/// The words of the public report. What is not among them is not published.
enum PublicWords {
  static func bounded(_ number: Int?) -> String { number.map(String.init) ?? "not bounded" }

  static func days(_ days: Double) -> String { GrowthWords.days(days) }

  /// How many of those who may come have come how far, without those of whom there are none. Who stays or leaves is not
  /// published.
  static func coming(_ leads: [PipelineAnswer.LeadAnswer]) -> [String] {
    let stages: [(Lead.Stage, String)] = [
      (.lead, "asked"), (.qualified, "been talked with"), (.prospect, "said yes"), (.partner, "signed"),
    ]
    return stages.compactMap { stage, words in
      let count = leads.count { $0.stage == stage.rawValue }
      return count == 0 ? nil : "\(count) \(count == 1 ? "has" : "have") \(words)"
    }
  }

  /// What keeps a number of slots from being higher. A text that could name a person or a hub is told in general.
  static func cause(_ limitedBy: String) -> String {
    ["work", "the phase", "quota"].contains(limitedBy) ? limitedBy : "a skill or a means that is scarce"
  }

  /// The measure of a condition, by its key: `infrastructure.rollout_success.at-least-0.95`.
  static func measure(ofKey key: String) -> GateMeasure? {
    key.split { $0 == "." || $0 == "/" }.lazy.compactMap { GateMeasure(rawValue: String($0)) }.first
  }

  /// With its unit.
  static func figure(_ value: Double, of measure: GateMeasure) -> String {
    switch measure {
    case .rolloutSuccess, .alertPrecision, .promiseCalibration, .operationsShare, .utilisation: GrowthWords.percent(value)
    case .timeToRestore: GrowthWords.hours(value)
    case .turnaround: GrowthWords.workingDays(value)
    case .maintainersPerFeature: GrowthWords.number(value) + (value == 1 ? " person" : " people")
    case .exceptions: GrowthWords.number(value)
    case .unbilledAge: days(value)
    case .runway: GrowthWords.months(value)
    case .satisfaction: "\(GrowthWords.number(value)) of 10"
    }
  }

  /// Things that limit growth.
  enum Limit: Hashable {
    case rollouts, exceptions, maintainers, support, quota, money

    init?(_ name: String) {
      switch name {
      case "failing rollouts": self = .rollouts
      case "exceptions": self = .exceptions
      case "single maintainers": self = .maintainers
      case "support load": self = .support
      case "quota", "room on the clusters": self = .quota
      case "cash", "money": self = .money
      default: return nil
      }
    }

    var name: String {
      switch self {
      case .rollouts: "Failing rollouts"
      case .exceptions: "Exceptions"
      case .maintainers: "Single maintainers"
      case .support: "Support"
      case .quota: "Room on clusters"
      case .money: "Money"
      }
    }

    var change: String {
      switch self {
      case .rollouts: "Fewer rollouts fail and are done again"
      case .exceptions: "Hubs differ less from what we offer to all"
      case .maintainers: "More people learn what few can maintain"
      case .support: "Fewer requests and incidents"
      case .quota: "Clusters have room for more hubs"
      case .money: "The money allows a larger team"
      }
    }
  }
}
