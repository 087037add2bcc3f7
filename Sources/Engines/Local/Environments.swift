import Delivery
import Foundation

/// Python environments in one folder, each named by the hash of its recipe and never changed once it is complete.
///
/// A file `complete` is written last: a folder without it is what is left of an interrupted build, and is built again.
actor Environments {
  private let folder: String
  private let python: String
  private let tools: Tools
  /// One build an environment, however many ask for it.
  private var builds: [String: Task<String, any Error>] = [:]
  private var version: String?

  init(folder: String, python: String, tools: Tools) {
    self.folder = folder
    self.python = python
    self.tools = tools
  }

  /// How long one environment may take: a large set of packages over a slow line.
  private static let timeout = Duration.seconds(1800)

  /// The path of the environment, which is built first where it is missing. `name` says for people what it is.
  func path(for recipe: EnvironmentRecipe, name: String, report: @escaping Report) async throws -> String {
    let path = folder + "/" + recipe.hash
    while !Folder.exists(path + "/complete") {
      guard let build = builds[recipe.hash] else {
        return try await begin(recipe, at: path, name: name, report: report)
      }
      report("Waiting for \(name), which is being built")
      do {
        return try await build.value
      } catch  where build.isCancelled && !Task.isCancelled {
        // Who began it was cancelled, and we are not: it is ours to build.
        if builds[recipe.hash] == build { builds[recipe.hash] = nil }
      }
    }
    return path
  }

  private func begin(
    _ recipe: EnvironmentRecipe, at path: String, name: String, report: @escaping Report
  ) async throws -> String {
    let build = Task { try await self.build(recipe, at: path, name: name, report: report) }
    builds[recipe.hash] = build
    defer { if builds[recipe.hash] == build { builds[recipe.hash] = nil } }
    return try await withTaskCancellationHandler {
      try await build.value
    } onCancel: {
      build.cancel()
    }
  }

  /// The version of the interpreter, such as `3.11.2`.
  func pythonVersion() async throws -> String {
    if let version { return version }
    let lines = try await Command(
      python, ["-I", "-c", "import platform; print(platform.python_implementation(), platform.python_version())"],
      timeout: .seconds(30)
    ).succeed("`\(python)` does not run", next: "Install Python 3.11 or later: apt-get install python3 python3-venv")
    let found = lines.first ?? ""
    version = found
    return found
  }

  /// Deletes the environments that are not named. Gives back how many.
  func delete(allBut needed: Set<String>) async throws -> Int {
    var count = 0
    for name in try Folder.names(in: folder) where !name.hasSuffix(".lock") && !needed.contains(name) {
      try await FileLock.hold(folder + "/\(name).lock", patience: .seconds(10)) {
        try await erase(folder + "/" + name)
      }
      try PrivateFile.delete(folder + "/\(name).lock")
      count += 1
    }
    return count
  }

  private func build(
    _ recipe: EnvironmentRecipe, at path: String, name: String, report: @escaping Report
  ) async throws -> String {
    try Folder.make(folder, mode: 0o755)
    let uv = try await tools.uv(report: report)
    let waiting = { report("Waiting for \(name), which another process builds") }
    return try await FileLock.hold(path + ".lock", patience: Self.timeout, waiting: waiting) {
      if Folder.exists(path + "/complete") { return path }
      let start = ContinuousClock.now
      report("Building \(name)")
      try await erase(path)
      try await install(recipe, at: path, uv: uv, name: name, report: report)
      try await protect(path)
      try PrivateFile.write(recipe.hash + "\n", to: path + "/complete", mode: 0o444)
      report("Built \(name) in \((ContinuousClock.now - start).components.seconds + 1) s")
      return path
    }
  }

  private func install(
    _ recipe: EnvironmentRecipe, at path: String, uv: String, name: String, report: @escaping Report
  ) async throws {
    try await Command(
      uv, ["venv", "--quiet", "--no-config", "--python", python, path], timeout: .seconds(120)
    ).succeed("\(Self.capitalised(name)) could not be begun")
    let requirements = path + "/requirements.txt"
    let overrides = path + "/overrides.txt"
    try PrivateFile.write(recipe.requirements.joined(separator: "\n") + "\n", to: requirements, mode: 0o644)
    try PrivateFile.write(recipe.overrides.joined(separator: "\n") + "\n", to: overrides, mode: 0o644)
    var arguments = ["pip", "install", "--python", path + "/bin/python", "--compile-bytecode"]
    arguments += ["--requirement", requirements, "--override", overrides]
    if let package = recipe.package { arguments.append(package) }
    let outcome = try await Command(uv, arguments, timeout: Self.timeout).run { line in
      if let line = Self.progress(line) { report("\(Self.capitalised(name)): \(line)") }
    }
    guard outcome.succeeded else {
      throw EngineFailure(
        "\(Self.capitalised(name)) could not be built: \(Self.cause(outcome.lines))",
        next:
          "Mend the requirements, or see that this machine reaches a package index; variables that help with that, such as SSL_CERT_FILE, "
          + "are heard after `atoll down` and `atoll up`",
        log: outcome.lines.suffix(20))
    }
  }

  /// Everybody may read and execute it, and nobody changes it: it is shared.
  private func protect(_ path: String) async throws {
    let parts = try Folder.names(in: path).map { path + "/" + $0 }
    try await Command("/bin/chmod", ["-R", "a+rX,a-w", "--"] + parts, timeout: .seconds(120)).succeed(
      "The environment `\(path)` could not be protected")
    try Folder.make(path, mode: 0o755)
  }

  private func erase(_ path: String) async throws {
    guard Folder.exists(path) else { return }
    // Without the marker first: what is left of an interrupted deletion is not taken for complete.
    try PrivateFile.delete(path + "/complete")
    try await Command("/bin/chmod", ["-R", "u+w", "--", path], timeout: .seconds(120)).succeed(
      "The environment `\(path)` could not be opened for deletion")
    try await Command("/bin/rm", ["-rf", "--", path], timeout: .seconds(300)).succeed(
      "The environment `\(path)` could not be deleted")
  }

  /// The lines of uv that tell how far it is; not one for each package.
  static func progress(_ line: String) -> String? {
    let words = ["Resolved", "Prepared", "Installed", "Downloading", "Building", "Bytecode"]
    let text = line.trimmingCharacters(in: .whitespaces)
    return words.contains { text.hasPrefix($0) } ? text : nil
  }

  /// What uv says first of all that went wrong.
  static func cause(_ lines: [String]) -> String {
    let marks: [Character] = ["×", "╰", "─", "▶", "│", " "]
    let text = lines.first { $0.contains("×") || $0.hasPrefix("error:") } ?? lines.last ?? "uv said nothing"
    return String(text.drop { marks.contains($0) }).replacing("error: ", with: "")
  }

  private static func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
