public import Basics

/// All that is checked of a fleet after it was read.
public enum Checks {
  /// Every check, in the order of its codes.
  public static let all: [Check] = [
    .names, .addresses, .staging, .differences, .doors, .logins, .userNames, .limits, .profiles, .engine, .features,
    .secrets, .people, .plan, .scope, .money, .maintainers, .schemas, .additions, .stagingNames, .images, .copies, .requests,
    .sharing, .oneOffs, .severities,
  ]

  /// What is wrong with the fleet at that time, by place.
  /// - Parameters:
  ///   - undecoded: files that exist and could not be read as what they are. What they declare counts as
  ///     declared, so that one broken file does not make every name of it dangle.
  ///   - values: what each hub is given, where it is known already.
  ///   - catalogue: all codes that there are; those of the rooms above this one too, where these find something.
  public static func run(
    _ fleet: Fleet, now: Timestamp, undecoded: Set<String> = [], values: [HubID: EffectiveValues]? = nil,
    catalogue: [FindingExplanation] = FindingCatalogue.all
  ) -> [Finding] {
    let checked = CheckedFleet(fleet, now: now, undecoded: undecoded, values: values, catalogue: catalogue)
    // What stands in a file that several hubs share is found once for each of them, and told once.
    var told: Set<Finding> = []
    return all.concurrentMap { $0.findings(checked) }.joined().filter { told.insert($0).inserted }.sorted(by: Finding.isBefore)
  }
}

extension Finding {
  /// The order in which findings are told: by file, line and column; those without a place first; then by code.
  public static func isBefore(_ one: Finding, _ other: Finding) -> Bool {
    let (place, otherPlace) = (one.place ?? SourcePlace(file: ""), other.place ?? SourcePlace(file: ""))
    return place == otherPlace
      ? (one.code, one.what) < (other.code, other.what)
      : (place.file, place.line, place.column, place.length)
        < (otherPlace.file, otherPlace.line, otherPlace.column, otherPlace.length)
  }
}
