import Access
import Basics
import Fleet
import Foundation
import HTTPTypes
import Operations
import Store

extension DoorService {
  // MARK: - Making

  /// Lets a person in for a time.
  /// - Throws: a 404 problem for a hub that is not deployed, a 422 problem for what breaks a rule of grants.
  func grant(_ request: GrantRequest, on id: HubID, by actor: String) async throws -> Grant {
    let hub = try await hub(id)
    let name = HubDoor.key(request.person)
    let draft = GrantDraft(
      hub.id, .person(name), from: try Self.moment(request.from, or: time), until: try Self.moment(request.until),
      because: request.because, by: actor)
    return put(try await Self.kept { () async throws(StoreError) in try await store.makeGrant(draft, at: now()) })
  }

  /// Makes a workshop, and tells its join code, which nobody can read again.
  /// - Throws: a 404 or 422 problem.
  func makeWorkshop(_ request: WorkshopRequest, on id: HubID, by actor: String) async throws -> (Grant, code: String) {
    let hub = try await hub(id)
    let code = JoinCode.make()
    let workshop = Workshop(
      name: request.name, seats: request.seats, needsApproval: request.needsApproval ?? false,
      serversAtOnce: request.serversAtOnce, keepHomesDays: request.keepHomesDays,
      codeDigest: keys.digest(ofCode: code, at: hub.id))
    let draft = GrantDraft(
      hub.id, .workshop(workshop), from: try Self.moment(request.from, or: time), until: try Self.moment(request.until),
      because: request.because, by: actor)
    return (put(try await Self.kept { () async throws(StoreError) in try await store.makeGrant(draft, at: now()) }), code)
  }

  /// Gives a workshop a new join code; the former lets nobody in any more.
  func renewCode(_ id: GrantID, by actor: String) async throws -> (Grant, code: String) {
    let grant = try await known(id)
    let code = JoinCode.make()
    let digest = keys.digest(ofCode: code, at: grant.hub)
    let renewed = try await Self.kept { () async throws(StoreError) in
      try await store.renewCode(id, digest: digest, by: actor, at: now())
    }
    return (put(renewed), code)
  }

  // MARK: - Changing

  func extend(_ id: GrantID, until: String, because: String, by actor: String) async throws -> Grant {
    _ = try await known(id)
    let end = try Self.moment(until)
    return put(
      try await Self.kept { () async throws(StoreError) in
        try await store.extendGrant(id, until: end, because: because, by: actor, at: now())
      })
  }

  /// Ends a grant now; its people are sent out within seconds.
  func end(_ id: GrantID, because: String, by actor: String) async throws -> Grant {
    _ = try await known(id)
    let ended = put(
      try await Self.kept { () async throws(StoreError) in
        try await store.endGrant(id, because: because, by: actor, at: now())
      })
    try await settleWhatIsOver()
    return ended
  }

  /// Lets in, takes off or lets back somebody who joined a workshop.
  func decide(_ name: String, of id: GrantID, _ state: Participant.State, by actor: String) async throws -> Participant {
    let grant = try await known(id)
    let participant = try await Self.kept { () async throws(StoreError) in
      try await store.decide(HubDoor.key(name), of: id, state, by: actor, at: now())
    }
    memory.change(grant.hub) { $0.put(participant, in: id) }
    try await tellDepartures(of: grant.hub)
    return participant
  }

  func shutOut(_ name: String, of id: HubID, because: String, by actor: String) async throws {
    let hub = try await hub(id)
    let key = HubDoor.key(name)
    try await Self.kept { () async throws(StoreError) in
      try await store.shutOut(key, of: hub.id, because: because, by: actor, at: now())
    }
    memory.change(hub.id) { $0.shutOut[key] = because }
    try await tellDepartures(of: hub.id)
  }

  func letBack(_ name: String, to id: HubID, by actor: String) async throws {
    let key = HubDoor.key(name)
    guard try await store.letBack(key, to: id, by: actor, at: now()) else {
      throw Problem.notFound("person \(name) who is shut out of \(id)")
    }
    memory.change(id) { $0.shutOut[key] = nil }
  }

  /// Closes a hub to all but its admins, or opens it again as declared.
  /// - Parameter why: stands beside it in the list of changes.
  func setClosed(_ because: String?, of id: HubID, why: String = "", by actor: String) async throws {
    let hub = try await hub(id)
    let closure = because.map { HubDoor.Closure(because: $0, by: actor, since: time) }
    let changed = try await Self.kept { () async throws(StoreError) in
      try await store.setClosure(closure, of: hub.id, why: why, by: actor, at: now())
    }
    if changed { memory.change(hub.id) { $0.closure = closure } }
  }

  /// Has a hub send people out.
  func sendOut(
    _ names: [String], from id: HubID, because: String, _ extent: Departure.Extent, by actor: String
  ) async throws {
    let hub = try await hub(id)
    try await Self.kept { () async throws(StoreError) in
      try await store.depart(names.map(HubDoor.key), from: hub.id, because: because, extent, by: actor, at: now())
    }
    try await tellDepartures(of: hub.id)
  }

  // MARK: - When the time is over

  /// Sends out the people of every grant that is over, but for those whom something else lets in.
  func settleWhatIsOver() async throws {
    for grant in try await store.unsettledGrants(at: now()) {
      let leaving = try await self.leaving(grant)
      guard try await store.settle(grant.id, sendingOut: leaving, at: now()) else { continue }
      try await tellDepartures(of: grant.hub)
      try await tellEnd(of: grant)
    }
  }

  func leaving(_ grant: Grant) async throws -> [String] {
    let names: [String]
    switch grant.whom {
    case .person(let name): names = [name]
    case .workshop: names = try await store.participants(of: grant.id).filter { $0.state == .admitted }.map(\.name)
    }
    var leaving: [String] = []
    for name in names where memory.door(grant.hub, { $0.right(of: name, at: time) }) == nil {
      // Whom the hub's own rules let in needs no grant.
      let last = try await store.decisions(of: grant.hub, about: name, limit: 1).first
      if last?.rule != .declared { leaving.append(name) }
    }
    return leaving
  }

  /// How many people are in by a grant, whatever else may let them in.
  func peopleOf(_ grant: Grant) async throws -> Int {
    guard grant.workshop != nil else { return 1 }
    return try await store.participants(of: grant.id).count { $0.state == .admitted }
  }

  func tellDepartures(of hub: HubID) async throws {
    guard let newest = try await store.newestDepartures()[hub] else { return }
    memory.departed(hub, newest: newest)
  }

  // MARK: - Helpers

  private func put(_ grant: Grant) -> Grant {
    memory.change(grant.hub) { $0.put(grant) }
    return grant
  }

  /// The grant of that number.
  /// - Throws: a 404 problem.
  func known(_ id: GrantID) async throws -> Grant {
    guard let grant = try await store.grant(id) else { throw Problem.notFound("grant \(id)") }
    return grant
  }

  /// A hub of the deployed folder, by its whole name or the part that names it alone.
  /// - Throws: a 404 or 409 problem.
  func hub(_ id: HubID) async throws -> Hub {
    guard let fleet = await fleet.deployed?.fleet else { throw Problem.nothingDeployed }
    guard let hub = fleet.hubs[id] else { throw Problem.notFound("hub \(id) in the deployed folder") }
    return hub
  }

  private static func moment(_ text: String?, or otherwise: Timestamp) throws -> Timestamp {
    guard let text else { return otherwise }
    return try moment(text)
  }

  private static func moment(_ text: String) throws -> Timestamp {
    guard let moment = Timestamp(iso8601: text) else {
      throw Problem(
        .badRequest, "bad-time", "Bad time", detail: "'\(text)' is no moment.",
        next: "Write a date, or a date and a time with its offset: 2026-12-01T18:00+01:00.")
    }
    return moment
  }

  /// What breaks a rule of a record is the caller's to mend.
  private static func kept<Value>(_ body: () async throws(StoreError) -> Value) async throws -> Value {
    do {
      return try await body()
    } catch {
      switch error {
      case .refused(let sentence):
        throw Problem(.unprocessableContent, "not-possible", "Not possible", detail: sentence)
      case .unknown(let what): throw Problem.notFound(what)
      default: throw error
      }
    }
  }
}
