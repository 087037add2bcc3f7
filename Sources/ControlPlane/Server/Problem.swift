public import Basics
import Foundation
public import HTTPTypes
public import Hummingbird
import NIOCore

/// An error as RFC 9457 describes it, and as pages show it: what, why, and the next step.
public struct Problem: HTTPResponseError {
  public let status: HTTPResponse.Status
  let body: Body

  init(
    _ status: HTTPResponse.Status, _ kind: String, _ title: String, detail: String? = nil, next: String? = nil,
    findings: [Finding]? = nil
  ) {
    self.status = status
    body = Body(
      type: "/problems/\(kind)", title: title, status: status.code, detail: detail, next: next, findings: findings)
  }

  public func response(from request: Request, context: some RequestContext) throws -> Response {
    try Response.json(body, status: status, type: "application/problem+json")
  }
}

extension Problem {
  /// What travels, as `application/problem+json`.
  public struct Body: Codable, Sendable, Equatable {
    /// A stable name of the kind of problem, as a relative address.
    public var type: String
    public var title: String
    public var status: Int
    /// What happened in this case, for people.
    public var detail: String?
    /// What to do next.
    public var next: String?
    /// Where it is about a folder: what is wrong in it.
    public var findings: [Finding]?
  }
}

extension Problem {
  static func notFound(_ what: String) -> Problem {
    Problem(.notFound, "not-found", "Not found", detail: "There is no \(what).")
  }

  static let signInNeeded = Problem(
    .unauthorized, "sign-in-needed", "Sign-in needed", detail: "This needs a session or a bearer token.",
    next: "Run `atoll sign-in` for a link, or send `Authorization: Bearer …` with a token of `atoll token create`.")

  /// - Parameter permission: what whoever asks lacks; nil: nobody has it.
  static func notAllowed(_ permission: Permission?) -> Problem {
    Problem(
      .forbidden, "not-allowed", "Not allowed",
      detail: permission.map { "You may not \($0.phrase)." } ?? "Nobody may do this.",
      next: "The page \(Paths.permissions) says who may: ask one of them.")
  }

  static let crossSite = Problem(
    .forbidden, "cross-site", "Refused", detail: "The form did not come from this site, or its session has ended.",
    next: "Open the page again and repeat.")
}

extension Response {
  /// A JSON body, members sorted, so that the same answer is the same text.
  static func json(
    _ value: some Encodable, status: HTTPResponse.Status = .ok, type: String = "application/json"
  ) throws -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var headers: HTTPFields = [.contentType: type]
    headers[.cacheControl] = "no-store"
    return Response(
      status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: try encoder.encode(value))))
  }

  static func html(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
    var headers: HTTPFields = [.contentType: "text/html; charset=utf-8"]
    headers[.cacheControl] = "no-store"
    return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
  }

  /// Sends a browser on with a GET.
  static func seeOther(_ location: String) -> Response {
    Response(status: .seeOther, headers: [.location: location])
  }
}
