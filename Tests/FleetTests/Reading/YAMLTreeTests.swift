import Basics
import Testing

@testable import Fleet

@Suite("YAML")
struct YAMLTreeTests {
  private func read(_ text: String, limits: FleetLimits = .standard) -> (tree: YAMLTree?, codes: [String]) {
    var log = FindingLog(file: "f.yaml")
    let tree = YAMLTree.read(Array(text.utf8), limits: limits, log: &log).tree
    return (tree, log.all().map(\.code.rawValue))
  }

  @Test("every value and key has its place, counted in characters")
  func places() throws {
    let tree = try #require(read("é: [ü, \"two words\"]\nmap:\n  key: value # comment\n").tree)
    guard case .map(let entries) = tree.content, case .list(let items) = entries[0].value.content else {
      Issue.record("no map")
      return
    }
    #expect(entries[0].place == SourcePlace(file: "f.yaml", line: 1, column: 1, length: 1))
    #expect(items[0].place == SourcePlace(file: "f.yaml", line: 1, column: 5, length: 1))
    #expect(items[1].place == SourcePlace(file: "f.yaml", line: 1, column: 8, length: 11))
    #expect(tree["map"]?["key"]?.place == SourcePlace(file: "f.yaml", line: 3, column: 8, length: 5))
  }

  @Test("depth is bounded before it is built", arguments: ["[", "{a: ", "- ", "? "])
  func depth(_ opener: String) {
    let deep = read(String(repeating: opener, count: 100_000))
    #expect(deep.tree == nil)
    #expect(deep.codes.contains("A109") || deep.codes.contains("A105"))
    #expect(read("a: " + String(repeating: "[", count: 60) + String(repeating: "]", count: 60)).codes == [])
  }

  @Test("aliases count as much as all that they stand for", .timeLimit(.minutes(5)))
  func aliasBomb() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...30 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    #expect(read(text).codes == ["A110"])
  }

  @Test("a bomb of aliases in keys comes to nothing, as such keys do", .timeLimit(.minutes(5)))
  func aliasBombInKeys() {
    var text = "a0: &a0 {? [x, x, x] : 1}\n"
    for level in 1...200 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) {? [\(aliases)] : 1}\n"
    }
    let result = read(text)
    #expect(Set(result.codes) == ["A112", "A119"])
    #expect(result.tree?.size ?? 0 < 500)
  }

  @Test("an alias inside of its own value is refused")
  func selfReference() { #expect(read("a: &a [*a]").codes == ["A111"]) }

  @Test("many values are bounded")
  func manyValues() {
    #expect(read(String(repeating: "- a\n", count: 200_000)).codes == ["A110"])
  }

  @Test("bytes that are no text are told with their place")
  func bytes() {
    func finding(_ bytes: [UInt8]) -> String {
      var log = FindingLog(file: "f")
      _ = YAMLTree.read(bytes, limits: .standard, log: &log)
      return log.all().map { "\($0.place!) \($0.code)" }.joined(separator: ", ")
    }
    #expect(finding(Array("a: b\nc: ".utf8) + [0xFF]) == "f:2:4 A103")
    #expect(finding(Array("é: ".utf8) + [0xC3]) == "f:1:4 A103")
    #expect(finding(Array("a: \0".utf8)) == "f:1:4 A104")
    #expect(finding(Array("a: b\nc: \u{7}".utf8)) == "f:2:4 A104")
    #expect(finding([0xFE, 0xFF, 0, 97]) == "f:1:1 A103")
    #expect(finding([0xEF, 0xBB, 0xBF] + Array("a: b".utf8)) == "")
    #expect(finding(Array("a: b\r\nc: d\r\n".utf8)) == "")
  }

  @Test("a long merge chain costs no more than it holds")
  func mergeChain() {
    var text = "m0: &m0 {k0: 1}\n"
    for index in 1...300 { text += "m\(index): &m\(index) {<<: *m\(index - 1), k\(index): 1}\n" }
    let result = read(text)
    #expect(result.codes == [])
    guard case .map(let entries)? = result.tree?["m300"]?.content else {
      Issue.record("no map")
      return
    }
    #expect(entries.count == 301)
  }

  @Test(
    "a scalar without quotes is read by the core schema, with doubts set apart",
    arguments: [
      ("", .nothing), ("~", .nothing), ("null", .nothing), ("true", .flag(true)), ("False", .flag(false)),
      ("yes", .doubtful(.flag(true))), ("off", .doubtful(.flag(false))), ("y", .text), ("12", .integer(12)),
      ("-3", .integer(-3)), ("+3", .integer(3)), ("0", .integer(0)), ("012", .doubtful(.integerForm)),
      ("0x1F", .doubtful(.integerForm)), ("0o17", .doubtful(.integerForm)), ("0b11", .doubtful(.integerForm)),
      ("1_000", .doubtful(.integerForm)), ("1.5", .number(1.5)), (".5", .number(0.5)), ("1e3", .number(1000)),
      ("1.", .number(1)), (".inf", .doubtful(.notFinite)), ("-.INF", .doubtful(.notFinite)),
      (".nan", .doubtful(.notFinite)), ("1:30", .doubtful(.sexagesimal)), ("1:75", .text),
      ("2026-12-01", .text), ("99999999999999999999", .doubtful(.tooLong)), ("1e999", .doubtful(.tooLong)),
      ("-", .text), ("+", .text), (".", .text), ("0x", .text), ("1.2.3", .text), ("1-2", .text), ("-.", .text),
      ("Ünïcode", .text), ("nothing", .text), ("2G", .text),
    ] as [(String, YAMLScalar.Reading)])
  func scalars(_ text: String, _ reading: YAMLScalar.Reading) {
    #expect(YAMLScalar.Reading(plain: text) == reading)
  }

  @Test("findings of one file are bounded, and the rest is counted")
  func floods() throws {
    let text = String(repeating: "a: 1\n", count: 5000)
    var log = FindingLog(file: "f")
    _ = YAMLTree.read(Array(text.utf8), limits: .standard, log: &log)
    let findings = log.all()
    #expect(findings.count == FindingLog.limit + 1)
    let last = try #require(findings.last)
    #expect(last.code == "A119" && last.severity == .error)
    #expect(last.what.hasPrefix("4899 more"))
  }
}
