import Basics
public import Fleet

/// A path of a value, step by step: `singleuser.profileList[0].slug`.
public struct ValuePath: Sendable, Hashable, CustomStringConvertible {
  public enum Step: Sendable, Hashable {
    case key(String)
    case index(Int)
  }

  public var steps: [Step]

  public init(_ steps: [Step] = []) { self.steps = steps }
  public init(keys: [String]) { steps = keys.map(Step.key) }

  public var description: String { Self.text(steps) }

  /// The keys before the first element of a list: values files cannot say less than a whole list.
  public var keysToList: [String] {
    var keys: [String] = []
    for case .key(let key) in steps.prefix(while: { if case .key = $0 { true } else { false } }) { keys.append(key) }
    return keys
  }

  /// What comes after those keys.
  public var insideList: [Step] { Array(steps.dropFirst(keysToList.count)) }

  private static func text(_ steps: some Sequence<Step>) -> String {
    steps.reduce(into: "") { text, step in
      switch step {
      case .key(let key): text += text.isEmpty ? key : ".\(key)"
      case .index(let index): text += "[\(index)]"
      }
    }
  }
}

extension ValuePath {
  /// The steps of a path as people write it, so that something stands there in a value. Keys may have dots of their own: the
  /// longest key that fits is taken. Nil where nothing stands there.
  public init?(_ text: String, in value: SourcedValue) {
    guard let steps = Self.steps(text[...], in: value) else { return nil }
    self.init(steps)
  }

  private static func steps(_ text: Substring, in value: SourcedValue) -> [Step]? {
    if text.isEmpty { return [] }
    if text.first == "[" {
      guard let end = text.firstIndex(of: "]"), let index = Int(text[text.index(after: text.startIndex)..<end]),
        let elements = value.elements, elements.indices.contains(index)
      else { return nil }
      return rest(text[text.index(after: end)...], in: elements[index]).map { [.index(index)] + $0 }
    }
    guard let members = value.members else { return nil }
    for cut in cuts(of: text).reversed() {
      let key = String(text[..<cut])
      if let member = members[key], let found = rest(text[cut...], in: member) { return [.key(key)] + found }
    }
    return nil
  }

  private static func rest(_ text: Substring, in value: SourcedValue) -> [Step]? {
    steps(text.first == "." ? text.dropFirst() : text, in: value)
  }

  /// Where a key may end.
  private static func cuts(of text: Substring) -> [Substring.Index] {
    text.indices.filter { text[$0] == "." || text[$0] == "[" } + [text.endIndex]
  }

  /// The longest beginning of a path that leads somewhere, and what is left: its next key and all after that.
  static func deepest(_ text: String, in value: SourcedValue) -> (found: ValuePath, missing: String, after: String) {
    var best = (found: ValuePath(), rest: text[...])
    for cut in cuts(of: text[...]).dropLast() {
      guard let path = ValuePath(String(text[..<cut]), in: value), path.steps.count > best.found.steps.count else { continue }
      let rest = text[cut...]
      best = (path, rest.first == "." ? rest.dropFirst() : rest)
    }
    let end = best.rest.dropFirst().firstIndex { $0 == "." || $0 == "[" } ?? best.rest.endIndex
    return (best.found, String(best.rest[..<end]), String(best.rest[end...]))
  }
}

extension SourcedValue {
  /// The value at a path, where every step exists.
  public subscript(path: ValuePath) -> SourcedValue? { self[steps: path.steps[...]] }

  subscript(steps steps: ArraySlice<ValuePath.Step>) -> SourcedValue? {
    var value = self
    for step in steps {
      switch step {
      case .key(let key):
        guard let next = value[key] else { return nil }
        value = next
      case .index(let index):
        guard let elements = value.elements, elements.indices.contains(index) else { return nil }
        value = elements[index]
      }
    }
    return value
  }
}
