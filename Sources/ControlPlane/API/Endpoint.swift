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
  var query: [QueryParameter] = []
  /// Names of schemas under `components`.
  var request: String?
  var response: String
  var responseIsList = false
  var successStatus: HTTPResponse.Status = .ok
  /// The kinds of problem that it can answer beside those of its access.
  var problems: [HTTPResponse.Status] = []
  var handle: @Sendable (Request, AtollRequestContext) async throws -> Response

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

  /// What it asks of whoever calls.
  var rule: RouteRule? { RouteTable.atoll[method, path] }

  func add(to router: Router<AtollRequestContext>) { router.on(routerPath, method: method, use: handle) }
}
