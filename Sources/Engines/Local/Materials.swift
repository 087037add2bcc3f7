import Basics
import Delivery
import Fleet
import Foundation

/// What a release says of its materials.
struct MaterialsReference: Equatable {
  /// A folder of the fleet, or an address.
  var repository: String
  var branch: String
  var open: String?

  init?(in values: JSONValue) {
    guard let value = values[path: ["custom", "atoll", "materials"]], let repository = value["repository"]?.string
    else { return nil }
    self.repository = repository
    branch = value["branch"]?.string ?? "main"
    open = value["open"]?.string
  }

  /// Whether it is a folder of the fleet, which the engine publishes itself.
  var isFolder: Bool { !repository.contains("://") }

  func address(published: String?) -> String { published.map { "file://" + $0 } ?? repository }

  /// Where the materials come to lie in a home: the name of the folder or of the repository.
  var targetName: String {
    let last = repository.split(separator: "/").last.map(String.init) ?? "materials"
    return last.hasSuffix(".git") ? String(last.dropLast(4)) : last
  }

  /// The path on the hub that fetches them with nbgitpuller into the home of who follows it, and opens them.
  func link(published: String?) -> String {
    let path = [targetName, open].compactMap { $0?.trimmingCharacters(in: CharacterSet(charactersIn: "/")) }
      .filter { !$0.isEmpty }.joined(separator: "/")
    let items = [
      ("repo", address(published: published)), ("branch", branch), ("targetpath", targetName),
      ("urlpath", "lab/tree/" + path),
    ]
    let query = items.map { "\($0.0)=\(Self.escaped($0.1))" }.joined(separator: "&")
    return "/hub/user-redirect/git-pull?" + query
  }

  /// Everything but letters, digits and `-._~` in the form that every reader of addresses understands.
  private static func escaped(_ text: String) -> String {
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".utf8)
    return text.utf8.map { byte in
      if plain.contains(byte) { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.count == 1 ? "0" : "") + digits
    }.joined()
  }
}

/// Publishes a folder of the fleet as a bare git repository, from which users' servers pull.
struct MaterialsRepository: Sendable {
  /// Absolute path, ending in `.git`.
  let path: String

  private static let timeout = Duration.seconds(120)
  private static let git = "/usr/bin/git"

  /// Puts the folder's content on the branch; makes a commit only where the content has changed.
  func publish(_ folder: String, of fleet: FleetFolder, branch: String, report: @escaping Report) async throws {
    let source = try Self.source(folder, of: fleet)
    if !Folder.exists(path + "/HEAD") {
      try Folder.delete(path)
      try await run(["init", "--quiet", "--bare", "--shared=0644", "--initial-branch=\(branch)", path], inside: nil)
    }
    let index = path + "/index.\(getpid()).\(UInt32.random(in: 0 ... .max))"
    defer { unlink(index) }
    let work = ["GIT_INDEX_FILE": index, "GIT_WORK_TREE": source]
    try await run(["add", "--all", "--force", "."], inside: source, work)
    let tree = try await run(["write-tree"], inside: source, work)
    let tip = try await tip(of: branch)
    if let tip, try await run(["rev-parse", tip + "^{tree}"], inside: nil) == tree { return }
    let parent = tip.map { ["-p", $0] } ?? []
    let commit = try await run(["commit-tree", tree, "-m", "Publish \(folder)"] + parent, inside: nil)
    try await run(["update-ref", "refs/heads/" + branch, commit], inside: nil)
    report("Published the materials in `\(folder)`")
  }

  private func tip(of branch: String) async throws -> String? {
    let found = try await run(["for-each-ref", "--format=%(objectname)", "refs/heads/" + branch], inside: nil)
    return found.isEmpty ? nil : found
  }

  /// The absolute path of a folder of the fleet, which no link may lead out of.
  static func source(_ folder: String, of fleet: FleetFolder) throws -> String {
    let root = URL(fileURLWithPath: fleet.path).resolvingSymlinksInPath().path
    let source = URL(fileURLWithPath: fleet.path + "/" + folder).resolvingSymlinksInPath().path
    guard source.hasPrefix(root + "/") else {
      throw EngineFailure("The materials `\(folder)` lie outside the fleet's folder", next: "Move them into it")
    }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: source, isDirectory: &isFolder), isFolder.boolValue else {
      throw EngineFailure(
        "The materials `\(folder)` are not a folder of the fleet", next: "Correct `materials.repository`")
    }
    return source
  }

  /// Runs git free of the settings of the machine and of the person, and with a fixed author and date: the same content
  /// makes the same commit.
  @discardableResult
  private func run(
    _ arguments: [String], inside folder: String?, _ variables: [String: String] = [:]
  ) async throws -> String {
    var environment = [
      "PATH": "/usr/bin:/bin", "HOME": path, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
      "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C.UTF-8", "GIT_AUTHOR_NAME": "Atoll",
      "GIT_AUTHOR_EMAIL": "atoll@localhost",
      "GIT_COMMITTER_NAME": "Atoll", "GIT_COMMITTER_EMAIL": "atoll@localhost", "GIT_AUTHOR_DATE": "@0 +0000",
      "GIT_COMMITTER_DATE": "@0 +0000",
    ]
    if arguments.first != "init" { environment["GIT_DIR"] = path }
    environment.merge(variables) { $1 }
    let settings = ["-c", "core.autocrlf=false", "-c", "core.excludesFile=/dev/null", "-c", "safe.directory=*"]
    let lines = try await Command(
      Self.git, settings + arguments, environment: environment, folder: folder, timeout: Self.timeout
    ).succeed(
      "The materials could not be published: `git \(arguments.first ?? "")` failed",
      next: "See that git is installed and that the disk has space")
    return lines.last ?? ""
  }
}
