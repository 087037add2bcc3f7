import Foundation
import Testing

@testable import Probes

@Suite("Cookies of a visitor")
struct CookieJarTests {
  private let now = Date(timeIntervalSince1970: 1_800_000_000)

  private func jar(_ headers: String..., at path: String = "/hub/login") -> CookieJar {
    headers.reduce(into: CookieJar()) { $0.take($1, requested: path, now: now) }
  }

  @Test("a cookie goes to its path and below, and nowhere else")
  func path() {
    let jar = jar("a=1; Path=/hub/; HttpOnly")
    #expect(jar.header(for: "/hub/home?x=/user/", now: now) == "a=1")
    #expect(jar.header(for: "/hub", now: now) == nil)
    #expect(jar.header(for: "/user/ada/", now: now) == nil)
    #expect(!CookieJar.matches("/hubs/one", "/hub"))
    #expect(CookieJar.matches("/hub/one", "/hub"))
  }

  @Test("without a path, a cookie belongs to the folder of the page that set it")
  func defaultPath() {
    #expect(jar("a=1").header(for: "/hub/home", now: now) == "a=1")
    #expect(jar("a=1").header(for: "/user/ada/", now: now) == nil)
    #expect(jar("a=1", at: "/login").header(for: "/anywhere", now: now) == "a=1")
  }

  @Test("of two cookies with one name, the longer path comes first and is what a page sees")
  func longerPathFirst() {
    let jar = jar("_xsrf=short; Path=/", "_xsrf=long; Path=/user/ada/")
    #expect(jar.header(for: "/user/ada/api", now: now) == "_xsrf=long; _xsrf=short")
    #expect(jar.value(of: "_xsrf", at: "/user/ada/api", now: now) == "long")
    #expect(jar.value(of: "_xsrf", at: "/hub/", now: now) == "short")
  }

  @Test("a newer cookie takes the place of the older, and one that is over is removed")
  func replacement() {
    #expect(jar("a=1; Path=/", "a=2; Path=/").header(for: "/", now: now) == "a=2")
    #expect(jar("a=1; Path=/", "a=; Path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT").header(for: "/", now: now) == nil)
    #expect(jar("a=1; Path=/", "a=; Path=/; Max-Age=0").header(for: "/", now: now) == nil)
    #expect(jar("a=1; Path=/; Max-Age=10").header(for: "/", now: now.addingTimeInterval(11)) == nil)
  }

  @Test("values keep their equals signs and lose their quotes")
  func values() {
    #expect(jar("a=\"2|1:0|x==\"; Path=/").header(for: "/", now: now) == "a=2|1:0|x==")
  }

  @Test("what is no cookie is passed over", arguments: ["", ";", "=1", "novalue", "; Path=/"])
  func nonsense(header: String) {
    #expect(jar(header) == CookieJar())
  }

  @Test("dates are read in the forms that servers write")
  func dates() {
    #expect(CookieJar.httpDate("Thu, 01 Jan 1970 00:00:10 GMT") == Date(timeIntervalSince1970: 10))
    #expect(CookieJar.httpDate("Thu, 01-Jan-1970 00:00:10 GMT") == Date(timeIntervalSince1970: 10))
    #expect(CookieJar.httpDate("tomorrow") == nil)
  }
}
