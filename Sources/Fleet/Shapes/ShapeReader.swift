import Basics

/// Holds a tree against a shape: says what does not fit, gives what does, and notes the place of every value.
struct ShapeReader {
  var log: FindingLog
  /// The place of each path, as `SourceMap` has it.
  private(set) var places: [String: SourcePlace] = [:]
  /// What must not be shown: secrets in plain text, with the last line of each.
  private(set) var hidden: [(place: SourcePlace, lastLine: Int)] = []

  init(log: FindingLog) { self.log = log }

  mutating func read(_ tree: YAMLTree, as shape: Shape) -> ShapedValue? {
    let place = SourcePlace(file: log.file)
    places[""] = place
    guard case .map = tree.content else {
      wrongType(tree, at: tree.place, wanted: "a map of keys such as '\(shape.fields[0].name): …'")
      return nil
    }
    return object(tree, shape.fields, At(path: "", place: place))
  }

  /// A path in the file, and the place of what introduces its value.
  struct At {
    let path: String
    let place: SourcePlace

    func key(_ name: String, _ place: SourcePlace) -> At {
      At(path: path.isEmpty ? name : "\(path).\(name)", place: place)
    }

    func index(_ index: Int, _ place: SourcePlace) -> At { At(path: "\(path)[\(index)]", place: place) }
  }

  /// Nil where the value is not what is wanted; that has been told then.
  private mutating func value(_ tree: YAMLTree, _ type: ValueType, _ at: At) -> ShapedValue? {
    let isScalar = tree.text != nil
    places[at.path] = isScalar || tree.place.line == at.place.line ? tree.place : at.place
    switch type {
    case .text(let form): return text(tree, form)
    case .integer(let range): return integer(tree, range)
    case .number(let above, let atMost):
      return number(tree, "above \(above.short) and \(atMost.short) at most") { $0 > above && $0 <= atMost }
    case .numberWithin(let range):
      let isShare = range.upperBound <= 1
      let words = "from \(range.lowerBound.short) to \(range.upperBound.short)"
      return number(tree, words, isShare: isShare) { range.contains($0) }
    case .money: return money(tree)
    case .flag: return flag(tree)
    case .bytes: return bytes(tree)
    case .duration(let orNever): return duration(tree, orNever: orNever)
    case .choice(let choices): return choice(tree, choices)
    case .list(let type): return list(tree, type, at)
    case .map(let key, let type): return map(tree, key, type, at)
    case .object(let fields): return object(tree, fields, at)
    case .secret: return secret(tree, at)
    case .free: return free(tree, at).map(ShapedValue.free)
    case .freeMap:
      guard case .map = tree.content else {
        wrongType(tree, at: tree.place, wanted: "a map")
        return nil
      }
      return free(tree, at).map(ShapedValue.free)
    }
  }

  mutating func wrongType(_ tree: YAMLTree, at place: SourcePlace, wanted: String, next: String? = nil) {
    if tree.isNothing {
      log.report(
        .wrongType, at: place, "nothing stands here; wanted is \(wanted)",
        next: "give the key a value, or remove it")
    } else {
      log.report(.wrongType, at: place, "this is \(tree.named); wanted is \(wanted)", next: next)
    }
  }
}

// MARK: - Objects, maps, lists

extension ShapeReader {
  private mutating func object(_ tree: YAMLTree, _ fields: [Field], _ at: At) -> ShapedValue? {
    guard case .map(let entries) = tree.content else {
      let keys = fields.prefix(3).map { "'\($0.name)'" }.joined(separator: ", ")
      wrongType(tree, at: tree.place, wanted: "a map with keys such as \(keys)")
      return nil
    }
    var members: [String: ShapedValue] = [:]
    for entry in entries {
      guard let field = fields.first(where: { $0.name == entry.key }) else {
        unknownKey(entry, fields)
        continue
      }
      let inside = at.key(entry.key, entry.place)
      if let meanwhile = field.notBuilt {
        places[inside.path] = entry.place
        log.report(.notBuilt, at: entry.place, "'\(inside.path)' is not built yet", next: meanwhile)
        if case .free = field.type { continue }
      }
      members[entry.key] = value(entry.value, field.type, inside)
    }
    for field in fields where field.isRequired && !entries.contains(where: { $0.key == field.name }) {
      let whose = at.path.isEmpty ? "" : " in '\(at.path)'"
      log.report(
        .missingKey, at: at.place, "'\(field.name)' is missing\(whose)",
        next: "add it: \(field.meaning.uncapitalised.withoutStop)")
    }
    return .object(members)
  }

  private mutating func unknownKey(_ entry: YAMLTree.Entry, _ fields: [Field]) {
    log.report(
      .unknownKey, at: entry.place, "there is no key '\(entry.key.shown)' here",
      next: Suggestion.nearest(to: entry.key, among: fields.lazy.map(\.name)).map { "did you mean '\($0)'?" }
        ?? "the keys here are \(fields.filter { $0.notBuilt == nil }.map(\.name).joined(separator: ", "))")
  }

  private mutating func map(_ tree: YAMLTree, _ key: TextForm, _ type: ValueType, _ at: At) -> ShapedValue? {
    guard case .map(let entries) = tree.content else {
      wrongType(tree, at: tree.place, wanted: "a map of names, each with its value")
      return nil
    }
    var members: [String: ShapedValue] = [:]
    for entry in entries {
      guard key.accepts(entry.key) else {
        malformed(entry.key, key, entry.place)
        continue
      }
      members[entry.key] = value(entry.value, type, at.key(entry.key, entry.place))
    }
    return .object(members)
  }

  private mutating func list(_ tree: YAMLTree, _ type: ValueType, _ at: At) -> ShapedValue? {
    guard case .list(let items) = tree.content else {
      let text = tree.text.map { ": '[\($0.shown)]'" } ?? ", one entry to a line, each after '- '"
      wrongType(tree, at: tree.place, wanted: "a list", next: "write it as a list\(text)")
      return nil
    }
    var elements: [ShapedValue] = []
    var seen: [String: SourcePlace] = [:]
    for item in items {
      // Counted by what is kept: a path means the same here and in the model.
      guard let element = value(item, type, at.index(elements.count, item.place)) else { continue }
      if let text = element.text {
        if let first = seen[text] {
          log.report(
            .listedTwice, .warning, at: item.place, "'\(text.shown)' stands twice in this list",
            next: "keep one of them", related: [.init(place: first, note: "it stands here first")])
        }
        seen[text] = seen[text] ?? item.place
      }
      elements.append(element)
    }
    return .list(elements)
  }
}

// MARK: - Secrets and free values

extension ShapeReader {
  private mutating func secret(_ tree: YAMLTree, _ at: At) -> ShapedValue? {
    guard case .map(let entries) = tree.content else {
      guard !tree.isNothing else {
        wrongType(tree, at: tree.place, wanted: "the name of a secret, as in '{secret: name}'")
        return nil
      }
      hide(tree)
      log.report(
        .plainSecret, at: at.place, "a secret stands here in plain text",
        next:
          "write '{secret: name}', put the secret itself into the secrets of the server, and change it: it has been seen"
      )
      return nil
    }
    for entry in entries where entry.key != "secret" { hide(entry.value) }
    let field = Field.required("secret", .text(.secretName), "The name of the secret.")
    return object(tree, [field], at)?["secret"]
  }

  private mutating func hide(_ tree: YAMLTree) {
    guard hidden.count <= LoadedFleet.mostHidden else { return }
    switch tree.content {
    case .scalar: hidden.append((tree.place, tree.lastLine))
    case .list(let items): for item in items { hide(item) }
    case .map(let entries): for entry in entries { hide(entry.value) }
    }
  }

  private mutating func free(_ tree: YAMLTree, _ at: At) -> JSONValue? {
    places[at.path] = tree.text != nil || tree.place.line == at.place.line ? tree.place : at.place
    switch tree.content {
    case .scalar(let scalar): return free(scalar, tree.place)
    case .list(let items):
      return .array(items.enumerated().compactMap { free($1, at.index($0, $1.place)) })
    case .map(let entries):
      var members: [String: JSONValue] = [:]
      for entry in entries { members[entry.key] = free(entry.value, at.key(entry.key, entry.place)) }
      return .object(members)
    }
  }

  private mutating func free(_ scalar: YAMLScalar, _ place: SourcePlace) -> JSONValue? {
    switch scalar.reading {
    case .text: return .string(scalar.text)
    case .nothing: return .null
    case .flag(let value): return .bool(value)
    case .integer(let value): return .int(value)
    case .number(let value): return .double(value)
    case .doubtful(let doubt):
      doubtful(scalar, doubt, place)
      return nil
    }
  }
}

extension String {
  /// With a small first letter, to stand inside of a sentence; words in capitals stay.
  fileprivate var uncapitalised: String {
    guard let first, let second = dropFirst().first, !second.isUppercase else { return self }
    return first.lowercased() + dropFirst()
  }

  fileprivate var withoutStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
