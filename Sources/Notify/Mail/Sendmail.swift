internal import Foundation
internal import Subprocess

#if canImport(System)
  internal import System
#else
  internal import SystemPackage
#endif

/// Mail through the machine's own mail server, by the program `sendmail`.
public struct Sendmail: Messenger {
  public static let standardPath = "/usr/sbin/sendmail"
  /// How long the program may take, in seconds.
  public static let timeout = 60.0

  private let path: String
  private let from: MailAddress
  private let timeout: Double

  public init(path: String = standardPath, from: MailAddress, timeout: Double = timeout) {
    self.path = path
    self.from = from
    self.timeout = timeout
  }

  public func send(_ message: Message, handOver: @escaping HandOver) async -> Outcome {
    let mail: Mail
    do { mail = try Mail(message, from: from) } catch { return .failed(reason: "\(error)") }
    guard FileManager.default.isExecutableFile(atPath: path) else {
      return .retry(after: nil, reason: "there is no program \(path)")
    }
    guard await handOver() else { return .withdrawn }
    // The program reads lines as this machine writes them.
    let text = mail.rendered().replacing("\r\n", with: "\n")
    do {
      guard let (status, complaint) = try await run(mail, text) else {
        return .inDoubt(reason: "\(path) did not end within \(Int(timeout)) seconds")
      }
      return outcome(status, complaint)
    } catch let error as SubprocessError where error.code == .spawnFailed || error.code == .executableNotFound {
      return .retry(after: nil, reason: "\(path) did not start: \(error)")
    } catch {
      return .inDoubt(reason: "\(path) was cut off: \(error)")
    }
  }

  private func run(_ mail: Mail, _ text: String) async throws -> (TerminationStatus, String)? {
    try await withThrowingTaskGroup(of: (TerminationStatus, String)?.self) { group in
      group.addTask { [path] in
        let result = try await Subprocess.run(
          .path(FilePath(path)), arguments: ["-i", "-f", mail.from.address, "--", mail.to.address],
          input: .string(text), output: .discarded, error: .string(limit: 16_384))
        return (result.terminationStatus, result.standardError)
      }
      group.addTask { [timeout] in
        try await Task.sleep(for: .seconds(timeout))
        return nil
      }
      defer { group.cancelAll() }
      return try await group.next() ?? nil
    }
  }

  /// The codes of `sysexits.h` by which the program says what came of it.
  private func outcome(_ status: TerminationStatus, _ complaint: String) -> Outcome {
    let words = complaint.split(whereSeparator: \.isNewline).first.map { ": \($0)" } ?? ""
    switch status {
    case .exited(0): return .sent
    case .exited(64), .exited(65), .exited(67), .exited(68): return .failed(reason: "\(path) refused it\(words)")
    case .exited(let code): return .retry(after: nil, reason: "\(path) ended with code \(code)\(words)")
    case .signaled(let signal): return .inDoubt(reason: "\(path) was ended by signal \(signal)\(words)")
    }
  }
}
