/// A mail server that takes mail from us, and how far it is trusted.
public struct SMTPServer: Sendable, Equatable {
  public var host: String
  public var port: Int
  public var security: Security
  public var credentials: Credentials?
  /// A file of PEM certificates to trust; nil: those that the machine trusts.
  public var certificates: String?
  /// Seconds that each step may take.
  public var timeout = 30.0
  /// Seconds that the server may take to accept a whole mail: it may look for viruses first.
  public var acceptTimeout = 300.0

  /// `security`: by default implicit TLS on port 465, TLS where offered on this machine, and required TLS elsewhere.
  public init(
    host: String, port: Int, security: Security? = nil, credentials: Credentials? = nil, certificates: String? = nil
  ) {
    self.host = host
    self.port = port
    self.credentials = credentials
    self.certificates = certificates
    self.security = security ?? (port == 465 ? .implicitTLS : SMTPServer.isLoopback(host) ? .ifOffered : .startTLS)
  }

  public enum Security: String, Sendable, Codable, CaseIterable {
    /// TLS from the first byte: `smtps://`.
    case implicitTLS = "implicit-tls"
    /// STARTTLS, and no mail to a server that does not offer it.
    case startTLS = "starttls"
    /// TLS where it is offered, whatever its certificate; else in the open. Credentials are then sent on this machine only.
    case ifOffered = "if-offered"
  }

  /// As whom to send.
  public struct Credentials: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    public var user: String
    public var password: String

    public init(user: String, password: String) {
      self.user = user
      self.password = password
    }

    /// Never the password.
    public var description: String { "(credentials of \(user))" }
    public var customMirror: Mirror { Mirror(self, children: ["user": user]) }
  }

  var isLoopback: Bool { SMTPServer.isLoopback(host) }

  static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "::1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}
