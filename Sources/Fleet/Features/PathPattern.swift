public import Basics

/// A path of values with wildcards, as features and catalogues write it: `singleuser.profileList[].slug`, `dask-gateway`,
/// `singleuser.extraEnv.DASK_*`.
///
/// It stands for the value at the path and for everything below it. `*` stands for one key or a part of one; `[]` for any
/// element of a list (`[*]` and `[3]` mean the same). A key may have dots of its own (`nvidia.com/gpu`).
public struct PathPattern: Sendable, Hashable, CustomStringConvertible {
  public let description: String
  private let bytes: [UInt8]

  public init(_ text: String) {
    description = text
    bytes = Array(text.utf8)
  }

  /// How closely it says what it stands for: the more letters it names, the closer.
  var closeness: Int { bytes.count { $0 != Self.star } }

  /// Whether it names one place: no wildcards, no lists.
  var isLiteral: Bool { !bytes.contains(Self.star) && !bytes.contains(Self.bracket) }

  /// Whether it stands for a value.
  public func covers(_ path: LeafPath) -> Bool { covers(path.bytes) }

  /// - Parameter path: the bytes of the path, which many patterns are asked for.
  func covers(_ path: [UInt8]) -> Bool { Self.match(bytes, 0, path, 0) }

  private static let star = UInt8(ascii: "*")
  private static let dot = UInt8(ascii: ".")
  private static let bracket = UInt8(ascii: "[")
  private static let closing = UInt8(ascii: "]")

  private static func match(_ pattern: [UInt8], _ start: Int, _ path: [UInt8], _ pathStart: Int) -> Bool {
    var index = start
    var other = pathStart
    while index < pattern.count {
      let byte = pattern[index]
      if byte == star {
        index += 1
        while true {
          if match(pattern, index, path, other) { return true }
          guard other < path.count, path[other] != LeafPath.separator, path[other] != bracket else { return false }
          other += 1
        }
      }
      guard other < path.count else { return false }
      let next = path[other]
      if byte == bracket, next == bracket {
        index = after(closing, pattern, index)
        other = after(closing, path, other)
        continue
      }
      guard next == byte || (byte == dot && next == LeafPath.separator) else { return false }
      index += 1
      other += 1
    }
    return other == path.count || path[other] == LeafPath.separator || path[other] == bracket
  }

  private static func after(_ byte: UInt8, _ bytes: [UInt8], _ start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] != byte { index += 1 }
    return min(index + 1, bytes.count)
  }
}

/// The path of a leaf of values, with its steps kept apart: a key may have dots of its own.
public struct LeafPath: Sendable, Hashable {
  /// Between steps: the unit separator of ASCII, which no key of a values file has.
  static let separator: UInt8 = 0x1F
  private static let separatorText = "\u{1F}"

  /// Steps with separators between them; `[n]` follows its list's step at once.
  let text: String

  init(text: String = "") { self.text = text }

  /// Of steps: keys, and `[n]`.
  public init(_ steps: [String]) {
    self.init(text: steps.reduce(into: "") { $0 = $0.isEmpty || $1.hasPrefix("[") ? $0 + $1 : $0 + Self.separatorText + $1 })
  }

  /// A path as people write it, with each dot taken for a step.
  /// - Parameter inner: the path of the values of Zero to JupyterHub's chart, without which, or without a part of which, the
  ///   path is told, as ``SourcedValue/forEachLeaf(within:_:)`` does.
  public init(written path: String, within inner: [String]) {
    var rest = path[...]
    for key in inner {
      guard rest.hasPrefix(key + ".") else { break }
      rest = rest.dropFirst(key.count + 1)
    }
    self.init(text: String(rest).replacing(".", with: Self.separatorText))
  }

  var bytes: [UInt8] { Array(text.utf8) }

  func key(_ key: String) -> LeafPath { LeafPath(text: text.isEmpty ? key : text + Self.separatorText + key) }
  func index(_ index: Int) -> LeafPath { LeafPath(text: "\(text)[\(index)]") }

  /// As people write it: `singleuser.profileList[0].slug`.
  public var written: String { text.replacing(Self.separatorText, with: ".") }

  /// The same for every element of a list: `singleuser.profileList[].slug`.
  public var general: String {
    guard text.utf8.contains(UInt8(ascii: "[")) else { return written }
    var result = ""
    var isInside = false
    for scalar in written.unicodeScalars {
      if scalar == "]" { isInside = false }
      if !isInside { result.unicodeScalars.append(scalar) }
      if scalar == "[" { isInside = true }
    }
    return result
  }
}

extension JSONValue {
  /// Calls `visit` with each leaf, in no certain order. Maps are entered, and lists of maps; other lists, empty maps and
  /// references to secrets are leaves.
  func forEachLeaf(at path: LeafPath = LeafPath(), _ visit: (LeafPath, JSONValue) -> Void) {
    switch self {
    case .object(let members) where !members.isEmpty && secretName == nil:
      for (key, value) in members { value.forEachLeaf(at: path.key(key), visit) }
    case .array(let elements) where !elements.isEmpty && elements.allSatisfy({ $0.object != nil }):
      for (index, element) in elements.enumerated() { element.forEachLeaf(at: path.index(index), visit) }
    case .null, .bool, .int, .double, .string, .array, .object: visit(path, self)
    }
  }
}

extension SourcedValue {
  /// The same of values that know where they stand; the empty map as a whole is no leaf.
  ///
  /// - Parameter inner: the path of the values of Zero to JupyterHub's chart. What stands under it, or under a part of it, is
  ///   told without it: `basehub.jupyterhub.hub.db` and `jupyterhub.hub.db` are both `hub.db`.
  func forEachLeaf(within inner: [String], _ visit: (LeafPath, SourcedValue) -> Void) {
    guard case .map(let members) = content else { return }
    for (key, value) in members {
      if key == inner.first {
        value.isMap ? value.forEachLeaf(within: Array(inner.dropFirst()), visit) : visit(LeafPath([key]), value)
      } else {
        value.visitLeaves(at: LeafPath([key]), visit)
      }
    }
  }

  private func visitLeaves(at path: LeafPath, _ visit: (LeafPath, SourcedValue) -> Void) {
    switch content {
    case .map(let members) where !members.isEmpty:
      for (key, value) in members { value.visitLeaves(at: path.key(key), visit) }
    case .list(let elements) where !elements.isEmpty && elements.allSatisfy(\.isMap):
      for (index, element) in elements.enumerated() { element.visitLeaves(at: path.index(index), visit) }
    case .null, .bool, .int, .double, .string, .list, .map: visit(path, self)
    }
  }
}
