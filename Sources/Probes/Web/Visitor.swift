import AsyncHTTPClient
import Basics
import Delivery
import Foundation
import NIOCore
import NIOHTTP1

/// One visitor of a hub, as a browser or a program is one: it keeps its cookies, follows redirects within the hub
/// only, and proves by `_xsrf` that its requests come from the hub's own pages.
actor Visitor {
  /// The largest body that is read.
  static let largestBody = 4_194_304
  private static let mostRedirects = 15

  private let client: HTTPClient
  private let address: HubEndpoint.Address
  private let host: String
  private let origin: String
  /// The value of the `Authorization` header; nil for one who comes with cookies or with nothing.
  private let authorization: String?
  private let patience: Duration
  private var jar = CookieJar()

  /// One who comes through the gateway.
  init(to hub: HubEndpoint, client: HTTPClient, patience: Duration, token: String? = nil) {
    self.client = client
    self.address = hub.address
    self.host = hub.hostHeader
    self.origin = Visitor.origin(of: hub.url)
    self.authorization = token.map { "token \($0)" }
    self.patience = patience
  }

  /// A program that calls the hub's own API on loopback, without the gateway.
  init(apiOf hub: HubEndpoint, client: HTTPClient, patience: Duration) {
    self.client = client
    self.address = hub.api
    self.host = "\(hub.api.host):\(hub.api.port)"
    self.origin = "http://\(hub.api.host):\(hub.api.port)"
    self.authorization = "token \(hub.serviceToken)"
    self.patience = patience
  }

  /// Gets a page as a browser does, following redirects within the hub.
  func get(_ path: String) async throws -> Answer {
    try await follow(request(.GET, path))
  }

  /// Sends a form as a browser does.
  func post(form fields: [(name: String, value: String)], to path: String) async throws -> Answer {
    var request = request(.POST, path)
    request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
    request.headers.add(name: "Origin", value: origin)
    let body = fields.map { "\(URLText.encoded($0.name))=\(URLText.encoded($0.value))" }.joined(separator: "&")
    request.body = .bytes(ByteBuffer(string: body))
    return try await follow(request)
  }

  /// Calls an API as the script of a page does: with the `_xsrf` of that page. Redirects are not followed.
  func call(_ method: HTTPMethod, _ path: String, _ body: JSONValue? = nil) async throws -> Answer {
    var request = apiRequest(method, path)
    if let body {
      request.headers.add(name: "Content-Type", value: "application/json")
      request.body = .bytes(ByteBuffer(string: body.canonicalText))
    }
    return try await send(request).answer
  }

  /// Reads a stream of events until `read` returns a value; nil where the stream ends before.
  func events<Value>(_ path: String, until read: (JSONValue) throws -> Value?) async throws -> Value? {
    var request = apiRequest(.GET, path)
    request.headers.replaceOrAdd(name: "Accept", value: "text/event-stream")
    // The stream lasts as long as the deadline around it allows.
    let response = try await client.execute(request.made, deadline: .distantFuture)
    guard response.status == .ok else {
      let text = String(buffer: try await response.body.collect(upTo: Visitor.largestBody))
      let answer = Answer(status: Int(response.status.code), headers: response.headers, body: text, path: path)
      throw ProbeFailure("the hub did not tell how the start goes on: it answered \(answer.account)")
    }
    var lines = EventLines()
    for try await buffer in response.body {
      for event in try lines.take(buffer) {
        if let value = try read(event) { return value }
      }
    }
    return nil
  }

  /// What a websocket handshake sends along.
  func webSocketHeaders(for path: String) -> HTTPHeaders {
    var headers = request(.GET, path).headers
    headers.add(name: "Origin", value: origin)
    return headers
  }

  /// The token that proves at this path that a request comes from the hub's own page.
  func xsrf(at path: String) -> String? { jar.value(of: "_xsrf", at: path, now: Date()) }

  func hasCookie(_ name: String, at path: String) -> Bool { jar.value(of: name, at: path, now: Date()) != nil }

  // MARK: How it works

  private struct Request {
    var method: HTTPMethod
    var path: String
    var base: String
    var headers: HTTPHeaders
    var body: HTTPClientRequest.Body?

    var made: HTTPClientRequest {
      var request = HTTPClientRequest(url: base + path)
      request.method = method
      request.headers = headers
      request.body = body
      return request
    }
  }

  private func request(_ method: HTTPMethod, _ path: String) -> Request {
    let path = path.prefix { $0 != "#" }
    var headers = HTTPHeaders([("Host", host), ("User-Agent", "atoll-test"), ("Accept", "*/*")])
    if let authorization { headers.add(name: "Authorization", value: authorization) }
    if let cookies = jar.header(for: String(path), now: Date()) { headers.add(name: "Cookie", value: cookies) }
    return Request(method: method, path: String(path), base: "http://\(address.host):\(address.port)", headers: headers)
  }

  private func apiRequest(_ method: HTTPMethod, _ path: String) -> Request {
    var request = request(method, path)
    request.headers.replaceOrAdd(name: "Accept", value: "application/json")
    if let xsrf = xsrf(at: path) { request.headers.add(name: "X-XSRFToken", value: xsrf) }
    return request
  }

  private func follow(_ first: Request) async throws -> Answer {
    var request = first
    for _ in 0...Visitor.mostRedirects {
      var (answer, location) = try await send(request)
      guard let location else { return answer }
      guard let path = URLText.path(of: location, from: request.path, hosts: [host, origin]) else {
        answer.elsewhere = location
        return answer
      }
      let keepsMethod = answer.status == 307 || answer.status == 308
      let body = request.body
      let type = request.headers.first(name: "Content-Type")
      request = self.request(keepsMethod ? request.method : .GET, path)
      if keepsMethod {
        request.body = body
        if let type { request.headers.add(name: "Content-Type", value: type) }
      }
    }
    throw ProbeFailure("\(first.path) redirects in a circle; the last time to \(request.path)")
  }

  private func send(_ request: Request) async throws -> (answer: Answer, location: String?) {
    let response = try await client.execute(request.made, deadline: .now() + TimeAmount(patience))
    for cookie in response.headers["Set-Cookie"] { jar.take(cookie, requested: request.path, now: Date()) }
    let body = String(buffer: try await response.body.collect(upTo: Visitor.largestBody))
    let answer = Answer(
      status: Int(response.status.code), headers: response.headers, body: body, path: request.path)
    let redirects = [301, 302, 303, 307, 308].contains(answer.status)
    return (answer, redirects ? response.headers.first(name: "Location") : nil)
  }

  private static func origin(of url: String) -> String {
    guard let scheme = url.range(of: "://") else { return url }
    let authority = url[scheme.upperBound...].prefix { $0 != "/" }
    return String(url[..<scheme.upperBound] + authority)
  }
}
