import Basics
import Fleet
import Testing

@Suite("What was found right is remembered")
struct SchemaMemoryTests {
  /// Random values of few keys, so that they often are as the schema wants them, and often not.
  private static func value(_ random: inout SeededRandom, depth: Int, shared: [SourcedValue]) -> SourcedValue {
    if !shared.isEmpty, Int.random(in: 0..<3, using: &random) == 0 {
      return shared[Int.random(in: 0..<shared.count, using: &random)]
    }
    switch Int.random(in: 0..<(depth > 0 ? 6 : 4), using: &random) {
    case 0: return SourcedValue(.int(Int.random(in: -1...3, using: &random)))
    case 1: return SourcedValue(.string(["", "a", "bb"][Int.random(in: 0..<3, using: &random)]))
    case 2: return SourcedValue(.bool(Bool.random(using: &random)))
    case 3: return SourcedValue(.null)
    case 4:
      return SourcedValue(
        .list((0..<Int.random(in: 0..<3, using: &random)).map { _ in value(&random, depth: depth - 1, shared: shared) }))
    default:
      var members: [String: SourcedValue] = [:]
      for key in ["a", "b", "c", "d"] where Bool.random(using: &random) {
        members[key] = value(&random, depth: depth - 1, shared: shared)
      }
      return SourcedValue(.map(members))
    }
  }

  private static let schemas: [JSONValue] = [
    [
      "type": ["object", "array", "integer", "null"], "properties": ["a": ["$ref": "#"], "b": ["type": ["string", "integer"]]],
      "additionalProperties": ["anyOf": [["$ref": "#"], ["type": "boolean"]]], "items": ["$ref": "#"],
    ],
    [
      "allOf": [["properties": ["a": true]], ["if": ["required": ["b"]], "then": ["properties": ["b": true]]]],
      "unevaluatedProperties": ["type": ["object", "array"], "not": ["required": ["a"]]],
    ],
    [
      "$id": "http://example.org/strict", "$dynamicAnchor": "node", "$ref": "tree", "unevaluatedProperties": false,
      "$defs": [
        "tree": [
          "$id": "tree", "$dynamicAnchor": "node", "type": ["object", "integer"],
          "properties": ["a": ["$dynamicRef": "#node"], "b": true],
        ]
      ],
    ],
  ]

  @Test("with a memory that many values share, every answer is the one without", arguments: [1, 2, 3] as [UInt64])
  func sameAnswers(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    for schema in SchemaMemoryTests.schemas {
      let compiled = try CompiledSchema(SourcedValue(schema))
      let memory = SchemaMemory()
      var shared: [SourcedValue] = []
      var right = 0
      for _ in 0..<400 {
        let value = SchemaMemoryTests.value(&random, depth: 4, shared: shared)
        let answer = compiled.accepts(value)
        #expect(compiled.accepts(value, memory: memory) == answer)
        let found = compiled.violations(of: value, limit: .max)
        #expect(compiled.violations(of: value, limit: .max, memory: memory) == found)
        #expect(found.isEmpty == answer)
        if answer { right += 1 }
        if shared.count < 30 { shared.append(value) }
      }
      #expect(right > 0 && right < 400)
    }
  }

  @Test("what it remembers stays alive, so that no other value takes its identity")
  func identities() throws {
    let compiled = try CompiledSchema(SourcedValue(["additionalProperties": ["type": "integer"]]))
    let memory = SchemaMemory()
    for number in 0..<200 {
      #expect(compiled.accepts(SourcedValue(.map(["a": SourcedValue(.int(number))])), memory: memory))
      #expect(!compiled.accepts(SourcedValue(.map(["a": SourcedValue(.string("\(number)"))])), memory: memory))
    }
    #expect(memory.count == 200)
  }

  @Test("it remembers no more than it may")
  func limit() throws {
    let compiled = try CompiledSchema(SourcedValue(["additionalProperties": ["type": "integer"]]))
    let memory = SchemaMemory(limit: 10)
    for number in 0..<50 { _ = compiled.accepts(SourcedValue(.map(["a": SourcedValue(.int(number))])), memory: memory) }
    #expect(memory.count == 10)
  }

  @Test("what is wrong is never remembered as right, and two schemas do not share what they remember")
  func schemas() throws {
    let numbers = try CompiledSchema(SourcedValue(["additionalProperties": ["type": "integer"]]))
    let texts = try CompiledSchema(SourcedValue(["additionalProperties": ["type": "string"]]))
    let value = SourcedValue(.map(["a": SourcedValue(.int(1))]))
    let memory = SchemaMemory()
    for _ in 0..<2 {
      #expect(numbers.accepts(value, memory: memory))
      #expect(!texts.accepts(value, memory: memory))
    }
  }
}
