import Basics
import Delivery
import Fleet
import Growth
import Operations
import Store

// Records of the store as the room of growth knows them.

extension RecordedRollout {
  init(_ outcome: RolloutOutcome) {
    self.init(
      number: outcome.id.number, ended: Timestamp(seconds: outcome.ended), succeeded: outcome.succeeded, hubs: outcome.hubs,
      sentence: outcome.sentence)
  }
}

extension RecordedOutage {
  init(_ outage: Outage) {
    self.init(
      hub: outage.hub, began: Timestamp(seconds: outage.began), ended: outage.ended.map { Timestamp(seconds: $0) },
      event: outage.cause)
  }
}

extension LoggedHours {
  init(_ entry: HoursEntry) {
    self.init(
      person: entry.person, day: entry.day, hours: entry.hours, workClass: entry.workClass, hub: entry.hub)
  }
}

extension GateAnswer {
  /// Nil for an area that there is no more.
  init?(_ entry: GateAnswerEntry) {
    guard let area = GateArea(rawValue: entry.area) else { return nil }
    self.init(
      phase: entry.phase, area: area, question: entry.question, isYes: entry.isYes, evidence: entry.evidence, on: entry.on,
      by: PersonID(entry.by), at: Timestamp(seconds: entry.at))
  }
}

extension PhaseOpening {
  init(_ entry: PhaseOpeningEntry) {
    self.init(
      phase: entry.phase, at: Timestamp(seconds: entry.at), by: entry.because == nil ? nil : PersonID(entry.by),
      because: entry.because, hubs: entry.hubs)
  }
}

extension PhaseOpeningEntry {
  init(_ opening: PhaseOpening) {
    self.init(
      phase: opening.phase, at: opening.at.seconds, by: opening.by?.rawValue ?? "atoll", because: opening.because,
      hubs: opening.hubs)
  }
}

extension GateStanding {
  init(_ entry: GateStandingEntry) {
    self.init(
      phase: entry.phase, item: GateItemKey(rawValue: entry.item), holds: entry.holds,
      since: Timestamp(seconds: entry.since), value: entry.value)
  }
}

extension FeatureReview {
  init(_ entry: FeatureReviewEntry) {
    self.init(
      feature: entry.feature, outcome: entry.outcome, because: entry.because, on: entry.on, by: PersonID(entry.by),
      next: entry.next)
  }
}

extension HoursAnswer {
  init(_ entry: HoursEntry) {
    self.init(
      id: entry.id, person: entry.person.rawValue, day: entry.day.description, hours: entry.hours,
      workClass: entry.workClass.rawValue, hub: entry.hub?.rawValue, note: entry.note, by: entry.by)
  }
}
