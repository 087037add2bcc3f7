import Basics
import Fleet

extension AccessChecks {
  /// Admins who cannot enter by any rule that can be read.
  static func strangers(among audience: Audience, _ login: Login, _ hub: Hub) -> [Finding] {
    guard audience.level > .nobody else { return [] }
    return audience.admins.compactMap { admin in
      guard let why = whyNot(admin, login) else { return nil }
      let option = login.adminsOption
      let line = option?.elements?.first { Login.text($0)?.lowercased() == admin }
      return Finding(
        "A924", .warning, at: line?.place ?? option?.place, "'\(admin)' is an admin and cannot enter: \(why)",
        next: "write the name as this login knows it, or take it out")
    }
  }

  /// Why nobody of this name can enter; nil where somebody may.
  static func whyNot(_ name: String, _ login: Login) -> String? {
    if login.blocked.contains(name) { return "blocked_users keeps that name out" }
    switch login.kind.kind {
    case .github:
      let fits = name.unicodeScalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || "0123456789-_".unicodeScalars.contains($0))
      }
      return fits ? nil : "no GitHub account has such a name"
    case .google: return google(name, login)
    case .cilogon: return cilogon(name, login)
    case .sharedPassword:
      return login.option("admin_password") == nil ? "admins need admin_password, which is not set" : nil
    case .tmp: return "everyone gets a new name"
    default: return nil
    }
  }

  private static func domain(of name: String) -> String? {
    name.lastIndex(of: "@").map { String(name[$0...].dropFirst()) }
  }

  private static func google(_ name: String, _ login: Login) -> String? {
    if let claim = login.text("username_claim"), claim != "email" { return nil }
    let domains = login.entries("hosted_domain").map { $0.lowercased() }
    // Names lose a domain that is the only one; from oauthenticator 17 on that can be said.
    let strips = login.option("strip_domain")?.bool ?? (domains.count == 1)
    guard let domain = domain(of: name) else {
      return strips && !domains.isEmpty ? nil : "names are addresses with this login"
    }
    if domains.isEmpty { return nil }
    if !domains.contains(domain) { return "hosted_domain keeps out \(domain)" }
    return strips ? "names lose the domain \(domain) with this login" : nil
  }

  private static func cilogon(_ name: String, _ login: Login) -> String? {
    let providers = login.identityProviders
    if providers.isEmpty { return nil }
    let isFilter = login.version.oauthenticator.major < 16
    for (_, value) in providers {
      let derivation = value["username_derivation"]
      var name = name
      if derivation?["action"]?.string == "prefix", let prefix = derivation?["prefix"]?.string {
        let start = "\(prefix.lowercased()):"
        guard name.hasPrefix(start) else { continue }
        name = String(name.dropFirst(start.count))
      }
      let stripped =
        derivation?["action"]?.string == "strip_idp_domain" ? derivation?["domain"]?.string?.lowercased() : nil
      if fits(name, claim: derivation?["username_claim"]?.string, stripped, isFilter ? login.entries(value["allowed_domains"]) : [])
      {
        return nil
      }
    }
    return "no identity provider that may log in gives such a name"
  }

  private static func fits(_ name: String, claim: String?, _ stripped: String?, _ allowed: [String]) -> Bool {
    let domain = domain(of: name)
    switch claim {
    case "email", "eppn", "upn":
      if let domain, domain == stripped { return false }
      guard let full = domain ?? stripped else { return false }
      return allowed.isEmpty || allowed.contains { $0.lowercased() == full }
    case "preferred_username", "nickname", "username": return domain == nil || domain != "gmail.com"
    default: return true
    }
  }
}
