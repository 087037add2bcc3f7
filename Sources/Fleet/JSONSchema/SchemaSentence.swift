internal import Basics

/// Puts into words what a keyword found.
struct SchemaSentence {
  let node: SchemaNode
  let statement: SchemaStatement
  let at: [SchemaViolation.Step]

  private func violation(
    _ value: SourcedValue, _ what: String, next: String? = nil, at steps: [SchemaViolation.Step]? = nil,
    keyword: String? = nil, isLack: Bool = false, wanted: SchemaViolation.Wanted? = nil
  ) -> SchemaViolation {
    let keyword = keyword ?? statement.keyword
    return SchemaViolation(
      steps: steps ?? at, keyword: keyword, value: value, what: what, next: next,
      pointer: keyword.isEmpty ? node.pointer : "\(node.pointer)/\(keyword)", rule: statement.place, isLack: isLack, wanted: wanted)
  }

  /// The last key on the way here, which tells whether the value may be shown.
  private var key: String {
    for step in at.reversed() { if case .key(let key) = step { return key } }
    return ""
  }

  /// `'5G' is text`; a value that may be a secret is not shown.
  private func kind(_ value: SourcedValue) -> String {
    switch value.content {
    case .null: "nothing (null) stands here"
    case .bool(let value): "\(value) is true or false"
    case .int, .double: "\(shown(value)) is a number"
    case .string: "\(shown(value)) is text"
    case .list: "a list stands here"
    case .map: "a map stands here"
    }
  }

  private func shown(_ value: SourcedValue) -> String {
    switch value.content {
    case .null: return "null"
    case .bool(let value): return "\(value)"
    case .list: return "the list"
    case .map: return "the map"
    case .int(let number): return isSecret("\(number)", isText: false) ? "the number here" : "\(number)"
    case .double(let number): return isSecret("\(number)", isText: false) ? "the number here" : "\(number)"
    case .string(let text): return isSecret(text, isText: true) ? "the text here" : "'\(text.shown)'"
    }
  }

  private func isSecret(_ text: String, isText: Bool) -> Bool {
    SecretSuspicion.of(text, key: key, isText: isText) != nil
  }

  /// A choice as the schema writes it.
  private static func choice(_ value: SourcedValue) -> String {
    value.string.map { $0.isEmpty ? "''" : $0.shown } ?? value.plain.canonicalText.shown
  }

  static func either(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "nothing" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }

  static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  private static func keys(_ keys: [String]) -> String { list(keys.map { "'\($0.shown)'" }) }

  private static func expected(_ choices: [SourcedValue]) -> String {
    let words = choices.prefix(12).map(choice)
    let more = choices.count > words.count ? ", …" : ""
    return words.count == 1 ? words[0] : "one of \(words.joined(separator: ", "))\(more)"
  }
}

// MARK: - The value itself

extension SchemaSentence {
  func never(_ value: SourcedValue) -> SchemaViolation { violation(value, "nothing may stand here", next: "take it out") }

  func wrongType(_ value: SourcedValue, _ types: SchemaTypes) -> SchemaViolation {
    var next: String?
    if case .double = value.content, types.contains(.integer), !types.contains(.string) { next = "write a whole number" }
    if let text = value.string {
      let isNumber = !types.isDisjoint(with: [.integer, .number]) && Double(text) != nil
      let isFlag = types.contains(.boolean) && (text == "true" || text == "false")
      if isNumber || isFlag { next = "remove the quotes" }
    } else if types.contains(.string) {
      switch value.content {
      case .int, .double, .bool: next = "put it into quotes"
      case .null, .string, .list, .map: break
      }
    }
    return violation(
      value, "\(kind(value)), and \(SchemaSentence.either(types.words)) is expected", next: next, wanted: .types(types))
  }

  func noChoice(_ value: SourcedValue, _ choices: [SourcedValue]) -> SchemaViolation {
    let next = value.string.flatMap { Suggestion.nearest(to: $0, among: choices.compactMap(\.string)) }
    let what: String
    switch value.content {
    case .list, .map, .null: what = kind(value)
    case .bool, .int, .double, .string: what = "\(shown(value)) stands here"
    }
    return violation(
      value, "\(what), and \(SchemaSentence.expected(choices)) is expected", next: next.map { "did you mean '\($0)'?" },
      wanted: .choices(choices))
  }

  func wrongValue(_ value: SourcedValue) -> SchemaViolation {
    switch statement.rule {
    case .multiple(let divisor): violation(value, "\(shown(value)) is no multiple of \(divisor.text)")
    case .bound(let limit, let bound):
      switch bound {
      case .least: violation(value, "\(shown(value)) is less than \(limit.text), the least that is allowed")
      case .above: violation(value, "\(shown(value)) is not above \(limit.text), as is expected")
      case .most: violation(value, "\(shown(value)) is more than \(limit.text), the most that is allowed")
      case .below: violation(value, "\(shown(value)) is not below \(limit.text), as is expected")
      }
    case .pattern(let pattern): violation(value, "\(shown(value)) does not match the pattern \(pattern.text.shown)")
    case .format(let format): violation(value, "\(shown(value)) is not \(format.words)")
    case .unique:
      if let (one, other) = value.elements.flatMap(SchemaEquality.twice) {
        violation(value, "the list has the same element twice, at [\(one)] and [\(other)]", next: "take one of them out")
      } else {
        violation(value, "the list has the same element twice")
      }
    default: violation(value, "\(shown(value)) is not allowed here")
    }
  }

  func wrongCount(_ value: SourcedValue, _ limit: Int, _ counted: SchemaCounted, _ atLeast: Bool) -> SchemaViolation {
    let count = counted.count(in: value) ?? 0
    let allowed =
      atLeast ? "at least \(limit) \(limit == 1 ? "is" : "are") needed" : "at most \(limit) \(limit == 1 ? "is" : "are") allowed"
    let what =
      switch counted {
      case .characters: "\(shown(value)) has \(count) character\(count == 1 ? "" : "s")"
      case .elements: "the list has \(count) element\(count == 1 ? "" : "s")"
      case .members: "the map has \(count) key\(count == 1 ? "" : "s")"
      }
    return violation(value, "\(what), and \(allowed)", isLack: atLeast && counted == .members)
  }

  func contains(_ value: SourcedValue, _ count: Int, _ least: Int, _ most: Int?) -> SchemaViolation {
    if let most, count > most {
      return violation(
        value, "\(count) elements of the list are of a kind of which at most \(most) \(most == 1 ? "is" : "are") allowed",
        keyword: "maxContains")
    }
    let many = count == 0 ? "no element of the list is" : "only \(count) of the list's elements are"
    return violation(value, "\(many) of a kind of which at least \(least) \(least == 1 ? "is" : "are") needed")
  }

  func noSchema(_ value: SourcedValue) -> SchemaViolation { violation(value, "a JSON Schema is expected here") }
}

// MARK: - Keys and elements

extension SchemaSentence {
  func missing(_ keys: [String], _ value: SourcedValue, since key: String? = nil) -> SchemaViolation {
    let what =
      keys.count == 1 ? "the key \(SchemaSentence.keys(keys)) is missing" : "the keys \(SchemaSentence.keys(keys)) are missing"
    let why = key.map { ", which the key '\($0.shown)' needs beside it" } ?? ""
    return violation(value, what + why, next: "add \(keys.count == 1 ? "it" : "them")", isLack: true, wanted: .keys(keys))
  }

  func unknown(_ key: String, _ child: SourcedValue, known: [String]) -> SchemaViolation {
    let near = Suggestion.nearest(to: key, among: known)
    let next: String? =
      if let near {
        "did you mean '\(near)'?"
      } else if !known.isEmpty, known.count <= 8 {
        "known here, and not set yet: \(known.sorted().joined(separator: ", "))"
      } else {
        "take it out, or look up where it belongs"
      }
    return violation(child, "the key '\(key.shown)' is not known here", next: next, at: at + [.key(key)])
  }

  func wrongName(_ key: String, _ child: SourcedValue, _ inner: SchemaViolation?) -> SchemaViolation {
    violation(
      child, "the name '\(key.shown)' is not allowed for a key here" + (inner.map { ": \($0.what)" } ?? ""), at: at + [.key(key)])
  }

  func tooMany(_ element: SourcedValue, _ here: [SchemaViolation.Step], allowed: Int?) -> SchemaViolation {
    let most = allowed.map { ": the list may have \($0) at most" } ?? ""
    return violation(element, "there may be no such element\(most)", next: "take it out", at: here)
  }
}

// MARK: - Several schemas at once

extension SchemaSentence {
  func several(_ value: SourcedValue, _ count: Int, _ right: [[String]?]) -> SchemaViolation {
    let keys = right.compactMap(\.self)
    if keys.count == right.count {
      let words = keys.map(SchemaSentence.keys)
      return violation(
        value, "\(SchemaSentence.list(words)) are set together, and only one of them may be", next: "take one of them out")
    }
    return violation(value, "it fits \(right.count) of \(count) forms of which it may fit only one")
  }

  func unwanted(_ value: SourcedValue, _ keys: [String]?) -> SchemaViolation {
    if let keys {
      return violation(
        value,
        keys.count == 1
          ? "the key \(SchemaSentence.keys(keys)) may not be set here"
          : "the keys \(SchemaSentence.keys(keys)) may not be set together",
        next: "take \(keys.count == 1 ? "it" : "one of them") out")
    }
    return violation(value, "\(shown(value)) is not allowed here")
  }

  /// Each branch wants something of another kind: all kinds in one sentence.
  func noneOfKinds(_ value: SourcedValue, _ branches: [[SchemaViolation]]) -> SchemaViolation {
    var types: SchemaTypes = []
    var choices: [SourcedValue] = []
    for violation in branches.joined() where violation.steps.count == at.count {
      switch violation.wanted {
      case .types(let wanted): types.formUnion(wanted)
      case .choices(let wanted): choices += wanted
      case .keys, nil: break
      }
    }
    if choices.isEmpty { return wrongType(value, types) }
    if types.isEmpty { return noChoice(value, choices) }
    let words = types.words + [SchemaSentence.expected(choices)]
    let what = if case .string = value.content { "\(shown(value)) stands here" } else { kind(value) }
    return violation(value, "\(what), and \(SchemaSentence.either(words)) is expected", wanted: .types(types))
  }

  func noneOfKeys(_ value: SourcedValue, _ keys: [[String]]) -> SchemaViolation {
    let words = keys.map(SchemaSentence.keys)
    return violation(
      value, "\(SchemaSentence.either(words)) is missing: one of them is needed", next: "add one of them", isLack: true,
      wanted: .keys(keys.flatMap(\.self)))
  }

  func nearest(_ nearest: SchemaViolation, of count: Int, isLack: Bool) -> SchemaViolation {
    violation(
      nearest.value, "it fits none of \(count) allowed forms; in the nearest, \(nearest.what)", next: nearest.next,
      at: nearest.steps, isLack: isLack)
  }
}
