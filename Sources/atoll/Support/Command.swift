import Basics
import ArgumentParser
import ControlPlane
import Delivery
import Engines
import Fleet
import Foundation

/// Runs a command's work and tells its errors as sentences.
enum Command {
  static func run(_ work: () async throws -> Void) async throws {
    do {
      try await work()
    } catch let exit as ExitCode {
      throw exit
    } catch ClientError.problem(let problem) {
      Terminal.complain("atoll: \(ClientError.problem(problem))")
      for finding in (problem.findings ?? []) where finding.severity == .error {
        Terminal.complain(
          "  \(finding.place.map { "\($0): " } ?? "")\(finding.severity.rawValue)[\(finding.code)]: \(finding.what)")
      }
      throw ExitCode(1)
    } catch let mistake as Mistake {
      Terminal.complain("atoll: \(mistake)")
      throw ExitCode(64)
    } catch let error as FleetReadError {
      Terminal.complain("atoll: \(error)")
      throw ExitCode(2)
    } catch let error as GitFailure {
      Terminal.complain("atoll: \(error)")
      throw ExitCode(2)
    } catch {
      Terminal.complain("atoll: \(error)")
      throw ExitCode(1)
    }
  }
}

/// What a person typed and cannot be meant.
struct Mistake: Error, CustomStringConvertible {
  let what: String
  var description: String { what }
}

/// What cannot be answered, though it was asked well.
struct Refusal: Error, CustomStringConvertible {
  let what: String
  var description: String { what }
}

/// Questions to the person at the terminal.
enum Question {
  /// Asks; goes on only after `yes`.
  /// - Throws: exit code 1 where the answer is another, or nobody can be asked.
  static func confirm(_ question: String) throws {
    guard isatty(0) == 1 else {
      Terminal.complain("atoll: \(question) Nobody can be asked here; repeat with --yes.")
      throw ExitCode(1)
    }
    FileHandle.standardError.write(Data("\(question) Type yes to go on: ".utf8))
    guard readLine() == "yes" else {
      Terminal.complain("Nothing was changed.")
      throw ExitCode(1)
    }
  }

  /// Reads a secret without showing it; from standard input where that is no terminal.
  static func secret(_ question: String) throws -> String {
    guard isatty(0) == 1 else { return readLine() ?? "" }
    FileHandle.standardError.write(Data(question.utf8))
    var before = termios()
    tcgetattr(0, &before)
    var silent = before
    silent.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(0, TCSANOW, &silent)
    defer { tcsetattr(0, TCSANOW, &before) }
    let answer = readLine() ?? ""
    FileHandle.standardError.write(Data("\n".utf8))
    return answer
  }
}
