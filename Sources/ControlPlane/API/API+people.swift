import Basics
import Fleet
import HTTPTypes
import Hummingbird

/// Who may do what, and who is signed in.
extension API {
  var peopleEndpoints: [Endpoint] {
    [
      Endpoint(
        method: .get, path: "/api/v1/permissions", name: "permissions", summary: "Who may do what, and who has which role",
        response: "Permissions"
      ) { [fleet] _, context in try Response.json(await fleet.permissions(try context.sight())) },
      Endpoint(
        method: .get, path: "/api/v1/sessions", name: "sessions",
        summary: "Who is signed in: everyone for those who let people in, else oneself", response: "Session",
        responseIsList: true
      ) { [signIn] _, context in try Response.json(try await signIn.sessions(for: try context.signedIn())) },
      Endpoint(
        method: .delete, path: "/api/v1/sessions/{session}", name: "endSession",
        summary: "End a session: its browser is signed out", response: "Session", problems: [.notFound]
      ) { [signIn] _, context in
        let ended = try await signIn.endSession(try context.segment("session"), by: try context.signedIn())
        return try Response.json(ended)
      },
    ]
  }
}
