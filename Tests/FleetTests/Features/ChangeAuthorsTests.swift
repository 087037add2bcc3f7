import Basics
import Fleet
import Testing

@Suite("Who changed what lately")
struct ChangeAuthorsTests {
  private static let since = CalendarDay(number: 20_454)

  /// A log as git writes it: for each change its author, then its files.
  private func authors(_ changes: [(mail: String, name: String, files: [String])], files: [String]) -> ChangeAuthors {
    let log = changes.map { "\u{1}\($0.mail)\u{2}\($0.name)\0\n" + $0.files.map { "\($0)\0" }.joined() }.joined(separator: "\0")
    return ChangeAuthors(log: log, files: files.map { "\($0)\0" }.joined(), since: Self.since)
  }

  @Test("people by file; a file that nobody changed has none, and one that is gone is left out")
  func files() {
    let authors = authors(
      [("ada@a.example", "Ada", ["a b.yaml", "gone.yaml"]), ("bo@a.example", "Bo", ["a b.yaml", "é\n.yaml"])],
      files: ["a b.yaml", "é\n.yaml", "still.yaml"])
    #expect(authors.names(of: ["a b.yaml"]) == ["Ada", "Bo"])
    #expect(authors.names(of: ["é\n.yaml"]) == ["Bo"])
    #expect(authors.names(of: ["still.yaml"]) == [])
    #expect(authors.names(of: ["gone.yaml"]) == nil)
    #expect(authors.names(of: ["still.yaml", "a b.yaml", "gone.yaml"]) == ["Ada", "Bo"])
    #expect(authors.names(of: [String]()) == nil)
  }

  @Test("one person by mail address, in capitals or not; two of one name are two")
  func people() {
    let authors = authors(
      [
        ("Ada@A.example", "Ada Reef", ["a"]), ("ada@a.example", "Ada", ["a"]), ("bo@a.example", "Bo", ["a"]),
        ("bo@b.example", "Bo", ["a"]),
      ], files: ["a"])
    #expect(authors.names(of: ["a"])?.count == 3)
    #expect(authors.names(of: ["a"])?.filter { $0 == "Bo" }.count == 2)
  }

  @Test("programs that commit are no people")
  func programs() {
    let authors = authors(
      [("49699333+dependabot[bot]@users.noreply.github.com", "dependabot[bot]", ["a"]), ("ada@a.example", "Ada", ["b"])],
      files: ["a", "b"])
    #expect(authors.names(of: ["a"]) == [])
    #expect(authors.names(of: ["a", "b"]) == ["Ada"])
  }

  @Test("where nobody can say, nobody is named")
  func unknown() {
    #expect(ChangeAuthors.unknown(because: "no git").names(of: ["a"]) == nil)
    #expect(authors([], files: ["a"]).names(of: ["a"]) == [])
  }
}
