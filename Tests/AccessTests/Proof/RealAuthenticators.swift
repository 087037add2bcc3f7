import Basics
import Foundation
import Testing

/// JupyterHub's real authenticators, asked offline: `python -m doors` in the environments of scripts/doors-environments.
enum RealAuthenticators {
  static let skipped: Comment = "skipped: the real authenticators are not here; run scripts/doors-environments"

  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized.path

  private static func python(_ environment: String) -> String { "\(root)/.build/doors/\(environment)/bin/python" }

  static var areHere: Bool {
    ["2023", "current"].allSatisfy { FileManager.default.isExecutableFile(atPath: python($0)) }
  }

  /// What a real authenticator says.
  struct Answer: Decodable {
    let admitted: Bool
    /// `admitted`, `refused`, `start` where the hub does not start, `http 403`, ….
    let outcome: String
    let name: String?
    let admin: Bool?
    let detail: String?
  }

  struct Broken: Error { let detail: String }

  /// The answers to cases, each a line of JSON. Some 17 ms a case.
  static func answers(to cases: [String], in environment: String) throws -> [Answer] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "atoll-doors-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let questions = folder.appending(path: "cases")
    try Data((cases.joined(separator: "\n") + "\n").utf8).write(to: questions)
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = [
      "-c", "exec \"$0\" -m doors <\"$1/cases\" >\"$1/answers\" 2>\"$1/errors\"", python(environment), folder.path,
    ]
    var variables = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("OAUTH") && !$0.key.hasPrefix("PYTHON") }
    variables["PYTHONPATH"] = "\(root)/hub"
    variables["PYTHONDONTWRITEBYTECODE"] = "1"
    variables["TMPDIR"] = folder.path
    process.environment = variables
    try process.run()
    process.waitUntilExit()
    let lines = try String(contentsOf: folder.appending(path: "answers"), encoding: .utf8).split(separator: "\n")
    guard lines.count == cases.count else {
      let errors = try String(contentsOf: folder.appending(path: "errors"), encoding: .utf8)
      throw Broken(detail: "\(lines.count) answers to \(cases.count) cases: \(errors.suffix(2000))")
    }
    let decoder = JSONDecoder()
    return try lines.map { try decoder.decode(Answer.self, from: Data($0.utf8)) }
  }
}
