import Access
import Basics
import Fleet
import Hummingbird
import Operations
import Store

/// A door as it stands, on one line.
public struct DoorStanding: Codable, Sendable, Equatable {
  public var door: DoorListing
  /// Grants that are open or to come, those that end first first.
  public var grants: [GrantAnswer]
  /// Why only admins may come in; left out where the door is as declared.
  public var closed: String?
  /// How a stranger was received last.
  public var knock: KnockAnswer?
  /// How wide the door was a week ago, where it was narrower.
  public var narrowerBefore: AudienceLevel?
}

/// How a stranger was received.
public struct KnockAnswer: Codable, Sendable, Equatable {
  /// Whether they were refused everywhere.
  public var refused: Bool
  public var sentence: String
  /// Seconds since 1970.
  public var at: Double
  public var since: Double

  init(_ knock: Knock) {
    refused = knock.passed
    sentence = knock.sentence
    at = knock.at
    since = knock.since
  }
}

/// A door in full.
public struct DoorDetail: Codable, Sendable, Equatable {
  public var standing: DoorStanding
  public var shutOut: [ShutOutAnswer]
  /// People of the hub's user list who would not be admitted today; left out where the hub has not told its list.
  public var unadmitted: [UnadmittedAnswer]?
  /// Times in which the hub is not to be changed.
  public var holds: [HoldAnswer]
}

/// Somebody who is kept out whatever lets them in.
public struct ShutOutAnswer: Codable, Sendable, Equatable {
  public var name: String
  public var because: String
  public var by: String
  /// Seconds since 1970.
  public var at: Double
}

/// Somebody who entered once and would not be admitted today.
public struct UnadmittedAnswer: Codable, Sendable, Equatable {
  public var name: String
  /// Whether that is certain; else only a login can tell.
  public var isCertain: Bool
  public var because: String
}

/// A time in which a hub is not to be changed.
public struct HoldAnswer: Codable, Sendable, Equatable {
  /// Seconds since 1970.
  public var begins: Double
  public var ends: Double
  public var because: String
  public var by: String
}

/// What was answered about somebody at a door.
public struct DecisionAnswer: Codable, Sendable, Equatable {
  public var name: String
  public var answer: String
  public var rule: DoorDecision.Rule
  public var because: String
  public var grant: Int?
  /// Seconds since 1970.
  public var first: Double
  public var last: Double
  public var times: Int

  init(_ entry: DecisionEntry) {
    name = entry.name
    answer = entry.isYes ? "yes" : "no"
    rule = entry.rule
    because = entry.because
    grant = entry.grant?.number
    first = entry.first
    last = entry.last
    times = entry.times
  }
}

extension DoorService {
  /// All doors that are seen, the widest first.
  func standings(sight: Sight = .everything) async throws -> [DoorStanding] {
    guard let deployed = await fleet.deployed?.fleet else { throw Problem.nothingDeployed }
    let knocks = try await store.knocks()
    let before = try await store.widths(at: now() - DoorService.week)
    return DoorListing.all(of: sight.narrowed(deployed)).map { standing($0, knocks: knocks, before: before) }
  }

  private static let week = 7 * 86_400.0

  private func standing(_ door: DoorListing, knocks: [HubID: Knock], before: [HubID: DoorWidth]) -> DoorStanding {
    let hub = HubID(door.hub)
    let time = time
    let former = before[hub]?.level
    return memory.door(hub) { state in
      DoorStanding(
        door: door,
        grants: state.grants.values.filter { $0.state(at: time) != .over }.sorted { ($0.end, $0.id) < ($1.end, $1.id) }
          .map { GrantAnswer($0, seatsTaken: state.seatsTaken(of: $0.id), at: time) },
        closed: state.closure?.because, knock: knocks[hub].map(KnockAnswer.init),
        narrowerBefore: former.flatMap { $0 < door.audience ? $0 : nil })
    }
  }

  /// One door on its line.
  func standing(of hub: Hub) async throws -> DoorStanding {
    guard let deployed = await fleet.deployed?.fleet else { throw Problem.nothingDeployed }
    return standing(
      DoorListing(hub, in: deployed), knocks: try await store.knocks(), before: try await store.widths(at: now() - Self.week))
  }

  /// One door in full.
  func detail(of id: HubID) async throws -> DoorDetail {
    let hub = try await hub(id)
    guard let deployed = await fleet.deployed?.fleet else { throw Problem.nothingDeployed }
    return DoorDetail(
      standing: try await standing(of: hub),
      shutOut: try await store.shutOuts(of: hub.id).map {
        ShutOutAnswer(name: $0.name, because: $0.because, by: $0.by, at: $0.at)
      }, unadmitted: try await unadmitted(hub, in: deployed),
      holds: try await store.changeHolds(of: hub.id, endingAfter: now()).map {
        HoldAnswer(begins: $0.begins.seconds, ends: $0.ends.seconds, because: $0.because, by: $0.by)
      })
  }

  func grants(of id: HubID) async throws -> [GrantAnswer] {
    let hub = try await hub(id)
    return try await store.grants(of: hub.id, limit: 500).map(answer)
  }

  /// Grants of all hubs that are seen, those that end last first.
  func grants(of hub: HubID?, all: Bool, sight: Sight) async throws -> [GrantAnswer] {
    let seen = sight.hubs(of: await fleet.deployed?.fleet)
    let grants = try await store.grants(of: hub, endingAfter: all ? 0 : now(), limit: DoorService.mostGrants)
    return grants.filter { seen?.contains($0.hub) ?? true }.map(answer)
  }

  /// How many grants one answer lists.
  private static let mostGrants = 5_000

  func answer(_ grant: Grant) -> GrantAnswer {
    GrantAnswer(grant, seatsTaken: memory.door(grant.hub) { $0.seatsTaken(of: grant.id) }, at: time)
  }

  /// The grant that an address names, where it is of the hub that the address names.
  /// - Throws: a 404 problem.
  func grant(in context: AtollRequestContext) async throws -> Grant {
    let name = try context.segment("grant")
    guard let number = Int(name), let grant = try await store.grant(GrantID(number)), grant.hub == (try context.hub()) else {
      throw Problem.notFound("grant \(name) of this hub")
    }
    return grant
  }

  func detail(of grant: Grant) async throws -> GrantDetail {
    GrantDetail(
      grant: answer(grant), participants: try await store.participants(of: grant.id), readiness: await readiness(of: grant))
  }

  func newWorkshop(_ grant: Grant, code: String) async throws -> NewWorkshop {
    let address = try await address(of: grant.hub)
    return NewWorkshop(
      grant: answer(grant), joinLink: "\(address)/hub/join/\(code)", readiness: await readiness(of: grant))
  }

  /// Where people find a hub.
  private func address(of hub: HubID) async throws -> String {
    let facts = try await fleet.facts()
    if let url = facts[hub]?.url { return url.hasSuffix("/") ? String(url.dropLast()) : url }
    return try await self.hub(hub).url ?? "https://\(hub)"
  }

  /// Whether the hub can take a workshop; nil for a grant to a person, or where the workshop is over.
  func readiness(of grant: Grant) async -> WorkshopReadiness? {
    guard let workshop = grant.workshop, grant.state(at: time) != .over, let deployed = await fleet.deployed?.fleet,
      let hub = deployed.hubs[grant.hub]
    else { return nil }
    let others = memory.door(grant.hub) { door in
      door.grants.values.filter { $0.id != grant.id && $0.from < grant.end && grant.from < $0.end }.compactMap(\.workshop)
    }
    let isRunning = try? await fleet.facts()[hub.id].map { $0.running != nil }
    return WorkshopReadiness(
      workshop, on: hub, in: deployed, beside: others, isRunning: hub.adoption == nil ? isRunning ?? nil : nil)
  }

  /// People of the hub's user list whom neither rules nor grants would let in today.
  private func unadmitted(_ hub: Hub, in deployed: Fleet) async throws -> [UnadmittedAnswer]? {
    guard let people = memory.door(hub.id, { $0.people }) else { return nil }
    let time = time
    let others = memory.door(hub.id) { door in
      people.filter { door.right(of: $0, at: time) == nil }.sorted().prefix(DoorService.mostPeople)
    }
    var found: [UnadmittedAnswer] = []
    for person in Unadmitted.among(Array(others), of: hub, in: deployed) {
      // Whom the hub's own login let in lately has shown what a name does not.
      let last = try await store.decisions(of: hub.id, about: person.name, limit: 1).first
      if !person.isCertain, last?.rule == .declared, (last?.last ?? 0) > now() - Self.week { continue }
      found.append(UnadmittedAnswer(name: person.name, isCertain: person.isCertain, because: person.because))
    }
    return found
  }

  /// How many people of a hub's list are looked at.
  private static let mostPeople = 2_000
}
