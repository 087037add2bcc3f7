import Basics
import Delivery
import Engines
import Fleet
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Store

/// The JSON API under `/api/v1`: a list of endpoints over the fleet service.
struct API: Sendable {
  let fleet: FleetService
  let store: Store
  let signIn: SignInService
  let growth: GrowthService
  let doors: DoorService
  let now: @Sendable () -> Double

  var endpoints: [Endpoint] {
    fleetEndpoints + featureEndpoints + hubEndpoints + rolloutEndpoints + growthEndpoints + doorEndpoints + accessEndpoints
      + signInEndpoints + peopleEndpoints
  }

  private var fleetEndpoints: [Endpoint] {
    [
      Endpoint(
        method: .get, path: "/api/v1/status", name: "status", summary: "The fleet and the rollout that goes on",
        response: "FleetStatus"
      ) { [fleet] _, context in try Response.json(try await fleet.status(try context.sight())) },
      Endpoint(
        method: .post, path: "/api/v1/plan", name: "plan", summary: "What deploying a folder would do", request: "DeployRequest",
        response: "DeployAnswer", problems: [.unprocessableContent]
      ) { [fleet] request, context in
        try Response.json(try await fleet.plan(try await request.decode(as: DeployRequest.self, context: context)))
      },
      Endpoint(
        method: .post, path: "/api/v1/deploy", name: "deploy", summary: "Begin to carry out what a folder declares",
        request: "DeployRequest", response: "DeployAnswer", successStatus: .accepted,
        problems: [.conflict, .unprocessableContent]
      ) { [fleet] request, context in
        let identity = try context.signedIn()
        let body = try await request.decode(as: DeployRequest.self, context: context)
        let actor = try identity.actor(speakingFor: body.by, among: body.folder)
        return try Response.json(try await fleet.deploy(body, by: actor), status: .accepted)
      },
      Endpoint(
        method: .get, path: "/api/v1/findings", name: "findings", summary: "What is wrong in the deployed folder",
        response: "Finding", responseIsList: true
      ) { [fleet] _, context in try Response.json(await fleet.findings(try context.sight())) },
      Endpoint(
        method: .get, path: "/api/v1/events", name: "events", summary: "The event log, newest first",
        query: [
          .init(
            name: "limit", summary: "How many, 100 by default",
            schema: ["type": "integer", "minimum": 1, "maximum": 1000]),
          .init(name: "before", summary: "Only events with a lower number", schema: ["type": "integer"]),
        ], response: "Event", responseIsList: true
      ) { [fleet, store] request, context in
        let limit = try request.uri.queryParameters.number("limit", in: 1...1000) ?? 100
        let before = try request.uri.queryParameters.number("before", in: 0...Int.max)
        let filter = Event.Filter(subjects: try context.sight().subjects(of: await fleet.deployed?.fleet))
        return try Response.json(try await store.events(filter, before: before, limit: limit).map(EventAnswer.init))
      },
    ]
  }

  private var hubEndpoints: [Endpoint] {
    let setAwake: @Sendable (Bool) -> @Sendable (Request, AtollRequestContext) async throws -> Response = { awake in
      { [fleet] _, context in
        let identity = try context.signedIn()
        let answer = try await fleet.setAwake(awake, try context.hub(), by: identity.name)
        return try Response.json(answer, status: .accepted)
      }
    }
    return [
      Endpoint(
        method: .post, path: "/api/v1/hubs/{hub}/wake", name: "wake",
        summary: "Begin to start a hub that is asleep, its staging hub first",
        response: "DeployAnswer", successStatus: .accepted, problems: [.notFound, .conflict], handle: setAwake(true)),
      Endpoint(
        method: .post, path: "/api/v1/hubs/{hub}/sleep", name: "sleep", summary: "Begin to stop a hub; homes stay",
        response: "DeployAnswer", successStatus: .accepted, problems: [.notFound, .conflict],
        handle: setAwake(false)),
      Endpoint(
        method: .post, path: "/api/v1/hubs/{hub}/test", name: "test",
        summary: "Test a hub now, as a user and as a stranger", response: "TestResult",
        responseIsList: true, problems: [.notFound, .conflict]
      ) { [fleet] _, context in try Response.json(try await fleet.test(try context.hub())) },
      Endpoint(
        method: .get, path: "/api/v1/hubs/{hub}/log", name: "log", summary: "The last lines of a hub's log",
        query: [
          .init(
            name: "lines", summary: "How many, 100 by default",
            schema: ["type": "integer", "minimum": 1, "maximum": 10000])
        ],
        response: "Line", responseIsList: true, problems: [.notFound]
      ) { [fleet] request, context in
        let lines = try request.uri.queryParameters.number("lines", in: 1...10_000) ?? 100
        return try Response.json(try await fleet.log(of: try context.hub(), lines: lines))
      },
    ]
  }

  private var rolloutEndpoints: [Endpoint] {
    [
      Endpoint(
        method: .get, path: "/api/v1/rollouts", name: "rollouts", summary: "Rollouts, newest first",
        query: [
          .init(
            name: "limit", summary: "How many, 20 by default",
            schema: ["type": "integer", "minimum": 1, "maximum": 200])
        ],
        response: "Rollout", responseIsList: true
      ) { [fleet, store] request, context in
        let limit = try request.uri.queryParameters.number("limit", in: 1...200) ?? 20
        guard let hubs = try context.sight().hubs(of: await fleet.deployed?.fleet) else {
          return try Response.json(try await store.rollouts(limit: limit).map(RolloutListAnswer.init))
        }
        return try Response.json(try await store.rollouts(of: hubs, limit: limit).map(RolloutListAnswer.init))
      },
      Endpoint(
        method: .get, path: "/api/v1/rollouts/{rollout}", name: "rollout",
        summary: "A rollout with its lanes and steps", response: "RolloutDetail",
        problems: [.notFound]
      ) { [fleet, store] _, context in
        let id = try context.rollout()
        let hubs = try context.sight().hubs(of: await fleet.deployed?.fleet)
        guard let answer = try await store.answer(about: id)?.narrowed(to: hubs) else {
          throw Problem.notFound("rollout \(id)")
        }
        return try Response.json(answer)
      },
    ]
  }

  private var signInEndpoints: [Endpoint] {
    [
      Endpoint(
        method: .post, path: "/api/v1/sign-in-links", name: "signInLink",
        summary: "Make a link that signs one person in, once", request: "SignInLinkRequest",
        response: "SignInLink", problems: [.notFound]
      ) { [signIn] request, context in
        let identity = try context.signedIn()
        let body = try await request.decode(as: SignInLinkRequest.self, context: context)
        return try Response.json(try await signIn.makeLink(for: body.person.map { PersonID($0) }, by: identity))
      },
      Endpoint(
        method: .get, path: "/api/v1/tokens", name: "tokens", summary: "Tokens that let programs in", response: "Token",
        responseIsList: true
      ) { [signIn] _, context in
        try Response.json(try await signIn.tokens(for: try context.signedIn()).map { TokenAnswer($0, secret: nil) })
      },
      Endpoint(
        method: .post, path: "/api/v1/tokens", name: "createToken", summary: "Make a token; it is told once",
        request: "TokenRequest", response: "Token", problems: [.conflict, .badRequest]
      ) { [signIn] request, context in
        let identity = try context.signedIn()
        let body = try await request.decode(as: TokenRequest.self, context: context)
        return try Response.json(try await signIn.makeToken(body, by: identity))
      },
      Endpoint(
        method: .delete, path: "/api/v1/tokens/{token}", name: "revokeToken", summary: "Revoke a token", response: "Revoked",
        problems: [.notFound]
      ) { [signIn] _, context in
        let identity = try context.signedIn()
        let name = try context.parameters.require("token")
        try await signIn.revokeToken(name, by: identity)
        return try Response.json(["revoked": name])
      },
    ]
  }
}

extension AtollRequestContext {
  func hub() throws -> HubID { HubID(try segment("hub")) }

  func rollout() throws -> RolloutID {
    let text = try parameters.require("rollout")
    guard let number = Int(text) else { throw Problem.notFound("rollout \(text)") }
    return RolloutID(number)
  }
}

extension Parameters {
  /// A whole number of the query; nil where it is not given.
  /// - Throws: a 400 problem where it is no number in the range.
  func number(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
    guard let text = self[Substring(name)] else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw Problem(
        .badRequest, "bad-query", "Bad query", detail: "\(name) is not a whole number in \(range).",
        next: "Leave it away for the default.")
    }
    return number
  }
}
