public import Access
public import Basics
internal import GRDB

extension Store {
  /// Writes a grant, with the event that tells of it; for a workshop also that its hub is not to be changed meanwhile.
  /// - Throws: ``StoreError/refused(_:)`` where the grant breaks a rule; nothing is written then.
  public func makeGrant(_ draft: GrantDraft, at now: Double) async throws(StoreError) -> Grant {
    try draft.check(now: Timestamp(seconds: now))
    return try await write("write the grant", changes: [.doors, .events]) { db in
      let grant = try GrantRows.insert(draft, at: now, db)
      if grant.workshop != nil { try HoldRows.put(grant, db) }
      let kind: Event.Kind = grant.workshop == nil ? .grantMade : .workshopMade
      try EventRows.append(grant.event(kind, by: draft.by, at: now, grant.sentence), db)
      return grant
    }
  }

  /// Gives a grant another end, which is still to come.
  public func extendGrant(
    _ id: GrantID, until: Timestamp, because: String, by: String, at now: Double
  ) async throws(StoreError) -> Grant {
    try GrowthText.check(because, "reason")
    return try await write("extend the grant", changes: [.doors, .events]) { db in
      var grant = try GrantRows.require(id, db)
      guard grant.state(at: Timestamp(seconds: now)) != .over else {
        throw StoreError.refused("\(grant.title) is over: make a new one.")
      }
      var draft = GrantDraft(
        grant.hub, grant.whom, from: grant.from, until: until, because: grant.because, by: grant.by)
      try draft.check(now: Timestamp(seconds: now))
      draft.until = until
      let former = grant.until
      grant.until = until
      try db.execute(sql: "UPDATE door_grant SET closes = ? WHERE id = ?", arguments: [until.seconds, id.number])
      if grant.workshop != nil { try HoldRows.put(grant, db) }
      let word = until > former ? "lasts longer" : "ends sooner"
      try EventRows.append(
        grant.event(
          .grantExtended, by: by, at: now, "\(grant.title) \(word): until \(until.iso8601), before \(former.iso8601)",
          why: because), db)
      return grant
    }
  }

  /// Ends a grant now. One that is over already stays as it is.
  public func endGrant(
    _ id: GrantID, because: String, by: String, at now: Double
  ) async throws(StoreError) -> Grant {
    try GrowthText.check(because, "reason")
    return try await write("end the grant", changes: [.doors, .events]) { db in
      var grant = try GrantRows.require(id, db)
      guard grant.state(at: Timestamp(seconds: now)) != .over else { return grant }
      grant.ended = Grant.Ending(at: Timestamp(seconds: now), by: by, because: because)
      try db.execute(
        sql: "UPDATE door_grant SET ended = ?, ended_by = ?, ended_because = ? WHERE id = ?",
        arguments: [now, by, because, id.number])
      try HoldRows.remove(id, db)
      try EventRows.append(grant.event(.grantEnded, by: by, at: now, "\(grant.title) was ended early", why: because), db)
      return grant
    }
  }

  /// Gives a workshop another join code: the former link lets nobody in from now on. Who joined stays.
  public func renewCode(_ id: GrantID, digest: String, by: String, at now: Double) async throws(StoreError) -> Grant {
    try await write("renew the join code", changes: [.doors, .events]) { db in
      var grant = try GrantRows.require(id, db)
      guard var workshop = grant.workshop else { throw StoreError.refused("Grant \(id) is no workshop.") }
      workshop.codeDigest = digest
      grant.whom = .workshop(workshop)
      try db.execute(sql: "UPDATE door_grant SET code_digest = ? WHERE id = ?", arguments: [digest, id.number])
      try EventRows.append(grant.event(.codeRenewed, by: by, at: now, "\(grant.title) has a new join link"), db)
      return grant
    }
  }

  /// The grant of that number.
  public func grant(_ id: GrantID) async throws(StoreError) -> Grant? {
    try await read("read a grant") { db in try GrantRows.fetch("WHERE id = ?", [id.number], db).first }
  }

  /// Grants, those that end last first: of a hub, or of all.
  /// - Parameter after: only those that end after it.
  public func grants(
    of hub: HubID? = nil, endingAfter after: Double = 0, limit: Int = Int.max
  ) async throws(StoreError) -> [Grant] {
    try await read("read the grants") { db in
      try GrantRows.fetch(
        "WHERE (?1 IS NULL OR hub = ?1) AND MIN(closes, COALESCE(ended, closes)) > ?2 ORDER BY closes DESC, id DESC LIMIT ?3",
        [hub?.rawValue, after, limit], db)
    }
  }

  /// Grants that are over, and whose people were not sent out yet.
  public func unsettledGrants(at now: Double) async throws(StoreError) -> [Grant] {
    try await read("read the grants that are over") { db in
      try GrantRows.fetch(
        "WHERE settled IS NULL AND MIN(closes, COALESCE(ended, closes)) <= ? ORDER BY id", [now], db)
    }
  }

  /// Notes that a grant that is over was settled, and names those whom the hub is to send out.
  /// - Returns: false where it was settled before.
  @discardableResult
  public func settle(
    _ id: GrantID, sendingOut names: [String], at now: Double
  ) async throws(StoreError) -> Bool {
    try await write("settle the grant", changes: [.doors, .events]) { db in
      let grant = try GrantRows.require(id, db)
      try db.execute(
        sql: "UPDATE door_grant SET settled = ? WHERE id = ? AND settled IS NULL", arguments: [now, id.number])
      guard db.changesCount > 0 else { return false }
      try DepartureRows.append(names, of: grant.hub, because: "\(grant.title) is over", .leave, at: now, db)
      try HoldRows.remove(id, db)
      let out = names.isEmpty ? "nobody had to leave" : names.count == 1 ? "1 person leaves" : "\(names.count) people leave"
      try EventRows.append(grant.event(.grantOver, by: "atoll", at: now, "\(grant.title) is over: \(out)"), db)
      return true
    }
  }
}

extension Store {
  /// Workshops whose homes were kept for as long as they were to be.
  public func grantsWithHomesToGiveUp(at now: Double) async throws(StoreError) -> [Grant] {
    try await read("read whose homes are to be given up") { db in
      try GrantRows.fetch(
        """
        WHERE settled IS NOT NULL AND homes_removed IS NULL AND keep_homes_days IS NOT NULL
          AND MIN(closes, COALESCE(ended, closes)) + keep_homes_days * 86400.0 <= ? ORDER BY id
        """, [now], db)
    }
  }

  /// Has the hub of a workshop remove homes, once.
  public func giveUpHomes(of id: GrantID, _ names: [String], at now: Double) async throws(StoreError) {
    try await write("give up homes", changes: [.doors, .events]) { db in
      let grant = try GrantRows.require(id, db)
      try db.execute(
        sql: "UPDATE door_grant SET homes_removed = ? WHERE id = ? AND homes_removed IS NULL", arguments: [now, id.number])
      guard db.changesCount > 0 else { return }
      try DepartureRows.append(names, of: grant.hub, because: "\(grant.title) is over", .erase, at: now, db)
      try EventRows.append(
        grant.event(
          .homesGivenUp, by: "atoll", at: now,
          "The homes of \(names.count == 1 ? "1 person" : "\(names.count) people") of \(grant.title) are removed"), db)
    }
  }
}

extension Grant {
  func event(_ kind: Event.Kind, by: String, at now: Double, _ sentence: String, why: String = "") -> Event.Draft {
    var details: [String: JSONValue] = ["grant": .int(id.number)]
    if !why.isEmpty { details["why"] = .string(why) }
    return Event.Draft(kind, .hub(hub), by: by, at: now, sentence, details: .object(details))
  }

  fileprivate var sentence: String {
    let time = "from \(from.iso8601) until \(until.iso8601), because: \(because)"
    switch whom {
    case .person(let name): return "\(name) may enter \(time)"
    case .workshop(let workshop): return "\(workshop.name) with \(workshop.seats) seats \(time)"
    }
  }
}

/// Grants in their table.
enum GrantRows {
  static func insert(_ draft: GrantDraft, at now: Double, _ db: Database) throws -> Grant {
    var person: String?
    var workshop: Workshop?
    switch draft.whom {
    case .person(let name): person = name
    case .workshop(let event): workshop = event
    }
    try db.execute(
      sql: """
        INSERT INTO door_grant (hub, person, workshop, seats, needs_approval, servers_at_once, keep_homes_days, code_digest,
          opens, closes, because, made_by, made) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        draft.hub.rawValue, person, workshop?.name, workshop?.seats, workshop?.needsApproval, workshop?.serversAtOnce,
        workshop?.keepHomesDays, workshop?.codeDigest, draft.from.seconds, draft.until.seconds, draft.because, draft.by, now,
      ])
    return Grant(
      id: GrantID(Int(db.lastInsertedRowID)), hub: draft.hub, whom: draft.whom, from: draft.from, until: draft.until,
      because: draft.because, by: draft.by, made: Timestamp(seconds: now))
  }

  static func require(_ id: GrantID, _ db: Database) throws -> Grant {
    guard let grant = try fetch("WHERE id = ?", [id.number], db).first else { throw StoreError.unknown("grant \(id)") }
    return grant
  }

  static func fetch(_ clause: String, _ arguments: StatementArguments, _ db: Database) throws -> [Grant] {
    try Row.fetchAll(db, sql: "SELECT * FROM door_grant \(clause)", arguments: arguments).map(grant)
  }

  private static func grant(_ row: Row) throws -> Grant {
    let ended: Double? = row["ended"]
    return Grant(
      id: GrantID(row["id"]), hub: HubID(row["hub"] as String), whom: whom(row), from: Timestamp(seconds: row["opens"]),
      until: Timestamp(seconds: row["closes"]), because: row["because"], by: row["made_by"],
      made: Timestamp(seconds: row["made"]),
      ended: ended.map {
        Grant.Ending(at: Timestamp(seconds: $0), by: row["ended_by"] ?? "", because: row["ended_because"] ?? "")
      })
  }

  private static func whom(_ row: Row) -> Grant.Whom {
    if let person: String = row["person"] { return .person(person) }
    return .workshop(
      Workshop(
        name: row["workshop"], seats: row["seats"], needsApproval: row["needs_approval"] ?? false,
        serversAtOnce: row["servers_at_once"], keepHomesDays: row["keep_homes_days"], codeDigest: row["code_digest"]))
  }
}
