/// One comparison of a value with a schema.
struct SchemaRun {
  let schema: CompiledSchema
  private let memory: SchemaMemory?
  /// The resources that were entered on the way here, the outermost first. Kept only where references depend on it.
  private var scope: [Int] = []
  private var steps = 0
  private var calls = 0
  /// Whether it takes more than is allowed; what it answers from then on means nothing.
  private(set) var isExhausted = false

  /// What of one value the schemas that hold for it looked at.
  struct Looked {
    var keys: Set<String> = []
    var allKeys = false
    /// The elements up to here.
    var elements = 0
    var more: Set<Int> = []
    var allElements = false

    mutating func add(_ other: Looked) {
      keys.formUnion(other.keys)
      allKeys = allKeys || other.allKeys
      elements = max(elements, other.elements)
      more.formUnion(other.more)
      allElements = allElements || other.allElements
    }
  }

  init(_ schema: CompiledSchema, memory: SchemaMemory?) {
    self.schema = schema
    self.memory = schema.isDynamic ? nil : memory
  }

  mutating func holds(_ number: Int, _ value: SourcedValue) -> Bool {
    var nothing: Looked?
    return holds(number, value, &nothing)
  }

  /// - Parameter looked: where it is not nil, what the schema looks at is added, should it hold.
  mutating func holds(_ number: Int, _ value: SourcedValue, _ looked: inout Looked?) -> Bool {
    let node = schema.nodes[number]
    if node.statements.isEmpty { return true }
    spend(1)
    if isExhausted { return true }
    let remembers = looked == nil && memory != nil && value.hasParts
    if remembers, let memory, memory.isRight(value, by: number, of: schema) { return true }
    enter(node)
    defer { leave() }
    var own = looked != nil || node.asksForRest ? Looked() : nil
    for statement in node.statements {
      guard holds(statement.rule, value, &own) else { return false }
    }
    if looked != nil, let own { looked?.add(own) }
    if remembers, !isExhausted { memory?.remember(value, by: number, of: schema) }
    return true
  }

  mutating func enter(_ node: SchemaNode) {
    calls += 1
    if calls > SchemaLimits.calls { isExhausted = true }
    if schema.isDynamic { scope.append(node.resource) }
  }

  mutating func leave() {
    calls -= 1
    if schema.isDynamic { scope.removeLast() }
  }

  private mutating func spend(_ count: Int) {
    steps += count
    if steps > SchemaLimits.steps { isExhausted = true }
  }

  mutating func fits(_ pattern: SchemaPattern, _ text: String) -> Bool {
    spend(pattern.cost(of: text) / 32)
    return isExhausted || pattern.isFound(in: text)
  }

  /// The node that a dynamic reference leads to: of the outermost resource that has the anchor.
  func target(_ node: Int, _ anchor: String) -> Int {
    guard schema.isDynamic, let byResource = schema.dynamic[anchor] else { return node }
    return scope.lazy.compactMap { byResource[$0] }.first ?? node
  }
}

extension SourcedValue {
  /// Whether it is a map or a list with something in it.
  fileprivate var hasParts: Bool {
    switch content {
    case .map(let members): !members.isEmpty
    case .list(let elements): !elements.isEmpty
    case .null, .bool, .int, .double, .string: false
    }
  }
}

// MARK: - Rules

extension SchemaRun {
  mutating func holds(_ rule: SchemaRule, _ value: SourcedValue, _ looked: inout Looked?) -> Bool {
    switch rule {
    case .never: return false
    case .types(let types): return types.holds(value)
    case .choices(let choices): return choices.contains { SchemaEquality.same($0, value) }
    case .multiple(let divisor): return SchemaNumber(value).map { $0.isMultiple(of: divisor) } ?? true
    case .bound(let limit, let bound): return SchemaNumber(value).map { bound.holds($0, limit) } ?? true
    case .count(let limit, let counted, let atLeast):
      guard let count = counted.count(in: value) else { return true }
      return atLeast ? count >= limit : count <= limit
    case .pattern(let pattern): return value.string.map { fits(pattern, $0) } ?? true
    case .format(let format): return format.holds(for: value)
    case .unique: return value.elements.map { SchemaEquality.twice(in: $0) == nil } ?? true
    case .required(let keys):
      guard case .map(let members) = value.content else { return true }
      return keys.allSatisfy { members[$0] != nil }
    case .needs(let needs):
      guard case .map(let members) = value.content else { return true }
      return needs.allSatisfy { key, keys in members[key] == nil || keys.allSatisfy { members[$0] != nil } }
    case .members(let rules):
      guard case .map(let members) = value.content else { return true }
      return holds(rules, members, &looked)
    case .names(let node):
      guard case .map(let members) = value.content else { return true }
      for key in members.keys { guard holds(node, SourcedValue(.string(key))) else { return false } }
      return true
    case .elements(let first, let rest):
      guard case .list(let elements) = value.content else { return true }
      return holds(first, rest, elements, &looked)
    case .contains(let node, let least, let most, let looks):
      guard case .list(let elements) = value.content else { return true }
      let count = contains(node, elements, looks, &looked)
      return count >= least && count <= most ?? .max
    case .restOfMembers(let node):
      guard case .map(let members) = value.content else { return true }
      for (key, child) in members where !isLooked(key, looked) {
        guard holds(node, child) else { return false }
      }
      looked?.allKeys = true
      return true
    case .restOfElements(let node):
      guard case .list(let elements) = value.content else { return true }
      for (index, child) in elements.enumerated() where !isLooked(index, looked) {
        guard holds(node, child) else { return false }
      }
      looked?.allElements = true
      return true
    case .isSchema(let draft): return CompiledSchema.isSchema(value, draft)
    case .all, .any, .one, .not, .condition, .reference, .dynamicReference, .needsSchemas:
      return applies(rule, value, &looked)
    }
  }

  func isLooked(_ key: String, _ looked: Looked?) -> Bool { looked.map { $0.allKeys || $0.keys.contains(key) } ?? false }
  func isLooked(_ index: Int, _ looked: Looked?) -> Bool {
    looked.map { $0.allElements || index < $0.elements || $0.more.contains(index) } ?? false
  }

  /// Rules that apply other schemas to the same value.
  private mutating func applies(_ rule: SchemaRule, _ value: SourcedValue, _ looked: inout Looked?) -> Bool {
    switch rule {
    case .all(let nodes):
      for node in nodes { guard holds(node, value, &looked) else { return false } }
      return true
    case .any(let nodes):
      var isAny = false
      for node in nodes where holds(node, value, &looked) {
        if looked == nil { return true }
        isAny = true
      }
      return isAny
    case .one(let nodes):
      var count = 0
      for node in nodes where holds(node, value, &looked) {
        count += 1
        if count > 1 { return false }
      }
      return count == 1
    case .not(let node): return !holds(node, value) || isExhausted
    case .condition(let test, let then, let otherwise):
      let chosen = holds(test, value, &looked) ? then : otherwise
      return chosen.map { holds($0, value, &looked) } ?? true
    case .reference(let node): return holds(node, value, &looked)
    case .dynamicReference(let node, let anchor): return holds(target(node, anchor), value, &looked)
    case .needsSchemas(let needs):
      guard case .map(let members) = value.content else { return true }
      for (key, node) in needs where members[key] != nil {
        guard holds(node, value, &looked) else { return false }
      }
      return true
    default: return true
    }
  }

  private mutating func holds(_ rules: SchemaMembers, _ members: [String: SourcedValue], _ looked: inout Looked?) -> Bool {
    for (key, child) in members {
      var isKnown = false
      if let node = rules.named[key] {
        isKnown = true
        guard holds(node, child) else { return false }
      }
      for (pattern, node) in rules.patterns where fits(pattern, key) {
        isKnown = true
        guard holds(node, child) else { return false }
      }
      if !isKnown, let rest = rules.rest {
        isKnown = true
        guard holds(rest, child) else { return false }
      }
      if isKnown { looked?.keys.insert(key) }
    }
    return true
  }

  private mutating func holds(
    _ first: [Int], _ rest: Int?, _ elements: [SourcedValue], _ looked: inout Looked?
  ) -> Bool {
    for (index, element) in elements.enumerated() {
      guard let node = index < first.count ? first[index] : rest else { break }
      guard holds(node, element) else { return false }
    }
    let until = max(looked?.elements ?? 0, rest == nil ? first.count : elements.count)
    looked?.elements = until
    return true
  }

  /// How many elements a schema holds for.
  mutating func contains(_ node: Int, _ elements: [SourcedValue], _ looks: Bool, _ looked: inout Looked?) -> Int {
    var count = 0
    for (index, element) in elements.enumerated() where holds(node, element) {
      count += 1
      if looks { looked?.more.insert(index) }
    }
    return count
  }
}

extension SchemaCounted {
  /// Nil: there is nothing of the kind to count.
  func count(in value: SourcedValue) -> Int? {
    switch (self, value.content) {
    case (.characters, .string(let text)): text.unicodeScalars.count
    case (.elements, .list(let elements)): elements.count
    case (.members, .map(let members)): members.count
    default: nil
    }
  }
}
