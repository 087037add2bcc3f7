internal import Basics

/// Where the schemas of a document stand, by address and by anchor. Making it checks the form of every keyword.
struct SchemaIndex {
  /// A schema in a document.
  struct Spot {
    let value: SourcedValue
    /// The address against which its references are resolved, and of the resource that it belongs to.
    let base: String
    let draft: SchemaDraft
    /// From the root of its document: `#/properties/hub`.
    let pointer: String
  }

  /// By address without fragment.
  private(set) var resources: [String: Spot] = [:]
  /// By address with the anchor as its fragment.
  private(set) var anchors: [String: Spot] = [:]
  /// The spots of each `$dynamicAnchor`.
  private(set) var dynamic: [String: [Spot]] = [:]
  /// By the identity of the value that is the schema; roots of documents keep it alive.
  private var spots: [ObjectIdentifier: Spot] = [:]
  private(set) var count = 0

  subscript(value: SourcedValue) -> Spot? { spots[ObjectIdentifier(value)] }

  /// Adds a document under the address from which it was read.
  mutating func add(_ document: SourcedValue, at address: String, draft: SchemaDraft) throws(SchemaError) {
    let spot = try walk(document, base: address, draft: draft, pointer: address + "#", isRoot: true)
    resources[address] = spot
  }

  /// Adds a schema at a place where no keyword of the draft has one.
  mutating func add(_ value: SourcedValue, within outer: Spot, pointer: String) throws(SchemaError) -> Spot {
    try walk(value, base: outer.base, draft: outer.draft, pointer: pointer)
  }

  @discardableResult
  private mutating func walk(
    _ value: SourcedValue, base: String, draft: SchemaDraft, pointer: String, isRoot: Bool = false, depth: Int = 0
  ) throws(SchemaError) -> Spot {
    guard depth < SchemaLimits.depth else { throw SchemaError(.tooDeep, pointer, value.place) }
    count += 1
    guard count <= SchemaLimits.nodes else { throw SchemaError(.tooLarge, pointer, value.place) }
    if value.bool != nil {
      let spot = Spot(value: value, base: base, draft: draft, pointer: pointer)
      spots[ObjectIdentifier(value)] = spot
      return spot
    }
    guard let members = value.members else {
      throw SchemaError(.form(keyword: "", expected: "a map, true or false"), pointer, value.place)
    }
    var draft = draft
    if isRoot || members["$id"] != nil, let named = members["$schema"] {
      guard let name = named.string else { throw wrong("$schema", "text", pointer, named) }
      guard let known = SchemaDraft(named: name) else { throw SchemaError(.draft(name), pointer, named.place) }
      draft = known
    }
    let refersOnly = draft == .draft7 && members["$ref"] != nil
    var base = base
    var anchor: String?
    if !refersOnly, let written = members["$id"] {
      guard let text = written.string else { throw wrong("$id", "text", pointer, written) }
      let address = SchemaAddress(text).resolved(against: SchemaAddress(base))
      if draft == .draft2020, address.fragment?.isEmpty == false {
        throw wrong("$id", "an address without '#'", pointer, written)
      }
      anchor = address.fragment.flatMap { $0.isEmpty ? nil : $0 }
      base = address.document
    }
    let spot = Spot(value: value, base: base, draft: draft, pointer: pointer)
    spots[ObjectIdentifier(value)] = spot
    if !refersOnly, let id = members["$id"]?.string, !id.hasPrefix("#") { resources[base] = spot }
    if let anchor { anchors["\(base)#\(anchor)"] = spot }
    if draft == .draft2020 {
      if let name = members["$anchor"]?.string { anchors["\(base)#\(name)"] = spot }
      if let name = members["$dynamicAnchor"]?.string {
        anchors["\(base)#\(name)"] = spot
        dynamic[name, default: []].append(spot)
      }
    }
    for (keyword, child) in members.sorted(by: { $0.key < $1.key }) {
      guard let form = draft.form(of: keyword) else { continue }
      let inner = JSONPointer.appending(keyword, to: pointer)
      try check(child, form, keyword, spot, inner)
      for (value, pointer) in SchemaIndex.schemas(in: child, form, inner) {
        try walk(value, base: base, draft: draft, pointer: pointer, depth: depth + 1)
      }
    }
    return spot
  }

  private static func schemas(
    in value: SourcedValue, _ form: SchemaForm, _ pointer: String
  ) -> [(SourcedValue, String)] {
    func all(_ elements: [SourcedValue]) -> [(SourcedValue, String)] {
      elements.enumerated().map { ($1, JSONPointer.appending(String($0), to: pointer)) }
    }
    switch form {
    case .schema: return [(value, pointer)]
    case .schemas: return all(value.elements ?? [])
    case .schemaOrSchemas: return value.elements.map(all) ?? [(value, pointer)]
    case .schemaMap, .dependencies:
      return (value.members ?? [:]).sorted { $0.key < $1.key }.compactMap { key, value in
        value.elements == nil ? (value, JSONPointer.appending(key, to: pointer)) : nil
      }
    case .keyLists, .count, .number, .divisor, .text, .pattern, .types, .keys, .flag, .list: return []
    }
  }

  private func wrong(_ keyword: String, _ expected: String, _ pointer: String, _ value: SourcedValue) -> SchemaError {
    SchemaError(.form(keyword: keyword, expected: expected), pointer, value.place)
  }

  private func check(
    _ value: SourcedValue, _ form: SchemaForm, _ keyword: String, _ spot: Spot, _ pointer: String
  ) throws(SchemaError) {
    let expected: String?
    switch form {
    // A schema's own form is checked where it is walked through.
    case .schema, .schemaOrSchemas: expected = value.elements?.isEmpty == true && spot.draft == .draft7 ? "a schema" : nil
    case .schemas: expected = value.elements?.isEmpty == false ? nil : "a list of schemas"
    case .schemaMap:
      // A list is no schema, and is left out of the walk.
      let isMap = value.members?.values.allSatisfy { $0.elements == nil } ?? false
      expected = isMap ? nil : "a map of schemas"
    case .dependencies:
      let isRight = value.members?.values.allSatisfy { $0.elements == nil || SchemaIndex.isKeys($0) } ?? false
      expected = isRight ? nil : "a map of schemas or lists of keys"
    case .keyLists: expected = value.members?.values.allSatisfy(SchemaIndex.isKeys) == true ? nil : "a map of lists of keys"
    case .count: expected = SchemaNumber(value)?.count != nil ? nil : "a number of things"
    case .number: expected = value.number != nil ? nil : "a number"
    case .divisor: expected = value.number.map { $0 > 0 } == true ? nil : "a number above 0"
    case .text, .pattern: expected = value.string != nil ? nil : "text"
    case .types: expected = SchemaTypes(value) != nil ? nil : "a type of JSON, or a list of them,"
    case .keys: expected = SchemaIndex.isKeys(value) ? nil : "a list of keys, each once,"
    case .flag: expected = value.bool != nil ? nil : "true or false"
    case .list: expected = value.elements != nil ? nil : "a list"
    }
    if let expected { throw wrong(keyword, expected, pointer, value) }
  }

  private static func isKeys(_ value: SourcedValue) -> Bool {
    guard let elements = value.elements else { return false }
    let keys = elements.compactMap(\.string)
    return keys.count == elements.count && Set(keys).count == keys.count
  }
}
