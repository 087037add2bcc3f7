import Basics
import Fleet
import Testing

@Suite("Silences and severities")
struct SilencingTests {
  private let now = AdoptedFleet.time  // 2026-11-18

  private func finding(_ code: FindingCode, line: Int, _ severity: Severity = .warning) -> Finding {
    Finding(code, severity, at: SourcePlace(file: "a.yaml", line: line, column: 3), "x", next: "y")
  }

  private func apply(
    _ text: String, _ findings: [Finding], _ severities: [FindingCode: Severity] = [:]
  ) -> (told: [String], silenced: [String]) {
    let result = Silencing.apply(findings, texts: ["a.yaml": text], severities: severities, now: now)
    return (
      result.findings.map { "\($0.code) \($0.place?.line ?? -1) \($0.severity)" },
      result.silenced.map { "\($0.finding.code) \($0.finding.place?.line ?? -1) \($0.until) \($0.reason)" }
    )
  }

  private let allow = "# atoll: allow A932 until 2026-12-31 because the course ends"

  @Test("a comment at the end of a line silences that line")
  func sameLine() {
    let (told, silenced) = apply("a: 1\ntag: latest \(allow)\nb: 2\n", [finding("A932", line: 2)])
    #expect(told.isEmpty)
    #expect(silenced == ["A932 2 2026-12-31 the course ends"])
  }

  @Test("a comment alone on its line silences the first line below that is no comment")
  func lineAbove() {
    let text = "a: 1\n  \(allow)\n  # why\n  # atoll: allow A934 until 2026-12-31 because of that\n  tag: latest\n"
    #expect(apply(text, [finding("A932", line: 5), finding("A934", line: 5)]).silenced.count == 2)
    #expect(apply(text, [finding("A932", line: 2), finding("A932", line: 6)]).silenced.isEmpty)
  }

  @Test("a comment at the end of a line is not about the line below")
  func notBelow() {
    #expect(apply("a: 1 \(allow)\ntag: latest\n", [finding("A932", line: 2)]).told == ["A953 1 note", "A932 2 warning"])
  }

  @Test("at the head of a file it is about the whole file too")
  func head() {
    let whole = Finding("A931", .warning, at: SourcePlace(file: "a.yaml"), "x")
    let comment = "# atoll: allow A931 until 2026-12-31 because it is a draft\n"
    #expect(apply(comment + "a: 1\n", [whole]).told.isEmpty)
    #expect(apply("a: 1\n" + comment, [whole]).told == ["A931 0 warning", "A953 2 note"])
  }

  @Test("several codes are divided by commas, and another code is not silenced")
  func codes() {
    let text = "tag: latest # atoll: allow A932, a934 until 2026-12-31 because of that\n"
    let (told, silenced) = apply(text, [finding("A932", line: 1), finding("A934", line: 1), finding("A935", line: 1)])
    #expect(told == ["A935 1 warning"])
    #expect(silenced.count == 2)
  }

  @Test("the last day is included; on the day after the finding is back, and the silence is told")
  func end() {
    let text = { (day: String) in "tag: latest # atoll: allow A932 until \(day) because of that\n" }
    let today = CalendarDay(now)
    #expect(apply(text(today.description), [finding("A932", line: 1)]).told.isEmpty)
    let yesterday = today.advanced(by: -1).description
    #expect(apply(text(yesterday), [finding("A932", line: 1)]).told == ["A932 1 warning", "A952 1 warning"])
  }

  @Test(
    "a silence says its codes, its end and its reason",
    arguments: [
      "# atoll: allow A932", "# atoll: allow A932 until 2026-12-31", "# atoll: allow A932 because of that",
      "# atoll: allow A932 until soon because of that", "# atoll: allow A932 until 2026-02-31 because of that",
      "# atoll: allow until 2026-12-31 because of that", "# atoll: allow A999 until 2026-12-31 because of that",
      "# atoll: ignore A932", "#atoll:", "# atoll: allow A932 until 2026-12-31 because",
    ])
  func unreadable(comment: String) {
    #expect(apply("tag: latest \(comment)\n", [finding("A932", line: 1)]).told == ["A932 1 warning", "A951 1 error"])
  }

  @Test(
    "what is no comment of Atoll is nothing",
    arguments: ["a: \"# atoll: x\"\n", "a: b#atoll: x\n", "# Atoll says\n", "#\n", ""])
  func others(text: String) {
    #expect(apply(text, []).told.isEmpty)
  }

  @Test("a silence that silences nothing is told, unless a file could not be read")
  func unused() {
    #expect(apply("a: 1 \(allow)\n", []).told == ["A953 1 note"])
    #expect(apply("a: 1 \(allow)\n", [finding("A105", line: 9, .error)]).told == ["A105 9 error"])
  }

  @Test("reading, dangling names and secrets cannot be silenced", arguments: ["A105", "A201", "A301", "A601", "A602", "A951"])
  func never(code: String) {
    let text = "a: 1 # atoll: allow \(code) until 2026-12-31 because of that\n"
    let (told, silenced) = apply(text, [finding(FindingCode(code), line: 1, .error)])
    #expect(silenced.isEmpty)
    #expect(told.contains("A954 1 error") && told.contains("\(code) 1 error"))
  }

  @Test("lines are counted as readers count them, with CR LF and letters beyond ASCII")
  func lines() {
    let (told, silenced) = apply("ä: \"é\"\r\n\r\ntag: latest \(allow)\r\nb: 1\r\n", [finding("A932", line: 3)])
    #expect(told.isEmpty)
    #expect(silenced == ["A932 3 2026-12-31 the course ends"])
  }

  @Test("a fleet can change severities, and cannot make milder what says that nothing is known")
  func severities() {
    let findings = [finding("A932", line: 1), finding("A105", line: 2, .error), finding("A123", line: 3)]
    let told = apply("", findings, ["A932": .error, "A105": .note, "A123": .error]).told
    #expect(told == ["A932 1 error", "A105 2 error", "A123 3 error"])
  }

  @Test("fleet.yaml sets severities of codes that there are")
  func declared() throws {
    let loaded = FleetLoader.load(SmallFleet.with(["fleet.yaml": "name: S\nchecks: {A999: note, A105: note, A932: error}\n"]))
    let fleet = try #require(loaded.fleet)
    #expect(fleet.organisation.severities == ["A999": .note, "A105": .note, "A932": .error])
    let found = Checks.run(fleet, now: now).filter { ["A955", "A956"].contains($0.code) }
    #expect(found.map(\.code) == ["A956", "A955"] || found.map(\.code) == ["A955", "A956"])
    #expect(found.map { $0.place?.line } == [2, 2])
  }

  @Test("a code in fleet.yaml looks like one, and its severity is one")
  func malformed() {
    let found = FleetLoader.load(SmallFleet.with(["fleet.yaml": "name: S\nchecks: {a932: note, A933: off}\n"])).findings
    #expect(found.filter { $0.severity == .error }.map(\.code).sorted() == ["A206", "A208"] || found.count >= 2)
  }
}
