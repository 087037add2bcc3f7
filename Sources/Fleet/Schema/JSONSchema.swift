public import Basics

/// JSON Schemas (draft 2020-12) of the files of a fleet folder, for editors that complete and check while one writes.
/// Keys and words that are not built yet are left out, so that an editor does not offer what is refused.
public enum JSONSchema {
  /// The file name under which the schema of a kind is written.
  public static func fileName(of kind: FileKind) -> String { "\(kind.rawValue).schema.json" }

  /// The schema of a kind of file, as text.
  public static func text(for kind: FileKind) -> String { JSONText.pretty(schema(for: kind)) + "\n" }

  /// The schema of a kind of file.
  public static func schema(for kind: FileKind) -> JSONValue {
    let shape = Shape.of(kind)
    var schema = object(shape.fields)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = .string(shape.title)
    schema["description"] = .string(shape.summary)
    return .object(schema)
  }

  private static func object(_ fields: [Field]) -> [String: JSONValue] {
    let built = fields.filter { $0.notBuilt == nil }
    var schema: [String: JSONValue] = [
      "type": "object", "additionalProperties": false,
      "properties": .object(Dictionary(uniqueKeysWithValues: built.map { ($0.name, property($0)) })),
    ]
    let required = built.filter(\.isRequired).map { JSONValue.string($0.name) }
    if !required.isEmpty { schema["required"] = .array(required) }
    return schema
  }

  private static func property(_ field: Field) -> JSONValue {
    var schema = type(field.type)
    var words = field.meaning
    if let otherwise = field.defaultMeaning { words += " Left out: \(otherwise)." }
    if case .choice(let choices) = field.type {
      let meanings = choices.filter { $0.notBuilt == nil && !$0.meaning.isEmpty }.map { "\($0.value): \($0.meaning)" }
      if !meanings.isEmpty { words += " " + meanings.joined(separator: "; ") + "." }
    }
    schema["description"] = .string(words)
    if let value = field.defaultValue { schema["default"] = value }
    return .object(schema)
  }

  private static func type(_ type: ValueType) -> [String: JSONValue] {
    switch type {
    case .text(let form): text(form)
    case .integer(let range): ["type": "integer", "minimum": .int(range.lowerBound), "maximum": .int(range.upperBound)]
    case .number(let above, let atMost):
      ["type": "number", "exclusiveMinimum": .double(above), "maximum": .double(atMost)]
    case .numberWithin(let range):
      ["type": "number", "minimum": .double(range.lowerBound), "maximum": .double(range.upperBound)]
    case .money: ["type": "number", "minimum": 0, "maximum": .double(Money.limit.amount), "examples": [1500, 4166.67]]
    case .flag: ["type": "boolean"]
    case .bytes: ["type": "string", "pattern": .string(Quantity.bytesPattern), "examples": ["512M", "2G"]]
    case .duration(let orNever):
      [
        "type": "string",
        "pattern": .string(orNever ? "^(never|([0-9]+[smhd])+)$" : Quantity.secondsPattern),
        "examples": ["90m", "1h30m"],
      ]
    case .choice(let choices):
      ["enum": .array(choices.filter { $0.notBuilt == nil }.map { .string($0.value) })]
    case .list(let element): ["type": "array", "items": .object(self.type(element))]
    case .map(let key, let value):
      ["type": "object", "propertyNames": .object(text(key)), "additionalProperties": .object(self.type(value))]
    case .object(let fields): object(fields)
    case .secret:
      object([.required("secret", .text(.secretName), "The name of the secret; the secret itself never stands here.")])
    case .free: [:]
    case .freeMap: ["type": "object"]
    }
  }

  private static func text(_ form: TextForm) -> [String: JSONValue] {
    var schema: [String: JSONValue] = ["type": "string"]
    if let pattern = form.pattern { schema["pattern"] = .string(pattern) }
    if let format = form.format { schema["format"] = .string(format) }
    return schema
  }
}
