import Delivery
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOWebSocket

/// A small server for tests: answers by a function, and opens websockets under `/socket`.
struct LocalServer: Sendable {
  let address: HubEndpoint.Address

  struct Reply: Sendable {
    var status: HTTPResponseStatus = .ok
    var headers: [(String, String)] = []
    var body = ""
    /// Nothing is ever answered.
    static let silence = Reply(status: .continue)
  }

  typealias Answering = @Sendable (_ head: HTTPRequestHead, _ body: String) -> Reply
  typealias Talking = @Sendable (NIOAsyncChannel<WebSocketFrame, WebSocketFrame>) async throws -> Void

  static func with<Value>(
    _ answer: @escaping Answering = { _, _ in Reply(status: .notFound) }, socket talk: @escaping Talking = { _ in },
    _ use: (LocalServer) async throws -> Value
  ) async throws -> Value {
    let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let upgrader = NIOWebSocketServerUpgrader(
            shouldUpgrade: { channel, head in
              let isSocket = head.uri.hasPrefix("/socket")
              return channel.eventLoop.makeSucceededFuture(isSocket ? HTTPHeaders() : nil)
            },
            upgradePipelineHandler: { channel, _ in
              channel.eventLoop.makeCompletedFuture {
                let wrapped = try NIOAsyncChannel<WebSocketFrame, WebSocketFrame>(wrappingChannelSynchronously: channel)
                Task { try await talk(wrapped) }
              }
            })
          let sync = channel.pipeline.syncOperations
          try sync.configureHTTPServerPipeline(
            withServerUpgrade: (
              upgraders: [upgrader],
              completionHandler: { context in
                context.pipeline.syncOperations.removeHandler(name: AnswerHandler.name, promise: nil)
              }
            ))
          try sync.addHandler(AnswerHandler(answer: answer), name: AnswerHandler.name)
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    do {
      let value = try await use(
        LocalServer(address: .init(host: "127.0.0.1", port: server.localAddress?.port ?? 0)))
      try await server.close()
      return value
    } catch {
      try await server.close()
      throw error
    }
  }

  /// The server as a hub behind a gateway.
  var hub: HubEndpoint {
    HubEndpoint(
      url: "http://reef.localhost:\(address.port)", address: address, hostHeader: "reef.localhost:\(address.port)",
      api: address, serviceToken: "token", login: .password, testUser: .init(name: "atoll-test", password: "secret"),
      profiles: [])
  }
}

private final class AnswerHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  static let name = "answers"
  private let answer: LocalServer.Answering
  private var head: HTTPRequestHead?
  private var body = ByteBuffer()

  init(answer: @escaping LocalServer.Answering) { self.answer = answer }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body.clear()
    case .body(var part): body.writeBuffer(&part)
    case .end:
      guard let head else { return }
      let reply = answer(head, String(buffer: body))
      guard reply.status != LocalServer.Reply.silence.status else { return }
      var headers = HTTPHeaders(reply.headers)
      headers.add(name: "Content-Length", value: "\(reply.body.utf8.count)")
      context.write(
        wrapOutboundOut(.head(.init(version: .http1_1, status: reply.status, headers: headers))), promise: nil)
      context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: reply.body)))), promise: nil)
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
  }
}
