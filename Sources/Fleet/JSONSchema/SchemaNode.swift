internal import Basics

/// A schema of a document, ready to be applied. Others are named by their number in `CompiledSchema.nodes`.
final class SchemaNode: Sendable {
  let number: Int
  /// From the root of its document: `#/properties/hub`.
  let pointer: String
  /// The number of the resource that it belongs to, for the dynamic scope.
  let resource: Int
  let statements: [SchemaStatement]
  /// Whether a statement asks what those before it looked at.
  let asksForRest: Bool

  init(number: Int, pointer: String, resource: Int, statements: [SchemaStatement]) {
    self.number = number
    self.pointer = pointer
    self.resource = resource
    self.statements = statements
    asksForRest = statements.contains { statement in
      switch statement.rule {
      case .restOfElements, .restOfMembers: true
      default: false
      }
    }
  }

  /// Whether it is the schema `false`.
  var isNever: Bool {
    if case .never = statements.first?.rule { true } else { false }
  }
}

/// A rule, the keyword that states it, and the place of the keyword's value.
struct SchemaStatement: Sendable {
  let rule: SchemaRule
  let keyword: String
  let place: SourcePlace?
}

/// What a keyword, or a group of keywords that belong together, asks of a value.
enum SchemaRule: Sendable {
  case never
  case types(SchemaTypes)
  /// `enum`, and `const` as one choice.
  case choices([SourcedValue])
  case multiple(of: SchemaNumber)
  case bound(SchemaNumber, SchemaBound)
  case count(Int, of: SchemaCounted, atLeast: Bool)
  case pattern(SchemaPattern)
  case format(SchemaFormat)
  case required([String])
  case members(SchemaMembers)
  case names(Int)
  case needs([(key: String, keys: [String])])
  case needsSchemas([(key: String, node: Int)])
  /// The elements by their index, and the schema of those that follow.
  case elements([Int], rest: Int?)
  /// `most` nil: any number. `looks`: those that it holds for count as looked at.
  case contains(Int, least: Int, most: Int?, looks: Bool)
  case unique
  case all([Int])
  case any([Int])
  case one([Int])
  case not(Int)
  case condition(Int, then: Int?, otherwise: Int?)
  case reference(Int)
  /// The node that the reference names, and the anchor by which an outer resource may replace it.
  case dynamicReference(Int, anchor: String)
  /// A reference to the schema of a draft: the value is a schema of that draft.
  case isSchema(SchemaDraft)
  case restOfElements(Int)
  case restOfMembers(Int)

  /// The nodes that it applies to the very value that it is applied to.
  var applied: [Int] {
    switch self {
    case .all(let nodes), .any(let nodes), .one(let nodes): nodes
    case .not(let node), .reference(let node), .dynamicReference(let node, _): [node]
    case .condition(let test, let then, let otherwise): [test] + [then, otherwise].compactMap(\.self)
    case .needsSchemas(let needs): needs.map(\.node)
    default: []
    }
  }
}

enum SchemaBound: Sendable {
  case least, above, most, below

  func holds(_ number: SchemaNumber, _ limit: SchemaNumber) -> Bool {
    switch self {
    case .least: !(number < limit)
    case .above: limit < number
    case .most: !(limit < number)
    case .below: number < limit
    }
  }
}

enum SchemaCounted: Sendable {
  case characters, elements, members
}

/// `properties`, `patternProperties` and `additionalProperties`, which depend on each other.
final class SchemaMembers: Sendable {
  let named: [String: Int]
  let patterns: [(pattern: SchemaPattern, node: Int)]
  /// The schema of members that are in neither.
  let rest: Int?

  init(named: [String: Int], patterns: [(pattern: SchemaPattern, node: Int)], rest: Int?) {
    self.named = named
    self.patterns = patterns
    self.rest = rest
  }
}
