import Basics
import Fleet
import Testing

@testable import Operations

@Suite("Findings as text")
struct FindingTextTests {
  func report(
    _ findings: [Finding], _ texts: [String: String] = ["hubs/reef.yaml": "name: Reef\ncommunity: reeff\n"],
    folder: String = ""
  ) -> FindingReport {
    FindingReport(findings, files: 3, hubs: 2, texts: texts, folder: folder)
  }

  func at(_ line: Int, _ column: Int, _ length: Int = 1, file: String = "hubs/reef.yaml") -> SourcePlace {
    SourcePlace(file: file, line: line, column: column, length: length)
  }

  func quoted(_ line: String, _ column: Int, _ length: Int = 1) -> [String] {
    let report = report([Finding("A301", .error, at: at(1, column, length), "x")], ["hubs/reef.yaml": line])
    return report.text(color: false).split(separator: "\n").dropFirst(2).prefix(2).map(String.init)
  }

  @Test("a finding is told with its line, a caret and what to do")
  func whole() {
    let finding = Finding(
      "A301", .error, at: at(2, 12, 5), "there is no community 'reeff'", next: "did you mean 'reef'?",
      related: [Finding.Related(place: at(1, 7, 4, file: "hubs/kelp.yaml"), note: "it has one")])
    #expect(
      report([finding]).text(color: false) == """
        hubs/reef.yaml:2:12: error[A301]: there is no community 'reeff'
          |
        2 | community: reeff
          |            ^^^^^
          = next: did you mean 'reef'?
          = hubs/kelp.yaml:1:7: it has one

        1 error in 3 files, 2 hubs

        """)
  }

  @Test("a clean fleet is told with what was looked at")
  func clean() {
    #expect(report([]).text(color: false) == "no problems found in 3 files, 2 hubs\n")
    #expect(
      FindingReport([], files: 1, hubs: 1, texts: [:]).text(color: false) == "no problems found in 1 file, 1 hub\n")
  }

  @Test("the summary counts by severity, the worst first")
  func summary() {
    let findings = [Severity.note, .error, .warning, .error].map { Finding("A301", $0, at: nil, "x") }
    #expect(report(findings).text(color: false).hasSuffix("\n2 errors, 1 warning and 1 note in 3 files, 2 hubs\n"))
  }

  @Test("findings come by file and line")
  func order() {
    let text = report([
      Finding("A302", .error, at: at(2, 1), "second"), Finding("A301", .note, at: at(1, 1), "first"),
    ]).text(color: false)
    #expect(text.split(separator: "\n").first?.hasSuffix("first") == true)
  }

  @Test("a whole file is told without a line, a whole line with all of it underlined")
  func wide() {
    let file = report([Finding("A301", .error, at: SourcePlace(file: "fleet.yaml"), "x", next: "y")]).text(color: false)
    #expect(file.hasPrefix("fleet.yaml: error[A301]: x\n  = next: y\n"))
    let line = report([Finding("A301", .error, at: SourcePlace(file: "hubs/reef.yaml", line: 1), "x")]).text(
      color: false)
    #expect(line.contains("1 | name: Reef\n  | ^^^^^^^^^^\n"))
  }

  @Test("a line that is not at hand is left out")
  func missingLine() {
    #expect(!report([Finding("A301", .error, at: at(99, 1), "x")]).text(color: false).contains("|"))
    #expect(!report([Finding("A301", .error, at: at(1, 1, file: "no.yaml"), "x")]).text(color: false).contains("|"))
  }

  @Test("the caret stands right behind tabs, wide letters, marks and at the end of a line")
  func carets() {
    #expect(quoted("\t\tb: 1", 3) == ["1 |         b: 1", "  |         ^"])
    #expect(quoted("珊瑚: x", 5) == ["1 | 珊瑚: x", "  |       ^"])
    #expect(quoted("珊瑚: x", 1, 2) == ["1 | 珊瑚: x", "  | ^^^^"])
    #expect(quoted("e\u{301}e\u{301}: x", 7) == ["1 | e\u{301}e\u{301}: x", "  |     ^"])
    #expect(quoted("a:", 3) == ["1 | a:", "  |   ^"])
    #expect(quoted("a: 🐠 b", 6) == ["1 | a: 🐠 b", "  |       ^"])
    #expect(quoted("a: b\r", 4) == ["1 | a: b", "  |    ^"])
  }

  @Test("a caret beyond the line stands at its end")
  func beyond() {
    #expect(quoted("ab", 40, 10) == ["1 | ab", "  |   ^"])
    #expect(quoted("abc", 2, 99) == ["1 | abc", "  |  ^^"])
  }

  @Test("a long line is cut around its caret", arguments: [1, 60, 5_000, 9_990])
  func long(column: Int) {
    let line = String(repeating: "0123456789", count: 1_000)
    let shown = quoted(line, column)
    #expect(shown.allSatisfy { $0.count <= QuotedLines.width + 6 })
    let caret = shown[1].firstIndex(of: "^").map { shown[1].distance(from: shown[1].startIndex, to: $0) } ?? 0
    let digit = shown[0][shown[0].index(shown[0].startIndex, offsetBy: caret)]
    #expect(String(digit) == String((column - 1) % 10))
    #expect(shown[0].hasPrefix("1 | …") == (column > 50))
  }

  @Test("nothing in a file can command the terminal")
  func escapes() {
    let text = report(
      [Finding("A301", .error, at: at(1, 1), "bad \u{1B}[31m name\nnext line")],
      ["hubs/reef.yaml": "a: \u{1B}[2J\u{202E}b\u{7}"]
    ).text(color: false)
    #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" || $0 == "\u{7}" })
    #expect(text.contains("name next line"))
  }

  @Test("a secret is masked in every line that is shown")
  func masks() {
    let secret = Finding("A601", .error, at: at(1, 11, 7), "'password' is a secret in plain text")
    let other = Finding("A511", .error, at: at(1, 1, 8), "x")
    let text = report([other, secret], ["hubs/reef.yaml": "password: hunter2 # why"]).text(color: false)
    #expect(!text.contains("hunter2"))
    #expect(text.components(of: "password: ••••••• # why") == 2)
  }

  @Test("colours are there where they are wanted, and only there")
  func colours() {
    let finding = Finding("A301", .error, at: at(1, 1), "x", next: "y")
    #expect(report([finding]).text(color: true).contains("\u{1B}[1;31merror[A301]\u{1B}[0m"))
    #expect(!report([finding]).text(color: false).contains("\u{1B}"))
  }

  @Test(
    "files are named as the reader knows them", arguments: ["examples/alpha", "examples/alpha/", "./examples/alpha"])
  func folder(folder: String) {
    let finding = Finding("A301", .error, at: at(2, 12), "x")
    let text = report([finding], folder: folder).text(color: false)
    #expect(text.hasPrefix("examples/alpha/hubs/reef.yaml:2:12: "))
    #expect(text.contains("2 | community: reeff"))
    #expect(report([finding], folder: ".").text(color: false).hasPrefix("hubs/reef.yaml:2:12: "))
  }

  @Test("an explanation is told with what is wrong and what is right")
  func explanation() {
    guard let explanation = FindingCatalogue.all.explanation(for: "A301") else { return }
    let text = explanation.text(color: false)
    #expect(text.hasPrefix("error[A301]: a community that does not exist\n\n"))
    #expect(text.contains("Wrong:\n\n    community: openreeef\n\nRight:\n\n    community: openreef\n"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 84 })
  }
}

extension String {
  fileprivate func components(of part: String) -> Int {
    var count = 0
    var rest = self[...]
    while let index = rest.indices.first(where: { rest[$0...].hasPrefix(part) }) {
      count += 1
      rest = rest[index...].dropFirst(part.count)
    }
    return count
  }
}
