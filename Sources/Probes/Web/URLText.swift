import Foundation

/// Addresses as text.
enum URLText {
  /// Encoded for a form's field or a path's segment.
  static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF")
    return text.utf8.reduce(into: "") { encoded, byte in
      let scalar = Unicode.Scalar(byte)
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
      if isPlain || "-._~".unicodeScalars.contains(scalar) {
        encoded.unicodeScalars.append(scalar)
      } else {
        encoded += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
      }
    }
  }

  /// The path and query to which a link leads from a page of one host; nil where it leads to another host.
  /// - Parameter hosts: names under which the host is known: `name`, `name:port` or `http://name:port`.
  static func path(of link: String, from page: String, hosts: [String]) -> String? {
    if link.hasPrefix("//") { return path(of: "http:" + link, from: page, hosts: hosts) }
    if let scheme = link.range(of: "://"), !link[..<scheme.lowerBound].contains("/") {
      let rest = link[scheme.upperBound...]
      let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
      guard hosts.contains(where: { bareHost($0) == bareHost(String(authority)) }) else { return nil }
      let path = rest.dropFirst(authority.count)
      return path.hasPrefix("/") ? String(path) : "/" + path
    }
    if link.hasPrefix("/") { return link }
    let current = page.prefix { $0 != "?" && $0 != "#" }
    if link.isEmpty { return String(current) }
    if link.hasPrefix("?") { return current + link }
    let folder = current.lastIndex(of: "/").map { current[...$0] } ?? "/"
    return folder + link
  }

  /// The name without scheme, port and upper case: what tells one host from another behind a gateway.
  private static func bareHost(_ host: String) -> String {
    let afterScheme = host.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false).last ?? ""
    return afterScheme.prefix { $0 != ":" && $0 != "/" }.lowercased()
  }
}
