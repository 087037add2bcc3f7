public import Basics
public import Delivery
public import Fleet
internal import GRDB

extension Store: RolloutJournal {
  public func begin(
    _ request: Rollout.Request, lanes: [Lane], releases: [Release]
  ) async throws(StoreError) -> Rollout {
    try await write("begin a rollout", changes: [.rollouts]) { db in
      for release in releases {
        try ReleaseRows.keep(StoredRelease(release: release, folder: request.folder), at: request.at, db)
      }
      return try RolloutRows.begin(request, lanes: lanes, db)
    }
  }

  public func record(_ rollout: Rollout, _ entry: JournalEntry?) async throws(StoreError) {
    try await finish(rollout, entry)
  }

  /// Writes the rollout as it stands, with what is to be told about it: all of it or, after a crash, nothing of it.
  public func finish(
    _ rollout: Rollout, _ entry: JournalEntry?, events: [Event.Draft] = [], outbox: [OutboxMessage] = []
  ) async throws(StoreError) {
    let at = entry?.at ?? clock()
    var topics: Set<Topic> = [.rollouts]
    if !events.isEmpty { topics.insert(.events) }
    if !outbox.isEmpty { topics.insert(.outbox) }
    try await write("record rollout \(rollout.id)", changes: topics) { db in
      try RolloutRows.update(rollout, at: at, db)
      if let entry { try StepRows.write(entry, of: rollout.id, db) }
      for event in events { try EventRows.append(event, db) }
      for message in outbox { try OutboxRows.enqueue(message, at: at, db) }
    }
  }

  public func log(
    _ rollout: RolloutID, hub: HubID, step: HubStep, line: String
  ) async throws(StoreError) {
    let at = clock()
    try await writeRelaxed("log progress of rollout \(rollout)", changes: [.progress]) { db in
      try StepRows.log(line, rollout: rollout, hub: hub, step: step, at: at, db)
    }
  }

  public func unfinished() async throws(StoreError) -> [Rollout] {
    try await read("read unfinished rollouts") { db in
      try Int.fetchAll(db, sql: "SELECT id FROM rollout WHERE ended IS NULL ORDER BY id")
        .compactMap { try RolloutRows.read(RolloutID($0), db)?.rollout }
    }
  }
}

extension Store {
  /// A rollout as it stands; nil where there is none of that number.
  public func rollout(_ id: RolloutID) async throws(StoreError) -> RolloutRecord? {
    try await read("read rollout \(id)") { db in try RolloutRows.read(id, db) }
  }

  /// Rollouts, newest first; those older than `before` where it is given.
  public func rollouts(limit: Int, before: RolloutID? = nil) async throws(StoreError) -> [RolloutSummary] {
    try await read("read rollouts") { db in
      try RolloutRows.summaries(limit: limit, before: before, db)
    }
  }

  /// The rollouts that touched a hub, newest first.
  public func history(of hub: HubID, limit: Int) async throws(StoreError) -> [HubHistoryEntry] {
    try await read("read the history of \(hub)") { db in try RolloutRows.history(of: hub, limit: limit, db) }
  }
}
