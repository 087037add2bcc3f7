import Basics
import Fleet
import Foundation
import Operations
import Testing

@Suite("The page of findings")
struct FindingsPageTests {
  static let page = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../docs/reference/findings.md").standardizedFileURL

  /// `ATOLL_WRITE_GOLDEN=1` writes the table of today.
  @Test("docs/reference/findings.md lists every code with its severity and title")
  func table() throws {
    let text = try String(contentsOf: FindingsPageTests.page, encoding: .utf8)
    let heading = "## Codes\n\n"
    let parts = text.components(separatedBy: heading)
    try #require(parts.count == 2)
    var table = "| Code | Severity | What is wrong |\n|---|---|---|\n"
    for explanation in FindingCatalogue.ofAllRooms {
      table += "| `\(explanation.code)` | \(explanation.severity.rawValue) | \(explanation.title) |\n"
    }
    if ProcessInfo.processInfo.environment["ATOLL_WRITE_GOLDEN"] != nil {
      try (parts[0] + heading + table).write(to: FindingsPageTests.page, atomically: true, encoding: .utf8)
    } else {
      #expect(parts[1] == table)
    }
  }
}
