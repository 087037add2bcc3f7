import Delivery
import Foundation

/// Starts programs that outlive us, by `atoll_hub.launch`, which records which process each is.
struct Launcher: Sendable {
  /// An interpreter that runs the launcher; the launcher needs nothing but its own package and the standard library.
  let python: String
  let hubPackage: String

  private static let timeout = Duration.seconds(30)

  /// What a program that is launched sees of our environment: no secret of ours is among it.
  private static let passedOn = [
    "LANG", "LC_ALL", "TZ", "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "http_proxy",
    "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY",
  ]

  /// Starts the program; its output goes to the log, which process it is to the record.
  func launch(
    _ program: String, _ arguments: [String], environment: [String: String] = [:], log: String, record: String
  ) async throws -> ProcessRecord {
    var passed = ProcessInfo.processInfo.environment.filter { Self.passedOn.contains($0.key) }
    passed["PATH"] = "/usr/local/bin:/usr/bin:/bin"
    passed["PYTHONPATH"] = hubPackage
    passed["PYTHONDONTWRITEBYTECODE"] = "1"
    passed.merge(environment) { $1 }
    let arguments = ["-m", "atoll_hub.launch", "--log", log, "--record", record, "--", program] + arguments
    try await Command(python, arguments, environment: passed, timeout: Self.timeout).succeed(
      "`\(program)` could not be started")
    guard let process = try PrivateFile.readJSON(ProcessRecord.self, from: record) else {
      throw EngineFailure("The record `\(record)` of the process that was started cannot be read")
    }
    return process
  }
}
