import Fleet
import Operations

/// The features of the fleet: how far each is, who has it, who answers for it, and which hub has which.
struct FeaturesPage: Sendable {
  var frame: PageFrame
  var fleet: FleetFeatures
  var filter: FeaturesFilter

  init(frame: PageFrame, fleet: FleetFeatures, filter: FeaturesFilter = FeaturesFilter()) {
    self.frame = frame
    self.fleet = fleet
    self.filter = filter
  }

  private var all: [FeatureAnswer] { fleet.answer.features }

  /// `8 features on 21 of 25 production hubs; 1 review is overdue: Dask; 2 features hang on fewer than two people: GPU, …`.
  var answer: String {
    if all.isEmpty { return "No feature is declared, and no hub shows one" }
    let special = fleet.production.count { !$0.features.isEmpty }
    var parts = [
      "\(Words.count(all.count, "feature")) on \(Words.number(special)) of "
        + Words.count(fleet.production.count, "production hub")
    ]
    let overdue = all.filter(\.isOverdue)
    if !overdue.isEmpty {
      let names = Words.list(overdue.map(\.name), atMost: 3)
      parts.append("\(Words.count(overdue.count, "review")) \(overdue.count == 1 ? "is" : "are") overdue: \(names)")
    }
    let fragile = all.filter(\.isFragile)
    if !fragile.isEmpty {
      parts.append(
        "\(Words.number(fragile.count)) \(fragile.count == 1 ? "hangs" : "hang") on fewer than two people: "
          + Words.list(fragile.map(\.name), atMost: 3))
    }
    if overdue.isEmpty { parts.append("no review is overdue") }
    return parts.joined(separator: "; ")
  }

  var tone: Tone {
    if all.isEmpty { return .quiet }
    if all.contains(where: \.isOverdue) { return .bad }
    return all.contains(where: \.isFragile) ? .busy : .good
  }

  var fields: Fields {
    let shown = filter.shown(of: all)
    return FeaturePlace.fields(at: .features).adding([
      "answer": .group(["sentence": .text(answer), "tone": .text(tone.rawValue)]), "isEmpty": .flag(all.isEmpty),
      "columns": .list(columnFields), "features": .list(shown.map { $0.row(of: fleet.production.count) }),
      "filter": .group(filterFields), "showAll": .text(Paths.features),
      "shownCount": .text("\(Words.number(shown.count)) of \(Words.count(all.count, "feature"))"),
      "csv": .text(Paths.query(Paths.featuresCSV, filter.parameters())),
      "matrix": .group(FeatureMatrix(fleet, shown: shown, filter: filter).fields),
      "cluster": .text(filter.cluster), "allClusters": .text(Paths.query(Paths.features, filter.parameters(cluster: ""))),
      "notes": .texts(all.isEmpty ? [] : [FeaturesText.authors(fleet.answer) + "."] + builtInNote),
    ])
  }

  private var builtInNote: [String] {
    let builtIn = all.count(where: \.isBuiltIn)
    if builtIn == 0 { return [] }
    return [
      "\(Words.count(builtIn, "feature")) \(builtIn == 1 ? "is" : "are") known from Atoll’s own register alone, without owners "
        + "and reviews: atoll features --write features writes them as files, to give them both."
    ]
  }

  private var columnFields: [Fields] {
    let columns: [(sort: FeatureSort?, title: String, style: String)] = [
      (.name, "Feature", ""), (.hubs, "Production hubs", "number"), (nil, "All", "number"), (.stage, "Stage", ""),
      (nil, "Owners", ""), (.people, "Bus factor", ""), (.review, "Review", ""), (nil, "Verdict", ""),
    ]
    return columns.map { sort, title, style -> Fields in
      guard let sort else { return ["title": .text(title), "style": .text(style), "path": .nothing, "order": .nothing] }
      let isCurrent = filter.sort == sort
      let query = filter.parameters(sort: sort, descending: isCurrent ? !filter.descending : sort.beginsDescending)
      return [
        "title": .text(title), "style": .text(style), "path": .text(Paths.query(Paths.features, query)),
        "order": .text(isCurrent ? (filter.descending ? "descending" : "ascending") : nil),
      ]
    }
  }

  private var filterFields: Fields {
    func choices(_ names: [(String, String)], chosen: String?) -> Field {
      .list(names.map { ["value": .text($0.0), "label": .text($0.1), "chosen": .flag($0.0 == chosen)] })
    }
    let clusters = fleet.answer.clusters.keys.sorted()
    let stages = Feature.Stage.allCases.filter { stage in all.contains { $0.stage == stage } }
    return [
      "action": .text(Paths.features), "text": .text(filter.text), "isNarrow": .flag(filter.isNarrow),
      "stages": choices(stages.map { ($0.rawValue, $0.rawValue) }, chosen: filter.stage?.rawValue),
      "needs": choices(FeatureNeed.allCases.map { ($0.rawValue, $0.title) }, chosen: filter.need?.rawValue),
      "clusters": choices(clusters.count > FeatureMatrix.rows ? [] : clusters.map { ($0, $0) }, chosen: filter.cluster),
      "cluster": .text(clusters.count > FeatureMatrix.rows ? filter.cluster : nil),
      "sort": .text(filter.sort == .urgency ? nil : filter.sort.rawValue), "order": .text(filter.descending ? "down" : nil),
    ]
  }
}

extension FeatureAnswer {
  /// A row of the list of features.
  fileprivate func row(of production: Int) -> Fields {
    [
      "id": "feature-\(Paths.encoded(feature))", "name": .text(name), "path": .text(Paths.feature(feature)),
      "feature": .text(name == feature ? nil : feature), "production": .number(productionHubs), "count": .number(hubs.count),
      "share": .text(production == 0 ? nil : Words.percent(Double(productionHubs) / Double(production))),
      "stage": .text(stage.rawValue), "owners": .text(owners.isEmpty ? nil : Words.list(owners)),
      "reviewState": .state(reviewMark), "busState": .state(busMark), "specialist": .text(specialist),
      "verdict": .text(verdict?.words), "isAgainst": .flag(verdict?.isAgainst == true && isInService),
    ]
  }

  /// When its review is due, as a state.
  var reviewMark: StateMark {
    guard let reviewBy else { return StateMark(.quiet, "no day") }
    return isOverdue ? StateMark(.bad, "overdue since \(Words.day(reviewBy))") : StateMark(.good, "due \(Words.day(reviewBy))")
  }

  /// How many people changed it lately, as a state.
  var busMark: StateMark {
    StateMark(busFactor == nil ? .quiet : isFragile ? .busy : .good, FeaturesText.busFactor(self))
  }
}
