import Basics
import Foundation
import Synchronization
import Testing

@testable import Notify

@Suite("Mail as text")
struct MailTests {
  @Test(
    "addresses are read",
    arguments: [
      ("ada@alpha.example", "ada@alpha.example", nil),
      ("Ada L <ada.l+x@alpha.example>", "ada.l+x@alpha.example", "Ada L"),
      ("\"L, Ada\" <ada@alpha.example>", "ada@alpha.example", "L, Ada"),
      ("root@localhost", "root@localhost", nil),
    ] as [(String, String, String?)])
  func reads(_ text: String, _ address: String, _ name: String?) {
    #expect(MailAddress(text)?.address == address)
    #expect(MailAddress(text)?.name == name)
  }

  @Test(
    "what is no address is none",
    arguments: [
      "", "ada", "@", "ada@", "@alpha.example", "a@b@c", "a b@c", "ada@alpha..example", "ada.@alpha.example",
      "ada@-a.b",
      "Ada <ada@alpha.example", "ada@alpha.example\n", "ädä@alpha.example", "ada@alpha.example>",
      String(repeating: "a", count: 65) + "@alpha.example",
    ])
  func refuses(_ text: String) { #expect(MailAddress(text) == nil) }

  @Test("no line is too long and no byte is not ASCII, whatever the text")
  func bounded() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 1...200 {
      let scalars = (0..<400).compactMap { _ in Unicode.Scalar(UInt32.random(in: 9...0x2fff, using: &generator)) }
      let text = String(String.UnicodeScalarView(scalars))
      let subject = String(text.unicodeScalars.filter { $0.properties.generalCategory != .control }.map(Character.init))
      let mail = try Mail(
        from: .atoll, to: .atoll, subject: subject, text: text, delivery: "d", date: Timestamp(seconds: 0))
      let rendered = mail.rendered()
      #expect(rendered.utf8.allSatisfy { [9, 10, 13].contains($0) || (32...126).contains($0) })
      #expect(rendered.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 78 }, "\(text.debugDescription)")
    }
  }

  @Test("a line that begins with a dot gets another")
  func stuffs() {
    #expect(SMTPSession.stuffed(".\r\nx.\r\n..\r\n") == "..\r\nx.\r\n...\r\n")
  }

  @Test("replies are cut from what comes, in whatever pieces")
  func replies() throws {
    let bytes = Array("250-mail.tests\r\n250-SIZE 10\r\n250 STARTTLS\r\n220 go\n".utf8)
    for size in 1...bytes.count {
      var reader = SMTPReplyReader()
      var replies: [SMTPReply] = []
      for start in stride(from: 0, to: bytes.count, by: size) {
        reader.feed(bytes[start..<min(start + size, bytes.count)])
        while let reply = try reader.next() { replies.append(reply) }
      }
      #expect(replies.map(\.code) == [250, 220] && replies[0].lines == ["mail.tests", "SIZE 10", "STARTTLS"])
      #expect(!reader.hasRest)
    }
  }

  @Test(
    "what is no reply is refused, and so is one without end",
    arguments: [
      "hello\r\n", "25\r\n", "999 x\r\n", "250x\r\n", "250-a\r\n251 b\r\n", String(repeating: "2", count: 70_000),
      String(repeating: "250-x\r\n", count: 600),
    ])
  func noReplies(_ text: String) {
    #expect(throws: SMTPReplyReader.Unreadable.self) {
      var reader = SMTPReplyReader()
      reader.feed(text.utf8)
      while try reader.next() != nil {}
    }
  }
}

@Suite("Mail by sendmail")
struct SendmailTests {
  /// A program in the place of sendmail, which writes down what it is given and ends as it is told.
  private func sendmail(_ last: String, timeout: Double = 120) throws -> (Sendmail, folder: String) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("store-mail-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let path = folder + "/sendmail"
    let script = "#!/bin/sh\nprintf '%s\\n' \"$@\" > '\(folder)/arguments'\ncat > '\(folder)/mail'\n\(last)\n"
    try script.write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return (Sendmail(path: path, from: .atoll, timeout: timeout), folder)
  }

  @Test("the program gets the mail and both addresses")
  func sends() async throws {
    let (sendmail, folder) = try sendmail("exit 0")
    #expect(await sendmail.send(.example(subject: "Grüße"), handOver: { true }) == .sent)
    let arguments = try String(contentsOfFile: folder + "/arguments", encoding: .utf8)
    #expect(arguments == "-i\n-f\natoll@alpha.example\n--\nada@alpha.example\n")
    let mail = try String(contentsOfFile: folder + "/mail", encoding: .utf8)
    #expect(mail.contains("To: ada@alpha.example\n") && !mail.unicodeScalars.contains("\r"))
    #expect(mail.contains("\n\nThe kernel of reef did not answer.\n"))
  }

  @Test("how it ends says what came of the mail")
  func ends() async throws {
    let refused = try sendmail("echo no such person >&2; exit 67").0
    #expect(await refused.send(.example(), handOver: { true }).isFailed(with: "no such person"))
    guard case .retry = await (try sendmail("exit 75")).0.send(.example(), handOver: { true }) else {
      Issue.record("a temporary failure is tried again")
      return
    }
    guard case .inDoubt = await (try sendmail("kill -9 $$")).0.send(.example(), handOver: { true }) else {
      Issue.record("one that was killed leaves it in doubt")
      return
    }
    guard case .inDoubt = await (try sendmail("exec sleep 60", timeout: 0.3)).0.send(.example(), handOver: { true }) else {
      Issue.record("one that does not end leaves it in doubt")
      return
    }
    guard case .retry = await Sendmail(path: "/no/sendmail", from: .atoll).send(.example(), handOver: { true }) else {
      Issue.record("one that is not there is tried again")
      return
    }
  }

  @Test("it is not started when the mail may not be handed over")
  func withdrawn() async throws {
    let (sendmail, folder) = try sendmail("exit 0")
    #expect(await sendmail.send(.example(), handOver: { false }) == .withdrawn)
    #expect(!FileManager.default.fileExists(atPath: folder + "/mail"))
  }
}

extension Outcome {
  func isFailed(with words: String) -> Bool {
    if case .failed(let reason) = self { return reason.contains(words) }
    return false
  }
}
