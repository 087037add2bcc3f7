import Basics
import Fleet
import Testing

@Suite("What a schema finds wrong")
struct SchemaViolationTests {
  @Test("a value of a wrong type is told with its type, the wanted one, and how to mend it")
  func types() throws {
    let schema = "properties: {memory: {properties: {limit: {type: [number, 'null']}, name: {type: string}, on: {type: boolean}}}}"
    #expect(
      try SchemaSamples.words(schema, "memory: {limit: 5G, name: 12, on: 'true'}") == [
        "memory.limit: '5G' is text, and a number or null is expected",
        "memory.name: 12 is a number, and text is expected; put it into quotes",
        "memory.on: 'true' is text, and true or false is expected; remove the quotes",
      ])
    #expect(
      try SchemaSamples.words("type: integer", "2.5") == [": 2.5 is a number, and a whole number is expected; write a whole number"]
    )
    #expect(try SchemaSamples.words("type: integer", "2.0") == [])
    #expect(try SchemaSamples.words("type: object", "[1]") == [": a list stands here, and a map is expected"])
  }

  @Test("a finding stands at the line that sets the value, and names the keyword in the schema with its line")
  func places() throws {
    let schema = try CompiledSchema(
      SchemaSamples.yaml(
        "properties:\n  list:\n    items:\n      required: [b]\n      properties:\n        a: {type: string}\n", file: "s.yaml"))
    let values = try SchemaSamples.yaml("list:\n  - b: 1\n    a: text\n  - a:\n      - 1\n")
    let found = schema.violations(of: values)
    #expect(found.map(\.path) == ["list[1]", "list[1].a"])
    #expect(found.map(\.value.place?.line) == [4, 5])
    #expect(found.map(\.pointer) == ["#/properties/list/items/required", "#/properties/list/items/properties/a/type"])
    #expect(found.map(\.rule?.description) == ["s.yaml:4:17", "s.yaml:6:19"])
    #expect(found.map(\.isLack) == [true, false])
  }

  @Test("a key that is not known is told at its value, with the known one that is nearest and not set yet")
  func unknownKeys() throws {
    let schema = "{additionalProperties: false, properties: {memory: {}, cpu: {}, cpus: {}}}"
    #expect(
      try SchemaSamples.words(schema, "{memroy: 1, cpu: 1}") == [
        "memroy: the key 'memroy' is not known here; did you mean 'memory'?"
      ])
    #expect(
      try SchemaSamples.words(schema, "{zzz: 1, memory: 1}") == [
        "zzz: the key 'zzz' is not known here; known here, and not set yet: cpu, cpus"
      ])
    let value = try SchemaSamples.yaml("cpu: 1\nmemroy:\n  5\n")
    #expect(try CompiledSchema(SchemaSamples.yaml(schema)).violations(of: value).map(\.value.place?.line) == [3])
  }

  @Test("each keyword about one value has its sentence")
  func sentences() throws {
    let cases: [(schema: String, value: String, words: String)] = [
      (
        "enum: [Always, Never, '']", "always",
        ": 'always' stands here, and one of Always, Never, '' is expected; did you mean 'Always'?"
      ),
      ("const: 3", "4", ": 4 stands here, and 3 is expected"),
      ("minimum: 1", "0", ": 0 is less than 1, the least that is allowed"),
      ("exclusiveMinimum: 0", "0", ": 0 is not above 0, as is expected"),
      ("maximum: 1.5", "2", ": 2 is more than 1.5, the most that is allowed"),
      ("exclusiveMaximum: 5", "5", ": 5 is not below 5, as is expected"),
      ("multipleOf: 0.1", "0.35", ": 0.35 is no multiple of 0.1"),
      ("minLength: 2", "'🐢'", ": '🐢' has 1 character, and at least 2 are needed"),
      ("maxItems: 1", "[1, 2]", ": the list has 2 elements, and at most 1 is allowed"),
      ("minProperties: 1", "{}", ": the map has 0 keys, and at least 1 is needed"),
      ("pattern: '[^/]$'", "a/", ": 'a/' does not match the pattern [^/]$"),
      ("uniqueItems: true", "[1, 2, 1.0]", ": the list has the same element twice, at [0] and [2]; take one of them out"),
      ("contains: {const: 1}", "[2]", ": no element of the list is of a kind of which at least 1 is needed"),
      ("{contains: {}, maxContains: 1}", "[2, 3]", ": 2 elements of the list are of a kind of which at most 1 is allowed"),
      ("prefixItems: [{}]\nitems: false", "[1, 2]", "[1]: there may be no such element: the list may have 1 at most; take it out"),
      (
        "dependentRequired: {a: [b, c]}", "{a: 1}",
        ": the keys 'b' and 'c' are missing, which the key 'a' needs beside it; add them"
      ),
      (
        "propertyNames: {pattern: '^[a-z]+$'}", "{A: 1}",
        "A: the name 'A' is not allowed for a key here: 'A' does not match the pattern ^[a-z]+$"
      ),
      (
        "patternProperties: {'^x': false}", "{x1: 1}",
        "x1: the key 'x1' is not known here; take it out, or look up where it belongs"
      ),
      ("not: {required: [a]}", "{a: 1}", ": the key 'a' may not be set here; take it out"),
      ("unevaluatedProperties: false", "{a: 1}", "a: the key 'a' is not known here; take it out, or look up where it belongs"),
      ("false", "1", ": nothing may stand here; take it out"),
    ]
    for (schema, value, words) in cases { #expect(try SchemaSamples.words(schema, value) == [words], "\(schema)") }
  }

  @Test("a value that may be a secret is not shown")
  func secrets() throws {
    let words = try SchemaSamples.words(
      "properties: {password: {type: integer}, name: {enum: [a]}}",
      "{password: hunter2345, name: ghp_0123456789abcdefghij0123456789ABCDEF}")
    #expect(
      words == [
        "name: the text here stands here, and a is expected", "password: the text here is text, and a whole number is expected",
      ])
  }

  @Test("several schemas of which one should hold give one finding, about what was most likely meant")
  func alternatives() throws {
    #expect(
      try SchemaSamples.words("oneOf: [{type: string}, {type: array}, {type: 'null'}]", "5") == [
        ": 5 is a number, and text, a list or null is expected; put it into quotes"
      ])
    #expect(
      try SchemaSamples.words("anyOf: [{type: integer}, {enum: [auto, off]}]", "none") == [
        ": 'none' stands here, and a whole number or one of auto, off is expected"
      ])
    let keys = "oneOf: [{required: [data]}, {required: [stringData]}, {required: [binaryData]}]"
    #expect(
      try SchemaSamples.words(keys, "{}") == [
        ": 'data', 'stringData' or 'binaryData' is missing: one of them is needed; add one of them"
      ])
    #expect(
      try SchemaSamples.words(keys, "{data: 1, stringData: 2}") == [
        ": 'data' and 'stringData' are set together, and only one of them may be; take one of them out"
      ])
    let kinds = """
      oneOf:
        - {properties: {kind: {const: a}, size: {type: integer}}, required: [kind, size]}
        - {properties: {kind: {const: b}, name: {type: string}, more: {type: string}}, required: [kind, name]}
        - {type: string}
      """
    #expect(try SchemaSamples.words(kinds, "{kind: a, size: big}") == ["size: 'big' is text, and a whole number is expected"])
    #expect(try SchemaSamples.words(kinds, "{kind: b}") == [": the key 'name' is missing; add it"])
  }

  @Test("a condition tells what the schema that it chose finds")
  func conditions() throws {
    let schema = "{if: {properties: {type: {const: pvc}}, required: [type]}, then: {required: [pvc]}, else: {required: [url]}}"
    #expect(try SchemaSamples.words(schema, "type: pvc") == [": the key 'pvc' is missing; add it"])
    #expect(try SchemaSamples.words(schema, "type: other") == [": the key 'url' is missing; add it"])
  }

  @Test("no more is told than was asked for")
  func limit() throws {
    let schema = try CompiledSchema(SchemaSamples.yaml("items: {type: string}"))
    let value = SourcedValue(.list((0..<500).map { SourcedValue(.int($0)) }))
    #expect(schema.violations(of: value, limit: 7).map(\.path) == (0..<7).map { "[\($0)]" })
  }

  @Test("multiples are computed with decimal digits")
  func multiples() throws {
    for (value, divisor, isOne) in [
      (0.3, 0.1, true), (0.0075, 0.0001, true), (1e308, 0.5, true), (1e308, 0.123456789, false), (4.02, 0.01, true),
      (-0.3, 0.1, true), (0, 0.7, true), (1e-300, 1e300, false), (9, 2, false),
    ] {
      let schema = try CompiledSchema(SourcedValue(["multipleOf": .double(divisor)]))
      #expect(schema.accepts(SourcedValue(.double(value))) == isOne, "\(value) of \(divisor)")
    }
  }
}
