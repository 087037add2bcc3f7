import Basics
import Fleet

/// What is known of those who vouch for people: whether everyone can have an account with them.
enum Providers {
  /// Domains in which everyone can have an address. Assumed: the great public mail providers.
  static let publicMailDomains: Set<String> = [
    "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com", "icloud.com", "gmx.de",
    "gmx.net", "proton.me", "protonmail.com", "web.de", "mail.ru", "qq.com", "163.com",
  ]

  /// Whether everyone can be of this domain, or of what its wild cards stand for. The empty one is that of all who have none.
  static func isPublicDomain(_ domain: String) -> Bool {
    if domain.isEmpty { return true }
    let domain = domain.lowercased()
    if publicMailDomains.contains(domain) { return true }
    // `*` and `*.com` stand for everyone, `*.edu` and `*.ac.uk` for institutions.
    guard domain.contains("*") || domain.contains("?") else { return false }
    let fixed = domain.split(separator: ".").filter { !$0.contains("*") && !$0.contains("?") }
    return fixed.isEmpty || (fixed.count == 1 && !["edu", "gov", "mil"].contains(fixed[0]))
  }

  /// The name of a public provider among CILogon's identity providers; nil for an institution's.
  static func publicProvider(ofEntity id: String) -> String? {
    switch host(of: id) {
    case "github.com": "GitHub"
    case "google.com", "accounts.google.com": "Google"
    case "orcid.org": "ORCID"
    case "login.microsoftonline.com", "microsoft.com": "Microsoft"
    default: nil
    }
  }

  /// An institution's identity provider in words: the host or the last part of its identifier.
  static func institution(ofEntity id: String) -> String {
    host(of: id) ?? id.split(separator: ":").last.map(String.init) ?? id
  }

  /// The host of an address, without `www.`; nil where it has none.
  static func host(of address: String) -> String? {
    let parts = address.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count >= 3, parts[0].hasSuffix(":"), parts[1].isEmpty, !parts[2].isEmpty else { return nil }
    let host = parts[2].split(separator: ":").first.map { $0.lowercased() } ?? ""
    return host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
  }

  static func everyone(with account: String) -> String {
    "anyone with \(account.first.map { "AEIOaeio".contains($0) } == true ? "an" : "a") \(account) account"
  }
}
