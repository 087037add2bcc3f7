import Basics
import Foundation
import Synchronization
import Testing

@testable import Notify

@Suite(
  "Mail by SMTP, with a real server", .enabled(if: TestServer.isMailAvailable, "\(TestServer.whyNoMail)"),
  .timeLimit(.minutes(5)))
struct SMTPTests {
  private func send(
    _ message: Message = .example(), to server: TestServer, host: String = "127.0.0.1",
    _ change: (inout SMTPServer) -> Void = { _ in }, handOver: @escaping HandOver = { true }
  ) async -> Outcome {
    var smtp = SMTPServer(host: host, port: server.port)
    // Long, for a busy machine: the tests of what takes too long say less.
    smtp.timeout = 60
    smtp.acceptTimeout = 60
    change(&smtp)
    return await SMTPClient(smtp, from: .atoll).send(message, handOver: handOver)
  }

  @Test("a mail arrives as it was written, in any language, whatever its lines look like")
  func arrives() async throws {
    let server = try TestServer.mail()
    let text = """
      Grüße aus dem Riff, 海
      .
      ..two dots, and a line of \(String(repeating: "långt ", count: 60))
      From here: trailing space \ntab\t
      a=b

      """
    let subject = "Rollout 7 von „Riff“ ist gescheitert: das Notizbuch antwortete nicht innerhalb von 60 Sekunden 🪸"
    #expect(await send(.example(subject: subject, text: text), to: server) == .sent)
    let mail = try #require(try server.records("mails").first)
    #expect(mail["text"]?.string == text)
    #expect(mail["headers"]?["Subject"]?.string == subject)
    #expect(mail["from"] == "atoll@alpha.example" && mail["to"] == ["ada@alpha.example"])
    #expect(mail["headers"]?["From"]?.string?.contains("Atoll") == true)
    #expect(mail["headers"]?["Message-ID"] == "<delivery-1@alpha.example>")
    #expect(mail["headers"]?["Date"] == "Tue, 01 Dec 2026 17:00:00 +0000")
    #expect(mail["headers"]?["Auto-Submitted"] == "auto-generated")
    #expect(mail["defects"] == [])
    let lines = try #require(mail["raw"]?.string).split(separator: "\r\n")
    #expect(lines.allSatisfy { $0.utf8.count <= 78 })
  }

  @Test("on this machine a server without TLS will do")
  func loopback() async throws {
    let server = try TestServer.mail()
    #expect(await send(to: server) == .sent)
    #expect(try server.records("mails").first?["tls"] == false)
  }

  @Test("elsewhere a server without TLS gets no mail")
  func requiresTLS() async throws {
    let server = try TestServer.mail()
    #expect(SMTPServer(host: "mail.alpha.example", port: 587).security == .startTLS)
    #expect(SMTPServer(host: "mail.alpha.example", port: 465).security == .implicitTLS)
    #expect(SMTPServer(host: "127.example.org", port: 25).security == .startTLS)
    #expect(await send(to: server) { $0.security = .startTLS } == SMTPFailure.noTLS.outcome)
    #expect(try server.records("mails").isEmpty)
  }

  @Test("TLS is used where it is offered, begun by STARTTLS or by the first byte", arguments: ["starttls", "implicit"])
  func encrypts(_ way: String) async throws {
    let server = try TestServer.mail("--tls", way)
    for host in ["127.0.0.1", "localhost"] {
      let outcome = await send(to: server, host: host) {
        $0.security = way == "implicit" ? .implicitTLS : .startTLS
        $0.certificates = server.folder + "/certificate.pem"
      }
      #expect(outcome == .sent)
    }
    #expect(try server.records("mails").map { $0["tls"] } == [true, true])
  }

  @Test("a certificate that nobody vouches for is refused", arguments: ["starttls", "implicit"])
  func refusesStrangers(_ way: String) async throws {
    let server = try TestServer.mail("--tls", way)
    let outcome = await send(to: server) { $0.security = way == "implicit" ? .implicitTLS : .startTLS }
    guard case .retry(_, let reason) = outcome else {
      Issue.record("it was \(outcome)")
      return
    }
    #expect(reason.contains("no safe connection"))
    #expect(try server.records("mails").isEmpty)
  }

  @Test("it authenticates in the way that the server offers", arguments: ["PLAIN", "LOGIN"])
  func authenticates(_ way: String) async throws {
    let server = try TestServer.mail("--tls", "starttls", "--login", "atoll:pässword", "--ways", way)
    let outcome = await send(to: server) {
      $0.security = .startTLS
      $0.certificates = server.folder + "/certificate.pem"
      $0.credentials = SMTPServer.Credentials(user: "atoll", password: "pässword")
    }
    #expect(outcome == .sent)
    #expect(try server.records("mails").first?["authenticated"] == true)
  }

  @Test("a wrong password is tried again later, and is not in what is said about it")
  func wrongPassword() async throws {
    let server = try TestServer.mail("--login", "atoll:right")
    let credentials = SMTPServer.Credentials(user: "atoll", password: "wrong-secret")
    let outcome = await send(to: server) { $0.credentials = credentials }
    guard case .retry(_, let reason) = outcome else {
      Issue.record("it was \(outcome)")
      return
    }
    #expect(reason.contains("AUTH with 535") && !reason.contains("wrong-secret"))
    #expect(!"\(credentials)".contains("wrong-secret") && !String(reflecting: credentials).contains("wrong-secret"))
  }

  @Test("a server that offers no authentication is not sent credentials")
  func noAuthentication() async throws {
    let server = try TestServer.mail("--ways")
    let outcome = await send(to: server) { $0.credentials = SMTPServer.Credentials(user: "atoll", password: "x") }
    guard case .retry(_, let reason) = outcome else {
      Issue.record("it was \(outcome)")
      return
    }
    #expect(reason == SMTPFailure.noAuthentication.description)
  }

  @Test(
    "what the server says of the mail decides: later (4xx), or never (5xx)",
    arguments: [("later", true), ("busy", true), ("nobody", false), ("full", false)])
  func refusals(_ recipient: String, _ again: Bool) async throws {
    let server = try TestServer.mail()
    switch await send(.example(to: "\(recipient)@alpha.example"), to: server) {
    case .retry: #expect(again)
    case .failed: #expect(!again)
    case let other: Issue.record("it was \(other)")
    }
    #expect(try server.records("mails").isEmpty)
  }

  @Test("an answer to the mail that never comes leaves it in doubt", arguments: ["silent", "vanish"])
  func inDoubt(_ recipient: String) async throws {
    let server = try TestServer.mail()
    let outcome = await send(.example(to: "\(recipient)@alpha.example"), to: server) { $0.acceptTimeout = 2 }
    guard case .inDoubt = outcome else {
      Issue.record("it was not in doubt")
      return
    }
    // The server has it: had it been sent again, it would have come twice.
    #expect(try server.records("mails").count == 1)
  }

  @Test("a mail that may not be handed over is not delivered")
  func withdrawn() async throws {
    let server = try TestServer.mail()
    #expect(await send(to: server, handOver: { false }) == .withdrawn)
    #expect(await send(.example(id: 2), to: server) == .sent)
    #expect(try server.records("mails").map { $0["headers"]?["Message-ID"] } == ["<delivery-2@alpha.example>"])
  }

  @Test("nobody is asked to hand over what the server refuses before")
  func asksLate() async throws {
    let server = try TestServer.mail()
    let asked = Mutex(0)
    let handOver: HandOver = {
      asked.withLock { $0 += 1 }
      return true
    }
    _ = await send(.example(to: "nobody@alpha.example"), to: server, handOver: handOver)
    #expect(asked.withLock { $0 } == 0)
    _ = await send(to: server, handOver: handOver)
    #expect(asked.withLock { $0 } == 1)
  }

  @Test("a server that is not there is tried again later")
  func nobodyThere() async throws {
    let outcome = await SMTPClient(SMTPServer(host: "127.0.0.1", port: 24_999), from: .atoll)
      .send(.example()) { true }
    guard case .retry(_, let reason) = outcome else {
      Issue.record("it was \(outcome)")
      return
    }
    #expect(reason.contains("cannot be reached"))
  }

  @Test(
    "a recipient or a subject that would begin another header or command is refused before any connection",
    arguments: [
      Message.example(to: "ada@alpha.example\r\nBcc: eve@alpha.example"),
      .example(to: "ada@alpha.example> RCPT TO:<eve@alpha.example"),
      .example(subject: "Hello\r\nBcc: eve@alpha.example"),
      .example(to: "nobody"), .example(to: "-oQ/tmp@"), .example(to: "ada@älpha.example"),
    ])
  func injection(_ message: Message) async throws {
    let client = SMTPClient(SMTPServer(host: "127.0.0.1", port: 24_999), from: .atoll)
    guard case .failed = await client.send(message, handOver: { true }) else {
      Issue.record("it was not refused")
      return
    }
  }
}
