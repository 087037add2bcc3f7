import Basics

/// What a text must look like.
public enum TextForm: Sendable, CaseIterable {
  /// Something on one line.
  case line
  /// Anything.
  case prose
  /// The name of a file of the fleet: lower-case letters, digits, hyphens.
  case name
  /// The name under which somebody logs in.
  case login
  /// The name of a secret.
  case secretName
  case mail
  /// `alpha.example`.
  case domain
  /// `https://…` or `http://…`.
  case address
  /// `smtp://host:port`.
  case mailServer
  /// A path in the fleet folder.
  case path
  /// A path in the fleet folder, or an `https://` address.
  case pathOrAddress
  /// `YYYY-MM-DD`.
  case date
  /// A date and a time with its zone.
  case moment
  /// `5.4.3`.
  case version
  /// A path of keys: `access.allow`.
  case keyPath
  /// No white space.
  case word
  /// Three capital letters, as ISO 4217 has them.
  case currency
  /// `cluster/hub`, or `cluster/*`.
  case hubs
  /// `A301`.
  case findingCode
}

extension TextForm {
  /// What is wanted, with its article.
  var named: String {
    switch self {
    case .line: "a text on one line"
    case .prose: "a text"
    case .name: "a name (lower-case letters, digits and hyphens inside, at most 63)"
    case .login: "the name of somebody who logs in (no spaces, no capitals)"
    case .secretName: "the name of a secret (lower-case letters, digits, '.', '_', '-')"
    case .mail: "a mail address"
    case .domain: "a domain such as 'alpha.example'"
    case .address: "an address that starts with 'https://' or 'http://'"
    case .mailServer: "a mail server such as 'smtp://mail.alpha.example:25'"
    case .path: "a path inside the fleet folder"
    case .pathOrAddress: "a folder of the fleet, or an address that starts with 'https://'"
    case .date: "a day such as '2026-12-01'"
    case .moment: "a day and time with its zone such as '2026-12-01T18:00+01:00'"
    case .version: "a version such as '5.4.3'"
    case .keyPath: "a path of keys such as 'access.allow'"
    case .word: "a text without spaces"
    case .currency: "the three letters of a currency, such as 'USD'"
    case .hubs: "a hub such as 'cluster/hub', or all of a cluster: 'cluster/*'"
    case .findingCode: "the code of a finding, such as 'A301'"
    }
  }

  /// A regular expression that holds for every text of this form, for editors; nil where there is none.
  /// What an editor cannot see (a 31st of February) is left to `accepts`.
  var pattern: String? {
    switch self {
    case .line: #"^[^\n]+$"#
    case .prose: nil
    case .name: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$"
    case .login: #"^[^\sA-Z/]{1,255}$"#
    case .secretName: "^[a-z0-9][a-z0-9._-]{0,99}$"
    case .mail: #"^[^\s@]+@[^\s@]+$"#
    case .domain: #"^[a-z0-9-]+(\.[a-z0-9-]+)*$"#
    case .address: #"^https?://[^\s/?#@]+([/?#][^\s]*)?$"#
    case .mailServer: #"^smtp://[^\s/@:]+:[0-9]{1,5}$"#
    case .path: #"^[^/\n][^\n]*$"#
    case .pathOrAddress: #"^[^/\n][^\n]*$"#
    case .date: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
    case .moment: "^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}.*$"
    case .version: #"^[0-9]+(\.[0-9a-z]+)*$"#
    case .keyPath: #"^[^\s.]+(\.[^\s.]+)*$"#
    case .word: #"^\S+$"#
    case .currency: "^[A-Z]{3}$"
    case .hubs: #"^[^\s/]+/[^\s/]+$"#
    case .findingCode: "^A[0-9]{3}$"
    }
  }

  /// The name that JSON Schema has for it.
  var format: String? {
    switch self {
    case .date: "date"
    case .mail: "email"
    case .address: "uri"
    case .line, .prose, .name, .login, .secretName, .domain, .mailServer, .path, .pathOrAddress, .moment, .version,
      .keyPath, .word, .currency, .hubs, .findingCode:
      nil
    }
  }

  /// Whether a text is of this form.
  func accepts(_ text: String) -> Bool {
    switch self {
    case .line: !text.isEmpty && !text.utf8.contains(UInt8(ascii: "\n"))
    case .prose: true
    case .name: FleetPath.isName(text)
    case .login: isWord(text) && text.utf8.count <= 255 && !text.utf8.contains { isCapital($0) || $0 == slash }
    case .secretName: isSecretName(text)
    case .mail: isMail(text)
    case .domain: isDomain(text)
    case .address: isAddress(text, schemes: ["https://", "http://"])
    case .mailServer: MailServer(text) != nil
    case .path: FleetPath.isInside(text)
    case .pathOrAddress: FleetPath.isAddress(text) ? isAddress(text, schemes: ["https://"]) : FleetPath.isInside(text)
    case .date: text.utf8.count == 10 && Timestamp(iso8601: text) != nil
    case .moment: text.utf8.count > 10 && Timestamp(iso8601: text) != nil
    case .version: isVersion(text)
    case .keyPath:
      isWord(text) && text.parts(separatedBy: ".").allSatisfy { !$0.isEmpty }
    case .word: isWord(text)
    case .currency: text.utf8.count == 3 && text.utf8.allSatisfy(isCapital)
    case .hubs:
      isWord(text) && text.parts(separatedBy: "/").count == 2 && text.parts(separatedBy: "/").allSatisfy { !$0.isEmpty }
    case .findingCode: text.utf8.count == 4 && text.hasPrefix("A") && text.utf8.dropFirst().allSatisfy(isDigit)
    }
  }

  /// What would be accepted instead, where that is easily said.
  func mended(_ text: String) -> String? {
    let candidate: String?
    switch self {
    case .name: candidate = FleetPath.mendedName(text)
    case .login, .domain: candidate = text.lowercased()
    case .currency, .findingCode: candidate = text.uppercased()
    case .address: candidate = "https://" + text
    case .path, .pathOrAddress:
      candidate = text.hasPrefix("./") ? String(text.dropFirst(2)) : text.hasSuffix("/") ? String(text.dropLast()) : nil
    case .mailServer: candidate = "smtp://\(text):25"
    case .line, .prose, .secretName, .mail, .date, .moment, .version, .keyPath, .word, .hubs: candidate = nil
    }
    return candidate.flatMap { accepts($0) ? $0 : nil }
  }
}

/// The host and port of a mail server, from `smtp://host:port`.
struct MailServer {
  let host: String
  let port: Int

  init?(_ text: String) {
    guard text.hasPrefix("smtp://") else { return nil }
    let rest = text.dropFirst("smtp://".count)
    guard let colon = rest.lastIndex(of: ":"), let port = Int(rest[rest.index(after: colon)...]),
      (1...65_535).contains(port), rest[rest.index(after: colon)...].utf8.allSatisfy(isDigit)
    else { return nil }
    let host = rest[..<colon]
    guard isWord(host), !host.utf8.contains(where: { $0 == slash || $0 == at || $0 == UInt8(ascii: ":") }) else {
      return nil
    }
    (self.host, self.port) = (String(host), port)
  }
}

// MARK: - Letters

private let slash = UInt8(ascii: "/")
private let at = UInt8(ascii: "@")

private func isCapital(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") }
private func isSmall(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") }
private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

private func isWord(_ text: some StringProtocol) -> Bool {
  !text.isEmpty
    && text.unicodeScalars.allSatisfy { scalar in
      scalar.isASCII ? scalar.value > 0x20 && scalar.value != 0x7F : !scalar.properties.isWhitespace
    }
}

private func isSecretName(_ text: String) -> Bool {
  guard let first = text.utf8.first, isSmall(first) || isDigit(first), text.utf8.count <= 100 else { return false }
  return text.utf8.allSatisfy { isSmall($0) || isDigit($0) || [UInt8(ascii: "."), 0x5F, 0x2D].contains($0) }
}

private func isMail(_ text: String) -> Bool {
  let parts = text.parts(separatedBy: "@")
  return isWord(text) && parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && text.utf8.count <= 254
}

private func isDomain(_ text: String) -> Bool {
  text.utf8.count <= 253 && text.parts(separatedBy: ".").allSatisfy(FleetPath.isName)
}

private func isAddress(_ text: String, schemes: [String]) -> Bool {
  guard let scheme = schemes.first(where: { text.hasPrefix($0) }), isWord(text) else { return false }
  let rest = text.dropFirst(scheme.count)
  let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
  return !host.isEmpty && !host.utf8.contains(at)
}

private func isVersion(_ text: String) -> Bool {
  let parts = text.parts(separatedBy: ".")
  guard let first = parts.first, !first.isEmpty, first.utf8.allSatisfy(isDigit) else { return false }
  return parts.allSatisfy { part in !part.isEmpty && part.utf8.allSatisfy { isDigit($0) || isSmall($0) } }
}
