import Foundation
import Subprocess
import SystemPackage

/// The program git, asked and never told: no hook runs, nothing is written or fetched.
struct Git: Sendable {
  /// Where it runs.
  let folder: String

  /// Bytes that one answer may have.
  private static let answerLimit = 512 << 20
  private static let complaintLimit = 1 << 20
  /// Variables that would lead git to another repository than that of the folder.
  private static let misleading = [
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_NAMESPACE",
    "GIT_EXTERNAL_DIFF", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_ICASE_PATHSPECS",
  ]

  struct Answer: Sendable {
    let succeeded: Bool
    let bytes: [UInt8]
    /// What it said of itself, on one line.
    let said: String

    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  /// Runs git to its end.
  func ask(_ arguments: [String], input: [UInt8] = []) async throws(GitFailure) -> Answer {
    let all = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.quotePath=false"] + arguments
    var changes: [Subprocess.Environment.Key: String?] = [
      "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C",
    ]
    for name in Git.misleading { changes[Subprocess.Environment.Key(stringLiteral: name)] = .some(nil) }
    do {
      let outcome = try await Subprocess.run(
        .name("git"), arguments: Arguments(all), environment: .inherit.updating(changes),
        workingDirectory: FilePath(folder), input: .array(input), output: .bytes(limit: Git.answerLimit),
        error: .string(limit: Git.complaintLimit))
      let said = outcome.standardError.split(whereSeparator: \.isNewline).joined(separator: "; ")
      return Answer(succeeded: outcome.terminationStatus.isSuccess, bytes: outcome.standardOutput, said: said)
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw .missing
    } catch {
      throw .failed(command: arguments.first ?? "", said: String(describing: error))
    }
  }

  /// Runs git; throws what it said where it fails.
  func answer(_ arguments: [String], input: [UInt8] = []) async throws(GitFailure) -> Answer {
    let answer = try await ask(arguments, input: input)
    guard answer.succeeded else { throw .failed(command: arguments.first ?? "", said: answer.said) }
    return answer
  }
}
