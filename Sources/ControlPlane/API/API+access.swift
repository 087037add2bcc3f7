import Access
import Basics
import Fleet
import HTTPTypes
import Hummingbird

/// What hubs ask at their doors.
extension API {
  var accessEndpoints: [Endpoint] {
    [
      Endpoint(
        method: .post, path: "/api/v1/access/decide", name: "decide",
        summary: "Whether somebody may enter the hub that asks, and what they may see there", request: "DoorQuestion",
        response: "DoorDecision", problems: [.badRequest, .forbidden, .tooManyRequests]
      ) { [doors] request, context in
        let body = try await request.decode(as: DecideRequest.self, context: context)
        let hub = try context.hub(asking: body.hub)
        let decision = try await doors.decide(body.question(doors.keys, at: hub), at: hub, from: body.from)
        return try Response.json(DecideAnswer(decision, doors.memory.door(hub) { $0.policy }))
      },
      Endpoint(
        method: .post, path: "/api/v1/access/watch", name: "watch",
        summary: "What the hub that asks is to do now: whom to send out, whether it is closed, what to tell people",
        request: "DoorWatch", response: "DoorOrders", problems: [.badRequest, .forbidden]
      ) { [doors] request, context in
        let body = try await request.decode(as: WatchRequest.self, context: context)
        let hub = try context.hub(asking: body.hub)
        if let people = body.people { doors.memory.change(hub) { $0.people = Set(people.map(HubDoor.key)) } }
        return try Response.json(
          try await doors.watch(hub, cursor: body.cursor.flatMap { Int($0) }, running: Set(body.running.map(HubDoor.key))))
      },
    ]
  }
}

extension AtollRequestContext {
  /// The hub that asks, by its own token.
  /// - Throws: a 403 problem where it asks in another hub's name.
  func hub(asking name: String) throws -> HubID {
    guard case .hub(let hub) = try signedIn().proof, hub.rawValue == name else {
      throw Problem(
        .forbidden, "other-hub", "Another hub's token", detail: "This token does not speak for the hub \(name).",
        next: "Give each hub its own token.")
    }
    return hub
  }
}

/// What a hub asks about somebody: `POST /api/v1/access/decide`.
struct DecideRequest: Codable, Sendable {
  var hub: String
  var event: DoorQuestion.Event
  /// As the hub knows them.
  var name: String
  var rules: DoorQuestion.Rules
  var admin: Bool?
  var groups: [String]?
  var email: String?
  var emailVerified: Bool?
  /// A join code.
  var code: String?
  /// A fingerprint of where they come from.
  var from: String?
  var profile: String?

  enum CodingKeys: String, CodingKey {
    case hub, event, name, rules, admin, groups, email, code, from, profile
    case emailVerified = "email_verified"
  }

  /// - Throws: a 400 problem for a name that is none.
  func question(_ keys: DoorKeys, at hub: HubID) throws -> DoorQuestion {
    let name = HubDoor.key(name)
    guard !name.isEmpty, name.utf8.count <= 400, (groups?.count ?? 0) <= 10_000, (from?.utf8.count ?? 0) <= 64 else {
      throw Problem(
        .badRequest, "bad-question", "Bad question", detail: "A name has 1 to 400 bytes, and somebody is in 10,000 groups at most.")
    }
    return DoorQuestion(
      event, name, rules: rules, isAdmin: admin ?? false, groups: groups ?? [],
      codeDigest: code.flatMap { $0.isEmpty ? nil : keys.digest(ofCode: String($0.prefix(JoinCode.longest)), at: hub) },
      profile: profile)
  }
}

/// The answer at a door, as a hub reads it.
struct DecideAnswer: Codable, Sendable, Equatable {
  var answer: String
  var because: String
  var rule: DoorDecision.Rule
  /// Seconds since 1970.
  var until: Double?
  var grace: Double
  var again: Double
  var admin: Bool
  var groups: [String]
  var roles: [Role]
  var profiles: [String]?
  var notice: String?

  /// A role of JupyterHub.
  struct Role: Codable, Sendable, Equatable { var name: String }

  init(_ decision: DoorDecision, _ policy: DoorPolicy) {
    answer = decision.isYes ? "yes" : "no"
    because = decision.because
    rule = decision.rule
    until = decision.until?.seconds
    grace = policy.grace
    again = policy.again
    admin = decision.isAdmin
    groups = decision.groups
    roles = []
    profiles = decision.profiles
    notice = decision.notice
  }
}

/// What a hub says of itself: `POST /api/v1/access/watch`.
struct WatchRequest: Codable, Sendable {
  var hub: String
  var cursor: String?
  /// Names that have an active server.
  var running: [String]
  /// The hub's user list, where it tells it this time.
  var people: [String]?
}
