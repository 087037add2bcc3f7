public import Basics
public import Fleet

/// What if: changes to the team, the promise and the fleet, to be put beside what is. Its text form is in
/// ``GrowthScenario/text``.
public struct GrowthScenario: Codable, Equatable, Sendable {
  /// Further engineers, with the ramp of any hire.
  public struct Engineers: Codable, Equatable, Sendable {
    /// 1 or more.
    public var count: Int
    public var starts: CalendarDay
    /// Working hours a week of each, above 0.
    public var hours: Double
    /// That they come, within 0…1; each for itself.
    public var probability: Double

    public init(count: Int = 1, starts: CalendarDay, hours: Double = Person.usualHours, probability: Double = 1) {
      self.count = count
      self.starts = starts
      self.hours = hours
      self.probability = probability
    }
  }

  /// Further hubs, which are sure to come.
  public struct Hubs: Codable, Equatable, Sendable {
    /// 1 or more.
    public var count: Int
    public var kind: HubKind
    public var starts: CalendarDay

    public init(count: Int = 1, kind: HubKind, starts: CalendarDay) {
      self.count = count
      self.kind = kind
      self.starts = starts
    }
  }

  public var engineers: [Engineers]
  public var hubs: [Hubs]
  /// How many times as often as recorded rollouts fail, 0 or more; nil: as they do.
  public var failures: Double?
  /// Working days that are promised, above 0; nil: as declared.
  public var turnaround: Double?
  /// The share of people's time for operations, above 0 and at most 0.5; nil: as declared.
  public var operationsShare: Double?
  /// The share of that which the platform takes, 0 or more and below 1; nil: as declared.
  public var platformShare: Double?

  public init(
    engineers: [Engineers] = [], hubs: [Hubs] = [], failures: Double? = nil, turnaround: Double? = nil,
    operationsShare: Double? = nil, platformShare: Double? = nil
  ) {
    self.engineers = engineers
    self.hubs = hubs
    self.failures = failures
    self.turnaround = turnaround
    self.operationsShare = operationsShare
    self.platformShare = platformShare
  }

  /// Whether it changes nothing.
  public var isEmpty: Bool { self == GrowthScenario() }
}

extension CapacityInputs {
  /// The inputs as they would be. Where no team is declared, its part changes nothing.
  public func applying(_ scenario: GrowthScenario) -> CapacityInputs {
    var inputs = self
    if var team = fleet.organisation.team {
      team.turnaround.days = scenario.turnaround ?? team.turnaround.days
      team.operationsShare = scenario.operationsShare ?? team.operationsShare
      team.platformShare = scenario.platformShare ?? team.platformShare
      for engineers in scenario.engineers {
        let hire = Team.Hire(
          name: "what if", starts: engineers.starts, probability: engineers.probability, hours: engineers.hours)
        team.hires += Array(repeating: hire, count: max(0, engineers.count))
      }
      inputs.fleet.organisation.team = team
    }
    for (place, hubs) in scenario.hubs.enumerated() {
      inputs.reserved.append(
        Lead(
          id: LeadID("what if \(place)"), kind: hubs.kind, hubs: max(0, hubs.count), starts: hubs.starts, probability: 1,
          stage: .partner))
    }
    inputs.failures *= scenario.failures ?? 1
    return inputs
  }
}
