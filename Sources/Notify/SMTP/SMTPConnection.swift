internal import NIOCore
internal import NIOPosix
internal import NIOSSL
private import Synchronization

/// A connection to a mail server: a line out, a reply in, each within its time.
struct SMTPConnection {
  typealias Wire = NIOAsyncChannel<ByteBuffer, ByteBuffer>

  private let channel: any Channel
  private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
  private var reader = SMTPReplyReader()
  private(set) var isEncrypted: Bool

  /// Connects, and hands the connection to `body` for as long as that runs.
  static func with<Value>(
    _ server: SMTPServer, _ body: (inout SMTPConnection) async throws -> Value
  ) async throws -> Value {
    let tls = server.security == .implicitTLS ? try SMTPEncryption(server) : nil
    let wire: Wire
    do {
      wire = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        .connectTimeout(.milliseconds(Int64(server.timeout * 1_000)))
        .connect(host: server.host, port: server.port) { channel in
          channel.eventLoop.makeCompletedFuture {
            if let tls { try channel.pipeline.syncOperations.addHandler(tls.handler()) }
            return try Wire(wrappingChannelSynchronously: channel)
          }
        }
    } catch {
      throw SMTPFailure.unreachable("\(error)")
    }
    return try await wire.executeThenClose { inbound, outbound in
      var connection = SMTPConnection(
        channel: wire.channel, outbound: outbound, inbound: inbound.makeAsyncIterator(), isEncrypted: tls != nil)
      return try await body(&connection)
    }
  }

  private init(
    channel: any Channel, outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>,
    inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator, isEncrypted: Bool
  ) {
    self.channel = channel
    self.outbound = outbound
    self.inbound = inbound
    self.isEncrypted = isEncrypted
  }

  /// Sends a line, where there is one to send, and gives the answer.
  mutating func exchange(_ line: String?, _ step: SMTPStep, timeout: Double) async throws -> SMTPReply {
    let alarm = alarm(after: timeout)
    defer { alarm.cancel() }
    do {
      if let line { try await outbound.write(ByteBuffer(string: line + "\r\n")) }
      while true {
        if let reply = try reader.next() { return reply }
        guard let bytes = try await inbound.next() else { break }
        reader.feed(bytes.readableBytesView)
      }
    } catch is SMTPReplyReader.Unreadable {
      throw SMTPFailure.unreadableReply(step)
    } catch {
      throw await failure(error, step, alarm)
    }
    throw alarm.rang ? SMTPFailure.timedOut(step) : .connectionLost(step)
  }

  /// What an error of the wire means. A write that fails says only that the connection is closed; why, the reading side
  /// says, so it is asked too.
  private mutating func failure(_ error: any Error, _ step: SMTPStep, _ alarm: Alarm) async -> SMTPFailure {
    if let failure = SMTPEncryption.failure(error) { return failure }
    if alarm.rang { return .timedOut(step) }
    do {
      while try await inbound.next() != nil {}
    } catch {
      if let failure = SMTPEncryption.failure(error) { return failure }
    }
    return alarm.rang ? .timedOut(step) : .connectionLost(step)
  }

  /// Sends bytes to which there is no answer yet.
  func send(_ text: String, _ step: SMTPStep, timeout: Double) async throws {
    let alarm = alarm(after: timeout)
    defer { alarm.cancel() }
    do { try await outbound.write(ByteBuffer(string: text)) } catch {
      throw alarm.rang ? SMTPFailure.timedOut(step) : .connectionLost(step)
    }
  }

  /// Goes on encrypted. What came before it in the open is refused: someone may have put it there.
  mutating func encrypt(_ encryption: SMTPEncryption) async throws {
    guard !reader.hasRest else { throw SMTPFailure.tls("the server spoke before the connection was encrypted") }
    let channel = channel
    do {
      try await channel.eventLoop.submit {
        try channel.pipeline.syncOperations.addHandler(encryption.handler(), position: .first)
      }.get()
    } catch {
      throw SMTPFailure.tls("\(error)")
    }
    isEncrypted = true
  }

  private func alarm(after seconds: Double) -> Alarm { Alarm(channel, after: seconds) }
}

/// Closes a connection when a step takes too long.
private final class Alarm: Sendable {
  private let state: Mutex<Bool>
  private let scheduled: Mutex<Scheduled<Void>?>

  var rang: Bool { state.withLock { $0 } }

  init(_ channel: any Channel, after seconds: Double) {
    state = Mutex(false)
    scheduled = Mutex(nil)
    let task = channel.eventLoop.scheduleTask(in: .milliseconds(Int64(seconds * 1_000))) { [weak self] in
      self?.state.withLock { $0 = true }
      channel.close(promise: nil)
    }
    scheduled.withLock { $0 = task }
  }

  func cancel() { scheduled.withLock { $0?.cancel() } }
}

/// How a connection is encrypted, and whether its certificate is looked at.
struct SMTPEncryption: Sendable {
  private let context: NIOSSLContext
  private let host: String?

  init(_ server: SMTPServer) throws(SMTPFailure) {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.minimumTLSVersion = .tlsv12
    configuration.certificateVerification = server.security == .ifOffered ? .none : .fullVerification
    do {
      if let file = server.certificates {
        configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(file))
      }
      context = try NIOSSLContext(configuration: configuration)
    } catch {
      throw .tls("\(error)")
    }
    // An address is verified as what was connected to; only a name can be asked for.
    host = SMTPEncryption.isAddress(server.host) ? nil : server.host
  }

  private static func isAddress(_ host: String) -> Bool {
    do {
      _ = try SocketAddress(ipAddress: host, port: 0)
      return true
    } catch {
      return false
    }
  }

  /// The error as one of encryption, where it is one.
  static func failure(_ error: any Error) -> SMTPFailure? {
    switch error {
    case let error as NIOSSLError: .tls("\(error)")
    case let error as NIOSSLExtraError: .tls("\(error)")
    case let error as BoringSSLError: .tls("\(error)")
    default: nil
    }
  }

  func handler() throws -> NIOSSLClientHandler { try NIOSSLClientHandler(context: context, serverHostname: host) }
}
