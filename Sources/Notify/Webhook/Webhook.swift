public import AsyncHTTPClient
internal import Basics
internal import Crypto
internal import Foundation
internal import NIOCore
internal import NIOHTTP1

/// Calls an address with what happened, as JSON.
///
/// The call has the delivery id of its message in `X-Atoll-Delivery` and `Idempotency-Key`, the same at every attempt, and
/// the same body: a receiver that sees it again drops it. Where there is a signing key, `X-Atoll-Signature` is `sha256=` and
/// the HMAC-SHA256 of the body, which holds the time, in hexadecimal digits.
public struct Webhook: Messenger {
  /// Seconds for a whole call.
  public static let timeout = 30.0
  /// How much of an answer is read.
  static let longestAnswer = 1_024

  private let client: HTTPClient
  private let key: SigningKey?
  private let timeout: Double

  /// `client` must not follow redirects (``configuration``): a signed body goes where it was declared to go.
  public init(client: HTTPClient, signingKey: SigningKey? = nil, timeout: Double = timeout) {
    self.client = client
    key = signingKey
    self.timeout = timeout
  }

  /// A client's configuration that fits: no redirects, no cookies, bounded connections.
  public static var configuration: HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    configuration.timeout.connect = .seconds(10)
    // The outbox tries again by its own policy.
    configuration.connectionPool.retryConnectionEstablishment = false
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 2
    return configuration
  }

  /// What a receiver and we know, and nobody else.
  public struct SigningKey: Sendable, CustomStringConvertible, CustomReflectable {
    fileprivate let key: SymmetricKey
    public init(_ text: String) { key = SymmetricKey(data: Data(text.utf8)) }
    /// Never the key.
    public var description: String { "(signing key)" }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
  }

  public func send(_ message: Message, handOver: @escaping HandOver) async -> Outcome {
    guard let url = URL(string: message.recipient), url.scheme == "http" || url.scheme == "https", url.host != nil
    else {
      return .failed(reason: "\(message.recipient.debugDescription) is no address of a webhook")
    }
    guard await handOver() else { return .withdrawn }
    do {
      let response = try await client.execute(request(message), timeout: .milliseconds(Int64(timeout * 1_000)))
      let words = try await firstWords(of: response)
      return outcome(response, words)
    } catch {
      // Perhaps it was received: the delivery id tells, when it comes again.
      return .retry(after: nil, reason: "the webhook could not be called: \(error)")
    }
  }

  private func request(_ message: Message) -> HTTPClientRequest {
    let body = Webhook.body(message)
    var request = HTTPClientRequest(url: message.recipient)
    request.method = .POST
    request.headers.add(name: "Content-Type", value: "application/json")
    request.headers.add(name: "User-Agent", value: "Atoll")
    request.headers.add(name: "X-Atoll-Event", value: message.kind)
    request.headers.add(name: "X-Atoll-Delivery", value: message.delivery)
    request.headers.add(name: "X-Atoll-Attempt", value: String(message.attempt))
    request.headers.add(name: "Idempotency-Key", value: message.delivery)
    if let key { request.headers.add(name: "X-Atoll-Signature", value: Webhook.signature(of: body, key)) }
    request.body = .bytes(ByteBuffer(string: body))
    return request
  }

  /// What is sent; the same at every attempt.
  static func body(_ message: Message) -> String {
    let body: JSONValue = [
      "delivery": .string(message.delivery),
      "event": .string(message.kind),
      "at": .string(message.created.iso8601),
      "subject": .string(message.subject),
      "text": .string(message.text),
      "data": message.json,
    ]
    return body.canonicalText
  }

  static func signature(of body: String, _ key: SigningKey) -> String {
    let code = HMAC<SHA256>.authenticationCode(for: Data(body.utf8), using: key.key)
    return "sha256="
      + code.map { byte in byte < 16 ? "0" + String(byte, radix: 16) : String(byte, radix: 16) }.joined()
  }

  /// The first line of an answer, for people; the rest of it is not read.
  private func firstWords(of response: HTTPClientResponse) async throws -> String {
    var bytes: [UInt8] = []
    for try await part in response.body {
      bytes += part.readableBytesView.prefix(Webhook.longestAnswer - bytes.count)
      if bytes.count >= Webhook.longestAnswer { break }
    }
    let line = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).first ?? ""
    return String(
      line.unicodeScalars.filter { $0.properties.generalCategory != .control }.prefix(200).map(Character.init))
  }

  private func outcome(_ response: HTTPClientResponse, _ words: String) -> Outcome {
    let code = Int(response.status.code)
    let reason = "the webhook answered \(code)\(words.isEmpty ? "" : ": \(words)")"
    switch code {
    case 200..<300: return .sent
    case 300..<400: return .failed(reason: "\(reason) (redirects are not followed)")
    case 408, 429, 500...:
      return .retry(after: response.headers.first(name: "Retry-After").flatMap(Double.init), reason: reason)
    default: return .failed(reason: reason)
    }
  }
}
