import Fleet
import Growth
import HTTPTypes
import Hummingbird
import Operations

extension API {
  var growthEndpoints: [Endpoint] {
    [
      Endpoint(
        method: .get, path: "/api/v1/effort", name: "effort",
        summary: "What each production hub asks of the team, the costliest first", access: .signedIn,
        response: "Effort", responseIsList: true
      ) { [fleet] _, _ in try Response.json(try await fleet.effort().map(EffortAnswer.init)) },
      Endpoint(
        method: .get, path: "/api/v1/effort/{hub}", name: "effortOfHub",
        summary: "What a production hub asks of the team, driver by driver", access: .signedIn, response: "Effort",
        problems: [.notFound]
      ) { [fleet] _, context in
        let hub = try context.hub()
        guard let card = try await fleet.effort().first(where: { $0.hub == hub }) else {
          throw Problem.notFound("production hub \(hub)")
        }
        return try Response.json(EffortAnswer(card))
      },
    ]
  }
}
