/// Domains in which everyone can have an address: whoever admits their people admits anyone. The one list of them.
///
/// Assumed: the great public mail providers of many countries. A domain that is missing here counts as an institution's.
public enum PublicMailDomain {
  private static let domains: Set<String> = [
    // Of one domain, or with others that have names of their own.
    "gmail.com", "googlemail.com", "icloud.com", "me.com", "mac.com", "msn.com", "passport.com", "windowslive.com",
    "ymail.com", "rocketmail.com", "myyahoo.com", "proton.me", "protonmail.com", "protonmail.ch", "pm.me", "aim.com", "mail.com",
    "email.com", "usa.com", "zoho.com", "zohomail.com", "zoho.eu", "zoho.in", "fastmail.com", "fastmail.fm", "fastmail.net",
    "hey.com", "duck.com", "mozmail.com", "hushmail.com", "runbox.com", "posteo.de", "posteo.net", "mailbox.org", "disroot.org",
    "riseup.net", "startmail.com", "mailfence.com", "inbox.com", "lycos.com", "excite.com", "juno.com", "netzero.net",
    "tutanota.com", "tutanota.de", "tutamail.com", "tuta.com", "tuta.io", "keemail.me", "cock.li",
    "web.de", "freenet.de", "t-online.de", "arcor.de", "free.fr", "laposte.net", "orange.fr", "wanadoo.fr", "sfr.fr",
    "libero.it", "virgilio.it", "tiscali.it", "alice.it", "tin.it", "bluewin.ch", "telenet.be", "ziggo.nl", "wp.pl", "o2.pl",
    "onet.pl", "onet.eu", "interia.pl", "op.pl", "seznam.cz", "email.cz", "centrum.cz", "azet.sk", "freemail.hu", "citromail.hu",
    "abv.bg", "mail.bg", "inbox.lv", "inbox.lt", "uol.com.br", "bol.com.br", "terra.com.br", "ig.com.br", "rediffmail.com",
    "mail.ru", "bk.ru", "list.ru", "inbox.ru", "internet.ru", "rambler.ru", "ya.ru", "ukr.net", "i.ua", "meta.ua", "tut.by",
    "qq.com", "foxmail.com", "163.com", "126.com", "yeah.net", "139.com", "189.cn", "sina.com", "sina.cn", "sohu.com", "tom.com",
    "aliyun.com", "21cn.com", "naver.com", "daum.net", "hanmail.net", "nate.com", "kakao.com", "docomo.ne.jp", "ezweb.ne.jp",
    "mailinator.com", "guerrillamail.com", "yopmail.com", "temp-mail.org", "10minutemail.com",
  ]
  /// Providers with a domain in many countries: `yahoo.fr`, `outlook.com.br`.
  private static let brands: Set<Substring> = ["yahoo", "hotmail", "outlook", "live", "aol", "gmx", "yandex", "googlemail"]
  /// Under these, in most countries, anyone registers a domain: `co.uk`, `com.au`.
  private static let openParts: Set<Substring> = [
    "co", "com", "net", "org", "or", "ne", "gen", "nom", "firm", "ind", "info", "biz", "web", "me", "ltd", "plc", "idv", "id",
  ]
  /// Ends of names that only institutions can have.
  private static let closedEnds: Set<Substring> = ["edu", "gov", "mil", "int", "ac"]

  /// Whether everyone can be of this domain, or of what its wild cards stand for: `gmail.com`, `yahoo.fr`, `*.com`, `*.co.uk`.
  public static func contains(_ domain: String) -> Bool {
    let lower = domain.lowercased()
    let name = lower.hasSuffix(".") ? lower.dropLast() : lower[...]
    let parts = name.split(separator: ".")
    guard name.contains("*") || name.contains("?") else { return domains.contains(String(name)) || isOfBrand(parts) }
    if domains.contains(where: { fits($0[...], name) }) || brands.contains(where: { fits("\($0).com", name) }) { return true }
    // `*` and `*.com` stand for everyone, `*.edu` and `*.ac.uk` for institutions.
    let fixed = parts.filter { !$0.contains("*") && !$0.contains("?") }
    if !closedEnds.isDisjoint(with: fixed) { return false }
    switch fixed.count {
    case 0, 1: return true
    case 2: return fixed[1].count == 2 && openParts.contains(fixed[0])
    default: return false
    }
  }

  private static func isOfBrand(_ parts: [Substring]) -> Bool {
    guard let first = parts.first, brands.contains(first) else { return false }
    switch parts.count {
    case 2: return parts[1].count <= 3 && !closedEnds.contains(parts[1])
    case 3: return parts[2].count == 2 && openParts.contains(parts[1])
    default: return false
    }
  }

  /// Whether a text fits a pattern with `*` and `?`.
  private static func fits(_ text: Substring, _ pattern: Substring) -> Bool {
    var (rest, left) = (text, pattern)
    var retry: (rest: Substring, left: Substring)?
    while !rest.isEmpty {
      if left.first == "*" {
        left = left.dropFirst()
        retry = (rest, left)
      } else if let want = left.first, want == "?" || want == rest.first {
        (rest, left) = (rest.dropFirst(), left.dropFirst())
      } else if let last = retry {
        (rest, left) = (last.rest.dropFirst(), last.left)
        retry = (rest, left)
      } else {
        return false
      }
    }
    return left.allSatisfy { $0 == "*" }
  }
}
