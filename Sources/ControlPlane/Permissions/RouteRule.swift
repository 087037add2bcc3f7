import Basics
import Fleet
import HTTPTypes

/// What a route asks of whoever calls it.
enum RouteRule: Sendable, Equatable {
  /// Nothing: anyone at all may call.
  case anyone
  /// A sign-in, and no more.
  case signedIn
  case needs(Permission)
  /// The first for everything; the second for what is of one's own communities: the hub or the community that the address
  /// names must be of them, else it is as if it were not there.
  case ofOwn(Subject, all: Permission, own: Permission)
  /// The first for everything; the second for an answer that is narrowed to one's own communities by the route itself.
  case narrowed(all: Permission, own: Permission)

  /// What of an address says whose it is.
  enum Subject: String, Sendable { case hub, community }

  /// Whether some of what the route has is for someone with these permissions.
  func admits(_ permissions: Set<Permission>) -> Bool {
    switch self {
    case .anyone, .signedIn: true
    case .needs(let permission): permissions.contains(permission)
    case .ofOwn(_, let all, let own), .narrowed(let all, let own):
      permissions.contains(all) || permissions.contains(own)
    }
  }

  /// What whoever is refused lacks; nil where nobody is refused who has signed in.
  var permission: Permission? {
    switch self {
    case .anyone, .signedIn: nil
    case .needs(let permission): permission
    case .ofOwn(_, let all, _), .narrowed(let all, _): all
    }
  }
}

/// One line of the table of routes.
struct RouteLine: Sendable, Equatable {
  let method: HTTPRequest.Method
  /// As OpenAPI writes it: `/api/v1/hubs/{hub}`.
  let path: String
  let rule: RouteRule

  static func get(_ path: String, _ rule: RouteRule) -> RouteLine { RouteLine(method: .get, path: path, rule: rule) }
  static func post(_ path: String, _ rule: RouteRule) -> RouteLine { RouteLine(method: .post, path: path, rule: rule) }
  static func delete(_ path: String, _ rule: RouteRule) -> RouteLine { RouteLine(method: .delete, path: path, rule: rule) }

  var name: String { "\(method.rawValue) \(path)" }
}
