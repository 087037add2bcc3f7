import Basics
import Fleet
import Operations
import Testing

@Suite("values as YAML")
struct ConfigurationYAMLTests {
  private func text(_ value: SourcedValue) -> String { ConfigurationYAML.lines(value).joined(separator: "\n") + "\n" }

  private func readBack(_ value: JSONValue) -> JSONValue? {
    SourcedValue.read(Array(text(SourcedValue(value)).utf8), file: "shown.yaml").value?.plain
  }

  @Test(
    "a text reads back as the same text",
    arguments: [
      "", " ", "yes", "No", "y", "on", "null", "~", "true", "1", "1.5", "0x1F", "1:30", "2023-10-01", ".inf", "a: b", "a:", "a #b",
      "#a", "- a", "-", "a\nb", "a\nb\n", "a\n\n\n", "\na", " a\nb", "a\n \nb", "a\n\tb", "a\tb", "tab\t", "trailing ",
      "\"", "'",
      "{}", "[a]", "&a", "*a", "!a", "|", ">", "%a", "@a", "`a", "a\u{85}b", "a\u{2028}b\nc", "\u{FEFF}a", "🐚 shell", "ñ", "\u{1}",
      "c.JupyterHub.x = {\n  'a': 1,\n}\n", "<<", "=", "a\r\nb", "12e03", "_1",
      "4G", "1h", "2i2c", "1T", "2001-12-14t21:59:43Z", "1_000", "0b1", "1e3", "9a", "0o17g", "?", "? a", "a, b",
    ])
  func texts(_ text: String) {
    #expect(readBack(.object(["key": .string(text)])) == .object(["key": .string(text)]))
    #expect(readBack(.object([text: ["a"]])) == .object([text: ["a"]]))
    #expect(readBack([.string(text), [.string(text)]]) == [.string(text), [.string(text)]])
  }

  @Test("any value reads back as the same value")
  func anyValue() {
    for seed in 1...200 as ClosedRange<UInt64> {
      var random = SeededRandom(seed: seed)
      let value = JSONValue.object(["root": any(depth: 4, &random)])
      #expect(readBack(value) == value, "seed \(seed)")
    }
  }

  private func any(depth: Int, _ random: inout SeededRandom) -> JSONValue {
    switch Int.random(in: 0..<(depth == 0 ? 6 : 9), using: &random) {
    case 0: .null
    case 1: .bool(Bool.random(using: &random))
    case 2: .int(Int.random(in: -1_000_000...1_000_000, using: &random))
    case 3: .double(Double(Int.random(in: 0...1000, using: &random)) + 0.5)
    case 4, 5: .string(anyText(&random))
    case 6: .array((0..<Int.random(in: 0...3, using: &random)).map { _ in any(depth: depth - 1, &random) })
    default:
      .object(
        Dictionary(
          (0..<Int.random(in: 0...4, using: &random)).map { _ in (anyText(&random), any(depth: depth - 1, &random)) },
          uniquingKeysWith: { _, last in last }))
    }
  }

  private func anyText(_ random: inout SeededRandom) -> String {
    let letters = Array("ab:#- \n\t'\"\\{}[],&*!|>%@`?~1.0eyn\u{85}é")
    return String((0..<Int.random(in: 0...8, using: &random)).compactMap { _ in letters.randomElement(using: &random) })
  }

  @Test("keys are sorted, code keeps its lines, and what stands in a list is told under its hyphen")
  func form() {
    let value: JSONValue = ["b": [["name": "x", "value": 1]], "a": "c.a = 1\nc.b = 2\n", "c": [:], "d": []]
    #expect(
      ConfigurationYAML.lines(SourcedValue(value)) == [
        "a: |", "  c.a = 1", "  c.b = 2", "b:", "  - name: x", "    value: 1", "c: {}", "d: []",
      ])
  }

  @Test("a note stands behind each line that sets a value, and the text reads back all the same")
  func notes() {
    let value = SourcedValue(["a": "c.a = 1\nc.b = 2\n", "b": [1, 2], "c": ["d": "e"]], at: SourcePlace(file: "x.yaml", line: 3))
    let lines = ConfigurationYAML.lines(value) { $0.place?.description }
    #expect(lines.count { $0.hasSuffix("# x.yaml:3") } == 4)
    let again = SourcedValue.read(Array(lines.joined(separator: "\n").utf8), file: "shown.yaml").value
    #expect(again?.plain == value.plain)
  }
}
