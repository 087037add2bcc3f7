import Basics
import Delivery
import Foundation
import NIOHTTP1

/// A running kernel of a user's server.
struct Kernel: Sendable {
  let id: String
  /// The server's address, such as `/user/atoll-test/`.
  let server: String
  let hub: HubEndpoint

  /// Runs one cell as this visitor and returns what it printed and returned.
  func run(_ code: String, as visitor: Visitor) async throws -> String {
    let session = UUID().uuidString.lowercased()
    let path = await channels(session: session, visitor)
    let headers = await visitor.webSocketHeaders(for: path)
    let handshake = try await WebSocket.open(at: hub.address, path: path, headers: headers) { socket, frames in
      let request = UUID().uuidString.lowercased()
      try await socket.send(Kernel.executeRequest(code, id: request, session: session).canonicalText)
      var reading = CellReading(request: request)
      while let text = try await socket.next(&frames) {
        let message = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
        if let output = try reading.take(message) { return output }
      }
      throw ProbeFailure("the connection to the kernel was closed before the cell was done")
    }
    switch handshake {
    case .opened(let output): return output
    case .refused(let status):
      throw ProbeFailure("the kernel's websocket did not open: the server answered \(status)")
    }
  }

  /// Whether a websocket to this kernel opens for this visitor.
  func opens(for visitor: Visitor) async throws -> Bool {
    let path = await channels(session: UUID().uuidString.lowercased(), visitor)
    let headers = await visitor.webSocketHeaders(for: path)
    switch try await WebSocket.open(at: hub.address, path: path, headers: headers, { _, _ in }) {
    case .opened: return true
    case .refused: return false
    }
  }

  private func channels(session: String, _ visitor: Visitor) async -> String {
    let path = "\(server)api/kernels/\(URLText.encoded(id))/channels"
    let proof = await visitor.xsrf(at: path).map { "&_xsrf=\(URLText.encoded($0))" } ?? ""
    return "\(path)?session_id=\(session)\(proof)"
  }

  private static func executeRequest(_ code: String, id: String, session: String) -> JSONValue {
    [
      "channel": "shell",
      "header": [
        "msg_id": .string(id), "msg_type": "execute_request", "session": .string(session), "username": "atoll-test",
        "date": .string(Date.now.ISO8601Format()), "version": "5.3",
      ],
      "parent_header": [:], "metadata": [:], "buffers": [],
      "content": [
        "code": .string(code), "silent": false, "store_history": true, "user_expressions": [:],
        "allow_stdin": false, "stop_on_error": true,
      ],
    ]
  }
}
