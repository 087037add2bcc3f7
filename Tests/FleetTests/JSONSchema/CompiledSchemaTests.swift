import Basics
import Testing

@testable import Fleet

@Suite("Schemas that cannot be used, and bounds")
struct CompiledSchemaTests {
  @Test("a schema of a wrong form is refused with the place and the keyword")
  func forms() throws {
    let error = try #require(try SchemaSamples.error("properties:\n  a:\n    type: text\n"))
    #expect(error.reason == .form(keyword: "type", expected: "a type of JSON, or a list of them,"))
    #expect(error.pointer == "#/properties/a/type")
    #expect(error.place?.line == 3)
    for schema in [
      "minLength: -1", "required: a", "required: [a, a]", "properties: [1]", "allOf: []", "multipleOf: 0", "items: 3", "pattern: 1",
      "type: [string, string]", "additionalProperties: 1", "enum: 1", "$ref: 1", "uniqueItems: 1", "5",
    ] {
      let error = try SchemaSamples.error(schema)
      guard case .form = error?.reason else {
        Issue.record("\(schema): \(String(describing: error))")
        continue
      }
    }
  }

  @Test("a draft that Atoll does not read, another document and a dead reference are each named")
  func references() throws {
    #expect(
      try SchemaSamples.error("$schema: 'http://json-schema.org/draft-04/schema#'")?.reason
        == .draft("http://json-schema.org/draft-04/schema#"))
    #expect(try SchemaSamples.error("$ref: 'https://example.org/a.json#/b'")?.reason == .remote("https://example.org/a.json"))
    #expect(try SchemaSamples.error("$ref: '#/definitions/a'")?.reason == .missing("#/definitions/a"))
    #expect(try SchemaSamples.error("$ref: '#name'")?.reason == .missing("#name"))
    #expect(
      try SchemaSamples.error("pattern: '(?<=a)b'")?.reason
        == .pattern("(?<=a)b", what: "Atoll does not follow patterns that look behind"))
  }

  @Test("`$schema` chooses the draft with http, https, and without an end; without it the newest holds")
  func drafts() throws {
    for (name, draft) in [
      ("http://json-schema.org/draft-07/schema#", SchemaDraft.draft7), ("https://json-schema.org/draft-07/schema", .draft7),
      ("https://json-schema.org/draft/2020-12/schema", .draft2020), ("http://json-schema.org/draft-06/schema#", .draft7),
    ] {
      #expect(try CompiledSchema(SourcedValue(["$schema": .string(name)])).draft == draft)
    }
    #expect(try CompiledSchema(SourcedValue(["type": "object"])).draft == .draft2020)
  }

  @Test("references that lead back to themselves are refused, and recursion through the value is not")
  func loops() throws {
    for schema in [
      "$ref: '#'", "allOf: [{$ref: '#/definitions/a'}]\ndefinitions: {a: {anyOf: [{$ref: '#'}]}}",
      "if: {$ref: '#'}", "not: {not: {$ref: '#'}}",
    ] {
      #expect(try SchemaSamples.error(schema)?.reason == .endless, "\(schema)")
    }
    let tree = "{type: object, additionalProperties: {$ref: '#'}}"
    #expect(try SchemaSamples.words(tree, "{a: {b: {}}}") == [])
    #expect(try SchemaSamples.words(tree, "{a: {b: 1}}") == ["a.b: 1 is a number, and a map is expected"])
  }

  @Test("a schema that doubles its work at each level ends, and says so")
  func doubling() throws {
    var definitions: [String: JSONValue] = ["a0": ["type": "integer"]]
    for level in 1...40 {
      let inner: JSONValue = ["$ref": .string("#/$defs/a\(level - 1)")]
      definitions["a\(level)"] = ["allOf": [inner, inner]]
    }
    let schema = try CompiledSchema(SourcedValue(["$ref": "#/$defs/a40", "$defs": .object(definitions)]))
    let found = schema.violations(of: SourcedValue(.int(1)))
    #expect(found.map(\.what) == ["the values could not be compared with the schema: that takes too long"])
    #expect(!schema.accepts(SourcedValue(.int(1))))
  }

  @Test("a deep value below a long chain of references ends, right, wrong or told as too much")
  func calls() throws {
    var definitions: [String: JSONValue] = [
      "a100": ["type": ["object", "integer"], "additionalProperties": ["$ref": "#/$defs/a0"]]
    ]
    for step in 0..<100 { definitions["a\(step)"] = ["allOf": [["$ref": .string("#/$defs/a\(step + 1)")]]] }
    for length in [55, 20] {
      definitions["a\(length)"] = definitions["a100"]
      let schema = try CompiledSchema(SourcedValue(["$ref": "#/$defs/a0", "$defs": .object(definitions)]))
      for depth in [0, 5, 15, 64] {
        for end in [SourcedValue(.int(1)), SourcedValue(.string("x"))] {
          let value = (0..<depth).reduce(end) { value, _ in SourcedValue(.map(["k": value])) }
          let isWithin = (2 * length + 1) * (depth + 1) <= SchemaLimits.calls
          let isRight = end.int != nil
          let found = schema.violations(of: value)
          if isWithin { #expect(found.isEmpty == isRight) }
          #expect(schema.accepts(value) == found.isEmpty)
          #expect(found.count <= 1)
        }
      }
    }
  }

  @Test("a deep schema and a long chain of references are refused")
  func depth() throws {
    var deep: JSONValue = ["type": "string"]
    for _ in 0..<300 { deep = ["items": deep] }
    #expect(throws: SchemaError.self) { try CompiledSchema(SourcedValue(deep)) }
    let chain = Dictionary(
      uniqueKeysWithValues: (0..<10_000).map { ("a\($0)", ["$ref": .string("#/$defs/a\($0 + 1)")] as JSONValue) })
    let end: [String: JSONValue] = ["a10000": true]
    let schema: JSONValue = ["$ref": "#/$defs/a0", "$defs": .object(chain.merging(end) { $1 })]
    #expect(throws: SchemaError.self) { try CompiledSchema(SourcedValue(schema)) }
  }

  @Test("addresses are resolved as RFC 3986 says")
  func addresses() {
    let base = SchemaAddress("http://a/b/c/d;p?q")
    for (reference, whole) in [
      ("g:h", "g:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"), ("/g", "http://a/g"),
      ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"), ("", "http://a/b/c/d;p?q"),
      (".", "http://a/b/c/"), ("..", "http://a/b/"), ("../g", "http://a/b/g"), ("../..", "http://a/"), ("../../../g", "http://a/g"),
    ] {
      #expect(SchemaAddress(reference).resolved(against: base).document == whole)
    }
    #expect(SchemaAddress("g#s").resolved(against: base).fragment == "s")
  }
}
