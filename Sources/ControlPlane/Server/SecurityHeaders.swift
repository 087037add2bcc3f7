import HTTPTypes
import Hummingbird

/// Headers that every answer carries, so that a browser runs nothing that is not ours and shows us in nobody's frame.
struct SecurityHeaders<Context: RequestContext>: RouterMiddleware {
  static var contentSecurityPolicy: String {
    [
      "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self' data:", "connect-src 'self'",
      "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    ].joined(separator: "; ")
  }

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    // A page that is one file with its own style brings a narrower policy of its own.
    if response.headers[.contentSecurityPolicy] == nil {
      response.headers[.contentSecurityPolicy] = SecurityHeaders.contentSecurityPolicy
    }
    response.headers[.xContentTypeOptions] = "nosniff"
    response.headers[.referrerPolicy] = "same-origin"
    response.headers[.crossOriginOpenerPolicy] = "same-origin"
    response.headers[.crossOriginResourcePolicy] = "same-origin"
    response.headers[.permissionsPolicy] = "camera=(), geolocation=(), microphone=(), payment=()"
    return response
  }
}

/// Refuses requests that were led here under another name (DNS rebinding).
struct KnownHosts<Context: RequestContext>: RouterMiddleware {
  /// Without ports.
  let names: Set<String>

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let authority = request.head.authority ?? ""
    let host = authority.hasPrefix("[") ? authority : String(authority.prefix { $0 != ":" })
    guard names.contains(host.lowercased()) else {
      throw Problem(
        HTTPResponse.Status(code: 421), "unknown-host", "Unknown host",
        detail: "This server does not answer to that host name.",
        next: "Use the address that `atoll sign-in` prints, or add the name with `atoll serve --host-name`.")
    }
    return try await next(request, context)
  }
}

extension HTTPField.Name {
  static var referrerPolicy: HTTPField.Name { Self("Referrer-Policy") ?? .server }
  static var crossOriginOpenerPolicy: HTTPField.Name { Self("Cross-Origin-Opener-Policy") ?? .server }
  static var permissionsPolicy: HTTPField.Name { Self("Permissions-Policy") ?? .server }
  static var secFetchSite: HTTPField.Name { Self("Sec-Fetch-Site") ?? .server }
}
