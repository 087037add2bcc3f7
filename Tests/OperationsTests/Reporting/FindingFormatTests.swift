import Basics
import Fleet
import Foundation
import Testing

@testable import Operations

@Suite("Findings for programs")
struct FindingFormatTests {
  let findings = [
    Finding(
      "A311", .warning, at: SourcePlace(file: "hubs/a b,c:d.yaml", line: 2, column: 6, length: 4),
      "100% \"wrong\"\nreally",
      next: "do: this, now",
      related: [Finding.Related(place: SourcePlace(file: "hubs/x.yaml", line: 1, column: 1), note: "there")]),
    Finding("A301", .error, at: SourcePlace(file: "fleet.yaml"), "no place in it"),
    Finding("A704", .note, at: nil, "no place at all"),
  ]

  var report: FindingReport { FindingReport(findings, files: 3, hubs: 2, texts: [:], folder: "my fleet") }

  func parsed(_ text: String) throws -> JSONValue { try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)) }

  @Test("JSON has every key always, in the order of the findings")
  func json() throws {
    let json = try parsed(report.json)
    #expect(json["summary"] == ["errors": 1, "warnings": 1, "notes": 1, "files": 3, "hubs": 2, "silenced": 0])
    let findings = json["findings"]?.array ?? []
    #expect(findings.map { $0["code"] } == ["A704", "A301", "A311"])
    #expect(findings.first?["place"] == .some(.null))
    #expect(findings[1]["place"] == ["file": "fleet.yaml", "line": .null, "column": .null, "length": .null])
    #expect(
      findings[2] == [
        "code": "A311", "severity": "warning", "what": "100% \"wrong\"\nreally", "next": "do: this, now",
        "place": ["file": "hubs/a b,c:d.yaml", "line": 2, "column": 6, "length": 4],
        "related": [["note": "there", "place": ["file": "hubs/x.yaml", "line": 1, "column": 1, "length": 1]]],
      ])
  }

  @Test("GitHub's commands are escaped as GitHub wants them")
  func github() {
    #expect(
      report.github == """
        ::notice title=A704::no place at all
        ::error file=my fleet/fleet.yaml,title=A301::no place in it
        ::warning file=my fleet/hubs/a b%2Cc%3Ad.yaml,line=2,col=6,endColumn=10,title=A311::100%25 "wrong"%0Areally%0Anext: do: this, now

        """)
  }

  @Test("SARIF names rules, levels and places")
  func sarif() throws {
    let log = try parsed(report.sarif)
    #expect(log["version"] == "2.1.0")
    let run = log["runs"]?.array?.first
    let rules = run?[path: ["tool", "driver", "rules"]]?.array ?? []
    #expect(rules.map { $0["id"] } == ["A301", "A311", "A704"])
    #expect(rules.allSatisfy { $0[path: ["help", "text"]]?.string?.isEmpty == false })
    let results = run?["results"]?.array ?? []
    #expect(results.map { $0["ruleIndex"] } == [2, 0, 1])
    #expect(results.map { $0["level"] } == ["note", "error", "warning"])
    #expect(results[0]["locations"] == nil)
    #expect(
      results[2]["locations"]?.array?.first?["physicalLocation"] == [
        "artifactLocation": ["uri": "my%20fleet/hubs/a%20b%2Cc%3Ad.yaml"],
        "region": ["startLine": 2, "startColumn": 6, "endColumn": 10],
      ])
    #expect(results[1]["locations"]?.array?.first?[path: ["physicalLocation", "region"]] == nil)
  }

  @Test("what is silenced is counted for people, and stands in JSON and SARIF with its reason and end")
  func silenced() throws {
    let until = try #require(CalendarDay("2030-01-31"))
    let silent = SilencedFinding(
      finding: Finding("A311", .error, at: SourcePlace(file: "a.yaml", line: 2), "x"), reason: "of that", until: until,
      place: SourcePlace(file: "a.yaml", line: 1, column: 1, length: 9))
    func report(_ showsSilenced: Bool) -> FindingReport {
      FindingReport([], files: 1, hubs: 1, texts: [:], silenced: [silent], showsSilenced: showsSilenced)
    }
    #expect(!report(false).hasErrors)
    #expect(report(false).text(color: false) == "no problems found in 1 file, 1 hub; 1 silenced\n")
    #expect(
      report(true).text(color: false) == """
        a.yaml:2: silenced error[A311]: x
          = until 2030-01-31 because of that (line 1)

        no problems found in 1 file, 1 hub; 1 silenced

        """)
    let json = try parsed(report(false).json)
    #expect(json["summary"]?["silenced"] == 1)
    #expect(json["silenced"]?.array?.first?["reason"] == "of that")
    #expect(json["silenced"]?.array?.first?["until"] == "2030-01-31")
    let run = try parsed(report(false).sarif)["runs"]?.array?.first
    let suppression = run?["results"]?.array?.first?["suppressions"]?.array?.first
    #expect(suppression?["kind"] == "inSource")
    #expect(suppression?["justification"] == "of that (until 2030-01-31)")
    #expect(report(false).github.isEmpty)
  }

  @Test("every form can be asked for by its name", arguments: FindingReport.Format.allCases)
  func formats(format: FindingReport.Format) {
    #expect(!report.rendered(as: format).isEmpty)
    #expect(report.rendered(as: format, color: format != .text).contains("\u{1B}") == false)
  }

  @Test("an error is what stops a deploy")
  func errors() {
    #expect(report.hasErrors)
    #expect(!FindingReport([findings[0]], files: 1, hubs: 1, texts: [:]).hasErrors)
  }
}
