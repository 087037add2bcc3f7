import Basics
import Fleet

// Google, from oauthenticator 16 on.

extension Door {
  func googleName(_ info: [String: JSONValue]) throws(Halt) -> String {
    let name = try claim(login.text("username_claim") ?? "email", of: info)
    let domain = try googleDomain(info)
    let hosted = hostedDomains
    let strips = login.option("strip_domain")?.bool ?? (hosted.count <= 1)
    return strips && hosted.contains(domain) ? String(name.prefix { $0 != "@" }) : name
  }

  /// The domain of their address.
  private func googleDomain(_ info: [String: JSONValue]) throws(Halt) -> String {
    let email = try claim("email", of: info)
    let parts = email.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count > 1 else { throw .refused("'\(email)' is no address", at: login.place) }
    return parts[1].lowercased()
  }

  private var hostedDomains: [String] { login.entries("hosted_domain").map { $0.lowercased() } }

  /// By the domain that Google says they belong to; before 16.3.1 by that of their address, where JupyterHub asks at all.
  func passHostedDomain() throws(Halt) {
    let hosted = hostedDomains
    let place = login.option("hosted_domain")?.place
    guard !hosted.isEmpty, login.holdsGoogleDomain else { return }
    let isLate = login.version.oauthenticator < LibraryVersion(16, 3, 1)
    let theirs = isLate ? try googleDomain(who.userInfo) : who.userInfo["hd"]?.string ?? ""
    if !hosted.contains(theirs) {
      throw .refused("hosted_domain keeps out all but \(Words.list(hosted, atMost: 3))", at: place)
    }
  }

  /// Their groups, where any rule asks for them; Google must be asked by an administrator of their domain.
  func askGoogle(_ proof: inout Proof) throws(Halt) {
    let lists = ["allowed_google_groups", "admin_google_groups"].compactMap { login.option($0) }.filter { !login.isEmpty($0) }
    if lists.isEmpty { return }
    let domain = try googleDomain(who.userInfo)
    for option in ["gsuite_administrator", "google_service_account_keys"] where login.option(option)?[domain] == nil {
      throw .refused("\(option) has nothing for \(domain), so logging in ends in an error", at: lists.first?.place)
    }
    proof.asked = Set(who.groups.map { "\($0)@\(domain)" })
    let admins = login.entries(login.option("admin_google_groups")?[domain])
    if login.option("admin_google_groups").map({ !login.isEmpty($0) }) == true, proof.isAdmin != true {
      proof.isAdmin = admins.contains(where: who.groups.contains)
    }
  }
}
