import Basics
import Delivery
import Fleet
import Foundation
import Testing

@testable import Engines

/// With a program in the place of `uv` that writes down how it was called.
@Suite("Environments")
struct EnvironmentsTests {
  @Test("an environment is built once, however many ask for it at once, in one process or in several")
  func once() async throws {
    try await withFolder { folder in
      let one = try environments(folder, uv: Self.works)
      let other = try environments(folder, uv: Self.works)
      let paths = try await withThrowingTaskGroup(of: String.self) { group in
        for index in 0..<8 {
          group.addTask {
            try await (index % 2 == 0 ? one : other).path(for: recipe, name: "the environment", report: { _ in })
          }
        }
        return try await group.reduce(into: Set<String>()) { $0.insert($1) }
      }
      #expect(paths == [folder + "/environments/" + recipe.hash])
      #expect(try calls(folder) == ["venv", "pip"])
    }
  }

  @Test("what is left of an interrupted build is built again")
  func interrupted() async throws {
    try await withFolder { folder in
      let path = folder + "/environments/" + recipe.hash
      try FileManager.default.createDirectory(atPath: path + "/bin", withIntermediateDirectories: true)
      try Data("half".utf8).write(to: URL(fileURLWithPath: path + "/bin/half"))
      let environments = try environments(folder, uv: Self.works)
      #expect(try await environments.path(for: recipe, name: "the environment", report: { _ in }) == path)
      #expect(!FileManager.default.fileExists(atPath: path + "/bin/half"))
      #expect(FileManager.default.fileExists(atPath: path + "/complete"))
      #expect(try mode(path + "/bin/python") == 0o555, "everybody runs it, nobody changes it")
    }
  }

  @Test("a build that fails says what uv said, and is tried again when asked again")
  func failing() async throws {
    try await withFolder { folder in
      let script = """
        #!/bin/sh
        echo "$1" >> "\(folder)/calls"
        if [ "$1" = venv ]; then for last; do :; done; mkdir -p "$last/bin"; exit 0; fi
        echo "  × No solution found when resolving dependencies:"
        echo "  ╰─▶ Because there is no version of coral==9 your requirements are unsatisfiable."
        exit 1
        """
      let environments = try environments(folder, uv: script)
      for _ in 0..<2 {
        let failure = try await #require(throws: EngineFailure.self) {
          _ = try await environments.path(for: recipe, name: "the environment of reef's users", report: { _ in })
        }
        #expect(failure.sentence.hasPrefix("The environment of reef's users could not be built: No solution found"))
        #expect(failure.next != nil)
        #expect(failure.log.last?.contains("coral==9") == true)
      }
      #expect(try calls(folder) == ["venv", "pip", "venv", "pip"])
    }
  }

  @Test("environments that nobody needs are deleted, the others stay")
  func garbage() async throws {
    try await withFolder { folder in
      let environments = try environments(folder, uv: Self.works)
      var other = recipe
      other.requirements = ["numpy"]
      for recipe in [recipe, other] {
        _ = try await environments.path(for: recipe, name: "the environment", report: { _ in })
      }
      #expect(try await environments.delete(allBut: [recipe.hash]) == 1)
      let left = try Folder.names(in: folder + "/environments").filter { !$0.hasSuffix(".lock") }
      #expect(left == [recipe.hash])
    }
  }

  @Test("what makes an environment names it; comments and empty lines do not")
  func hash() {
    var other = recipe
    #expect(other.hash == recipe.hash)
    other.pythonVersion = "CPython 3.12.1"
    #expect(other.hash != recipe.hash)
    #expect(
      RequirementLines.significant(["# all", "", "numpy==2.0  # arrays", "a @ https://x.example/a.whl#sha256=1"])
        == ["numpy==2.0", "a @ https://x.example/a.whl#sha256=1"])
  }

  @Test("a hub's own line takes the place of the line for the same package")
  func merged() {
    let lines = RequirementLines.merge(
      ["jupyterhub==6.1.1", "jupyterlab==4.6.6", "jupyterlab_widgets==3"],
      with: ["JupyterLab>=4.5", "jupyterlab-widgets", "--pre", "git+https://x.example/a"])
    #expect(
      lines == ["jupyterhub==6.1.1", "JupyterLab>=4.5", "jupyterlab-widgets", "--pre", "git+https://x.example/a"])
    #expect(RequirementLines.package("nb.git_puller[all] >= 1") == "nb-git-puller")
    #expect(RequirementLines.package("-e ./here") == nil)
  }

  private let recipe = EnvironmentRecipe(
    requirements: ["jupyterhub==6.1.1"], overrides: [], package: nil, packageHash: nil, pythonVersion: "CPython 3.11.2")

  private static let works = """
    #!/bin/sh
    echo "$1" >> "$(dirname "$0")/../calls"
    if [ "$1" = venv ]; then
      for last; do :; done
      mkdir -p "$last/bin" && touch "$last/bin/python" && chmod 700 "$last/bin/python"
    fi
    """

  private func environments(_ folder: String, uv script: String) throws -> Environments {
    let tools = folder + "/tools"
    try FileManager.default.createDirectory(atPath: tools, withIntermediateDirectories: true)
    try PrivateFile.write(script + "\n", to: tools + "/uv", mode: 0o700)
    return Environments(
      folder: folder + "/environments", python: "/usr/bin/python3",
      tools: Tools(folder: tools, python: "/usr/bin/python3", hubPackage: "/nowhere"))
  }

  private func calls(_ folder: String) throws -> [String] {
    try String(contentsOfFile: folder + "/calls", encoding: .utf8).split(separator: "\n").map(String.init)
  }
}

/// A folder that is there for the time of a test.
func withFolder<Result>(_ work: (String) async throws -> Result) async throws -> Result {
  let folder = FileManager.default.temporaryDirectory.path + "/engine-\(UUID().uuidString)"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { #expect(throws: Never.self) { try FileManager.default.removeItem(atPath: folder) } }
  return try await work(folder)
}
