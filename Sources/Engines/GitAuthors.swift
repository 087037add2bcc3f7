public import Basics
public import Fleet
import Foundation
import Subprocess
import SystemPackage

/// Asks git who changed the files of a folder lately.
public enum GitAuthors {
  /// How long git may take: a long history of many files takes a second or two.
  private static let patience = Duration.seconds(20)
  /// Bytes of a log that are read at most.
  private static let most = 64 << 20

  /// Who changed what since a day. It never fails: where git, or a history, is not there, it says so.
  public static func read(folder: String, since: CalendarDay) async -> ChangeAuthors {
    guard let shallow = await git(["rev-parse", "--is-shallow-repository"], in: folder) else {
      return .unknown(because: "the folder has no git history")
    }
    if shallow.hasPrefix("true") { return .unknown(because: "the git history is cut short: fetch all of it") }
    guard let files = await git(["ls-files", "-z"], in: folder), !files.isEmpty else {
      return .unknown(because: "the folder has no files in git")
    }
    let format = "--format=%x01%aE%x02%aN"
    guard
      let log = await git(
        ["log", "-z", "--since=\(since)T00:00:00Z", format, "--name-only", "--relative", "--no-renames", "--", "."], in: folder)
    else { return .unknown(because: "git could not tell the history of the folder") }
    return ChangeAuthors(log: log, files: files, since: since)
  }

  /// What git answers; nil where it fails, is not there or takes too long.
  private static func git(_ arguments: [String], in folder: String) async -> String? {
    await withTaskGroup(of: String?.self) { group in
      group.addTask {
        let result = try? await Subprocess.run(
          .name("git"), arguments: Arguments(["-C", folder, "--no-optional-locks"] + arguments),
          environment: .inherit.updating(["GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"]), input: .none,
          output: .bytes(limit: most), error: .discarded)
        guard let result, result.terminationStatus.isSuccess else { return nil }
        return String(decoding: result.standardOutput, as: UTF8.self)
      }
      group.addTask {
        try? await Task.sleep(for: patience)
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
  }
}
