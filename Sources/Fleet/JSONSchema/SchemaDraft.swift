/// A draft of JSON Schema that Atoll reads.
public enum SchemaDraft: String, Sendable, CaseIterable {
  /// Draft 7; draft 6 is read as it, which only adds keywords.
  case draft7
  case draft2020

  /// What Helm takes where a schema names no draft, since 3.18: the newest. Helm up to 3.17 reads such a schema as of drafts 4, 6
  /// and 7 together, and knows nothing newer.
  public static let otherwise = SchemaDraft.draft2020

  /// The address of the draft's own schema, without scheme.
  private static let addresses: [String: SchemaDraft] = [
    "json-schema.org/draft-06/schema": .draft7,
    "json-schema.org/draft-07/schema": .draft7,
    "json-schema.org/draft/2020-12/schema": .draft2020,
    "json-schema.org/schema": .otherwise,
  ]

  /// The draft that a `$schema` names, be it with `http`, `https`, or an empty fragment; nil where Atoll does not read it.
  public init?(named address: String) {
    var rest = address[...]
    for scheme in ["http://", "https://"] where rest.hasPrefix(scheme) { rest = rest.dropFirst(scheme.count) }
    if rest.hasSuffix("#") { rest = rest.dropLast() }
    guard let draft = SchemaDraft.addresses[String(rest)] else { return nil }
    self = draft
  }
}

/// What may stand at a keyword, and whether schemas are in it.
enum SchemaForm {
  case schema
  /// A list of at least one schema.
  case schemas
  case schemaMap
  /// A schema, or a list of them: `items` of draft 7.
  case schemaOrSchemas
  /// A map of schemas or lists of keys: `dependencies` of draft 7.
  case dependencies
  /// A map of lists of keys.
  case keyLists
  /// A number of things: 0 or more.
  case count
  case number
  /// A number above 0.
  case divisor
  case text
  case pattern
  case types
  case keys
  case flag
  case list
}

extension SchemaDraft {
  private static let common: [String: SchemaForm] = [
    "$id": .text, "$schema": .text, "$ref": .text, "$comment": .text, "title": .text, "description": .text,
    "format": .text, "readOnly": .flag, "writeOnly": .flag, "examples": .list,
    "contentMediaType": .text, "contentEncoding": .text,
    "type": .types, "enum": .list, "multipleOf": .divisor,
    "maximum": .number, "exclusiveMaximum": .number, "minimum": .number, "exclusiveMinimum": .number,
    "maxLength": .count, "minLength": .count, "pattern": .pattern,
    "maxItems": .count, "minItems": .count, "uniqueItems": .flag, "contains": .schema,
    "maxProperties": .count, "minProperties": .count, "required": .keys,
    "properties": .schemaMap, "patternProperties": .schemaMap, "additionalProperties": .schema, "propertyNames": .schema,
    "if": .schema, "then": .schema, "else": .schema, "not": .schema,
    "allOf": .schemas, "anyOf": .schemas, "oneOf": .schemas,
    // Only `$defs` is of 2020-12, but schemas of either draft use either name, and it is never more than a place.
    "definitions": .schemaMap,
  ]
  private static let ofDraft7 = common.merging(
    ["items": .schemaOrSchemas, "additionalItems": .schema, "dependencies": .dependencies]
  ) { $1 }
  private static let ofDraft2020 = common.merging([
    "$anchor": .text, "$dynamicAnchor": .text, "$dynamicRef": .text, "$defs": .schemaMap,
    "prefixItems": .schemas, "items": .schema, "maxContains": .count, "minContains": .count,
    "dependentRequired": .keyLists, "dependentSchemas": .schemaMap, "contentSchema": .schema,
    "unevaluatedItems": .schema, "unevaluatedProperties": .schema, "deprecated": .flag,
  ]) { $1 }

  /// Nil: the draft does not know the keyword, or anything may stand there.
  func form(of keyword: String) -> SchemaForm? {
    switch self {
    case .draft7: SchemaDraft.ofDraft7[keyword]
    case .draft2020: SchemaDraft.ofDraft2020[keyword]
    }
  }
}
