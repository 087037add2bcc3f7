import Delivery
public import Foundation

/// Typst, which sets PDFs: the Python package `typst`, in an environment of its own below the tools folder. It is installed
/// when it is needed first; it brings its own fonts, and none of this machine's are used.
public struct TypstProgram: Sendable {
  private let python: String
  private let hubPackage: String
  private let environments: Environments

  /// Of the engine's machine: its interpreter, its tools folder, its index of packages.
  public init(of configuration: LocalEngine.Configuration) {
    python = configuration.python
    hubPackage = configuration.hubPackage
    let tools = Tools(folder: configuration.tools, python: python, hubPackage: hubPackage)
    environments = Environments(folder: configuration.tools + "/typesetting", python: python, tools: tools)
  }

  /// How long its installation may take: some 25 MB.
  static let patience = Duration.seconds(300)
  /// How long one document may take; a report of a few pages takes less than one second.
  static let timeout = Duration.seconds(30)

  /// Sets a document. Throws an ``EngineFailure`` that says whether Typst could not be had or the source could not be set.
  public func pdf(from source: String, report: @escaping Report = { _ in }) async throws -> Data {
    let environment = try await environment(report: report)
    let folder = FileManager.default.temporaryDirectory.path + "/atoll-typst-\(UUID().uuidString)"
    try Folder.make(folder, mode: 0o700)
    do {
      let document = try await set(source, in: folder, with: environment)
      try Folder.delete(folder)
      return document
    } catch {
      try Folder.delete(folder)
      throw error
    }
  }

  /// The environment, which is made first where it is missing.
  private func environment(report: @escaping Report) async throws -> String {
    let requirements = try RequirementLines.read(hubPackage + "/requirements/typst.txt")
    let recipe = EnvironmentRecipe(
      requirements: requirements, overrides: [], package: nil, packageHash: nil,
      pythonVersion: try await environments.pythonVersion())
    do {
      return try await withThrowingTaskGroup(of: String?.self) { group in
        group.addTask { try await environments.path(for: recipe, name: "the environment of Typst", report: report) }
        group.addTask {
          try await Task.sleep(for: Self.patience)
          return nil
        }
        defer { group.cancelAll() }
        guard let first = try await group.next(), let path = first else {
          throw EngineFailure("its installation took longer than \(Self.patience.components.seconds) seconds")
        }
        return path
      }
    } catch let failure as EngineFailure {
      throw EngineFailure(
        "The PDF needs the Python package \(requirements.joined(separator: " ")), which could not be installed: \(failure.sentence)",
        next: "See that this machine reaches a package index; Markdown and HTML work without it", log: failure.log)
    }
  }

  /// Isolated from what the user has of Python; packages of Typst's own index are not looked for outside the folder.
  private static let program = """
    import sys, typst
    folder = sys.argv[1]
    typst.compile(folder + "/document.typ", output=folder + "/document.pdf", root=folder, ignore_system_fonts=True,
                  package_path=folder + "/packages", package_cache_path=folder + "/packages")
    """

  private func set(_ source: String, in folder: String, with environment: String) async throws -> Data {
    try PrivateFile.write(source, to: folder + "/document.typ")
    try await Command(
      environment + "/bin/python", ["-I", "-c", Self.program, folder], environment: ["LC_ALL": "C.UTF-8", "HOME": folder],
      folder: folder, timeout: Self.timeout
    ).succeed("Typst could not set the document", next: "Take the report as Markdown or HTML, and report this")
    return try Data(contentsOf: URL(fileURLWithPath: folder + "/document.pdf"))
  }
}
