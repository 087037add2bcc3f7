import Basics
import Crypto
import Fleet
import Foundation
import HTTPTypes
import Hummingbird
import Store

/// Finds out who asks: by the cookie of a session, or by a bearer token. Decides nothing: `PermissionCheck` does.
struct Authentication: RouterMiddleware {
  let store: Store
  let signer: CookieSigner
  /// The token of the command line on this machine.
  let localToken: String
  /// The hub whose own token this is; nil where it is none.
  let hubOfToken: @Sendable (String) -> HubID?
  /// What a person is to the deployed fleet.
  let rights: @Sendable (PersonID) async -> Rights
  let now: @Sendable () -> Double

  static let cookie = "atoll_session"

  func handle(
    _ request: Request, context: AtollRequestContext,
    next: (Request, AtollRequestContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    context.identity = try await identity(of: request)
    return try await next(request, context)
  }

  private func identity(of request: Request) async throws -> Identity? {
    if let header = request.headers[.authorization] {
      guard header.lowercased().hasPrefix("bearer ") else { return nil }
      return try await identity(bearer: String(header.dropFirst(7)))
    }
    guard let cookie = request.cookies[Authentication.cookie]?.value, let secret = signer.value(of: cookie) else {
      return nil
    }
    guard let session = try await store.session(Secret(text: secret), at: now()) else { return nil }
    if now() - session.lastSeen > 60 { try await store.touch(session, at: now()) }
    let rights = await rights(session.person)
    return Identity(
      name: session.person.rawValue, permissions: rights.permissions, communities: rights.communities,
      proof: .session(session.id))
  }

  private func identity(bearer: String) async throws -> Identity? {
    if let hub = hubOfToken(bearer) { return .hub(hub) }
    // Digests of equal length are compared, so that the time taken tells nothing of the token.
    if SHA256.hash(data: Data(bearer.utf8)) == SHA256.hash(data: Data(localToken.utf8)) {
      return .localOperator
    }
    guard let token = try await store.token(Secret(text: bearer), at: now()) else { return nil }
    if now() - (token.lastUsed ?? 0) > 60 { try await store.touch(token, at: now()) }
    let rights = await rights(token.person)
    return Identity(
      name: token.person.rawValue, permissions: rights.permissions(within: token.scopes), communities: rights.communities,
      proof: .token)
  }
}

/// Refuses forms that another site had a browser send: the form must carry its session's token, and the browser must
/// not say that it comes from elsewhere. Programs with a bearer token carry no cookie and need none.
struct CrossSiteProtection: RouterMiddleware {
  let signer: CookieSigner

  func handle(
    _ request: Request, context: AtollRequestContext,
    next: (Request, AtollRequestContext) async throws -> Response
  ) async throws -> Response {
    let isSafe = request.method == .get || request.method == .head || request.method == .options
    guard !isSafe, case .session(let session) = context.identity?.proof else { return try await next(request, context) }
    if let site = request.headers[.secFetchSite], site != "same-origin", site != "none" { throw Problem.crossSite }
    var request = request
    let body = try await request.collectBody(upTo: 1024 * 1024)
    let token: String
    if request.headers[.contentType]?.hasPrefix("application/x-www-form-urlencoded") == true {
      token = try URLEncodedFormDecoder().decode(FormToken.self, from: String(buffer: body)).csrf ?? ""
    } else {
      token = request.headers[.csrfToken] ?? ""
    }
    guard signer.isFormToken(token, session: session) else { throw Problem.crossSite }
    return try await next(request, context)
  }

  private struct FormToken: Decodable { var csrf: String? }
}

extension HTTPField.Name {
  static var csrfToken: HTTPField.Name { Self("X-CSRF-Token") ?? .cookie }
}
