public import Basics
public import Fleet
public import Growth

/// What the control plane recorded of one hub in one rollout.
public struct RecordedWork: Sendable, Equatable {
  public var rollout: Int
  public var hub: HubID
  /// Whether what the hub runs was changed; not so where it was started, stopped or first brought up.
  public var isChange: Bool
  /// Whether it was left in need of a person.
  public var isBroken: Bool
  /// Seconds since 1970.
  public var at: Double

  public init(rollout: Int, hub: HubID, isChange: Bool, isBroken: Bool, at: Double) {
    self.rollout = rollout
    self.hub = hub
    self.isChange = isChange
    self.isBroken = isBroken
    self.at = at
  }
}

/// Hours that a person logged for a hub: of maintenance, support and mending, and not of development projects, which are no
/// part of what a change or an incident asks for.
public struct RecordedHours: Sendable, Equatable {
  public var hub: HubID
  public var day: CalendarDay
  /// Above 0.
  public var hours: Double

  public init(hub: HubID, day: CalendarDay, hours: Double) {
    self.hub = hub
    self.day = day
    self.hours = hours
  }
}

/// Histories of production hubs, counted from what was recorded of them and of their staging hubs.
public enum RecordedHistories {
  /// For so many days after the last day with logged hours what happens to a hub still counts as work that hours are logged
  /// for; then nobody logs any more, and more items would only make each look cheaper. Assumed.
  static let daysAfterLastHours = 14

  /// Hours are not logged for one change or another, but for a hub on a day: they stand for the changes and incidents from
  /// the first logged day on, until ``daysAfterLastHours`` after the last one. Hours of a staging hub are shared equally by
  /// the hubs that it stages.
  /// - Parameters:
  ///   - incidents: when each hub had to be started again or could not be reached, in seconds since 1970.
  ///   - hours: those that count, in any order.
  ///   - now: seconds since 1970.
  public static func histories(
    of fleet: Fleet, from work: [RecordedWork], incidents: [HubID: [Double]], hours: [RecordedHours] = [], now: Double
  ) -> [HubID: EffortHistory] {
    let staging = fleet.stagingHubs
    let byHub = Dictionary(grouping: work, by: \.hub)
    let hoursByHub = shared(hours, fleet)
    let foreign = wide(work, fleet)
    var histories: [HubID: EffortHistory] = [:]
    for hub in fleet.hubs.values where !staging.contains(hub.id) {
      let own = [hub.id] + (hub.staging.map { [$0] } ?? [])
      let entries = own.flatMap { byHub[$0] ?? [] }
      // Work with a staging hub counts for a production hub only where it reached, or was to reach, that hub.
      guard let first = byHub[hub.id]?.map(\.at).min() else { continue }
      let reached = Set((byHub[hub.id] ?? []).map(\.rollout))
      let counted = entries.filter { reached.contains($0.rollout) && !foreign.contains($0.rollout) }
      let items = Items(counted, incidents: own.flatMap { incidents[$0] ?? [] })
      let logged = hoursByHub[hub.id] ?? []
      histories[hub.id] = EffortHistory(
        quarters: (now - first) / 86400 / EffortFigures.daysOfQuarter, changes: items.changes.count,
        incidents: items.incidents.count, hours: logged.reduce(0) { $0 + $1.hours },
        itemsWithHours: span(of: logged).map { items.count(in: $0) } ?? 0)
    }
    return histories
  }

  /// From the first moment of the first logged day; nil where no hours were logged.
  private static func span(of logged: [RecordedHours]) -> Range<Double>? {
    let days = logged.map(\.day)
    guard let first = days.min(), let last = days.max() else { return nil }
    return first.start.seconds..<last.advanced(by: daysAfterLastHours + 1).start.seconds
  }

  /// The hours of each production hub, with its share of those of its staging hub.
  private static func shared(_ hours: [RecordedHours], _ fleet: Fleet) -> [HubID: [RecordedHours]] {
    let staged = Dictionary(grouping: fleet.hubs.values.filter { $0.staging != nil }, by: \.staging)
    let own = hours.flatMap { entry in
      guard let hubs = staged[entry.hub] else { return [entry] }
      return hubs.map { RecordedHours(hub: $0.id, day: entry.day, hours: entry.hours / Double(hubs.count)) }
    }
    return Dictionary(grouping: own, by: \.hub)
  }

  /// The rollouts that touched hubs of several communities: the fleet's work, and no hub's own.
  static func wide(_ work: [RecordedWork], _ fleet: Fleet) -> Set<Int> {
    let communities = Dictionary(grouping: work, by: \.rollout).mapValues { entries in
      Set(entries.compactMap { fleet.hubs[$0.hub]?.community }).count
    }
    return Set(communities.filter { $0.value > 1 }.keys)
  }
}

/// When a hub's changes and incidents were, in seconds since 1970.
private struct Items {
  var changes: [Double]
  var incidents: [Double]

  /// A rollout is one change and one incident at the most, however many of the hub's own it touched.
  init(_ work: [RecordedWork], incidents: [Double]) {
    changes = Items.moments(work.filter(\.isChange))
    self.incidents = Items.moments(work.filter(\.isBroken)) + incidents
  }

  func count(in span: Range<Double>) -> Int { (changes + incidents).count { span.contains($0) } }

  private static func moments(_ work: [RecordedWork]) -> [Double] {
    Dictionary(work.map { ($0.rollout, $0.at) }, uniquingKeysWith: { min($0, $1) }).values.sorted()
  }
}
