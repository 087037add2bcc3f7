import Basics
import HTTPTypes
import Hummingbird

/// One operation of the JSON API. The router and `/openapi.json` are both made from these, so they cannot differ.
struct Endpoint: Sendable {
  var method: HTTPRequest.Method
  /// As OpenAPI writes it: `/api/v1/hubs/{hub}`.
  var path: String
  /// The operation's name for programs.
  var name: String
  var summary: String
  var access: Access
  var query: [QueryParameter] = []
  /// Names of schemas under `components`.
  var request: String?
  var response: String
  var responseIsList = false
  var successStatus: HTTPResponse.Status = .ok
  /// The kinds of problem that it can answer beside those of its access.
  var problems: [HTTPResponse.Status] = []
  var handle: @Sendable (Request, AtollRequestContext) async throws -> Response

  /// Who may call.
  enum Access: String, Sendable {
    /// Anyone at all.
    case open
    /// Whoever has signed in.
    case signedIn
    /// Whoever may change something.
    case changing
    /// Whoever keeps the growth plan.
    case planning
  }

  struct QueryParameter: Sendable {
    var name: String
    var summary: String
    var schema: JSONValue
  }
}

extension Endpoint {
  /// The path as the router writes it: `/api/v1/hubs/:hub`.
  var routerPath: RouterPath {
    RouterPath(path.replacing("{", with: ":").replacing("}", with: ""))
  }

  /// The names in braces.
  var pathParameters: [String] {
    path.split(separator: "/").compactMap { part in
      part.hasPrefix("{") ? String(part.dropFirst().dropLast()) : nil
    }
  }

  func add(to router: Router<AtollRequestContext>) {
    let (access, handle) = (access, handle)
    router.on(routerPath, method: method) { request, context in
      switch access {
      case .open: break
      case .signedIn: _ = try context.signedIn()
      case .changing: _ = try context.changing()
      case .planning: _ = try context.planning()
      }
      return try await handle(request, context)
    }
  }
}
