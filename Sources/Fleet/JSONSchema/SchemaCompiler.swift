internal import Basics

/// Makes the nodes of a schema, those first that its root applies, without ever calling itself: a schema may be long.
struct SchemaCompiler {
  private let documents: [String: SourcedValue]
  private let otherwise: SchemaDraft
  private let assertsFormats: Bool
  private var index = SchemaIndex()
  private var numbers: [ObjectIdentifier: Int] = [:]
  private var spots: [SchemaIndex.Spot] = []
  private var resources: [String: Int] = [:]
  private var anchorsInUse: Set<String> = []

  private(set) var nodes: [SchemaNode] = []
  private(set) var root = 0
  private(set) var draft: SchemaDraft
  private(set) var dynamic: [String: [Int: Int]] = [:]

  var isDynamic: Bool { anchorsInUse.contains { (dynamic[$0]?.count ?? 0) > 1 } }

  init(documents: [String: SourcedValue], otherwise: SchemaDraft, assertsFormats: Bool) {
    self.assertsFormats = assertsFormats
    self.documents = documents
    self.otherwise = otherwise
    draft = otherwise
  }

  mutating func compile(_ schema: SourcedValue) throws(SchemaError) {
    try index.add(schema, at: "", draft: otherwise)
    guard let spot = index.resources[""] else { throw SchemaError(.missing(""), "#", schema.place) }
    draft = spot.draft
    root = number(of: spot)
    repeat {
      while nodes.count < spots.count {
        guard spots.count <= SchemaLimits.nodes else { throw SchemaError(.tooLarge, "#", schema.place) }
        nodes.append(try node(nodes.count, spots[nodes.count]))
      }
      for name in anchorsInUse.sorted() {
        for spot in index.dynamic[name] ?? [] {
          let resource = resource(spot.base)
          dynamic[name, default: [:]][resource] = number(of: spot)
        }
      }
    } while nodes.count < spots.count
    try refuseLoops()
  }

  // MARK: - Numbers

  private mutating func number(of spot: SchemaIndex.Spot) -> Int {
    if let number = numbers[ObjectIdentifier(spot.value)] { return number }
    numbers[ObjectIdentifier(spot.value)] = spots.count
    spots.append(spot)
    return spots.count - 1
  }

  private mutating func resource(_ base: String) -> Int {
    if let number = resources[base] { return number }
    resources[base] = resources.count
    return resources.count - 1
  }

  private mutating func number(_ value: SourcedValue, in outer: SchemaIndex.Spot) throws(SchemaError) -> Int {
    guard let spot = index[value] else {
      throw SchemaError(.form(keyword: "", expected: "a schema"), outer.pointer, value.place)
    }
    return number(of: spot)
  }

  private mutating func numbers(_ value: SourcedValue, in outer: SchemaIndex.Spot) throws(SchemaError) -> [Int] {
    var all: [Int] = []
    for element in value.elements ?? [] { all.append(try number(element, in: outer)) }
    return all
  }

  private mutating func numberIfAny(_ value: SourcedValue?, in outer: SchemaIndex.Spot) throws(SchemaError) -> Int? {
    guard let value else { return nil }
    return try number(value, in: outer)
  }

  // MARK: - Nodes

  private mutating func node(_ number: Int, _ spot: SchemaIndex.Spot) throws(SchemaError) -> SchemaNode {
    var statements: [SchemaStatement] = []
    if let members = spot.value.members {
      if spot.draft == .draft7, let reference = members["$ref"] {
        statements = [try statement("$ref", reference, self.reference(reference, spot, isDynamic: false))]
      } else {
        statements = try values(members, spot) + parts(members, spot) + applied(members, spot) + rest(members, spot)
      }
    } else if spot.value.bool == false {
      statements = [SchemaStatement(rule: .never, keyword: "", place: spot.value.place)]
    }
    return SchemaNode(number: number, pointer: spot.pointer, resource: resource(spot.base), statements: statements)
  }

  private func statement(_ keyword: String, _ value: SourcedValue, _ rule: SchemaRule) -> SchemaStatement {
    SchemaStatement(rule: rule, keyword: keyword, place: value.place)
  }

  private static let bounds: [(String, SchemaBound)] = [
    ("minimum", .least), ("exclusiveMinimum", .above), ("maximum", .most), ("exclusiveMaximum", .below),
  ]
  private static let counts: [(String, SchemaCounted, atLeast: Bool)] = [
    ("minLength", .characters, true), ("maxLength", .characters, false), ("minItems", .elements, true),
    ("maxItems", .elements, false), ("minProperties", .members, true), ("maxProperties", .members, false),
  ]

  /// What is asked of a value by itself.
  private func values(
    _ members: [String: SourcedValue], _ spot: SchemaIndex.Spot
  ) throws(SchemaError) -> [SchemaStatement] {
    var statements: [SchemaStatement] = []
    if let value = members["type"], let types = SchemaTypes(value) {
      statements.append(statement("type", value, .types(types)))
    }
    if let value = members["enum"] { statements.append(statement("enum", value, .choices(value.elements ?? []))) }
    if let value = members["const"] { statements.append(statement("const", value, .choices([value]))) }
    if let value = members["multipleOf"], let divisor = SchemaNumber(value) {
      statements.append(statement("multipleOf", value, .multiple(of: divisor)))
    }
    for (keyword, bound) in SchemaCompiler.bounds {
      guard let value = members[keyword], let limit = SchemaNumber(value) else { continue }
      statements.append(statement(keyword, value, .bound(limit, bound)))
    }
    for (keyword, counted, atLeast) in SchemaCompiler.counts {
      guard let value = members[keyword], let count = SchemaNumber(value)?.count else { continue }
      statements.append(statement(keyword, value, .count(count, of: counted, atLeast: atLeast)))
    }
    if let value = members["pattern"], let text = value.string {
      statements.append(statement("pattern", value, .pattern(try pattern(text, value, spot))))
    }
    if assertsFormats, let value = members["format"], let format = value.string.flatMap(SchemaFormat.init) {
      statements.append(statement("format", value, .format(format)))
    }
    if let value = members["uniqueItems"], value.bool == true { statements.append(statement("uniqueItems", value, .unique)) }
    if let value = members["required"] {
      let keys = value.elements?.compactMap(\.string) ?? []
      if !keys.isEmpty { statements.append(statement("required", value, .required(keys))) }
    }
    for keyword in ["dependencies", "dependentRequired"] where spot.draft.form(of: keyword) != nil {
      let needs = (members[keyword]?.members ?? [:]).compactMap { key, keys in
        keys.elements.map { (key: key, keys: $0.compactMap(\.string)) }
      }
      guard let value = members[keyword], !needs.isEmpty else { continue }
      statements.append(statement(keyword, value, .needs(needs.sorted { $0.key < $1.key })))
    }
    return statements
  }

  private func pattern(_ text: String, _ value: SourcedValue, _ spot: SchemaIndex.Spot) throws(SchemaError) -> SchemaPattern {
    do {
      return try SchemaPattern(text)
    } catch {
      throw SchemaError(.pattern(text, what: error.what), spot.pointer, value.place)
    }
  }

  /// What is asked of the members and elements.
  private mutating func parts(
    _ members: [String: SourcedValue], _ spot: SchemaIndex.Spot
  ) throws(SchemaError) -> [SchemaStatement] {
    var statements: [SchemaStatement] = []
    let keywords = ["properties", "patternProperties", "additionalProperties"]
    if let keyword = keywords.first(where: { members[$0] != nil }), let value = members[keyword] {
      var named: [String: Int] = [:]
      for (key, schema) in members["properties"]?.members ?? [:] { named[key] = try number(schema, in: spot) }
      var patterns: [(pattern: SchemaPattern, node: Int)] = []
      for (text, schema) in (members["patternProperties"]?.members ?? [:]).sorted(by: { $0.key < $1.key }) {
        patterns.append((try pattern(text, schema, spot), try number(schema, in: spot)))
      }
      let rest = try numberIfAny(members["additionalProperties"], in: spot)
      let place = (members["additionalProperties"] ?? value).place
      statements.append(
        SchemaStatement(
          rule: .members(SchemaMembers(named: named, patterns: patterns, rest: rest)), keyword: "additionalProperties", place: place
        )
      )
    }
    if let value = members["propertyNames"] {
      statements.append(statement("propertyNames", value, .names(try number(value, in: spot))))
    }
    statements += try elements(members, spot)
    if let value = members["contains"] {
      let counts = spot.draft == .draft2020
      let least = counts ? members["minContains"].flatMap { SchemaNumber($0)?.count } ?? 1 : 1
      let most = counts ? members["maxContains"].flatMap { SchemaNumber($0)?.count } : nil
      statements.append(
        statement("contains", value, .contains(try number(value, in: spot), least: least, most: most, looks: counts)))
    }
    return statements
  }

  private mutating func elements(
    _ members: [String: SourcedValue], _ spot: SchemaIndex.Spot
  ) throws(SchemaError) -> [SchemaStatement] {
    let first = spot.draft == .draft7 ? members["items"].flatMap { $0.elements == nil ? nil : $0 } : members["prefixItems"]
    let rest = spot.draft == .draft7 && first != nil ? "additionalItems" : "items"
    guard let value = members[rest] ?? first else { return [] }
    let leading = try first.map { (first) throws(SchemaError) in try numbers(first, in: spot) } ?? []
    return [
      statement(members[rest] == nil ? "items" : rest, value, .elements(leading, rest: try numberIfAny(members[rest], in: spot)))
    ]
  }

  /// Schemas that are applied to the same value.
  private mutating func applied(
    _ members: [String: SourcedValue], _ spot: SchemaIndex.Spot
  ) throws(SchemaError) -> [SchemaStatement] {
    var statements: [SchemaStatement] = []
    if let value = members["$ref"] { statements.append(statement("$ref", value, try reference(value, spot, isDynamic: false))) }
    if spot.draft == .draft2020, let value = members["$dynamicRef"] {
      statements.append(statement("$dynamicRef", value, try reference(value, spot, isDynamic: true)))
    }
    if let value = members["allOf"] { statements.append(statement("allOf", value, .all(try numbers(value, in: spot)))) }
    if let value = members["anyOf"] { statements.append(statement("anyOf", value, .any(try numbers(value, in: spot)))) }
    if let value = members["oneOf"] { statements.append(statement("oneOf", value, .one(try numbers(value, in: spot)))) }
    if let value = members["not"] { statements.append(statement("not", value, .not(try number(value, in: spot)))) }
    if let value = members["if"] {
      let then = try numberIfAny(members["then"], in: spot)
      let otherwise = try numberIfAny(members["else"], in: spot)
      statements.append(statement("if", value, .condition(try number(value, in: spot), then: then, otherwise: otherwise)))
    }
    for keyword in ["dependencies", "dependentSchemas"] where spot.draft.form(of: keyword) != nil {
      var needs: [(key: String, node: Int)] = []
      for (key, schema) in (members[keyword]?.members ?? [:]).sorted(by: { $0.key < $1.key }) where schema.elements == nil {
        needs.append((key, try number(schema, in: spot)))
      }
      guard let value = members[keyword], !needs.isEmpty else { continue }
      statements.append(statement(keyword, value, .needsSchemas(needs)))
    }
    return statements
  }

  /// What is asked of all that the other keywords did not look at: to be applied last.
  private mutating func rest(
    _ members: [String: SourcedValue], _ spot: SchemaIndex.Spot
  ) throws(SchemaError) -> [SchemaStatement] {
    guard spot.draft == .draft2020 else { return [] }
    var statements: [SchemaStatement] = []
    if let value = members["unevaluatedItems"] {
      statements.append(statement("unevaluatedItems", value, .restOfElements(try number(value, in: spot))))
    }
    if let value = members["unevaluatedProperties"] {
      statements.append(statement("unevaluatedProperties", value, .restOfMembers(try number(value, in: spot))))
    }
    return statements
  }

  // MARK: - References

  private mutating func reference(
    _ value: SourcedValue, _ spot: SchemaIndex.Spot, isDynamic: Bool
  ) throws(SchemaError) -> SchemaRule {
    let text = value.string ?? ""
    let address = SchemaAddress(text).resolved(against: SchemaAddress(spot.base))
    let document = address.document
    if index.resources[document] == nil {
      if let given = documents[document] {
        try index.add(given, at: document, draft: spot.draft)
      } else if let draft = SchemaDraft(named: document), address.fragment?.isEmpty != false {
        return .isSchema(draft)
      } else {
        throw SchemaError(.remote(document), spot.pointer, value.place)
      }
    }
    let fragment = SchemaAddress.decoded(address.fragment ?? "")
    guard let target = try target(document, fragment) else {
      throw SchemaError(.missing(text), spot.pointer, value.place)
    }
    let node = number(of: target)
    if isDynamic, target.value["$dynamicAnchor"]?.string == fragment, !fragment.isEmpty {
      anchorsInUse.insert(fragment)
      return .dynamicReference(node, anchor: fragment)
    }
    return .reference(node)
  }

  private mutating func target(_ document: String, _ fragment: String) throws(SchemaError) -> SchemaIndex.Spot? {
    guard var spot = index.resources[document] else { return nil }
    if fragment.isEmpty { return spot }
    guard fragment.hasPrefix("/") else { return index.anchors["\(document)#\(fragment)"] }
    var value = spot.value
    var pointer = spot.pointer
    for step in JSONPointer.steps(fragment) {
      switch value.content {
      case .map(let members):
        guard let next = members[step] else { return nil }
        value = next
      case .list(let elements):
        guard let position = Int(step), elements.indices.contains(position) else { return nil }
        value = elements[position]
      case .null, .bool, .int, .double, .string: return nil
      }
      pointer = JSONPointer.appending(step, to: pointer)
      if let known = index[value] { spot = known }
    }
    if let known = index[value] { return known }
    return try index.add(value, within: spot, pointer: pointer)
  }

  // MARK: - Loops

  /// Refuses schemas that apply each other to one value without end, and very long chains of them.
  private func refuseLoops() throws(SchemaError) {
    /// 0: not seen; below 0: on the way; else how many schemas apply each other from here.
    var lengths = [Int](repeating: 0, count: nodes.count)
    func next(_ node: Int) -> [Int] {
      nodes[node].statements.flatMap { statement in
        if case .dynamicReference(let node, let anchor) = statement.rule {
          return [node] + (dynamic[anchor].map { Array($0.values) } ?? [])
        }
        return statement.rule.applied
      }
    }
    for start in nodes.indices where lengths[start] == 0 {
      var way: [(node: Int, rest: [Int])] = [(start, next(start))]
      lengths[start] = -1
      while var last = way.popLast() {
        if let following = last.rest.popLast() {
          way.append(last)
          if lengths[following] < 0 {
            throw SchemaError(.endless, nodes[following].pointer, spots[following].value.place)
          }
          if lengths[following] == 0 {
            lengths[following] = -1
            way.append((following, next(following)))
          }
        } else {
          let longest = next(last.node).map { lengths[$0] }.max() ?? 0
          guard longest < SchemaLimits.depth else {
            throw SchemaError(.tooDeep, nodes[last.node].pointer, spots[last.node].value.place)
          }
          lengths[last.node] = longest + 1
        }
      }
    }
  }
}
