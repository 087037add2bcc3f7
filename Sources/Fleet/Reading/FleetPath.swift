import Basics

/// What a path of the fleet folder stands for.
enum FleetPath {
  /// Whether a relative path stays in the folder and has one form only: no `..`, no empty part, no control character.
  static func isInside(_ path: String) -> Bool {
    guard !path.isEmpty, path.utf8.count <= 1000, path.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
      return false
    }
    return path.parts(separatedBy: "/").allSatisfy { part in
      !part.isEmpty && part != "." && part != ".."
    }
  }

  /// Whether a text that names a folder or an address names an address: it has a `:`, which no folder of a fleet has
  /// before its first `/`.
  static func isAddress(_ text: String) -> Bool {
    text.utf8.prefix { $0 != UInt8(ascii: "/") }.contains(UInt8(ascii: ":"))
  }

  /// A name as files of the fleet carry it: lower-case letters, digits and hyphens inside, at most 63.
  static func isName(_ name: some StringProtocol) -> Bool {
    let bytes = name.utf8
    guard let first = bytes.first, bytes.count <= 63, first != UInt8(ascii: "-") else { return false }
    var last = first
    for byte in bytes {
      let isLetter = byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
      let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      guard isLetter || isDigit || byte == UInt8(ascii: "-") else { return false }
      last = byte
    }
    return last != UInt8(ascii: "-")
  }

  /// The nearest allowed name to one that is not allowed.
  static func mendedName(_ name: some StringProtocol) -> String? {
    let letters = name.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    let mended = String(String(letters).split(separator: "-").joined(separator: "-").prefix(63))
    return isName(mended) ? mended : nil
  }

  /// Whether a file or folder beside `fleet.yaml` is likely meant to declare something.
  static func isWorthAWord(top name: String) -> Bool {
    name == "fleet.yml" || misspeltFolder(name) != nil
  }

  /// The folder that a name is nearly: `hub` for `hubs`.
  static func misspeltFolder(_ name: String) -> String? {
    guard !FileKind.folders.contains(name), !name.contains(".") else { return nil }
    let singular = FileKind.allCases.first { $0.rawValue == name.lowercased() }?.folder
    return singular ?? FileKind.folders.first { Suggestion.nearest(to: name, among: [$0]) != nil }
  }

  /// The kind and name that a path declares; nil where it declares nothing.
  static func declaration(_ path: String) -> (kind: FileKind, name: String)? {
    if path == "fleet.yaml" { return (.fleet, "fleet") }
    let parts = path.parts(separatedBy: "/")
    guard parts.count == 2, parts[1].hasSuffix(".yaml") else { return nil }
    let folder = String(parts[0])
    guard let kind = FileKind.allCases.first(where: { $0.folder == folder }) else { return nil }
    return (kind, String(parts[1].dropLast(5)))
  }
}
