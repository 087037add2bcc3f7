import Basics
import Delivery
import Fleet
import Store

/// The store as the journal of a rollout, which also writes what people are to be told, in the same transaction as the
/// step that is told of.
struct TellingJournal: RolloutJournal {
  let store: Store
  /// Who is told how; asked when a rollout ends.
  let recipients: @Sendable (_ requester: String) async -> Recipients

  func begin(_ request: Rollout.Request, lanes: [Lane], releases: [Release]) async throws -> Rollout {
    try await store.begin(request, lanes: lanes, releases: releases)
  }

  func record(_ rollout: Rollout, _ entry: JournalEntry?) async throws {
    guard let entry, entry.hasEnded else { return try await store.record(rollout, entry) }
    var events: [Event.Draft] = []
    if let event = hubEvent(rollout, entry) { events.append(event) }
    var messages: [OutboxMessage] = []
    if rollout.state != .running {
      let words = RolloutMessage(rollout)
      events.append(
        .init(
          rollout.state == .succeeded ? .rolloutSucceeded : .rolloutFailed, .rollout(rollout.id),
          by: rollout.request.by, at: entry.at, words.sentence))
      messages = await recipients(rollout.request.by).messages(about: words, at: entry.at)
    }
    try await store.finish(rollout, entry, events: events, outbox: messages)
  }

  func log(_ rollout: RolloutID, hub: HubID, step: HubStep, line: String) async throws {
    try await store.log(rollout, hub: hub, step: step, line: line)
  }

  func release(_ hash: ReleaseHash) async throws -> StoredRelease? { try await store.release(hash) }
  func running() async throws -> [HubID: StoredRelease] { try await store.running() }
  func setRunning(_ hub: HubID, _ release: ReleaseHash?) async throws { try await store.setRunning(hub, release) }
  func unfinished() async throws -> [Rollout] { try await store.unfinished() }

  /// The event of a hub whose way through the rollout has just ended.
  private func hubEvent(_ rollout: Rollout, _ entry: JournalEntry) -> Event.Draft? {
    guard let hub = rollout.lanes.flatMap(\.hubs).first(where: { $0.hub == entry.hub }) else { return nil }
    let (kind, sentence): (Event.Kind, String)
    switch (hub.state, hub.change.kind) {
    case (.passed, .removed): (kind, sentence) = (.hubRemoved, "\(hub.hub) is removed")
    case (.passed, .asleep): (kind, sentence) = (.hubStopped, "\(hub.hub) is asleep")
    case (.passed, _): (kind, sentence) = (.hubPassed, "\(hub.hub) runs release \(hub.change.after?.rawValue ?? "")")
    case (.takenBack, _): (kind, sentence) = (.hubTakenBack, hub.failure?.sentence ?? "\(hub.hub) was taken back")
    case (.broken, _): (kind, sentence) = (.hubBroken, hub.failure?.sentence ?? "\(hub.hub) needs a person")
    case (.waiting, _), (.doing, _), (.blocked, _): return nil
    }
    return .init(
      kind, .hub(hub.hub), by: rollout.request.by, at: entry.at, sentence,
      details: ["rollout": .int(rollout.id.number)])
  }
}

extension JournalEntry {
  fileprivate var hasEnded: Bool {
    switch outcome {
    case .began: false
    case .passed, .failed: true
    }
  }
}
