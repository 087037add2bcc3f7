import Basics
import Fleet
import HTTPTypes
import Hummingbird

/// What hubs have beyond the standard, and what nothing explains: as `atoll features --json` and `atoll exceptions --json`
/// print it.
extension API {
  var featureEndpoints: [Endpoint] {
    [
      Endpoint(
        method: .get, path: "/api/v1/features", name: "features",
        summary: "The features of the fleet: who has them, how far they are, who answers for them",
        response: "Features", problems: [.conflict]
      ) { [fleet] _, _ in try Response.json(try await fleet.features().answer) },
      Endpoint(
        method: .get, path: "/api/v1/features/{feature}", name: "feature", summary: "One feature, with the hubs that have it",
        response: "Feature", problems: [.notFound, .conflict]
      ) { [fleet] _, context in
        let name = try context.segment("feature")
        guard let feature = try await fleet.features()[name] else { throw Problem.notFound("feature \(name)") }
        return try Response.json(feature)
      },
      Endpoint(
        method: .get, path: "/api/v1/exceptions", name: "exceptions",
        summary: "The values that no feature explains, the most costly first",
        query: [.init(name: "hub", summary: "Only those of this hub", schema: ["type": "string"])],
        response: "Exceptions", problems: [.notFound, .conflict]
      ) { [fleet] request, _ in
        let unexplained = try await fleet.unexplained()
        guard let name = request.uri.queryParameters["hub"] else { return try Response.json(unexplained.answer) }
        let hub = HubID(String(name))
        guard await fleet.deployed?.fleet.hubs[hub] != nil else { throw Problem.notFound("hub \(hub)") }
        return try Response.json(unexplained.answer(of: hub))
      },
    ]
  }
}
