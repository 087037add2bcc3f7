public import Basics

/// A value that knows where it was written and what it stands over: chart values and their layers are made of these.
///
/// Immutable and shared: laying one tree over another copies only the maps on the way to what differs, so the defaults of a
/// chart stand once in memory however many hubs use them.
public final class SourcedValue: Sendable {
  public let content: Content
  /// Where the value is written: the value itself, or the start of a map or list. Nil: Atoll computed it.
  public let place: SourcePlace?
  /// The value of a lower layer that this one replaced or merged over, nearest first (`under?.under` is the next); nil where
  /// it stands alone.
  public let under: SourcedValue?

  public enum Content: Sendable {
    case null
    case bool(Bool)
    case int(Int)
    case double(Double)
    case string(String)
    case list([SourcedValue])
    case map([String: SourcedValue])
  }

  public init(_ content: Content, at place: SourcePlace? = nil, over under: SourcedValue? = nil) {
    self.content = content
    self.place = place
    self.under = under
  }

  /// A plain value, all of whose parts are said at one place.
  public convenience init(_ value: JSONValue, at place: SourcePlace? = nil) {
    let content: Content =
      switch value {
      case .null: .null
      case .bool(let value): .bool(value)
      case .int(let value): .int(value)
      case .double(let value): .double(value)
      case .string(let value): .string(value)
      case .array(let elements): .list(elements.map { SourcedValue($0, at: place) })
      case .object(let members): .map(members.mapValues { SourcedValue($0, at: place) })
      }
    self.init(content, at: place)
  }
}

// MARK: - Looking into it

extension SourcedValue {
  /// The member of that name, where this is a map that has it.
  public subscript(key: String) -> SourcedValue? {
    guard case .map(let members) = content else { return nil }
    return members[key]
  }

  /// The value at a path of member names, where every step exists.
  public subscript(path path: some Sequence<String>) -> SourcedValue? {
    var value = self
    for key in path {
      guard let next = value[key] else { return nil }
      value = next
    }
    return value
  }

  public var members: [String: SourcedValue]? { if case .map(let members) = content { members } else { nil } }
  public var elements: [SourcedValue]? { if case .list(let elements) = content { elements } else { nil } }
  public var string: String? { if case .string(let value) = content { value } else { nil } }
  public var bool: Bool? { if case .bool(let value) = content { value } else { nil } }
  public var int: Int? { if case .int(let value) = content { value } else { nil } }
  public var isNull: Bool { if case .null = content { true } else { false } }
  public var isMap: Bool { if case .map = content { true } else { false } }

  /// The number, whether it was written as an integer or with a fraction.
  public var number: Double? {
    switch content {
    case .int(let value): Double(value)
    case .double(let value): value
    case .null, .bool, .string, .list, .map: nil
    }
  }

  /// The value without its places.
  public var plain: JSONValue {
    switch content {
    case .null: .null
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    case .double(let value): .double(value)
    case .string(let value): .string(value)
    case .list(let elements): .array(elements.map(\.plain))
    case .map(let members): .object(members.mapValues(\.plain))
    }
  }

  /// What lower layers say of this value, nearest first.
  public var overridden: [SourcedValue] {
    var all: [SourcedValue] = []
    var next = under
    while let value = next {
      all.append(value)
      next = value.under
    }
    return all
  }

  /// Calls `visit` with each leaf and its path, in no certain order. Maps are entered, and lists of maps as `[n]`; other
  /// lists and empty maps are leaves.
  public func forEachLeaf(at path: String = "", _ visit: (_ path: String, _ leaf: SourcedValue) -> Void) {
    switch content {
    case .map(let members) where !members.isEmpty:
      for (key, value) in members { value.forEachLeaf(at: path.isEmpty ? key : "\(path).\(key)", visit) }
    case .list(let elements) where !elements.isEmpty && elements.allSatisfy(\.isMap):
      for (index, element) in elements.enumerated() { element.forEachLeaf(at: "\(path)[\(index)]", visit) }
    case .null, .bool, .int, .double, .string, .list, .map: visit(path, self)
    }
  }
}

extension SourcedValue: Equatable {
  /// By value: where it was written makes no difference.
  public static func == (one: SourcedValue, other: SourcedValue) -> Bool {
    if one === other { return true }
    switch (one.content, other.content) {
    case (.null, .null): return true
    case (.bool(let one), .bool(let other)): return one == other
    case (.int(let one), .int(let other)): return one == other
    case (.double(let one), .double(let other)): return one == other
    case (.string(let one), .string(let other)): return one == other
    case (.list(let one), .list(let other)): return one == other
    case (.map(let one), .map(let other)): return one == other
    default: return false
    }
  }
}

// MARK: - Paths

extension SourcedValue {
  /// The value at a path as people write it: `hub.config.JupyterHub`, `singleuser.profileList[0].slug`. A key may have dots of
  /// its own (`jupyter_server_config.json`): the longest key that fits is taken. Nil where nothing stands there.
  public func value(at path: some StringProtocol) -> SourcedValue? { steps(to: path)?.last ?? (path.isEmpty ? self : nil) }

  /// The values on the way to a path, the last of which stands there; nil where nothing stands there.
  public func steps(to path: some StringProtocol) -> [SourcedValue]? {
    if path.isEmpty { return [] }
    if path.first == "[" {
      guard case .list(let elements) = content, let end = path.firstIndex(of: "]"),
        let index = Int(path[path.index(after: path.startIndex)..<end]), elements.indices.contains(index)
      else { return nil }
      return elements[index].rest(after: path[path.index(after: end)...])
    }
    guard case .map(let members) = content else { return nil }
    if members.count == 1, let only = members.first, only.key == path { return [only.value] }
    var cuts = path.indices.filter { path[$0] == "." || path[$0] == "[" }
    cuts.append(path.endIndex)
    for cut in cuts.reversed() {
      if let member = members[String(path[..<cut])], let found = member.rest(after: path[cut...]) { return found }
    }
    return nil
  }

  private func rest(after path: some StringProtocol) -> [SourcedValue]? {
    let next = path.first == "." ? path.dropFirst() : path[...]
    return steps(to: next).map { [self] + $0 }
  }
}

extension EffectiveValues {
  /// The full path that a short one means: one inside a nested chart (`singleuser.memory` for
  /// `basehub.jupyterhub.singleuser.memory`), or the path itself. Nil where nothing stands at any of them.
  public func fullPath(_ path: String) -> String? {
    if values.value(at: path) != nil { return path }
    let nested = chartPaths.map { $0.joined(separator: ".") + "." + path }
    return nested.first { values.value(at: $0) != nil }
  }
}
