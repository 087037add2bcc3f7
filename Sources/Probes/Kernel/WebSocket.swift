import Delivery
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket

/// A websocket to a user's server, as long as a closure lasts.
struct WebSocket: Sendable {
  typealias Frames = NIOAsyncChannelInboundStream<WebSocketFrame>.AsyncIterator

  private let outbound: NIOAsyncChannelOutboundWriter<WebSocketFrame>

  /// What came of the handshake.
  enum Handshake<Value: Sendable>: Sendable {
    case opened(Value)
    /// The server answered with this status instead.
    case refused(Int)
  }

  /// Asks for a websocket, uses it where it opens, and closes it in any case.
  static func open<Value: Sendable>(
    at address: HubEndpoint.Address, path: String, headers: HTTPHeaders,
    _ use: (WebSocket, inout Frames) async throws -> Value
  ) async throws -> Handshake<Value> {
    let attempt = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connectTimeout(.seconds(5))
      .connect(host: address.host, port: address.port) { channel in
        channel.eventLoop.makeCompletedFuture {
          Attempt(channel: channel, upgrade: try prepare(channel, path: path, headers: headers))
        }
      }
    let upgrade = try await attempt.result()
    switch upgrade {
    case .opened(let channel):
      return .opened(
        try await channel.executeThenClose { inbound, outbound in
          var frames = inbound.makeAsyncIterator()
          return try await use(WebSocket(outbound: outbound), &frames)
        })
    case .refused(let channel):
      return .refused(try await status(of: channel))
    }
  }

  func send(_ text: String) async throws {
    try await write(.text, ByteBuffer(string: text))
  }

  /// The next text that the server sends; nil where it closes. Pings are answered on the way.
  func next(_ frames: inout Frames) async throws -> String? {
    while let frame = try await frames.next() {
      switch frame.opcode {
      case .text: return String(buffer: frame.unmaskedData)
      case .ping: try await write(.pong, frame.unmaskedData)
      case .connectionClose: return nil
      default: continue  // Binary frames and pongs carry nothing for a test.
      }
    }
    return nil
  }

  private func write(_ opcode: WebSocketOpcode, _ data: ByteBuffer) async throws {
    try await outbound.write(WebSocketFrame(fin: true, opcode: opcode, maskKey: .random(), data: data))
  }

  // MARK: The handshake

  private typealias Answered = NIOAsyncChannel<HTTPClientResponsePart, HTTPPart<HTTPRequestHead, ByteBuffer>>

  private enum Upgrade: Sendable {
    case opened(NIOAsyncChannel<WebSocketFrame, WebSocketFrame>)
    case refused(Answered)
  }

  /// A handshake under way. A server may take long to answer, so a task that is cancelled hangs up.
  private struct Attempt: Sendable {
    let channel: any Channel
    let upgrade: EventLoopFuture<Upgrade>

    func result() async throws -> Upgrade {
      do {
        return try await withTaskCancellationHandler {
          try await upgrade.get()
        } onCancel: {
          channel.close(promise: nil)
        }
      } catch {
        try Task.checkCancellation()
        throw error
      }
    }
  }

  private static func prepare(
    _ channel: any Channel, path: String, headers: HTTPHeaders
  ) throws -> EventLoopFuture<Upgrade> {
    let upgrader = NIOTypedWebSocketClientUpgrader<Upgrade>(maxFrameSize: Visitor.largestBody) { channel, _ in
      channel.eventLoop.makeCompletedFuture {
        try channel.pipeline.syncOperations.addHandler(
          NIOWebSocketFrameAggregator(
            minNonFinalFragmentSize: 0, maxAccumulatedFrameCount: 1024,
            maxAccumulatedFrameSize: Visitor.largestBody))
        return .opened(try NIOAsyncChannel(wrappingChannelSynchronously: channel))
      }
    }
    var headers = headers
    headers.add(name: "Content-Length", value: "0")
    var configuration = NIOUpgradableHTTPClientPipelineConfiguration(
      upgradeConfiguration: NIOTypedHTTPClientUpgradeConfiguration(
        upgradeRequestHead: HTTPRequestHead(version: .http1_1, method: .GET, uri: path, headers: headers),
        upgraders: [upgrader],
        notUpgradingCompletionHandler: { channel in
          channel.eventLoop.makeCompletedFuture {
            .refused(try NIOAsyncChannel(wrappingChannelSynchronously: channel))
          }
        }))
    // The first frames may come in the same packet as the answer.
    configuration.leftOverBytesStrategy = .forwardBytes
    return try channel.pipeline.syncOperations.configureUpgradableHTTPClientPipeline(configuration: configuration)
  }

  private static func status(of channel: Answered) async throws -> Int {
    try await channel.executeThenClose { inbound, _ in
      for try await part in inbound {
        if case .head(let head) = part { return Int(head.status.code) }
      }
      throw ProbeFailure("the connection was closed before the websocket opened")
    }
  }
}
