/// Why a server did not take a mail.
public enum SMTPFailure: Error, Sendable, Equatable {
  case unreachable(String)
  case timedOut(SMTPStep)
  case connectionLost(SMTPStep)
  case refused(SMTPStep, SMTPReply)
  case unreadableReply(SMTPStep)
  case noTLS
  case tls(String)
  /// The server offers no way to authenticate that we know.
  case noAuthentication
  /// Credentials would have gone over a connection that others can read or forge.
  case credentialsNeedTLS
}

/// One exchange with a mail server.
public enum SMTPStep: String, Sendable, Codable {
  case connect, greeting
  case hello = "EHLO"
  case startTLS = "STARTTLS"
  case authenticate = "AUTH"
  case sender = "MAIL FROM"
  case recipient = "RCPT TO"
  case data = "DATA"
  /// The mail itself, and the answer to it.
  case content

  /// Whether a refusal here is about this mail, and not about the server or how it is set up.
  var isAboutTheMail: Bool {
    switch self {
    case .sender, .recipient, .data, .content: true
    case .connect, .greeting, .hello, .startTLS, .authenticate: false
    }
  }
}

/// What a mail server answers.
public struct SMTPReply: Sendable, Equatable {
  public var code: Int
  public var lines: [String]

  public init(code: Int, lines: [String]) {
    self.code = code
    self.lines = lines
  }

  var isPositive: Bool { (200..<400).contains(code) }
}

extension SMTPFailure {
  /// What it means for the mail. A server's word is final (5xx) only where it is about the mail: a password that is wrong
  /// today may be right tomorrow. A connection that ends while the answer to the mail is awaited leaves it in doubt.
  var outcome: Outcome {
    switch self {
    case .refused(let step, let reply) where step.isAboutTheMail && reply.code >= 500: .failed(reason: description)
    case .timedOut(.content), .connectionLost(.content), .unreadableReply(.content): .inDoubt(reason: description)
    case .unreachable, .timedOut, .connectionLost, .refused, .unreadableReply, .noTLS, .tls, .noAuthentication,
      .credentialsNeedTLS:
      .retry(after: nil, reason: description)
    }
  }
}

extension SMTPFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unreachable(let why): "the mail server cannot be reached: \(why)"
    case .timedOut(let step): "the mail server did not answer in time (\(step.rawValue))"
    case .connectionLost(let step): "the connection to the mail server ended (\(step.rawValue))"
    case .refused(let step, let reply):
      "the mail server answered \(step.rawValue) with \(reply.code) \(reply.lines.joined(separator: " ").prefix(500))"
    case .unreadableReply(let step): "the mail server's answer is not SMTP (\(step.rawValue))"
    case .noTLS: "the mail server does not offer TLS, which is required"
    case .tls(let why): "no safe connection to the mail server: \(why)"
    case .noAuthentication: "the mail server offers neither AUTH PLAIN nor AUTH LOGIN"
    case .credentialsNeedTLS:
      "the mail server offers no TLS that can be verified, and credentials are not sent without it"
    }
  }
}
