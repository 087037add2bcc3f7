import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOWebSocket
import Testing

@testable import Probes

@Suite("A visitor of a hub", .timeLimit(.minutes(5)))
struct VisitorTests {
  private func visit<Value: Sendable>(
    _ server: LocalServer, _ use: (Visitor) async throws -> Value
  ) async throws -> Value {
    try await HTTPClient.withHTTPClient(configuration: ProbeConfiguration().http) { client in
      try await use(Visitor(to: server.hub, client: client, patience: .seconds(5)))
    }
  }

  @Test("it keeps cookies over redirects within the hub, sends the hub's name, and turns a POST into a GET")
  func redirects() async throws {
    try await LocalServer.with { head, body in
      switch (head.method, head.uri) {
      case (.POST, "/hub/login"):
        let leads = head.headers.first(name: "Host").map { "http://\($0)/hub/home" } ?? ""
        return .init(
          status: .found, headers: [("Location", leads), ("Set-Cookie", "session=1; Path=/hub/")], body: body)
      case (.GET, "/hub/home"):
        return .init(body: "\(head.headers["Host"]) \(head.headers["Cookie"]) \(head.headers["Content-Type"])")
      default: return .init(status: .notFound)
      }
    } _: { server in
      let answer = try await visit(server) { try await $0.post(form: [("a", "b c")], to: "/hub/login") }
      #expect(answer.body == "[\"\(server.hub.hostHeader)\"] [\"session=1\"] []")
      #expect(answer.page == "/hub/home")
    }
  }

  @Test("it never follows a redirect out of the hub")
  func elsewhere() async throws {
    try await LocalServer.with { _, _ in
      .init(status: .found, headers: [("Location", "https://provider.example.org/authorize?state=1")])
    } _: { server in
      let answer = try await visit(server) { try await $0.get("/hub/oauth_login") }
      #expect(answer.elsewhere == "https://provider.example.org/authorize?state=1")
      #expect(!answer.succeeded)
    }
  }

  @Test("a circle of redirects ends with a sentence")
  func circle() async throws {
    try await LocalServer.with { head, _ in
      .init(status: .found, headers: [("Location", head.uri)])
    } _: { server in
      _ = await #expect(throws: ProbeFailure("/hub/ redirects in a circle; the last time to /hub/")) {
        try await visit(server) { try await $0.get("/hub/") }
      }
    }
  }

  @Test("a body without end is not read to its end")
  func tooLarge() async throws {
    let body = String(repeating: "x", count: Visitor.largestBody + 1)
    try await LocalServer.with { _, _ in
      .init(body: body)
    } _: { server in
      _ = await #expect(throws: NIOTooManyBytesError.self) { try await visit(server) { try await $0.get("/") } }
    }
  }

  @Test("calls of an API carry the proof of the page they come from")
  func proof() async throws {
    try await LocalServer.with { head, _ in
      if head.uri == "/hub/home" { return .init(headers: [("Set-Cookie", "_xsrf=proof; Path=/hub/")]) }
      return .init(body: head.headers.first(name: "X-XSRFToken") ?? "none")
    } _: { server in
      try await visit(server) { visitor in
        _ = try await visitor.get("/hub/home")
        let hub = try await visitor.call(.GET, "/hub/api/user").body
        let user = try await visitor.call(.GET, "/user/ada/api").body
        #expect(hub == "proof")
        #expect(user == "none")
      }
    }
  }

  @Test("a websocket gathers fragments, answers pings and ends when the server closes")
  func webSocket() async throws {
    try await LocalServer.with(socket: { channel in
      try await channel.executeThenClose { inbound, outbound in
        for try await frame in inbound {
          if frame.opcode == .text {
            let ping = ByteBuffer(string: "still there?")
            try await outbound.write(WebSocketFrame(fin: true, opcode: .ping, data: ping))
            try await outbound.write(WebSocketFrame(fin: false, opcode: .text, data: frame.unmaskedData))
            try await outbound.write(WebSocketFrame(fin: true, opcode: .continuation, data: ByteBuffer(string: ", 42")))
          }
          if frame.opcode == .pong {
            let pong = String(buffer: frame.unmaskedData)
            try await outbound.write(WebSocketFrame(fin: true, opcode: .text, data: ByteBuffer(string: pong)))
            try await outbound.write(WebSocketFrame(fin: true, opcode: .connectionClose, data: ByteBuffer()))
          }
        }
      }
    }) { server in
      let headers = HTTPHeaders([("Host", server.hub.hostHeader)])
      let heard = try await WebSocket.open(at: server.address, path: "/socket", headers: headers) { socket, frames in
        try await socket.send("6 * 7")
        var heard: [String] = []
        while let text = try await socket.next(&frames) { heard.append(text) }
        return heard
      }
      guard case .opened(let texts) = heard else {
        Issue.record("the websocket did not open")
        return
      }
      #expect(texts == ["6 * 7, 42", "still there?"])
    }
  }

  @Test("a websocket that is refused tells the server's answer")
  func refused() async throws {
    try await LocalServer.with({ _, _ in .init(status: .forbidden) }) { server in
      let headers = HTTPHeaders([("Host", server.hub.hostHeader)])
      let answer = try await WebSocket.open(at: server.address, path: "/other", headers: headers) { _, _ in }
      guard case .refused(let status) = answer else {
        Issue.record("the websocket opened")
        return
      }
      #expect(status == 403)
    }
  }

  @Test("a handshake that a server never answers is given up when the time is over")
  func silent() async throws {
    try await LocalServer.with({ _, _ in .silence }) { server in
      let headers = HTTPHeaders([("Host", server.hub.hostHeader)])
      let address = server.address
      _ = await #expect(throws: ProbeFailure("too long")) {
        try await withDeadline(.milliseconds(200), "too long") {
          _ = try await WebSocket.open(at: address, path: "/other", headers: headers) { _, _ in }
        }
      }
    }
  }
}
