import AsyncHTTPClient
import Basics
import Foundation
import NIOCore
import NIOHTTP1

/// Small requests to what runs on this machine. An answer is waited for shortly, and read only up to a bound.
enum HTTPProbe {
  struct Answer: Sendable {
    var status: Int
    var body: [UInt8]

    /// What a successful answer says; nil where it failed or says something else than JSON.
    var json: JSONValue? {
      guard status == 200 else { return nil }
      do {
        return try JSONDecoder().decode(JSONValue.self, from: Data(body))
      } catch {
        return nil
      }
    }
  }

  /// The most that is read of an answer.
  private static let longestBody = 4 << 20

  /// Nil where nothing answers in time.
  static func get(port: Int, path: String, host: String? = nil, token: String? = nil, timeout: Duration = .seconds(2))
    async
    -> Answer?
  {
    await send("GET", port: port, path: path, host: host, token: token, timeout: timeout)
  }

  static func send(
    _ method: String, port: Int, path: String, host: String? = nil, token: String? = nil, timeout: Duration
  ) async -> Answer? {
    var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)")
    request.method = HTTPMethod(rawValue: method)
    if let host { request.headers.replaceOrAdd(name: "Host", value: host) }
    if let token { request.headers.add(name: "Authorization", value: "token \(token)") }
    request.headers.add(name: "Accept", value: "application/jupyterhub-pagination+json, */*;q=0.1")
    do {
      let response = try await HTTPClient.shared.execute(request, timeout: .nanoseconds(timeout.nanoseconds))
      let body = try await response.body.collect(upTo: longestBody)
      return Answer(status: Int(response.status.code), body: Array(body.readableBytesView))
    } catch {
      // Nobody listens, or the answer is late or cut short: each time, there is no answer.
      return nil
    }
  }
}

extension Duration {
  fileprivate var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}
