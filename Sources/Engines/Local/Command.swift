import Delivery
import Foundation
import Subprocess
import SystemPackage

/// A program that is run to its end, with a limit on its time. Its input is empty.
struct Command: Sendable {
  var executable: String
  var arguments: [String]
  /// What it finds in its environment; nil: what we have.
  var environment: [String: String]?
  var folder: String?
  var timeout: Duration

  init(
    _ executable: String, _ arguments: [String], environment: [String: String]? = nil, folder: String? = nil,
    timeout: Duration
  ) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.folder = folder
    self.timeout = timeout
  }

  struct Outcome: Sendable, Equatable {
    var succeeded: Bool
    /// The last lines of what it wrote, to either output.
    var lines: [String]
  }

  /// How many lines of a program's output are kept.
  private static let linesKept = 60

  /// Runs the program; its lines are handed on as they come. When the time is over or the task is cancelled, the program
  /// and its children are ended.
  func run(onLine: @escaping @Sendable (String) -> Void = { _ in }) async throws -> Outcome {
    try await withThrowingTaskGroup(of: Outcome?.self) { group in
      group.addTask { try await runToEnd(onLine: onLine) }
      group.addTask {
        try await Task.sleep(for: timeout)
        return nil
      }
      defer { group.cancelAll() }
      guard let first = try await group.next(), let outcome = first else {
        throw EngineFailure("`\(name)` took longer than \(timeout.components.seconds) seconds and was stopped")
      }
      return outcome
    }
  }

  private var name: String { executable.split(separator: "/").last.map(String.init) ?? executable }

  private func runToEnd(onLine: @escaping @Sendable (String) -> Void) async throws -> Outcome {
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = [.gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(3))]
    let result = try await Subprocess.run(
      .path(FilePath(executable)), arguments: Arguments(arguments), environment: environmentOfSubprocess,
      workingDirectory: folder.map { FilePath($0) }, platformOptions: options, input: .none, output: .sequence,
      error: .combinedWithOutput
    ) { execution in
      var kept: [String] = []
      for try await line in execution.standardOutput.strings() where !line.allSatisfy(\.isWhitespace) {
        onLine(line)
        kept.append(line)
        if kept.count > Self.linesKept { kept.removeFirst() }
      }
      return kept
    }
    return Outcome(succeeded: result.terminationStatus.isSuccess, lines: result.closureResult)
  }

  private var environmentOfSubprocess: Subprocess.Environment {
    guard let environment else { return .inherit }
    return .custom(
      Dictionary(
        uniqueKeysWithValues: environment.map { (Subprocess.Environment.Key(stringLiteral: $0.key), $0.value) }))
  }
}

extension Command {
  /// Runs the program; what it wrote is the failure's log where it fails.
  @discardableResult
  func succeed(_ sentence: String, next: String? = nil) async throws -> [String] {
    let outcome = try await run()
    guard outcome.succeeded else { throw EngineFailure(sentence, next: next, log: outcome.lines) }
    return outcome.lines
  }
}
