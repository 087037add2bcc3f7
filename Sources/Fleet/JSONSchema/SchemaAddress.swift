/// An address as `$id` and `$ref` write it, and how a relative one is resolved (RFC 3986, section 5.2).
struct SchemaAddress: Equatable {
  private var scheme: String?
  private var authority: String?
  private var path: String
  private var query: String?
  /// Percent-encoded as it is written.
  var fragment: String?

  init(_ text: String) {
    var rest = text[...]
    if let mark = rest.firstIndex(of: "#") {
      fragment = String(rest[rest.index(after: mark)...])
      rest = rest[..<mark]
    }
    if let mark = rest.firstIndex(of: "?") {
      query = String(rest[rest.index(after: mark)...])
      rest = rest[..<mark]
    }
    if let colon = rest.firstIndex(of: ":"), rest[..<colon].allSatisfy({ $0 != "/" }), rest.first?.isLetter == true {
      scheme = String(rest[..<colon])
      rest = rest[rest.index(after: colon)...]
    }
    if rest.hasPrefix("//") {
      rest = rest.dropFirst(2)
      let end = rest.firstIndex(of: "/") ?? rest.endIndex
      authority = String(rest[..<end])
      rest = rest[end...]
    }
    path = String(rest)
  }

  /// Without its fragment.
  var document: String {
    var text = ""
    if let scheme { text += scheme + ":" }
    if let authority { text += "//" + authority }
    text += path
    if let query { text += "?" + query }
    return text
  }

  func resolved(against base: SchemaAddress) -> SchemaAddress {
    var result = self
    if scheme != nil {
      result.path = SchemaAddress.withoutDots(path)
      return result
    }
    result.scheme = base.scheme
    guard authority == nil else { return result }
    result.authority = base.authority
    if path.isEmpty {
      result.path = base.path
      result.query = query ?? base.query
    } else if path.hasPrefix("/") {
      result.path = SchemaAddress.withoutDots(path)
    } else if let slash = base.path.lastIndex(of: "/") {
      result.path = SchemaAddress.withoutDots(base.path[...slash] + path)
    } else {
      result.path = SchemaAddress.withoutDots((base.authority == nil ? "" : "/") + path)
    }
    return result
  }

  private static func withoutDots(_ path: String) -> String {
    guard path.contains("./") || path.hasSuffix(".") else { return path }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    var kept: [Substring] = []
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      if part == ".." {
        if kept.count > 1 || (kept.count == 1 && kept[0] != "") { kept.removeLast() }
        if isLast { kept.append("") }
      } else if part == "." {
        if isLast { kept.append("") }
      } else {
        kept.append(part)
      }
    }
    return kept.joined(separator: "/")
  }

  /// The text with its percent-encoded bytes decoded.
  static func decoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Steps of a JSON pointer (RFC 6901).
enum JSONPointer {
  static func steps(_ text: String) -> [String] {
    text.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { step in
      replacing(replacing(String(step), "~1", "/"), "~0", "~")
    }
  }

  static func appending(_ step: String, to pointer: String) -> String {
    "\(pointer)/\(replacing(replacing(step, "~", "~0"), "/", "~1"))"
  }

  private static func replacing(_ text: String, _ old: String, _ new: String) -> String {
    guard text.contains(old) else { return text }
    var result = ""
    var rest = text[...]
    while !rest.isEmpty {
      if rest.hasPrefix(old) {
        result += new
        rest = rest.dropFirst(old.count)
      } else if let next = rest.popFirst() {
        result.append(next)
      }
    }
    return result
  }
}
