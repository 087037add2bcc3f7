import Basics
import Fleet
import Foundation
import Testing

/// The public JSON-Schema-Test-Suite: every required file of both drafts, but for what is listed with its reason.
@Suite(
  "JSON Schema's test suite",
  .enabled(
    if: SchemaSamples.isThere(SchemaSamples.suite),
    "skipped: the JSON Schema test suite is not here; run scripts/json-schema-suite"))
struct JSONSchemaSuiteTests {
  enum Draft: String, CaseIterable, Sendable {
    case draft7 = "draft7"
    case draft2020 = "draft2020-12"

    var draft: SchemaDraft { self == .draft7 ? .draft7 : .draft2020 }
    /// How many cases agree, as counted with version 4.26.0 of the package that carries the suite.
    var agreeing: Int { self == .draft7 ? 913 : 1252 }
  }

  /// `draft/file group`: why it is left out.
  static let leftOut = [
    "draft2020-12/vocabulary.json schema that uses custom metaschema with with no validation vocabulary":
      "$schema names a document of its own; Atoll reads the drafts' vocabularies only, and says so",
    "draft2020-12/vocabulary.json ignore unrecognized optional vocabulary":
      "$schema names a document of its own; Atoll reads the drafts' vocabularies only, and says so",
  ]

  struct Group: Decodable {
    let description: String
    let schema: JSONValue
    let tests: [Case]
  }

  struct Case: Decodable {
    let description: String
    let data: JSONValue
    let valid: Bool
  }

  static func load<Value: Decodable>(_ url: URL, as type: Value.Type = Value.self) throws -> Value {
    try JSONDecoder().decode(type, from: Data(contentsOf: url))
  }

  /// The documents that the suite expects at `localhost:1234`.
  static func documents(_ draft: Draft) throws -> [String: SourcedValue] {
    var documents: [String: SourcedValue] = [:]
    for prefix in ["", "\(draft.rawValue)/"] {
      let folder = SchemaSamples.suite.appending(path: "remotes/\(prefix)")
      let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
      for name in names where name.hasSuffix(".json") && (!prefix.isEmpty || !name.hasPrefix("draft")) {
        documents["http://localhost:1234/\(prefix)\(name)"] = SourcedValue(
          try load(folder.appending(path: name), as: JSONValue.self))
      }
    }
    return documents
  }

  @Test("every case of the required files is decided as the suite says", arguments: Draft.allCases)
  func agrees(draft: Draft) throws {
    let documents = try JSONSchemaSuiteTests.documents(draft)
    let folder = SchemaSamples.suite.appending(path: "tests/\(draft.rawValue)")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }.sorted()
    var agreeing = 0
    for file in files {
      for group in try JSONSchemaSuiteTests.load(folder.appending(path: file), as: [Group].self) {
        let name = "\(draft.rawValue)/\(file) \(group.description)"
        if JSONSchemaSuiteTests.leftOut[name] != nil { continue }
        let schema = try CompiledSchema(SourcedValue(group.schema), documents: documents, otherwise: draft.draft)
        for test in group.tests {
          let value = SourcedValue(test.data)
          let memory = SchemaMemory()
          let answers = [
            schema.accepts(value), schema.accepts(value, memory: memory), schema.accepts(value, memory: memory),
            schema.violations(of: value).isEmpty,
          ]
          #expect(answers == [Bool](repeating: test.valid, count: 4), "\(name): \(test.description)")
          if answers.allSatisfy({ $0 == test.valid }) { agreeing += 1 }
        }
      }
    }
    #expect(agreeing >= draft.agreeing)
  }

  @Test("patterns behave as ECMA-262 says", arguments: Draft.allCases)
  func patterns(draft: Draft) throws {
    let file = SchemaSamples.suite.appending(path: "tests/\(draft.rawValue)/optional/ecmascript-regex.json")
    for group in try JSONSchemaSuiteTests.load(file, as: [Group].self) {
      let schema = try CompiledSchema(SourcedValue(group.schema), otherwise: draft.draft)
      for test in group.tests {
        // The only case about `format`, which says nothing here.
        if group.schema["format"] != nil { continue }
        #expect(schema.accepts(SourcedValue(test.data)) == test.valid, "\(group.description): \(test.description)")
      }
    }
  }

  @Test("what is left out is in the suite, and is refused with a reason")
  func leftOut() throws {
    for (name, _) in JSONSchemaSuiteTests.leftOut {
      let parts = name.split(separator: " ", maxSplits: 1).map(String.init)
      let groups = try JSONSchemaSuiteTests.load(SchemaSamples.suite.appending(path: "tests/\(parts[0])"), as: [Group].self)
      let group = try #require(groups.first { $0.description == parts[1] })
      #expect(throws: SchemaError.self) { try CompiledSchema(SourcedValue(group.schema)) }
    }
  }
}
