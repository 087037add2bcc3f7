/// The version of a library, as far as rules depend on it: `15.1.0`.
public struct LibraryVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let major: Int
  public let minor: Int
  public let patch: Int

  public init(_ major: Int, _ minor: Int = 0, _ patch: Int = 0) {
    self.major = major
    self.minor = minor
    self.patch = patch
  }

  /// Reads `15.1.0`, `15.1`, `5.0.0b1` and `v4`; what follows the numbers is left out. Nil where no number leads.
  public init?(_ text: some StringProtocol) {
    var numbers: [Int] = []
    var text = Substring(text)
    if text.first == "v" { text = text.dropFirst() }
    while numbers.count < 3 {
      let digits = text.prefix { $0.isASCII && $0.isNumber }
      guard let number = Int(digits) else { break }
      numbers.append(number)
      text = text.dropFirst(digits.count)
      guard text.first == "." else { break }
      text = text.dropFirst()
    }
    guard let major = numbers.first else { return nil }
    self.init(major, numbers.count > 1 ? numbers[1] : 0, numbers.count > 2 ? numbers[2] : 0)
  }

  /// Reads a version that somebody declared. Nil for what names no single version: `4.x`, `latest`, `>=5`.
  init?(declared text: String) {
    var rest = text.first == "v" ? text.dropFirst() : text[...]
    while true {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      if digits.isEmpty { return nil }
      rest = rest.dropFirst(digits.count)
      guard rest.first == ".", rest.dropFirst().first.map({ $0.isASCII && $0.isNumber }) == true else { break }
      rest = rest.dropFirst()
    }
    let ends = ["a", "b", "c", "rc", "dev", "post", ".dev", ".post", "-", "+"]
    guard rest.isEmpty || ends.contains(where: { rest.hasPrefix($0) }) else { return nil }
    self.init(text)
  }

  public var description: String { "\(major).\(minor).\(patch)" }

  public static func < (one: LibraryVersion, other: LibraryVersion) -> Bool {
    (one.major, one.minor, one.patch) < (other.major, other.minor, other.patch)
  }
}

/// The version of a chart, ordered as Semantic Versioning orders: `3.0.0-beta.1` before `3.0.0-beta.1.git.6208.h7b44299a`
/// before `3.0.0`.
struct ChartVersion: Comparable {
  let release: LibraryVersion
  /// What follows the first hyphen; empty for a release.
  let pre: [Substring]

  init?(_ text: String) {
    let text = text.prefix { $0 != "+" }
    let parts = text.split(separator: "-", maxSplits: 1)
    guard let first = parts.first, let release = LibraryVersion(first) else { return nil }
    self.release = release
    pre = parts.count > 1 ? parts[1].split(separator: ".") : []
  }

  static func < (one: ChartVersion, other: ChartVersion) -> Bool {
    if one.release != other.release { return one.release < other.release }
    if one.pre.isEmpty || other.pre.isEmpty { return !one.pre.isEmpty && other.pre.isEmpty }
    for (left, right) in zip(one.pre, other.pre) where left != right {
      switch (Int(left), Int(right)) {
      case (let left?, let right?): return left < right
      case (_?, nil): return true
      case (nil, _?): return false
      case (nil, nil): return left < right
      }
    }
    return one.pre.count < other.pre.count
  }
}
