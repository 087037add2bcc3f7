import Basics
import Fleet
import HTTPTypes
import Hummingbird
import Logging

/// Holds every route to its line in the table: the one place where a request is refused for who asks.
struct PermissionCheck: RouterMiddleware {
  let table: RouteTable
  /// The deployed fleet, which says whose a hub is.
  let fleet: @Sendable () async -> Fleet?

  func handle(
    _ request: Request, context: AtollRequestContext,
    next: (Request, AtollRequestContext) async throws -> Response
  ) async throws -> Response {
    // An address that no route has is nobody's: the answer is the same 404 for everyone.
    if let route = context.endpointPath {
      guard let rule = table[request.method, route] else {
        context.logger.critical("a route has no permission", metadata: ["route": "\(request.method) \(route)"])
        throw Problem.notAllowed(nil)
      }
      try await check(rule, context)
    }
    return try await next(request, context)
  }

  private func check(_ rule: RouteRule, _ context: AtollRequestContext) async throws {
    if rule == .anyone { return }
    let identity = try context.signedIn()
    guard rule.admits(identity.permissions) else { throw Problem.notAllowed(rule.permission) }
    guard case .ofOwn(let subject, let all, _) = rule, !identity.may(all) else { return }
    let name = try context.segment(subject.rawValue)
    let community: CommunityID? =
      switch subject {
      case .community: CommunityID(name)
      case .hub: await fleet()?.hubs[HubID(name)]?.community
      }
    guard let community, identity.communities.contains(community) else {
      throw Problem.notFound("\(subject.rawValue) \(name) of your communities")
    }
  }
}
