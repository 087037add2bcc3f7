import Basics
import Fleet
import Operations

@testable import ControlPlane

/// The pages of features with one text in each place that takes a text.
struct FeaturesHostile {
  let text: String
  let frame: PageFrame
  let fleet: Fleet

  func all(_ pages: Pages) -> [(name: String, html: String)] {
    let filter = FeaturesFilter(text: text, cluster: text)
    return [
      ("features", pages.features(FeaturesPage(frame: frame, fleet: features))),
      ("features filtered", pages.features(FeaturesPage(frame: frame, fleet: features, filter: filter))),
      ("feature", pages.feature(FeaturePage(frame: frame, feature: feature, fleet: features, wouldExplain: 1))),
      ("exceptions", pages.exceptions(ExceptionsPage(frame: frame, exceptions: exceptions))),
      (
        "exceptions of a hub",
        pages.exceptions(
          ExceptionsPage(
            frame: frame, exceptions: exceptions, filter: ExceptionsFilter(text: text, hub: text, feature: text), hub: HubID(text)))
      ),
    ]
  }

  var special: HubSpecial { HubSpecial(features: [feature], exceptions: exceptions.exceptions) }

  private var features: FleetFeatures {
    var answer = FeaturesAnswer(fleet, authors: .unknown(because: text), now: Timestamp(seconds: 1000))
    answer.features = [feature]
    return FleetFeatures(fleet, answer: answer)
  }

  private var feature: FeatureAnswer {
    let answer = FeaturesAnswer(fleet, authors: .unknown(because: text), now: Timestamp(seconds: 1000))
    var feature = answer.features[0]
    feature.description = text
    feature.owners = [text]
    feature.since = text
    feature.reviewBy = text
    feature.documentation = text
    feature.specialist = text
    feature.verdict = FeatureVerdict(build: .hard, learn: [text], at: text, by: PersonID(text))
    feature.explains = [text]
    feature.shownBy = [text]
    feature.hubs = [text]
    feature.clusters = [text: 1]
    feature.busFactor = 1
    feature.authors = [text]
    feature.ratio = 2
    feature.ratioPer = text
    feature.evidence = .measured
    return feature
  }

  /// One exception of the example, with every text replaced.
  private var exceptions: ExceptionsAnswer {
    guard let example = try? FeaturesExample() else { return ExceptionsAnswer.none }
    var answer = example.unexplained.answer
    answer.exceptions = answer.exceptions.prefix(1).map { one in
      var one = one
      one.hub = text
      one.path = text
      one.place = SourcePlace(file: text, line: 1)
      one.value = text
      one.wouldBeExplainedBy = text
      one.because = text
      return one
    }
    return answer
  }
}

extension ExceptionsAnswer {
  fileprivate static var none: ExceptionsAnswer {
    let fleet = Fleet(organisation: Organisation(name: ""))
    return ExceptionsAnswer(fleet, effort: .init(fleet, now: Timestamp(seconds: 0)))
  }
}
