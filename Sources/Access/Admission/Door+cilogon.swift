import Basics
import Fleet

// CILogon: an identity provider of many, and a name made by the rule of that one.

extension Door {
  /// Their provider, as configured.
  private func provider(_ info: [String: JSONValue]) throws(Halt) -> SourcedValue {
    guard let id = info["idp"]?.string, !id.isEmpty else {
      throw .refused("CILogon says no identity provider of them", at: login.place)
    }
    guard let provider = login.identityProviders.first(where: { $0.id == id })?.value else {
      throw .refused("the identity provider \(id) is not configured", at: login.providersOption?.place ?? login.place)
    }
    return provider
  }

  /// From oauthenticator 16 on.
  func cilogonName(_ info: [String: JSONValue]) throws(Halt) -> String {
    let provider = try provider(info)
    let name = try cilogonClaim(provider, info)
    let derivation = provider["username_derivation"]
    switch derivation?["action"]?.string {
    case "strip_idp_domain":
      let end = "@\(derivation?["domain"]?.string ?? "")"
      return name.lowercased().hasSuffix(end.lowercased()) ? String(name.dropLast(end.count)) : name
    case "prefix": return "\(derivation?["prefix"]?.string ?? ""):\(name)"
    default: return name
    }
  }

  private func cilogonClaim(_ provider: SourcedValue, _ info: [String: JSONValue]) throws(Halt) -> String {
    let option = provider["username_derivation"]?["username_claim"]
    guard let claim = option?.string, let name = info[claim]?.string, !name.isEmpty else {
      throw .refused("CILogon says no '\(option?.string ?? "")' of them, which their name is made of", at: option?.place)
    }
    return name
  }

  /// What the provider's own rules say: everyone of it, or the people of some domains.
  func ofProvider() throws(Halt) -> Audience.Reason? {
    let info = who.userInfo
    let provider = try provider(info)
    let id = info["idp"]?.string ?? ""
    let everyone = Login.people(ofEntity: id)
    if provider["allow_all"]?.bool == true {
      return .init(.admits(everyone.level), "allow_all lets in \(everyone.who)", at: provider["allow_all"]?.place)
    }
    let domains = login.entries(provider["allowed_domains"]).map { $0.lowercased() }
    if domains.isEmpty { return nil }
    var address = try cilogonClaim(provider, info)
    if let claim = provider["allowed_domains_claim"]?.string, !claim.isEmpty {
      guard let said = info[claim]?.string, !said.isEmpty else {
        throw .refused(
          "CILogon says no '\(claim)' of them, which their domain is read from", at: provider["allowed_domains_claim"]?.place)
      }
      address = said
    }
    let theirs = (address.split(separator: "@", omittingEmptySubsequences: false).last.map(String.init) ?? address).lowercased()
    guard let domain = domains.first(where: { Pattern($0).fits(theirs) }) else { return nil }
    let level = min(everyone.level, domains.contains(where: Providers.isPublicDomain) ? .accounts : .institutions)
    return .init(.admits(level), "allowed_domains lets in people of \(domain)", at: provider["allowed_domains"]?.place)
  }

  /// Before oauthenticator 16: no provider configured means each of them.
  func cilogonNameBefore16(_ info: [String: JSONValue]) throws(Halt) -> String {
    if login.identityProviders.isEmpty {
      let claims = [login.text("username_claim") ?? "eppn"] + login.entries("additional_username_claims")
      for claim in claims { if let name = info[claim]?.string, !name.isEmpty { return name } }
      throw .refused("CILogon says no \(Words.list(claims, atMost: 3)) of them, which their name is made of", at: login.place)
    }
    let provider = try provider(info)
    let name = try cilogonClaim(provider, info)
    let parts = name.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    let derivation = provider["username_derivation"]
    let domains = login.entries(provider["allowed_domains"])
    let strips = derivation?["action"]?.string == "strip_idp_domain"
    if strips || !domains.isEmpty, parts.count != 2 {
      throw .refused("'\(name)' is no address, so logging in ends in an error", at: derivation?.place)
    }
    // As written: nothing is brought to lower case here.
    if !domains.isEmpty, !domains.contains(parts[1]) {
      throw .refused("allowed_domains keeps out all but \(Words.list(domains, atMost: 3))", at: provider["allowed_domains"]?.place)
    }
    if strips { return parts[1] == derivation?["domain"]?.string ? parts[0] : name }
    if derivation?["action"]?.string == "prefix" { return "\(derivation?["prefix"]?.string ?? ""):\(name)" }
    return name
  }
}

/// A pattern as shells have it: `*`, `?`, `[a-z]` and `[!a-z]`.
struct Pattern {
  private let parts: [Character]

  init(_ text: String) { parts = Array(text) }

  func fits(_ text: String) -> Bool { Self.fits(parts[...], Array(text)[...]) }

  private static func fits(_ pattern: ArraySlice<Character>, _ text: ArraySlice<Character>) -> Bool {
    guard let first = pattern.first else { return text.isEmpty }
    let rest = pattern.dropFirst()
    switch first {
    case "*": return (0...text.count).contains { fits(rest, text.dropFirst($0)) }
    case "?": return !text.isEmpty && fits(rest, text.dropFirst())
    case "[":
      // A bracket that closes at once is one of the set.
      guard let end = rest.dropFirst(rest.first == "!" ? 2 : 1).firstIndex(of: "]"), let letter = text.first else {
        return text.first == "[" && fits(rest, text.dropFirst())
      }
      return isOneOf(rest[rest.startIndex..<end], letter) && fits(pattern[(end + 1)...], text.dropFirst())
    default: return text.first == first && fits(rest, text.dropFirst())
    }
  }

  private static func isOneOf(_ set: ArraySlice<Character>, _ letter: Character) -> Bool {
    let isNot = set.first == "!"
    var set = isNot ? set.dropFirst() : set
    while let start = set.first {
      let range = Array(set.prefix(3))
      if range.count == 3, range[1] == "-" {
        if range[0] <= letter, letter <= range[2] { return !isNot }
        set = set.dropFirst(3)
      } else {
        if start == letter { return !isNot }
        set = set.dropFirst()
      }
    }
    return isNot
  }
}
