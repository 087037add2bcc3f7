import Basics
import Testing

@Suite("Parts and lines of a text")
struct TextPartsTests {
  @Test(
    "lines end with LF, CR LF or CR, and the last needs no end",
    arguments: [
      ("", [""]), ("a", ["a"]), ("a\n", ["a", ""]), ("a\nb", ["a", "b"]), ("a\r\nb\r\n", ["a", "b", ""]),
      ("a\rb\r", ["a", "b", ""]), ("\n\r\n\r", ["", "", "", ""]), ("é\nü", ["é", "ü"]),
    ])
  func lines(text: String, expected: [Substring]) {
    #expect(text.lines == expected)
  }

  @Test("joined with LF again, lines of a text without CR are the text")
  func linesOfRandomTexts() {
    var random = SeededRandom(seed: 1)
    for _ in 0..<500 {
      let text = String((0..<Int.random(in: 0...12, using: &random)).map { _ in "ab\né".randomElement(using: &random) ?? "a" })
      #expect(text.lines.joined(separator: "\n") == text)
      #expect(text.parts(separatedBy: "a") == text.split(separator: "a", omittingEmptySubsequences: false))
    }
  }

  @Test(
    "a path loses one step after the other, until one is left",
    arguments: [("a.b[0].c", ["a.b[0]", "a.b", "a"]), ("a", []), ("", [])])
  func steps(path: String, expected: [String]) {
    var path = path
    var seen: [String] = []
    while path.dropLastStep() { seen.append(path) }
    #expect(seen == expected)
  }
}
