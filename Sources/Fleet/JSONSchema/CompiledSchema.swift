public import Basics

/// A JSON Schema that is ready to be applied to values: its form checked, its references followed, its patterns read.
public final class CompiledSchema: Sendable {
  public let draft: SchemaDraft
  let nodes: [SchemaNode]
  let root: Int
  /// The nodes of each `$dynamicAnchor` by resource.
  let dynamic: [String: [Int: Int]]
  /// Whether what a schema says depends on how one came to it, so that nothing can be remembered of it.
  let isDynamic: Bool

  /// - Parameters:
  ///   - schema: the document.
  ///   - documents: other documents that it may refer to, by address. No other is read, and none is ever fetched; the
  ///     drafts' own schemas are known.
  ///   - otherwise: the draft of a document that names none.
  ///   - assertsFormats: whether `format` is asked of values, as Helm does; the drafts leave it open.
  public init(
    _ schema: SourcedValue, documents: [String: SourcedValue] = [:], otherwise: SchemaDraft = .otherwise,
    assertsFormats: Bool = false
  ) throws(SchemaError) {
    var compiler = SchemaCompiler(documents: documents, otherwise: otherwise, assertsFormats: assertsFormats)
    try compiler.compile(schema)
    draft = compiler.draft
    nodes = compiler.nodes
    root = compiler.root
    dynamic = compiler.dynamic
    isDynamic = compiler.isDynamic
  }

  /// Whether a value is as the schema wants it.
  public func accepts(_ value: SourcedValue, memory: SchemaMemory? = nil) -> Bool {
    var run = SchemaRun(self, memory: memory)
    return run.holds(root, value) && !run.isExhausted
  }

  /// What is wrong with a value, the first findings up to a limit, in the order of the schema and of keys; empty where
  /// it is as the schema wants it.
  public func violations(of value: SourcedValue, limit: Int = 100, memory: SchemaMemory? = nil) -> [SchemaViolation] {
    var run = SchemaRun(self, memory: memory)
    if run.holds(root, value), !run.isExhausted { return [] }
    let found = run.isExhausted ? [] : run.violations(root, value, [])
    guard !run.isExhausted else {
      return [
        SchemaViolation(
          steps: [], keyword: "", value: value, what: "the values could not be compared with the schema: that takes too long",
          pointer: nodes[root].pointer)
      ]
    }
    return Array(found.prefix(limit))
  }

  /// Whether a value has the form of a schema of a draft, as the draft's own schema describes it.
  static func isSchema(_ value: SourcedValue, _ draft: SchemaDraft) -> Bool {
    var index = SchemaIndex()
    do {
      try index.add(value, at: "", draft: draft)
      return true
    } catch {
      return false
    }
  }
}

/// Something that is not as a schema wants it.
public struct SchemaViolation: Sendable, Equatable {
  public enum Step: Sendable, Hashable {
    case key(String)
    case index(Int)
  }

  /// Where in the values it stands; empty: the whole.
  public let steps: [Step]
  /// The keyword that is not fulfilled; empty for the schema `false`.
  public let keyword: String
  /// What stands there. Where a key is missing: the map that lacks it.
  public let value: SourcedValue
  /// What is wrong, in one sentence without a full stop at its end.
  public let what: String
  /// What to do about it; nil where that is plain.
  public let next: String?
  /// The keyword in the schema, as a JSON pointer: `#/properties/hub/type`.
  public let pointer: String
  /// The place of the keyword's value in the schema.
  public let rule: SourcePlace?
  /// Whether something that is missing would mend it, and nothing that is there is wrong.
  public let isLack: Bool
  /// What would have been right, for one sentence about several violations.
  let wanted: Wanted?

  enum Wanted: Sendable, Equatable {
    case types(SchemaTypes)
    case choices([SourcedValue])
    case keys([String])
  }

  init(
    steps: [Step], keyword: String, value: SourcedValue, what: String, next: String? = nil, pointer: String,
    rule: SourcePlace? = nil, isLack: Bool = false, wanted: Wanted? = nil
  ) {
    self.steps = steps
    self.keyword = keyword
    self.value = value
    self.what = what
    self.next = next
    self.pointer = pointer
    self.rule = rule
    self.isLack = isLack
    self.wanted = wanted
  }

  /// The steps as a path: `singleuser.profileList[0].slug`; empty for the whole.
  public var path: String { SchemaViolation.path(steps) }

  static func path(_ steps: [Step]) -> String {
    steps.reduce(into: "") { path, step in
      switch step {
      case .key(let key): path += path.isEmpty ? key : ".\(key)"
      case .index(let index): path += "[\(index)]"
      }
    }
  }
}
