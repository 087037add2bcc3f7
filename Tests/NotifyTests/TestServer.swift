import Basics
import Foundation
import Notify

/// A server in Python that runs for one test, and what it wrote down.
final class TestServer: Sendable {
  let port: Int
  let folder: String
  private let input: FileHandle

  /// The mail server, where the Python tools of the tests have been made.
  static let isMailAvailable = mailPython != nil
  static let whyNoMail = "aiosmtpd is not there: run scripts/python-tools first"

  static func mail(_ options: String...) throws -> TestServer {
    try TestServer(mailPython ?? "/usr/bin/python3", script: "mail_server.py", options)
  }

  static func hook() throws -> TestServer { try TestServer("/usr/bin/python3", script: "hook_server.py", []) }

  deinit {
    // The server ends when its input does.
    try? input.close()
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// What the server wrote down, oldest first.
  func records(_ name: String) throws -> [JSONValue] {
    let path = "\(folder)/\(name)"
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      .map { try JSONDecoder().decode(JSONValue.self, from: Data($0.utf8)) }
  }

  private init(_ python: String, script: String, _ options: [String]) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("store-notify-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let servers = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Servers").path
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = ["\(servers)/\(script)", folder] + options
    let (inPipe, outPipe) = (Pipe(), Pipe())
    process.standardInput = inPipe
    process.standardOutput = outPipe
    try process.run()
    var line = Data()
    while let byte = try outPipe.fileHandleForReading.read(upToCount: 1), byte != Data("\n".utf8) {
      if byte.isEmpty { break }
      line += byte
    }
    guard let port = Int(String(decoding: line, as: UTF8.self)) else { throw DidNotStart(script: script) }
    self.port = port
    input = inPipe.fileHandleForWriting
  }

  struct DidNotStart: Error { let script: String }

  private static let mailPython: String? = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
    return ["\(root)/.build/python/bin/python", "/usr/bin/python3"].first { python in
      guard FileManager.default.isExecutableFile(atPath: python) else { return false }
      let process = Process()
      process.executableURL = URL(fileURLWithPath: python)
      process.arguments = ["-c", "import aiosmtpd, cryptography"]
      process.standardError = FileHandle.nullDevice
      do { try process.run() } catch { return false }
      process.waitUntilExit()
      return process.terminationStatus == 0
    }
  }()
}

extension Message {
  static func example(
    to recipient: String = "ada@alpha.example", channel: Channel = .mail, subject: String = "Rollout 7 failed",
    text: String = "The kernel of reef did not answer.\n", id: Int = 1, attempt: Int = 1
  ) -> Message {
    Message(
      id: id, attempt: attempt, delivery: "delivery-\(id)", channel: channel, recipient: recipient,
      kind: "rollout-failed", subject: subject, text: text, json: ["rollout": 7],
      created: Timestamp(seconds: 1_796_144_400))
  }
}

extension MailAddress {
  static let atoll = MailAddress("Atoll <atoll@alpha.example>").unsafelyUnwrapped
}
