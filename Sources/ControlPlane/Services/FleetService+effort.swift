import Basics
import Delivery
import Fleet
import Growth
import Operations
import Store

extension FleetService {
  /// What each production hub of the deployed folder asks of the team, the costliest first, with what was recorded of it.
  func effort() async throws -> FleetEffort {
    let fleet = deployed?.fleet ?? Fleet(organisation: Organisation(name: ""))
    let recorded = try await recorded()
    let histories = RecordedHistories.histories(
      of: fleet, from: recorded.work, incidents: recorded.incidents, hours: recorded.hours, now: now())
    return FleetEffort(fleet, histories: histories, now: Timestamp(seconds: now()))
  }

  /// Every hub of every rollout that has ended, oldest rollout first.
  func recordedWork() async throws -> [RecordedWork] { try await recorded().work }

  private func recorded() async throws -> RecordedFleetWork {
    try await keptWork.value(for: store.revision(of: [.rollouts, .events, .growth])) { [store] in
      RecordedFleetWork(
        work: try await store.hubWork().map(RecordedWork.init), incidents: try await store.incidents(),
        hours: try await store.hours().compactMap(RecordedHours.init))
    }
  }
}

/// What the store recorded of all hubs, read once until it changes.
struct RecordedFleetWork: Sendable {
  var work: [RecordedWork]
  var incidents: [HubID: [Double]]
  var hours: [RecordedHours]
}

extension RecordedWork {
  init(_ work: HubWork) {
    self.init(
      rollout: work.rollout.number, hub: work.hub, isChange: work.kind == .changed, isBroken: work.isBroken,
      at: work.started)
  }
}

extension RecordedHours {
  /// Nil where the hours count for no hub's changes and incidents.
  init?(_ entry: HoursEntry) {
    guard let hub = entry.hub else { return nil }
    switch entry.workClass {
    case .developmentProject: return nil
    case .expectedOperations, .unplanned: self.init(hub: hub, day: entry.day, hours: entry.hours)
    }
  }
}
