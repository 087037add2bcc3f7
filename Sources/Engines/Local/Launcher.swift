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

  /// Starts the program; its output goes to the log, which process it is to the record. Where `by` names the interpreter
  /// of a hub's environment, the launcher installed there is used.
  func launch(
    _ program: String, _ arguments: [String], by interpreter: String? = nil, log: String, record: String
  ) async throws -> ProcessRecord {
    var environment = ProcessInfo.processInfo.environment.filter { Self.passedOn.contains($0.key) }
    environment["PATH"] = "/usr/local/bin:/usr/bin:/bin"
    environment["HOME"] = NSHomeDirectory()
    if interpreter == nil {
      environment["PYTHONPATH"] = hubPackage
      environment["PYTHONDONTWRITEBYTECODE"] = "1"
    }
    let arguments = ["-m", "atoll_hub.launch", "--log", log, "--record", record, "--", program] + arguments
    try await Command(interpreter ?? python, arguments, environment: environment, timeout: Self.timeout).succeed(
      "`\(program)` could not be started")
    guard let process = try PrivateFile.readJSON(ProcessRecord.self, from: record) else {
      throw EngineFailure("The record `\(record)` of the process that was started cannot be read")
    }
    return process
  }
}
