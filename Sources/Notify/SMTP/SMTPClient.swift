internal import Foundation

/// Mail through a mail server (RFC 5321), one connection a mail.
public struct SMTPClient: Messenger {
  private let server: SMTPServer
  private let from: MailAddress

  public init(_ server: SMTPServer, from: MailAddress) {
    self.server = server
    self.from = from
  }

  public func send(_ message: Message, handOver: @escaping HandOver) async -> Outcome {
    let mail: Mail
    do { mail = try Mail(message, from: from) } catch { return .failed(reason: "\(error)") }
    let progress = Progress()
    do {
      return try await SMTPConnection.with(server) { connection in
        var session = SMTPSession(server: server, connection: connection)
        try await session.open(as: mail.from.domain)
        let outcome = try await session.deliver(mail, handOver: handOver)
        progress.outcome = outcome
        await session.close()
        return outcome
      }
    } catch let failure as SMTPFailure {
      return failure.outcome
    } catch {
      // The connection could not be closed in order; what the server said of the mail stands.
      return progress.outcome ?? SMTPFailure.unreachable("\(error)").outcome
    }
  }

  /// Keeps the outcome where closing the connection fails after it. Used by one task only.
  private final class Progress {
    var outcome: Outcome?
  }
}

/// The words exchanged with one server.
struct SMTPSession {
  let server: SMTPServer
  var connection: SMTPConnection
  private var offers: [String: String] = [:]

  init(server: SMTPServer, connection: SMTPConnection) {
    self.server = server
    self.connection = connection
  }

  /// Up to where mails may be sent: greeted, encrypted, authenticated.
  mutating func open(as name: String) async throws {
    try await expect(nil, .greeting)
    try await hello(name)
    if !connection.isEncrypted {
      if offers["STARTTLS"] != nil {
        try await expect("STARTTLS", .startTLS)
        try await connection.encrypt(try SMTPEncryption(server))
        try await hello(name)
      } else if server.security != .ifOffered {
        throw SMTPFailure.noTLS
      }
    }
    if let credentials = server.credentials { try await authenticate(credentials) }
  }

  mutating func deliver(_ mail: Mail, handOver: HandOver) async throws -> Outcome {
    try await expect("MAIL FROM:<\(mail.from.address)>", .sender)
    try await expect("RCPT TO:<\(mail.to.address)>", .recipient)
    try await expect("DATA", .data)
    try await connection.send(SMTPSession.stuffed(mail.rendered()), .data, timeout: server.timeout)
    // Without the line that ends it, the server drops what came (RFC 5321 §4.1.1.4): until here nothing is delivered.
    guard await handOver() else { return .withdrawn }
    try await expect(".", .content, timeout: server.acceptTimeout)
    return .sent
  }

  /// Says goodbye. The mail is delivered or not by now, so whatever goes wrong here changes nothing.
  mutating func close() async {
    do { _ = try await connection.exchange("QUIT", .connect, timeout: SMTPSession.goodbye) } catch {}
  }

  /// Seconds.
  private static let goodbye = 2.0

  /// A line that begins with a dot gets another, so that none ends the mail (RFC 5321 §4.5.2).
  static func stuffed(_ text: String) -> String {
    let stuffed = text.replacing("\r\n.", with: "\r\n..")
    return text.hasPrefix(".") ? "." + stuffed : stuffed
  }
}

extension SMTPSession {
  private mutating func hello(_ name: String) async throws {
    let reply = try await connection.exchange("EHLO \(name)", .hello, timeout: server.timeout)
    offers = [:]
    if reply.code >= 500 {
      try await expect("HELO \(name)", .hello)
      return
    }
    guard reply.isPositive else { throw SMTPFailure.refused(.hello, reply) }
    for line in reply.lines.dropFirst() {
      let words = line.split(separator: " ", maxSplits: 1)
      if let word = words.first { offers[word.uppercased()] = words.count > 1 ? words[1].uppercased() : "" }
    }
  }

  private mutating func authenticate(_ credentials: SMTPServer.Credentials) async throws {
    let isVerified = connection.isEncrypted && server.security != .ifOffered
    guard isVerified || server.isLoopback else { throw SMTPFailure.credentialsNeedTLS }
    let ways = (offers["AUTH"] ?? "").split(separator: " ")
    func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
    if ways.contains("PLAIN") {
      try await expect("AUTH PLAIN \(base64("\0\(credentials.user)\0\(credentials.password)"))", .authenticate)
    } else if ways.contains("LOGIN") {
      try await expect("AUTH LOGIN", .authenticate)
      try await expect(base64(credentials.user), .authenticate)
      try await expect(base64(credentials.password), .authenticate)
    } else {
      throw SMTPFailure.noAuthentication
    }
  }

  private mutating func expect(_ line: String?, _ step: SMTPStep, timeout: Double? = nil) async throws {
    let reply = try await connection.exchange(line, step, timeout: timeout ?? server.timeout)
    guard reply.isPositive else { throw SMTPFailure.refused(step, reply) }
  }
}
