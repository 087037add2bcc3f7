public import Fleet
import Foundation

/// A fleet folder in a git repository, read at any revision without checking it out.
public struct GitFolder: Sendable {
  /// The fleet folder, absolute.
  public let folder: String
  /// How this repository names contents.
  public let format: ContentFormat
  /// The folder's path in the repository, with a slash at its end; empty where it is the whole of it.
  let prefix: String
  let isShallow: Bool
  let git: Git

  /// - Throws: `GitFailure` where git is missing, or the folder is in no repository.
  public init(_ folder: String) async throws(GitFailure) {
    let outside = Git(folder: folder)
    let answer = try await outside.ask([
      "rev-parse", "--show-toplevel", "--show-object-format", "--is-shallow-repository", "--show-prefix",
    ])
    guard answer.succeeded else {
      if answer.said.contains("not a git repository") { throw .notARepository(folder: folder) }
      throw .failed(command: "rev-parse", said: answer.said)
    }
    let lines = answer.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.count >= 4, let format = ContentFormat(rawValue: lines[1]) else {
      throw .failed(command: "rev-parse", said: "its answer was not understood")
    }
    self.folder = folder
    self.format = format
    isShallow = lines[2] == "true"
    prefix = lines[3]
    git = Git(folder: lines[0])
  }

  /// The commit that a revision names.
  /// - Parameter revision: a branch, a tag, a commit, or anything that `git rev-parse` understands.
  public func commit(_ revision: String) async throws(GitFailure) -> String {
    let isName = !revision.isEmpty && revision.first != "-" && revision.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    guard isName else { throw .badRevision(revision) }
    let answer = try await git.ask(["rev-parse", "--verify", revision + "^{commit}"])
    guard answer.succeeded else {
      throw isShallow ? .shallow(revision) : .unknownRevision(revision, said: answer.said)
    }
    return String(answer.text.prefix { !$0.isWhitespace })
  }

  /// The files of the folder at a commit, and those of `charts` beside it, where that is in the repository.
  func trees(at commit: String) async throws(GitFailure) -> (folder: FileTree, charts: FileTree?) {
    let charts = prefix.isEmpty ? nil : GitFolder.beside(prefix) + "charts/"
    let paths = prefix.isEmpty ? [] : ["--", prefix] + [charts].compactMap { $0 }
    let answer = try await git.answer(["ls-tree", "-r", "-z", "-l", "--full-tree", commit] + paths)
    var inFolder: [String: FileTree.Entry] = [:]
    var inCharts: [String: FileTree.Entry] = [:]
    for record in answer.bytes.split(separator: 0) {
      guard let (path, entry) = GitFolder.entry(record) else { continue }
      if path.hasPrefix(prefix) {
        inFolder[String(path.dropFirst(prefix.count))] = entry
      } else if let charts, path.hasPrefix(charts) {
        inCharts[String(path.dropFirst(charts.count))] = entry
      }
    }
    return (FileTree(inFolder), charts == nil ? nil : FileTree(inCharts))
  }

  /// Reads what is at hand and fetches what is missing, until nothing is.
  /// - Parameter isWhole: false: contents are fetched only as far as they say which files there are.
  func reading(at commit: String, isWhole: Bool, limits: FleetLimits = .standard) async throws -> TreeReading.Step {
    let trees = try await trees(at: commit)
    guard !trees.folder.entries.isEmpty else { throw GitFailure.noFolder(revision: commit, folder: folder) }
    var reading = TreeReading(
      trees.folder, folder: "\(folder) at \(commit.prefix(10))", charts: trees.charts,
      chartsFolder: await chartsOnDisk(trees), limits: limits)
    while true {
      let step = try reading.step()
      let wanted = isWhole ? step.missing : step.missingNames
      if wanted.isEmpty { return step }
      reading.take(try await contents(of: wanted))
    }
  }

  /// The folder with charts that git does not keep: one that it is told to ignore, or one outside of the repository.
  private func chartsOnDisk(_ trees: (folder: FileTree, charts: FileTree?)) async -> String? {
    let beside = "\(folder)/../charts"
    if await isIgnored("\(folder)/charts") { return "\(folder)/charts" }
    guard let charts = trees.charts else { return beside }
    guard charts.entries.isEmpty, await isIgnored(beside) else { return nil }
    return beside
  }

  private func isIgnored(_ path: String) async -> Bool {
    guard Folder.isFolder(path) else { return false }
    let answer = try? await git.ask(["check-ignore", "--quiet", "--", path])
    return answer?.succeeded == true
  }

  /// Contents by id.
  public func contents(of ids: Set<String>) async throws(GitFailure) -> [String: [UInt8]] {
    guard !ids.isEmpty else { return [:] }
    let wanted = ids.sorted().joined(separator: "\n") + "\n"
    let answer = try await git.answer(["cat-file", "--batch"], input: Array(wanted.utf8))
    let contents = GitFolder.batch(answer.bytes)
    let lacking = ids.count { contents[$0] == nil }
    guard lacking == 0 else { throw .lacksContents(count: lacking) }
    return contents
  }

  /// The folder that holds a folder; both with a slash at the end.
  private static func beside(_ prefix: String) -> String {
    let inner = prefix.dropLast()
    return inner.lastIndex(of: "/").map { String(inner[...$0]) } ?? ""
  }

  /// `<mode> <type> <id> <size>\t<path>`; the size is filled up with blanks.
  private static func entry(_ record: ArraySlice<UInt8>) -> (path: String, entry: FileTree.Entry)? {
    guard let tab = record.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
    let fields = record[..<tab].split(separator: UInt8(ascii: " "))
    guard fields.count == 4 else { return nil }
    let mode = String(decoding: fields[0], as: UTF8.self)
    let kind: FileTree.Kind = mode == "120000" ? .link : mode.hasPrefix("100") ? .file : .other
    let entry = FileTree.Entry(
      kind, id: String(decoding: fields[2], as: UTF8.self), size: Int(String(decoding: fields[3], as: UTF8.self)) ?? 0)
    return (String(decoding: record[(tab + 1)...], as: UTF8.self), entry)
  }

  /// `<id> blob <size>\n<content>\n`, or `<id> missing\n`, one after the other.
  private static func batch(_ bytes: [UInt8]) -> [String: [UInt8]] {
    var contents: [String: [UInt8]] = [:]
    var position = 0
    while let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) {
      let fields = bytes[position..<end].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
      position = end + 1
      guard fields.count == 3, let size = Int(fields[2]), position + size < bytes.count else { continue }
      contents[fields[0]] = Array(bytes[position..<position + size])
      position += size + 1
    }
    return contents
  }
}
