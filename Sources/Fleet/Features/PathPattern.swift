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
  public func covers(_ path: LeafPath) -> Bool { Self.match(bytes[...], path.bytes[...]) }

  private static let star = UInt8(ascii: "*")
  private static let dot = UInt8(ascii: ".")
  private static let bracket = UInt8(ascii: "[")
  private static let closing = UInt8(ascii: "]")

  private static func match(_ pattern: ArraySlice<UInt8>, _ path: ArraySlice<UInt8>) -> Bool {
    var pattern = pattern
    var path = path
    while let byte = pattern.first {
      if byte == star {
        pattern = pattern.dropFirst()
        while true {
          if match(pattern, path) { return true }
          guard let next = path.first, next != LeafPath.separator, next != bracket else { return false }
          path = path.dropFirst()
        }
      }
      guard let next = path.first else { return false }
      if byte == bracket, next == bracket {
        pattern = after(closing, pattern)
        path = after(closing, path)
        continue
      }
      guard next == byte || (byte == dot && next == LeafPath.separator) else { return false }
      pattern = pattern.dropFirst()
      path = path.dropFirst()
    }
    guard let next = path.first else { return true }
    return next == LeafPath.separator || next == bracket
  }

  private static func after(_ byte: UInt8, _ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let index = bytes.firstIndex(of: byte) else { return [] }
    return bytes[(index + 1)...]
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
