public import Fleet
import Foundation

extension GitFolder {
  /// Which files the fleet folder is made of at a commit.
  public func snapshot(at commit: String) async throws -> FleetSnapshot {
    let step = try await reading(at: commit, isWhole: false)
    var ids = step.ids
    var contents: [String: [UInt8]] = [:]
    for (path, content) in step.source.files {
      if let id = ids[path] {
        if !step.missing.contains(id) { contents[path] = content }
      } else {
        ids[path] = format.id(of: content)
        contents[path] = content
      }
    }
    return FleetSnapshot(ids: ids, contents: contents, unread: step.source.unread, findings: step.source.findings)
  }

  /// Which files the fleet folder is made of on the disk, tracked by git or not.
  public func workingSnapshot() throws(FleetReadError) -> FleetSnapshot {
    FleetSnapshot(try FleetSource.read(folder: folder), format: format)
  }

  /// Paths in the folder that differ between two commits, also of files that make no fleet.
  /// - Parameter head: nil: the folder on the disk, and there only files that git tracks.
  public func changedPaths(from base: String, to head: String?) async throws(GitFailure) -> Set<String> {
    let options = [
      "--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--no-relative", "--ignore-submodules=all",
    ]
    let revisions = [base] + [head].compactMap { $0 }
    let paths = prefix.isEmpty ? ["--"] : ["--", ":(top,literal)" + prefix]
    let answer = try await git.answer(["diff"] + options + revisions + paths)
    let names = answer.bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    return Set(names.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) })
  }

  /// One commit of the main line.
  public struct Commit: Sendable, Equatable {
    public let id: String
    /// The first parent; nil for a first commit, and at the end of a shallow clone.
    public let parent: String?
    /// The first line of the message.
    public let subject: String
  }

  /// The commits of a range `A..B`, the oldest first: those of the main line, each merge as one step.
  public func commits(_ range: String) async throws(GitFailure) -> [Commit] {
    guard let dots = range.range(of: ".."), !range[dots.upperBound...].hasPrefix(".") else { throw .badRange(range) }
    let first = try await commit(String(range[..<dots.lowerBound]))
    let end = range[dots.upperBound...]
    let last = try await commit(end.isEmpty ? "HEAD" : String(end))
    let answer = try await git.answer([
      "rev-list", "--first-parent", "--reverse", "--format=%H%x1f%P%x1f%s", "\(first)..\(last)",
    ])
    return answer.text.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: "\u{1F}", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { return nil }
      return Commit(
        id: String(fields[0]), parent: fields[1].split(separator: " ").first.map(String.init), subject: String(fields[2]))
    }
  }
}
