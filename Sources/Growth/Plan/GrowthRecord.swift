public import Basics
public import Fleet

/// What was recorded of a fleet, as far as the growth plan asks for it. Plain values: whoever keeps the history fills them.
///
/// Rollouts must reach back at least as long as a gate looks back and a phase asks its gates to hold, together; the order
/// within each list does not matter.
public struct GrowthRecord: Sendable, Equatable {
  /// From when on the fleet was watched; nil: nothing was recorded yet.
  public var since: Timestamp?
  public var rollouts: [RecordedRollout]
  public var outages: [RecordedOutage]
  public var hours: [LoggedHours]
  public var answers: [GateAnswer]
  public var openings: [PhaseOpening]
  /// As the last reading left them.
  public var standings: [GateStanding]
  public var reviews: [FeatureReview]

  public init(
    since: Timestamp? = nil, rollouts: [RecordedRollout] = [], outages: [RecordedOutage] = [], hours: [LoggedHours] = [],
    answers: [GateAnswer] = [], openings: [PhaseOpening] = [], standings: [GateStanding] = [], reviews: [FeatureReview] = []
  ) {
    self.since = since
    self.rollouts = rollouts
    self.outages = outages
    self.hours = hours
    self.answers = answers
    self.openings = openings
    self.standings = standings
    self.reviews = reviews
  }
}

/// A rollout that has ended.
public struct RecordedRollout: Sendable, Equatable {
  public var number: Int
  public var ended: Timestamp
  public var succeeded: Bool
  public var hubs: [HubID]
  /// What happened, for people: `rollout 12: reef was taken back`.
  public var sentence: String

  public init(number: Int, ended: Timestamp, succeeded: Bool, hubs: [HubID] = [], sentence: String? = nil) {
    self.number = number
    self.ended = ended
    self.succeeded = succeeded
    self.hubs = hubs
    self.sentence = sentence ?? "rollout \(number) \(succeeded ? "succeeded" : "failed")"
  }
}

/// A time in which a hub did not work.
public struct RecordedOutage: Sendable, Equatable {
  public var hub: HubID
  public var began: Timestamp
  /// Nil: it has not ended.
  public var ended: Timestamp?
  /// The number of the event that told of it.
  public var event: Int?
  /// The rollout that broke the hub.
  public var rollout: Int?

  public init(hub: HubID, began: Timestamp, ended: Timestamp? = nil, event: Int? = nil, rollout: Int? = nil) {
    self.hub = hub
    self.began = began
    self.ended = ended
    self.event = event
    self.rollout = rollout
  }
}

/// What working time was spent on.
public enum WorkClass: String, Sendable, Codable, CaseIterable {
  case developmentProject = "development project"
  /// Maintenance, setting up a hub.
  case expectedOperations = "expected operations"
  /// Operations and support that nobody planned.
  case unplanned

  /// Whether it counts as operations and support.
  public var isOperations: Bool { self != .developmentProject }
}

/// Working time that somebody spent.
public struct LoggedHours: Sendable, Equatable {
  public var person: PersonID
  public var day: CalendarDay
  /// Above 0.
  public var hours: Double
  public var workClass: WorkClass
  public var hub: HubID?

  public init(person: PersonID, day: CalendarDay, hours: Double, workClass: WorkClass, hub: HubID? = nil) {
    self.person = person
    self.day = day
    self.hours = hours
    self.workClass = workClass
    self.hub = hub
  }
}

/// What a person answered to a question of a gate. The last answer to a question counts.
public struct GateAnswer: Sendable, Equatable {
  /// The name of the phase whose gate asks.
  public var phase: String
  public var area: GateArea
  /// The short name of the question.
  public var question: String
  public var isYes: Bool
  /// What the answer stands on: a sentence, a link. A yes without it does not count.
  public var evidence: String
  /// The day for which it holds; the answer ages from there.
  public var on: CalendarDay
  public var by: PersonID
  /// When it was recorded.
  public var at: Timestamp

  public init(
    phase: String, area: GateArea, question: String, isYes: Bool, evidence: String, on: CalendarDay, by: PersonID, at: Timestamp
  ) {
    self.phase = phase
    self.area = area
    self.question = question
    self.isYes = isYes
    self.evidence = evidence
    self.on = on
    self.by = by
    self.at = at
  }
}

/// That a phase was opened, and the production hubs that were there already.
public struct PhaseOpening: Sendable, Equatable {
  public var phase: String
  public var at: Timestamp
  /// Nil: by itself, since its gates had held.
  public var by: PersonID?
  /// Why a person opened it.
  public var because: String?
  public var hubs: [HubID]

  public init(phase: String, at: Timestamp, by: PersonID? = nil, because: String? = nil, hubs: [HubID]) {
    self.phase = phase
    self.at = at
    self.by = by
    self.because = because
    self.hubs = hubs
  }
}

/// Whether an item of a gate held when it was last read, and since when.
public struct GateStanding: Sendable, Equatable {
  public var phase: String
  public var item: GateItemKey
  public var holds: Bool
  public var since: Timestamp
  public var value: Double?

  public init(phase: String, item: GateItemKey, holds: Bool, since: Timestamp, value: Double? = nil) {
    self.phase = phase
    self.item = item
    self.holds = holds
    self.since = since
    self.value = value
  }
}

/// What people decided when they reviewed a feature.
public struct FeatureReview: Sendable, Equatable {
  public var feature: FeatureID
  public var outcome: Outcome
  public var because: String
  public var on: CalendarDay
  public var by: PersonID
  /// The day of the next review.
  public var next: CalendarDay?

  public init(
    feature: FeatureID, outcome: Outcome, because: String, on: CalendarDay, by: PersonID, next: CalendarDay? = nil
  ) {
    self.feature = feature
    self.outcome = outcome
    self.because = because
    self.on = on
    self.by = by
    self.next = next
  }

  public enum Outcome: String, Sendable, Codable, CaseIterable { case promote, keep, retire }
}
