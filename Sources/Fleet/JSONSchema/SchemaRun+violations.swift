internal import Basics

/// Says what is wrong with a value that does not hold: the same walk, more slowly, only where something is wrong.
extension SchemaRun {
  typealias Step = SchemaViolation.Step

  /// Empty where the schema holds.
  mutating func violations(_ number: Int, _ value: SourcedValue, _ at: [Step]) -> [SchemaViolation] {
    let node = schema.nodes[number]
    enter(node)
    defer { leave() }
    var looked = node.asksForRest ? Looked() : nil
    var found: [SchemaViolation] = []
    for statement in node.statements {
      if isExhausted { break }
      switch statement.rule {
      // What is wrong elsewhere was not looked at either; saying both helps nobody.
      case .restOfElements, .restOfMembers: if !found.isEmpty { continue }
      default: break
      }
      let before = looked
      if !holds(statement.rule, value, &looked) {
        found += violations(of: statement, node, value, at, before)
        // Of another type, nothing else about it matters.
        if case .types = statement.rule { break }
      }
    }
    return found
  }

  private mutating func violations(
    of statement: SchemaStatement, _ node: SchemaNode, _ value: SourcedValue, _ at: [Step], _ looked: Looked?
  ) -> [SchemaViolation] {
    let place = SchemaSentence(node: node, statement: statement, at: at)
    switch statement.rule {
    case .never: return [place.never(value)]
    case .types(let types): return [place.wrongType(value, types)]
    case .choices(let choices): return [place.noChoice(value, choices)]
    case .multiple, .bound, .pattern, .format, .unique: return [place.wrongValue(value)]
    case .count(let limit, let counted, let atLeast): return [place.wrongCount(value, limit, counted, atLeast)]
    case .required(let keys): return [place.missing(keys.filter { value[$0] == nil }, value)]
    case .needs(let needs):
      return needs.compactMap { key, keys in
        let missing = keys.filter { value[$0] == nil }
        return value[key] == nil || missing.isEmpty ? nil : place.missing(missing, value, since: key)
      }
    case .members(let rules): return violations(rules, node, value, at)
    case .names(let name):
      return (value.members ?? [:]).sorted { $0.key < $1.key }.compactMap { key, child in
        let named = SourcedValue(.string(key), at: child.place)
        return holds(name, named) ? nil : place.wrongName(key, child, violations(name, named, at).first)
      }
    case .elements(let first, let rest):
      return (value.elements ?? []).enumerated().flatMap { index, element -> [SchemaViolation] in
        guard let inner = index < first.count ? first[index] : rest, !holds(inner, element) else { return [] }
        let here = at + [.index(index)]
        if schema.nodes[inner].isNever { return [place.tooMany(element, here, allowed: first.count)] }
        return violations(inner, element, here)
      }
    case .contains(let inner, let least, let most, _):
      var nothing: Looked?
      return [place.contains(value, contains(inner, value.elements ?? [], false, &nothing), least, most)]
    case .restOfMembers(let inner):
      return (value.members ?? [:]).sorted { $0.key < $1.key }.flatMap { key, child -> [SchemaViolation] in
        guard !isLooked(key, looked), !holds(inner, child) else { return [] }
        if schema.nodes[inner].isNever { return [place.unknown(key, child, known: [])] }
        return violations(inner, child, at + [.key(key)])
      }
    case .restOfElements(let inner):
      return (value.elements ?? []).enumerated().flatMap { index, child -> [SchemaViolation] in
        guard !isLooked(index, looked), !holds(inner, child) else { return [] }
        let here = at + [.index(index)]
        if schema.nodes[inner].isNever { return [place.tooMany(child, here, allowed: nil)] }
        return violations(inner, child, here)
      }
    case .isSchema: return [place.noSchema(value)]
    case .all(let nodes): return nodes.flatMap { holds($0, value) ? [] : violations($0, value, at) }
    case .any(let nodes): return noneOf(nodes, value, at, place)
    case .one(let nodes):
      let right = nodes.filter { holds($0, value) }
      return right.isEmpty ? noneOf(nodes, value, at, place) : [place.several(value, nodes.count, right.map(keysAlone))]
    case .not(let inner): return [place.unwanted(value, keysAlone(inner))]
    case .condition(let test, let then, let otherwise):
      return (holds(test, value) ? then : otherwise).map { violations($0, value, at) } ?? []
    case .reference(let inner): return violations(inner, value, at)
    case .dynamicReference(let inner, let anchor): return violations(target(inner, anchor), value, at)
    case .needsSchemas(let needs):
      return needs.flatMap { value[$0.key] == nil || holds($0.node, value) ? [] : violations($0.node, value, at) }
    }
  }

  private mutating func violations(
    _ rules: SchemaMembers, _ node: SchemaNode, _ value: SourcedValue, _ at: [Step]
  ) -> [SchemaViolation] {
    let members = value.members ?? [:]
    var found: [SchemaViolation] = []
    for (key, child) in members.sorted(by: { $0.key < $1.key }) {
      var inner: [(keyword: String, node: Int)] = rules.named[key].map { [("properties", $0)] } ?? []
      for (pattern, node) in rules.patterns where fits(pattern, key) { inner.append(("patternProperties", node)) }
      if inner.isEmpty, let rest = rules.rest { inner.append(("additionalProperties", rest)) }
      for (keyword, number) in inner where !holds(number, child) {
        guard schema.nodes[number].isNever else {
          found += violations(number, child, at + [.key(key)])
          continue
        }
        let rule = schema.nodes[number].statements.first?.place
        let statement = SchemaStatement(rule: .never, keyword: keyword, place: rule)
        let known = keyword == "additionalProperties" ? rules.named.keys.filter { members[$0] == nil } : []
        found.append(SchemaSentence(node: node, statement: statement, at: at).unknown(key, child, known: known))
      }
    }
    return found
  }

  /// The keys that a schema asks for, where it asks for nothing else.
  private func keysAlone(_ number: Int) -> [String]? {
    let statements = schema.nodes[number].statements
    guard statements.count == 1, case .required(let keys) = statements[0].rule else { return nil }
    return keys
  }

  /// One finding for a value that none of several schemas holds for: about what was most likely meant.
  private mutating func noneOf(
    _ nodes: [Int], _ value: SourcedValue, _ at: [Step], _ place: SchemaSentence
  ) -> [SchemaViolation] {
    var branches: [[SchemaViolation]] = []
    for node in nodes { branches.append(Array(violations(node, value, at).prefix(SchemaLimits.branch))) }
    // Of another type or another choice altogether: not what was meant.
    var near = branches.filter { found in !found.contains { $0.steps.count == at.count && $0.isOtherKind } }
    if near.isEmpty { return [place.noneOfKinds(value, branches)] }
    if near.count == 1 { return near[0] }
    let keys = near.compactMap { found -> [String]? in
      guard found.count == 1, case .keys(let keys) = found[0].wanted, found[0].steps.count == at.count else { return nil }
      return keys
    }
    if keys.count == near.count { return [place.noneOfKeys(value, keys)] }
    // A member that says which kind it is (`kind: a`) decides between those that are left.
    let agreeing = near.filter { found in !found.contains { if case .choices = $0.wanted { true } else { false } } }
    if !agreeing.isEmpty { near = agreeing }
    if near.count == 1 { return near[0] }
    let best = near.min { one, other in
      (one.count, -(one.first?.steps.count ?? 0)) < (other.count, -(other.first?.steps.count ?? 0))
    }
    guard let first = best?.first else { return [place.noneOfKinds(value, branches)] }
    return [place.nearest(first, of: nodes.count, isLack: near.contains { $0.allSatisfy(\.isLack) })]
  }
}

extension SchemaViolation {
  /// Whether the value is of a kind that was not wanted, so that its parts do not matter.
  fileprivate var isOtherKind: Bool {
    switch wanted {
    case .types, .choices: true
    case .keys, nil: false
    }
  }
}
