/// The pages of features, as their own row of navigation shows them.
enum FeaturePlace: String, Sendable, CaseIterable {
  case features, exceptions

  var title: String {
    switch self {
    case .features: "Features"
    case .exceptions: "Exceptions"
    }
  }

  var path: String {
    switch self {
    case .features: Paths.features
    case .exceptions: Paths.exceptions
    }
  }

  /// The row, for `feature-places.mustache`, and the addresses that these pages share.
  static func fields(at place: FeaturePlace) -> Fields {
    [
      "places": .list(
        allCases.map { ["path": .text($0.path), "title": .text($0.title), "current": .flag($0 == place)] }),
      "featuresPath": .text(Paths.features), "exceptionsPath": .text(Paths.exceptions),
    ]
  }
}
