public import Access
internal import Basics
internal import GRDB

extension Store {
  /// Seats people, in their order and all in one transaction: never more than there are seats, however many come at once.
  /// - Returns: an outcome for each request.
  public func join(_ requests: [JoinRequest], at now: Double) async throws(StoreError) -> [JoinOutcome] {
    try await write("seat people in a workshop", changes: [.doors]) { db in
      var grants: [GrantID: Grant?] = [:]
      var taken: [GrantID: Int] = [:]
      return try requests.map { request in
        let grant: Grant?
        if let known = grants[request.grant] {
          grant = known
        } else {
          grant = try GrantRows.fetch("WHERE id = ?", [request.grant.number], db).first
          grants[request.grant] = grant
        }
        guard let grant, let workshop = grant.workshop, grant.state(at: Timestamp(seconds: now)) == .open else {
          return .notOpen
        }
        if let known = try ParticipantRows.fetch(request.name, of: grant.id, db) {
          return known.state == .removed ? .removed(known) : .seated(known)
        }
        let seated = try taken[grant.id] ?? ParticipantRows.seatsTaken(of: grant.id, db)
        taken[grant.id] = seated
        guard seated < workshop.seats else { return .full }
        taken[grant.id] = seated + 1
        let participant = Participant(
          name: request.name, state: workshop.needsApproval ? .waiting : .admitted, joined: Timestamp(seconds: now))
        try ParticipantRows.insert(participant, of: grant.id, db)
        return .seated(participant)
      }
    }
  }

  /// Lets somebody in who waits, takes them off, or lets them back.
  /// - Throws: ``StoreError/refused(_:)`` where no seat is left for somebody who comes back, ``StoreError/unknown(_:)`` for
  ///   somebody who did not join.
  public func decide(
    _ name: String, of id: GrantID, _ state: Participant.State, by: String, at now: Double
  ) async throws(StoreError) -> Participant {
    try await write("decide about \(name)", changes: [.doors, .events]) { db in
      let grant = try GrantRows.require(id, db)
      guard var participant = try ParticipantRows.fetch(name, of: id, db) else {
        throw StoreError.unknown("participant \(name) of \(grant.title)")
      }
      guard participant.state != state else { return participant }
      if !participant.state.holdsSeat, state.holdsSeat,
        try ParticipantRows.seatsTaken(of: id, db) >= grant.workshop?.seats ?? 0
      {
        throw StoreError.refused("All seats of \(grant.title) are taken: take somebody else off first.")
      }
      participant.state = state
      participant.decidedBy = by
      try db.execute(
        sql: "UPDATE door_participant SET state = ?, decided_by = ? WHERE grant_id = ? AND name = ?",
        arguments: [state.rawValue, by, id.number, name])
      if state == .removed {
        try DepartureRows.append(
          [name], of: grant.hub, because: "you were taken off \(grant.title)", .leave, at: now, db)
      }
      let what =
        switch state {
        case .admitted: "was let in"
        case .removed: "was taken off"
        case .waiting: "is to wait"
        }
      try EventRows.append(
        grant.event(.participantDecided, by: by, at: now, "\(name) \(what): \(grant.title)"), db)
      return participant
    }
  }

  /// Everyone who joined a workshop, in the order in which they did.
  public func participants(of id: GrantID) async throws(StoreError) -> [Participant] {
    try await read("read who takes part") { db in
      try ParticipantRows.fetch("WHERE grant_id = ? ORDER BY joined, name", [id.number], db).map(\.participant)
    }
  }

  /// Everyone who joined a workshop that ends after a time, by workshop.
  public func participants(endingAfter after: Double) async throws(StoreError) -> [GrantID: [Participant]] {
    try await read("read who takes part") { db in
      let rows = try ParticipantRows.fetch(
        "WHERE grant_id IN (SELECT id FROM door_grant WHERE closes > ?) ORDER BY joined, name", [after], db)
      return Dictionary(grouping: rows, by: \.grant).mapValues { $0.map(\.participant) }
    }
  }

  /// Adds time for which people had servers. Relaxed: a crash may lose the last seconds.
  public func addServerTime(
    _ times: [(grant: GrantID, name: String, seconds: Double)]
  ) async throws(StoreError) {
    if times.isEmpty { return }
    try await writeRelaxed("add up server time") { db in
      for time in times {
        try db.execute(
          sql: "UPDATE door_participant SET server_seconds = server_seconds + ? WHERE grant_id = ? AND name = ?",
          arguments: [time.seconds, time.grant.number, time.name])
      }
    }
  }
}

/// Participants in their table.
enum ParticipantRows {
  static func insert(_ participant: Participant, of grant: GrantID, _ db: Database) throws {
    try db.execute(
      sql: "INSERT INTO door_participant (grant_id, name, state, joined) VALUES (?, ?, ?, ?)",
      arguments: [grant.number, participant.name, participant.state.rawValue, participant.joined.seconds])
  }

  static func seatsTaken(of grant: GrantID, _ db: Database) throws -> Int {
    try Int.fetchOne(
      db, sql: "SELECT COUNT(*) FROM door_participant WHERE grant_id = ? AND state <> ?",
      arguments: [grant.number, Participant.State.removed.rawValue]) ?? 0
  }

  static func fetch(_ name: String, of grant: GrantID, _ db: Database) throws -> Participant? {
    try fetch("WHERE grant_id = ? AND name = ?", [grant.number, name], db).first?.participant
  }

  static func fetch(
    _ clause: String, _ arguments: StatementArguments, _ db: Database
  ) throws -> [(grant: GrantID, participant: Participant)] {
    try Row.fetchAll(db, sql: "SELECT * FROM door_participant \(clause)", arguments: arguments).map { row in
      (
        GrantID(row["grant_id"]),
        Participant(
          name: row["name"], state: try stored(Participant.State.self, row["state"]),
          joined: Timestamp(seconds: row["joined"]), decidedBy: row["decided_by"], serverSeconds: row["server_seconds"])
      )
    }
  }
}
