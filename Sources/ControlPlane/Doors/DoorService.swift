import Access
import Basics
import Delivery
import Fleet
import Foundation
import HTTPTypes
import Logging
import Store

/// Answers at the doors of hubs, and keeps who may enter for a time.
struct DoorService: Sendable {
  let store: Store
  let fleet: FleetService
  let keys: DoorKeys
  let memory = DoorMemory()
  let seats: SeatKeeper
  let logger: Logger
  let now: @Sendable () -> Double

  init(store: Store, fleet: FleetService, keys: DoorKeys, logger: Logger, now: @escaping @Sendable () -> Double) {
    self.store = store
    self.fleet = fleet
    self.keys = keys
    self.logger = logger
    self.now = now
    seats = SeatKeeper(store: store, now: now)
  }

  var time: Timestamp { Timestamp(seconds: now()) }

  /// Seconds for which grants that are over are remembered, so that a refusal can say what ended.
  static let remembered = 30 * 86_400.0

  /// Reads from the store what doors stand on.
  func start() async throws {
    let after = now() - DoorService.remembered
    for grant in try await store.grants(endingAfter: after).reversed() { memory.change(grant.hub) { $0.put(grant) } }
    let all = Dictionary(
      try await store.grants(endingAfter: after).map { ($0.id, $0.hub) }, uniquingKeysWith: { first, _ in first })
    for (grant, participants) in try await store.participants(endingAfter: after) {
      guard let hub = all[grant] else { continue }
      memory.change(hub) { door in for participant in participants { door.put(participant, in: grant) } }
    }
    for out in try await store.shutOuts() { memory.change(out.hub) { $0.shutOut[out.name] = out.because } }
    for (hub, closure) in try await store.closures() { memory.change(hub) { $0.closure = closure } }
    memory.setDepartures(try await store.newestDepartures())
    await followFleet()
  }

  /// Takes over what the deployed folder says: the policy, and who sees which profile.
  func followFleet() async {
    guard let fleet = await fleet.deployed?.fleet else { return }
    memory.setPolicy(DoorPolicy(fleet.organisation.doors))
    for hub in fleet.hubs.values {
      let rules = hub.profileRules
      memory.change(hub.id) { if $0.profiles != rules { $0.profiles = rules } }
    }
  }

  // MARK: - At the door

  /// The answer to a question of a hub.
  /// - Parameter from: a fingerprint of where they come from, for the limit of wrong codes.
  /// - Throws: a 429 problem after too many wrong codes; `StoreError` where a seat cannot be written.
  func decide(_ question: DoorQuestion, at hub: HubID, from: String? = nil) async throws -> DoorDecision {
    let decision = try await answer(question, at: hub, from: from)
    memory.count(decision, question, at: hub, now: time)
    return decision
  }

  private func answer(_ question: DoorQuestion, at hub: HubID, from: String?) async throws -> DoorDecision {
    let attempts = question.codeDigest == nil ? [] : ["\(hub) \(question.name)"] + (from.map { ["\(hub) from \($0)"] } ?? [])
    if let wait = memory.wait(attempts, now: time) { throw Problem.tooManyCodes(wait: wait) }
    switch memory.step(question, at: hub, now: time) {
    case .answer(let decision):
      if decision.rule == .wrongCode { memory.wrongCode(attempts, now: time) }
      return decision
    case .join(let grant):
      return try await seat(question, in: grant, at: hub)
    }
  }

  private func seat(_ question: DoorQuestion, in grant: GrantID, at hub: HubID) async throws -> DoorDecision {
    let outcome = try await seats.join(JoinRequest(grant, question.name))
    switch outcome {
    case .seated(let participant), .removed(let participant):
      memory.change(hub) { $0.put(participant, in: grant) }
    case .full:
      if let full = memory.full(grant, at: hub) { return full }
    case .notOpen:
      break
    }
    var again = question
    again.codeDigest = nil
    guard case .answer(let decision) = memory.step(again, at: hub, now: time) else {
      throw Problem.notFound("workshop")
    }
    return decision
  }

  /// What a hub is to do now, and what it said of its servers.
  func watch(_ hub: HubID, cursor: Int?, running: Set<String>) async throws -> WatchAnswer {
    let time = time
    try await store.addServerTime(memory.runs(running, at: hub, now: time))
    let newest = memory.newestDeparture(of: hub)
    // A hub that knows nothing yet has let nobody in whom it could send out, but for those whom it remembers itself.
    let after = cursor ?? max(0, newest - DoorService.firstDepartures)
    let departures = after < newest ? try await store.departures(from: hub, after: after) : []
    return memory.door(hub) { door in
      // What a hub that lost its memory is told again may be long over.
      let leaving = departures.filter { departure in
        cursor != nil || departure.extent != .leave || door.shutOut[departure.name] != nil
          || door.right(of: departure.name, at: time) == nil
      }
      return WatchAnswer(
        cursor: String(departures.last?.seq ?? max(after, newest)), every: WatchAnswer.interval, closed: door.closure?.because,
        leave: leaving.map { .init(name: $0.name, because: $0.because, extent: $0.extent) },
        notices: running.sorted().compactMap { name in
          door.right(of: name, at: time).flatMap { door.notice(of: $0, at: time) }.map { .init(name: name, text: $0) }
        })
    }
  }

  private static let firstDepartures = 1_000

  /// Writes the answers that were given since the last time.
  func writeDecisions() async {
    do {
      try await store.record(memory.takeCounts())
    } catch {
      logger.error("what was answered at doors cannot be written", metadata: ["error": "\(error)"])
    }
  }
}

/// What a hub is told when it says what runs on it: `POST /api/v1/access/watch`.
struct WatchAnswer: Codable, Sendable, Equatable {
  /// To be said at the next time: what was told is done.
  var cursor: String
  /// Seconds until the hub is to ask again.
  var every: Double
  /// Why only admins may come in; nil: the door is open as declared.
  var closed: String?
  var leave: [Leaving]
  var notices: [Notice]

  static let interval = 5.0

  /// Somebody who is to be sent out.
  struct Leaving: Codable, Sendable, Equatable {
    var name: String
    var because: String
    var extent: Departure.Extent
  }

  /// What the hub's pages tell somebody now.
  struct Notice: Codable, Sendable, Equatable {
    var name: String
    var text: String
  }
}

extension Problem {
  static func tooManyCodes(wait: Double) -> Problem {
    Problem(
      .tooManyRequests, "too-many-codes", "Too many wrong codes", detail: "Several join codes were wrong.",
      next: "Try again in \(Int((wait / 60).rounded(.up))) minutes with the link from the invitation.")
  }
}
