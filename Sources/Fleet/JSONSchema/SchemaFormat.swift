import Glibc

/// What `format` asks of a text, as Helm 3.17 has it (xeipuuv/gojsonschema 1.2, held against the real program in
/// `HelmFormatTests`): a few formats are looser or stricter than their standards. Where Helm's own reading is not followed to the
/// last corner, nothing is refused that Helm takes.
enum SchemaFormat: String, Sendable, CaseIterable {
  case date, time, email, hostname, ipv4, ipv6, uri, iri, uuid, regex
  case dateTime = "date-time"
  case mail = "idn-email"
  case uriReference = "uri-reference"
  case iriReference = "iri-reference"
  case uriTemplate = "uri-template"
  case pointer = "json-pointer"
  case relativePointer = "relative-json-pointer"

  /// What it is called in a sentence, with its article.
  var words: String {
    switch self {
    case .date: "a date such as 2026-03-01"
    case .time: "a time such as 14:30:00"
    case .dateTime: "a time such as 2026-03-01T14:30:00Z"
    case .email, .mail: "an e-mail address"
    case .hostname: "the name of a host"
    case .ipv4: "an IPv4 address"
    case .ipv6: "an IPv6 address"
    case .uri, .iri: "an address with its scheme, such as https://example.org"
    case .uriReference, .iriReference: "an address, or a part of one"
    case .uriTemplate: "a template of an address"
    case .uuid: "a UUID in small letters"
    case .regex: "a regular expression that Helm can read"
    case .pointer, .relativePointer: "a JSON pointer"
    }
  }

  /// Whether a value may stand there. A number may not; of what is neither text nor number nothing is asked.
  func holds(for value: SourcedValue) -> Bool {
    switch value.content {
    case .string(let text): fits(text)
    case .int, .double: false
    case .null, .bool, .list, .map: true
    }
  }

  private func fits(_ text: String) -> Bool {
    switch self {
    case .date: Clock.isDate(text[...])
    case .time: Clock.isTime(text[...])
    case .dateTime: Clock.isDate(text[...]) || Clock.isTime(text[...]) || Clock.isMoment(text)
    case .email, .mail: Self.isMail(text)
    case .hostname: Self.isHost(text)
    case .ipv4: text.contains(".") && (Self.isAddress(text, AF_INET) || Self.isAddress(text, AF_INET6))
    case .ipv6: Self.isAddress(text, AF_INET6)
    case .uri, .iri: Self.isAddress(text, hasScheme: true)
    case .uriReference, .iriReference: Self.isAddress(text, hasScheme: false)
    case .uriTemplate: Self.isAddress(text, hasScheme: false) && Self.hasClosedBraces(text)
    case .uuid: Self.isUUID(text)
    case .regex: Self.isRegularExpression(text)
    case .pointer: Self.isPointer(text[...])
    case .relativePointer: Self.isRelativePointer(text)
    }
  }
}

// MARK: - Names and addresses

extension SchemaFormat {
  private static func isAddress(_ text: String, _ family: Int32) -> Bool {
    var address = in6_addr()
    return inet_pton(family, text, &address) == 1
  }

  private static func isHost(_ text: String) -> Bool {
    guard text.utf8.count < 256 else { return false }
    return text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
      guard let first = label.first, let last = label.last, label.count <= 63 else { return false }
      return isWord(first) && isWord(last) && label.allSatisfy { isWord($0) || $0 == UInt8(ascii: "-") }
    }
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    default: false
    }
  }

  /// Names before an address, comments and quoted parts are let pass, as long as there is an `@`.
  private static func isMail(_ text: String) -> Bool {
    guard let at = text.lastIndex(of: "@") else { return false }
    if text.contains(where: { "\"<(".contains($0) }) { return true }
    let (name, domain) = (text[..<at], text[text.index(after: at)...])
    func isDotted(_ part: Substring) -> Bool {
      let atoms = part.split(separator: ".", omittingEmptySubsequences: false)
      return atoms.allSatisfy { !$0.isEmpty && !$0.contains { " \t,;:@)>\\".contains($0) } }
    }
    return isDotted(name) && (domain.hasPrefix("[") || isDotted(domain))
  }

  private static func isUUID(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return parts.map(\.count) == [8, 4, 4, 4, 12]
      && parts.joined().allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
  }

  /// As Go's `url.Parse` reads it.
  private static func isAddress(_ text: String, hasScheme: Bool) -> Bool {
    let bytes = text.utf8
    if text.contains("\\") || bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return false }
    var rest = text.prefix { $0 != "#" }
    guard isDecodable(text[rest.endIndex...]) else { return false }
    rest = rest.prefix { $0 != "?" }
    let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
    let isNamed = name.first?.isLetter == true && rest.dropFirst(name.count).first == ":"
    if hasScheme, !isNamed { return false }
    if isNamed { rest = rest.dropFirst(name.count + 1) }
    if !isNamed, rest.prefix(while: { $0 != "/" }).contains(":") { return false }
    if isNamed, !rest.hasPrefix("/") { return true }
    guard rest.hasPrefix("//") else { return isDecodable(rest) }
    let host = rest.dropFirst(2).prefix { $0 != "/" }
    return isAuthority(host) && isDecodable(rest.dropFirst(2 + host.count))
  }

  /// Whether each `%` has two digits behind it.
  private static func isDecodable(_ text: Substring) -> Bool {
    let bytes = Array(text.utf8)
    func isDigit(_ index: Int) -> Bool { index < bytes.count && Character(Unicode.Scalar(bytes[index])).isHexDigit }
    return bytes.indices.allSatisfy { bytes[$0] != UInt8(ascii: "%") || (isDigit($0 + 1) && isDigit($0 + 2)) }
  }

  private static func isAuthority(_ text: Substring) -> Bool {
    let host = text.lastIndex(of: "@").map { text[text.index(after: $0)...] } ?? text
    if host.contains(" ") { return false }
    let port: Substring
    if host.hasPrefix("[") {
      guard let end = host.lastIndex(of: "]") else { return false }
      port = host[host.index(after: end)...]
    } else {
      port = host.lastIndex(of: ":").map { host[$0...] } ?? ""
    }
    return port.isEmpty || (port.hasPrefix(":") && port.dropFirst().allSatisfy { $0.isASCII && $0.isNumber })
  }

  private static func hasClosedBraces(_ text: String) -> Bool {
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}") else { return false }
      rest = rest[rest.index(after: close)...]
    }
    return true
  }
}

// MARK: - Pointers and patterns

extension SchemaFormat {
  private static func isPointer(_ text: Substring) -> Bool {
    guard text.isEmpty || text.first == "/" else { return false }
    let bytes = Array(text.utf8)
    return bytes.indices.allSatisfy { index in
      guard bytes[index] == UInt8(ascii: "~") else { return true }
      return index + 1 < bytes.count && (bytes[index + 1] == UInt8(ascii: "0") || bytes[index + 1] == UInt8(ascii: "1"))
    }
  }

  private static func isRelativePointer(_ text: String) -> Bool {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty, digits.count == 1 || digits.first != "0" else { return false }
    let rest = text.dropFirst(digits.count)
    return rest == "#" || isPointer(rest)
  }

  private static func isRegularExpression(_ text: String) -> Bool {
    do throws(SchemaPatternError) {
      _ = try SchemaPattern(text)
      return !["(?=", "(?!"].contains { text.contains($0) }
    } catch {
      return isOfGoAlone(text)
    }
  }

  /// Whether a pattern uses what Helm's engine knows and Atoll's does not, so that nothing can be said of it.
  static func isOfGoAlone(_ pattern: String) -> Bool {
    let looksAround = ["(?=", "(?!", "(?<=", "(?<!"].contains { pattern.contains($0) }
    if looksAround { return false }
    return ["(?", "\\p", "\\P", "[:", "\\Q", "\\A", "\\z", "\\a", "\\C", "\\x"].contains { pattern.contains($0) }
  }
}

// MARK: - Times

/// Dates and times as Go's layouts read them.
private enum Clock {
  /// `2006-01-02`.
  static func isDate(_ text: Substring) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2], let year = number(parts[0]), let month = number(parts[1]),
      let day = number(parts[2]), (1...12).contains(month)
    else { return false }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day)
  }

  /// With a zone or without.
  static func isTime(_ text: Substring) -> Bool { isTime(text, zone: true) || isTime(text, zone: false) }

  /// `15:04:05`, with parts of a second; `Z07:00` behind it where a zone is wanted.
  private static func isTime(_ text: Substring, zone: Bool) -> Bool {
    var rest = text
    if zone {
      if rest.last == "Z" {
        rest = rest.dropLast()
      } else {
        let offset = rest.suffix(6)
        let parts = offset.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
        guard offset.first == "+" || offset.first == "-", parts.map(\.utf8.count) == [2, 2], let hours = number(parts[0]),
          let minutes = number(parts[1]), hours <= 24, minutes <= 60
        else { return false }
        rest = rest.dropLast(6)
      }
    }
    let parts = rest.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 3, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2, let hour = number(parts[0]),
      let minute = number(parts[1])
    else { return false }
    let seconds = parts[2].prefix { $0 != "." && $0 != "," }
    let fraction = parts[2].dropFirst(seconds.count)
    guard seconds.utf8.count == 2, let second = number(seconds), fraction.isEmpty || number(fraction.dropFirst()) != nil else {
      return false
    }
    return hour < 24 && minute < 60 && second < 60
  }

  /// As RFC 3339 has it.
  static func isMoment(_ text: String) -> Bool {
    guard let sign = text.firstIndex(of: "T") else { return false }
    return isDate(text[..<sign]) && isTime(text[text.index(after: sign)...], zone: true)
  }

  private static func number(_ digits: Substring) -> Int? {
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(digits.prefix(9))
  }
}
