import Basics
import Fleet
import Growth
import Operations

/// What makes a hub special: its features, and its values that none of them explains.
struct HubSpecial: Sendable {
  var features: [FeatureAnswer]
  /// The most costly first.
  var exceptions: [ExceptionAnswer]

  init(features: [FeatureAnswer] = [], exceptions: [ExceptionAnswer] = []) {
    self.features = features
    self.exceptions = exceptions
  }

  /// How many exceptions the hub's page shows.
  static let shown = 5

  /// `2 features beyond the standard hub, and 4 values that no feature explains`.
  var sentence: String {
    let features = features.isEmpty ? "no feature" : Words.count(features.count, "feature")
    let exceptions = exceptions.isEmpty ? "no value" : Words.count(exceptions.count, "value")
    if self.features.isEmpty, self.exceptions.isEmpty { return "Nothing: a standard hub" }
    return Words.ownSentence("\(features) beyond the standard hub, and \(exceptions) that no feature explains")
  }

  /// - Parameter effort: what the hub asks of the team; nil: it is not known, or counts with another hub.
  func fields(of hub: HubID, effort: EffortAnswer?) -> Fields {
    [
      "sentence": .text(Words.sentence(sentence)), "features": .list(features.map { $0.fields(effort: effort) }),
      "withHub": .flag(false), "exceptions": .list(exceptions.prefix(Self.shown).map(\.row)),
      "exceptionsPath": .text(Paths.exceptions(of: hub)),
      "all": .text(exceptions.count > Self.shown ? "all \(Words.number(exceptions.count))" : nil),
    ]
  }
}

extension FeatureAnswer {
  /// A row of a hub's features.
  fileprivate func fields(effort: EffortAnswer?) -> Fields {
    [
      "name": .text(name), "path": .text(Paths.feature(feature)), "stage": .text(stage.rawValue),
      "reviewState": .markup(isOverdue ? Markup.state(reviewMark) : nil), "work": .text(work(on: effort)),
      "isMeasured": .flag(evidence != .assumed && ratio != nil),
    ]
  }

  /// What it is expected to cost a hub: `1.5 x, +3.3 changes a quarter (measured)`, `not measured`.
  private func work(on effort: EffortAnswer?) -> String {
    guard let ratio else { return "not measured" }
    switch evidence {
    case .assumed: return "not measured"
    case .noEffectFound: return "no effect found (measured)"
    case .measured:
      let fact = effort?.factsOfFeatures.first { $0.fact == "feature \(feature)" }
      let adds = fact.map { ", \(EffortText.signed($0.adds)) changes a quarter" } ?? ""
      return "\(EffortText.number(ratio)) x\(ratioPer.map { " for \($0)" } ?? "")\(adds) (measured)"
    }
  }
}

extension EffortAnswer {
  /// The facts that are features of the hub.
  var factsOfFeatures: [Fact] { drivers.flatMap(\.facts).filter(\.isFeature) }
}

extension EffortAnswer.Fact {
  /// Whether it says that the hub has a feature: those stand under `features`.
  var isFeature: Bool { key == "features" }
}
