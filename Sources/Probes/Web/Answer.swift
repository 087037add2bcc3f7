import Basics
import Foundation
import NIOHTTP1

/// What a request came to, after redirects within the hub were followed.
struct Answer: Sendable {
  var status: Int
  var headers: HTTPHeaders
  var body: String
  /// The path that answered, with its query.
  var path: String
  /// Where the answer sends the visitor outside the hub; not followed.
  var elsewhere: String?

  var succeeded: Bool { (200..<300).contains(status) && elsewhere == nil }

  /// Whether the hub says no: not allowed, not there, or no way to do it.
  var refused: Bool { [400, 401, 403, 404, 405, 424].contains(status) }

  /// The path without its query.
  var page: String { String(path.prefix { $0 != "?" }) }

  func json() throws -> JSONValue {
    guard let value = parsed else {
      throw ProbeFailure("\(page) answered \(status) with something that is not JSON: \(excerpt)")
    }
    return value
  }

  /// The body as JSON; nil where it is something else.
  private var parsed: JSONValue? {
    do {
      return try JSONDecoder().decode(JSONValue.self, from: Data(body.utf8))
    } catch {
      return nil
    }
  }

  /// The status with what the hub says about it, for people.
  var account: String {
    if let message = serverMessage { return "\(status), \(message)" }
    return "\(status)"
  }

  /// JupyterHub's and Jupyter Server's `{"message": …}`, or the message on an error page.
  private var serverMessage: String? {
    if let message = parsed?["message"]?.string { return message.isEmpty ? nil : message }
    return HTML.texts(of: "p", in: body).first
  }

  /// The beginning of the body on one line.
  var excerpt: String {
    let line = body.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count > 200 ? line.prefix(200) + "…" : line
  }
}
