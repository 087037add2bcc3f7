import Delivery
import Foundation
import Testing

@testable import Engines

/// With programs in the places of `uv` and of the environment's Python.
@Suite("Typst")
struct TypstProgramTests {
  @Test("Typst is installed once, by its pinned version; each document is set in a folder that is gone afterwards")
  func installedOnce() async throws {
    try await withFolder { folder in
      let python = """
        printf '%s\\n' "$4" >> "\(folder)/folders"
        { printf '%%PDF-'; cat "$4/document.typ"; } > "$4/document.pdf"
        """
      let uv = """
        echo "$1" >> "\(folder)/calls"
        if [ "$1" = venv ]; then
          for last; do :; done
          mkdir -p "$last/bin" && printf '%s' '#!/bin/sh
        \(python.replacing("'", with: "'\\''"))' > "$last/bin/python" && chmod 700 "$last/bin/python"
        else
          cat "$(dirname "$(dirname "$4")")/requirements.txt" >> "\(folder)/requirements"
        fi
        """
      let typst = try program(folder, uv: uv)
      for text in ["one", "two"] {
        #expect(try await typst.pdf(from: text) == Data("%PDF-\(text)".utf8))
      }
      #expect(try PrivateFile.read(folder + "/calls") == "venv\npip\n")
      #expect(try PrivateFile.read(folder + "/requirements")?.hasPrefix("typst==") == true)
      let folders = try #require(try PrivateFile.read(folder + "/folders")).split(separator: "\n").map(String.init)
      #expect(Set(folders).count == 2 && folders.allSatisfy { !Folder.exists($0) })
    }
  }

  @Test("where it cannot be installed, the failure names the package, why, and what works without it")
  func notInstalled() async throws {
    try await withFolder { folder in
      let uv = """
        if [ "$1" = venv ]; then for last; do :; done; mkdir -p "$last/bin"; exit 0; fi
        echo "error: Failed to fetch: https://packages.example/simple/typst/"
        exit 1
        """
      let typst = try program(folder, uv: uv)
      let failure = try await #require(throws: EngineFailure.self) { try await typst.pdf(from: "one") }
      #expect(failure.sentence.hasPrefix("The PDF needs the Python package typst=="))
      #expect(failure.sentence.contains("Failed to fetch"))
      #expect(failure.next?.contains("Markdown and HTML work") == true)
    }
  }

  private func program(_ folder: String, uv: String) throws -> TypstProgram {
    let tools = folder + "/tools"
    try Folder.make(tools, mode: 0o755)
    try PrivateFile.write("#!/bin/sh\n" + uv + "\n", to: tools + "/uv", mode: 0o700)
    return TypstProgram(of: .init(state: folder, hubPackage: TestMachine.package + "/hub"))
  }
}
