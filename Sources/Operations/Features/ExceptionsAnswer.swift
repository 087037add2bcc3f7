public import Basics
public import Fleet
public import Growth

/// What nothing explains, the most costly first, as programs read it: `atoll exceptions --json`.
public struct ExceptionsAnswer: Codable, Sendable, Equatable {
  /// Hubs of the fleet.
  public var hubs: Int
  /// Values that hubs' own files set.
  public var values: Int
  /// Hubs with exceptions.
  public var hubsWithExceptions: Int
  /// Of the whole fleet, whatever is listed.
  public var count: Int
  public var exceptions: [ExceptionAnswer]

  /// - Parameters:
  ///   - hub: only its exceptions are listed; nil: all.
  ///   - effort: what hubs ask of the team, for what exceptions add to it.
  public init(_ fleet: Fleet, of hub: HubID? = nil, effort: FleetEffort) {
    self.init(FleetExceptions(fleet), of: hub, in: fleet, effort: effort)
  }

  /// The same of exceptions that are known already.
  public init(_ exceptions: FleetExceptions, of hub: HubID? = nil, in fleet: Fleet, effort: FleetEffort) {
    hubs = fleet.hubs.count
    values = exceptions.leaves
    hubsWithExceptions = exceptions.byHub.count
    count = exceptions.count
    let staging = fleet.stagingHubs
    self.exceptions = ExceptionCost.ranked(exceptions, of: hub, in: fleet, cards: effort.cards).map {
      ExceptionAnswer($0, isStaging: staging.contains($0.exception.hub))
    }
  }
}

/// One exception.
public struct ExceptionAnswer: Codable, Sendable, Equatable {
  public var hub: String
  public var isStaging: Bool
  public var path: String
  /// Where it is written.
  public var place: SourcePlace
  /// Short, on one line; code is told by its length.
  public var value: String
  public var isCode: Bool
  public var lines: Int
  /// Other hubs with an exception at the same path.
  public var alsoOn: Int
  /// Clusters with an exception there, this one included.
  public var clusters: Int
  /// A feature that would explain it, and that the hub does not have.
  public var wouldBeExplainedBy: String?
  /// How many times the changes of the hub without it; left out where no measured ratio applies.
  public var ratio: Double?
  public var because: String?
  /// Changes a quarter that it is expected to add.
  public var adds: Double?

  init(_ cost: ExceptionCost, isStaging: Bool) {
    let exception = cost.exception
    hub = exception.hub.rawValue
    self.isStaging = isStaging
    path = exception.path
    place = exception.place
    value = exception.summary
    isCode = exception.isCode
    lines = exception.lines
    alsoOn = exception.alsoOn
    clusters = exception.clusters
    wouldBeExplainedBy = exception.wouldBeExplainedBy?.rawValue
    ratio = cost.ratio
    because = cost.because
    adds = cost.adds
  }

  /// On how many hubs and clusters the path is an exception: `this hub only`, `6 hubs of 2 clusters`.
  public var spread: String {
    if alsoOn == 0 { return "this hub only" }
    return "\(alsoOn + 1) hubs of \(clusters == 1 ? "one cluster" : "\(clusters) clusters")"
  }

  /// What it is expected to cost: `1.25 x, +0.9 changes a quarter (lines of extraConfig)`; `not measured`.
  public var costWords: String {
    guard let ratio else { return "not measured" }
    let added = adds.map { ", \(EffortText.signed($0)) a quarter" } ?? (isStaging ? ", counts with what it stages" : "")
    return "\(EffortText.number(ratio)) x\(added)\(because.map { " (\($0))" } ?? "")"
  }
}
