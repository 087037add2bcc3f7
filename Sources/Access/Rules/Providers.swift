import Basics
import Fleet

/// What is known of those who vouch for people: whether everyone can have an account with them.
enum Providers {
  /// Whether everyone can be of this domain, or of what its wild cards stand for. The empty one is that of all who have none.
  static func isPublicDomain(_ domain: String) -> Bool { domain.isEmpty || PublicMailDomain.contains(domain) }

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

  /// The host of an address of a login, which may be written without its scheme: `github.com/`.
  static func loginHost(of address: String) -> String? {
    var rest = address[...]
    if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
    rest = rest.drop { $0 == "/" || $0.isWhitespace }.prefix { $0 != "/" && $0 != "?" && $0 != "#" && !$0.isWhitespace }
    if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
    var host = rest.prefix { $0 != ":" }.lowercased()
    while host.hasSuffix(".") { host.removeLast() }
    if host.hasPrefix("www.") { host.removeFirst(4) }
    return host.isEmpty ? nil : host
  }

  /// The provider at which everyone can have an account and to which an address leads; nil for all others.
  static func publicProvider(at address: String) -> String? {
    guard let host = loginHost(of: address) else { return nil }
    if let known = publicHosts[host] { return known }
    let last = host.split(separator: ".").suffix(2).joined(separator: ".")
    // Providers that give everyone a name in front of their own.
    return ["github.com", "gitlab.com", "google.com", "googleapis.com"].contains(last) ? publicHosts[last] : nil
  }

  private static let publicHosts: [String: String] = [
    "github.com": "GitHub", "gitlab.com": "GitLab", "bitbucket.org": "Bitbucket", "google.com": "Google",
    "googleapis.com": "Google", "orcid.org": "ORCID", "login.live.com": "Microsoft", "facebook.com": "Facebook",
    "graph.facebook.com": "Facebook", "linkedin.com": "LinkedIn", "discord.com": "Discord", "auth.globus.org": "Globus",
    "appleid.apple.com": "Apple", "codeberg.org": "Codeberg", "huggingface.co": "Hugging Face", "mediawiki.org": "MediaWiki",
  ]

  static func everyone(with account: String) -> String {
    "anyone with \(account.first.map { "AEIOaeio".contains($0) } == true ? "an" : "a") \(account) account"
  }
}
