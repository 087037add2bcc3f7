import Access
import Basics
import Fleet
import Testing

@Suite("Accounts that everyone can make")
struct PublicProviderTests {
  @Test(
    "domains in which everyone can have an address",
    arguments: [
      "gmail.com", "GMail.com.", "aol.com", "aol.de", "me.com", "mac.com", "msn.com", "yahoo.co.uk", "yahoo.fr", "hotmail.it",
      "outlook.com.br", "live.nl", "yandex.ru", "gmx.at", "mail.com", "zoho.com", "fastmail.com", "tutanota.com", "qq.com",
      "126.com", "*", "*.com", "*.co.uk", "*.com.au", "gmail.*", "*mail.com", "out?ook.com", "*.de",
    ])
  func everyone(_ domain: String) { #expect(PublicMailDomain.contains(domain)) }

  @Test(
    "domains of institutions",
    arguments: ["reef.edu", "*.edu", "*.ac.uk", "*.reef.edu", "*.edu.au", "live.edu", "yahoo.reef.org", "cs.reef.co.uk", "me.uk"])
  func institutions(_ domain: String) { #expect(!PublicMailDomain.contains(domain)) }

  private func level(_ login: String, _ section: String, _ options: [String: JSONValue]) -> AudienceLevel {
    audience(login, [section: .object(options)], .of2023).level
  }

  @Test(
    "a tenant of Microsoft that is everyone's, in whatever spelling",
    arguments: [
      "common", "Consumers", "organizations", "9188040d-6c67-4c5b-b112-36a304b66dad", "9188040D-6C67-4C5B-B112-36A304B66DAD",
    ])
  func tenants(_ tenant: String) {
    #expect(level("azuread", "AzureAdOAuthenticator", ["tenant_id": .string(tenant)]) == .accounts)
  }

  @Test("a tenant of one's own is an institution, unless the login goes elsewhere")
  func ownTenant() {
    #expect(level("azuread", "AzureAdOAuthenticator", ["tenant_id": "5f1a"]) == .institutions)
    let address: JSONValue = "https://login.microsoftonline.com/common/oauth2/v2.0/authorize"
    #expect(level("azuread", "AzureAdOAuthenticator", ["tenant_id": "5f1a", "authorize_url": address]) == .accounts)
  }

  @Test("a provider's own address is public in whatever spelling")
  func addresses() {
    for address in ["github.com/", "https://github.com", "https://www.GitHub.com:443/", "//github.com", "https://api.github.com"] {
      #expect(level("github", "GitHubOAuthenticator", ["github_url": .string(address)]) == .accounts)
    }
    #expect(level("github", "GitHubOAuthenticator", ["github_url": "https://git.reef.edu"]) == .institutions)
    #expect(level("gitlab", "GitLabOAuthenticator", ["gitlab_url": "gitlab.com"]) == .accounts)
  }

  @Test(
    "an own provider of which one address leads to a public one is public",
    arguments: ["authorize_url", "token_url", "userdata_url"])
  func strayed(_ option: String) {
    let address: JSONValue = "https://github.com/login/oauth/authorize"
    let options: [String: JSONValue] = ["github_url": "https://git.reef.edu", option: address]
    #expect(level("github", "GitHubOAuthenticator", options) == .accounts)
  }
}
