/// The pages of growth, as their own row of navigation shows them.
enum GrowthPlace: String, Sendable, CaseIterable {
  case growth, capacity, runway, pipeline, whatIf, reviews

  var title: String {
    switch self {
    case .growth: "Growth"
    case .capacity: "Capacity"
    case .runway: "Runway"
    case .pipeline: "Pipeline"
    case .whatIf: "What if"
    case .reviews: "Reviews"
    }
  }

  var path: String {
    switch self {
    case .growth: Paths.growth
    case .capacity: Paths.capacity
    case .runway: Paths.runway
    case .pipeline: Paths.pipeline
    case .whatIf: Paths.whatIf
    case .reviews: Paths.reviews
    }
  }

  /// The row, for `growth-places.mustache`, and the addresses that these pages share.
  static func fields(at place: GrowthPlace, in frame: PageFrame) -> Fields {
    [
      "places": .list(
        allCases.filter { frame.mayOpen($0.path) }.map {
          ["path": .text($0.path), "title": .text($0.title), "current": .flag($0 == place)]
        }),
      "growthPath": .text(Paths.growth), "capacityPath": .text(Paths.capacity), "runwayPath": .text(Paths.runway),
      "pipelinePath": .text(Paths.pipeline), "whatIfPath": .text(Paths.whatIf), "reviewsPath": .text(Paths.reviews),
    ]
  }
}
