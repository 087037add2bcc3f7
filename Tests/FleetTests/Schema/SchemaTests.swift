import Basics
import Foundation
import Testing

@testable import Fleet

@Suite("Schemas and reference pages")
struct SchemaTests {
  @Test("a schema is JSON, names the draft, and refuses unknown keys", arguments: FileKind.allCases)
  func schemas(_ kind: FileKind) throws {
    let read = try JSONDecoder().decode(JSONValue.self, from: Data(JSONSchema.text(for: kind).utf8))
    #expect(read["$schema"] == "https://json-schema.org/draft/2020-12/schema")
    #expect(read["additionalProperties"] == false)
    let built = Shape.of(kind).fields.filter { $0.notBuilt == nil }
    #expect(Set(try #require(read["properties"]?.object).keys) == Set(built.map(\.name)))
    #expect(read["properties"]?.object?.values.allSatisfy { $0["description"]?.string?.isEmpty == false } == true)
    #expect(read["required"]?.array?.count ?? 0 == built.count(where: \.isRequired))
  }

  @Test("words that are not built yet are not offered")
  func notBuilt() {
    #expect(JSONSchema.schema(for: .cluster)["properties"]?["engine"]?["enum"] == ["local"])
    #expect(JSONSchema.schema(for: .hub)["properties"]?["access"]?["properties"]?["open"] == nil)
  }

  @Test("a page has every key, the example, and what is not built yet", arguments: FileKind.allCases)
  func pages(_ kind: FileKind) {
    let page = ReferencePage.markdown(for: kind)
    let shape = Shape.of(kind)
    for field in shape.fields { #expect(page.contains("`\(field.name)`"), "\(field.name)") }
    #expect(page.contains(shape.example))
    #expect(page.contains("## Not built yet") == (kind != .feature))
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| ") }
    #expect(rows.allSatisfy { $0.filter { $0 == "|" }.count == 5 || $0.filter { $0 == "|" }.count == 4 })
    #expect(page.count(where: { $0 == "`" }).isMultiple(of: 2))
  }

  /// `ATOLL_WRITE_REFERENCE=1 swift test --filter SchemaTests` writes the pages anew.
  @Test("the pages in docs/reference are those of today", arguments: FileKind.allCases)
  func writtenPages(_ kind: FileKind) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../docs/reference/\(ReferencePage.fileName(of: kind))").standardizedFileURL
    if ProcessInfo.processInfo.environment["ATOLL_WRITE_REFERENCE"] != nil {
      try Data(ReferencePage.markdown(for: kind).utf8).write(to: file)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == ReferencePage.markdown(for: kind))
  }
}
