import Basics
import Fleet
import Operations

/// One feature: how far it is, who answers for it and knows it, what it asks for, what it explains, and who has it.
struct FeaturePage: Sendable {
  var frame: PageFrame
  var feature: FeatureAnswer
  var fleet: FleetFeatures
  /// How many values of other hubs it would explain.
  var wouldExplain: Int

  init(frame: PageFrame, feature: FeatureAnswer, fleet: FleetFeatures, wouldExplain: Int = 0) {
    self.frame = frame
    self.feature = feature
    self.fleet = fleet
    self.wouldExplain = wouldExplain
  }

  /// How many hubs are named; of a feature that ten thousand have, the others are counted.
  static let shownHubs = 300

  /// `Dask is beta; 5 of 25 production hubs have it; its review is overdue since 1 Nov 2026`.
  var answer: String {
    let users =
      feature.productionHubs == 0
      ? "no production hub has it"
      : "\(Words.number(feature.productionHubs)) of \(Words.count(fleet.production.count, "production hub")) "
        + (feature.productionHubs == 1 ? "has it" : "have it")
    var parts = ["\(feature.name) is \(Self.stage(feature.stage))", users]
    if feature.isOverdue { parts.append("its review is \(feature.reviewMark.word)") }
    if feature.isFragile { parts.append("fewer than two people changed it lately") }
    return parts.joined(separator: "; ")
  }

  private static func stage(_ stage: Feature.Stage) -> String {
    switch stage {
    case .idea: "an idea"
    case .candidate: "a candidate"
    case .scoped: "scoped"
    case .building: "being built"
    case .experimental: "experimental"
    case .beta: "in beta"
    case .general: "generally available"
    case .retired: "retired"
    }
  }

  var tone: Tone {
    if feature.isOverdue { return .bad }
    if feature.isFragile { return .busy }
    return feature.isInService ? .good : .quiet
  }

  var fields: Fields {
    let one = feature
    return FeaturePlace.fields(at: .features).adding([
      "answer": .group(["sentence": .text(answer), "tone": .text(tone.rawValue)]), "name": .text(one.name),
      "id": .text(one.feature), "description": .text(one.description), "stage": .text(one.stage.rawValue),
      "sinceDay": .text(one.since.map(Words.day)), "reviewState": .state(one.reviewMark),
      "reviewPath": .text(one.reviewBy == nil ? nil : "\(Paths.reviews)#review-\(Paths.encoded(one.feature))"),
      "owners": .text(one.owners.isEmpty ? nil : Words.list(one.owners)), "busState": .state(one.busMark),
      "authors": .text(one.authors.flatMap { $0.isEmpty ? nil : Words.list($0, atMost: 12) }),
      "authorsNote": .text(one.busFactor == nil ? FeaturesText.authors(fleet.answer) + "." : nil),
      "specialist": .text(one.specialist.map(Words.ownSentence)), "verdict": .text(FeaturesText.verdict(one)),
      "isAgainst": .flag(one.verdict?.isAgainst == true && one.isInService),
      "work": .text(Words.ownSentence(FeaturesText.work(one))), "documentation": .text(one.documentation),
      "link": .text(Paths.linkable(one.documentation)),
      "file": .text(one.isBuiltIn ? nil : "features/\(one.feature).yaml"), "isBuiltIn": .flag(one.isBuiltIn),
      "explains": .texts(one.explains), "shownBy": .texts(one.shownBy),
      "wouldExplain": .text(wouldExplain == 0 ? nil : Words.count(wouldExplain, "value")),
      "wouldExplainPath": .text(Paths.query(Paths.exceptions, [("feature", one.feature)])),
      "hubsTitle": .text(Words.count(one.hubs.count, "hub")), "clusters": .list(clusterFields),
      "rest": .text(one.hubs.count > Self.shownHubs ? "\(Words.count(one.hubs.count - Self.shownHubs, "hub")) more." : nil),
      "csv": .text(Paths.query(Paths.featuresCSV, FeaturesFilter(text: one.feature).parameters())),
    ])
  }

  /// The hubs that have it, under their clusters; clusters with most of them first, staging hubs at last.
  private var clusterFields: [Fields] {
    let production = Dictionary(fleet.production.map { ($0.hub.rawValue, $0.cluster) }, uniquingKeysWith: { first, _ in first })
    let shown = feature.hubs.prefix(Self.shownHubs)
    let groups = Dictionary(grouping: shown, by: { production[$0] ?? "" })
    return groups.sorted { ($0.key.isEmpty ? 1 : 0, $1.value.count, $0.key) < ($1.key.isEmpty ? 1 : 0, $0.value.count, $1.key) }
      .map { cluster, hubs -> Fields in
        [
          "cluster": .text(cluster.isEmpty ? "staging" : cluster),
          "hubs": .list(hubs.map { ["hub": .text($0), "path": .text(Paths.hub(.init($0)))] }),
        ]
      }
  }
}
