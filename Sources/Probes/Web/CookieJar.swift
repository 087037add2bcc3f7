import Foundation

/// The cookies of one visitor on one host, by path, as RFC 6265 has them.
struct CookieJar: Sendable, Equatable {
  private var cookies: [Cookie] = []

  private struct Cookie: Sendable, Equatable {
    var name: String
    var value: String
    var path: String
    var expires: Date?
  }

  /// Takes in one `Set-Cookie` header that answered a request for this path. A cookie that is over is removed.
  mutating func take(_ header: String, requested path: String, now: Date) {
    guard let cookie = CookieJar.parse(header, requested: path, now: now) else { return }
    cookies.removeAll { $0.name == cookie.name && $0.path == cookie.path }
    if let expires = cookie.expires, expires <= now { return }
    cookies.append(cookie)
  }

  /// The value of the `Cookie` header for a request, longest paths first; nil where no cookie fits.
  func header(for path: String, now: Date) -> String? {
    let fitting = fitting(path, now)
    return fitting.isEmpty ? nil : fitting.map { "\($0.name)=\($0.value)" }.joined(separator: "; ")
  }

  /// The value that a page at this path sees.
  func value(of name: String, at path: String, now: Date) -> String? {
    fitting(path, now).first { $0.name == name }?.value
  }

  private func fitting(_ path: String, _ now: Date) -> [Cookie] {
    let path = CookieJar.withoutQuery(path)
    let fitting = cookies.filter { cookie in
      (cookie.expires.map { $0 > now } ?? true) && CookieJar.matches(path, cookie.path)
    }
    return fitting.sorted { $0.path.utf8.count > $1.path.utf8.count }
  }

  /// RFC 6265, 5.1.4: the same path, or one below it.
  static func matches(_ path: String, _ cookiePath: String) -> Bool {
    guard path.hasPrefix(cookiePath) else { return false }
    return path.utf8.count == cookiePath.utf8.count || cookiePath.hasSuffix("/")
      || path.dropFirst(cookiePath.count).hasPrefix("/")
  }

  private static func parse(_ header: String, requested path: String, now: Date) -> Cookie? {
    let parts = header.split(separator: ";", omittingEmptySubsequences: false).map(trimmed)
    guard let pair = parts.first, let equals = pair.firstIndex(of: "=") else { return nil }
    let name = trimmed(pair[..<equals])
    guard !name.isEmpty else { return nil }
    let value = trimmed(pair[pair.index(after: equals)...])
    var cookie = Cookie(name: name, value: unquoted(value), path: defaultPath(of: path), expires: nil)
    var maxAge: Double?
    for attribute in parts.dropFirst() {
      let halves = attribute.split(separator: "=", maxSplits: 1).map(trimmed)
      guard halves.count == 2 else { continue }
      switch halves[0].lowercased() {
      case "path": if halves[1].hasPrefix("/") { cookie.path = halves[1] }
      case "max-age": maxAge = Double(halves[1])
      case "expires": cookie.expires = httpDate(halves[1])
      default: break  // Domain, Secure, HttpOnly and SameSite change nothing for a visitor of one host.
      }
    }
    if let maxAge { cookie.expires = now.addingTimeInterval(maxAge) }
    return cookie
  }

  /// RFC 6265, 5.1.4: the directory of the request.
  private static func defaultPath(of path: String) -> String {
    let path = withoutQuery(path)
    guard path.hasPrefix("/"), let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
    return String(path[..<slash])
  }

  private static func withoutQuery(_ path: String) -> String {
    String(path.prefix { $0 != "?" && $0 != "#" })
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    text.trimmingCharacters(in: .whitespaces)
  }

  private static func unquoted(_ value: String) -> String {
    value.count >= 2 && value.hasPrefix("\"") && value.hasSuffix("\"") ? String(value.dropFirst().dropLast()) : value
  }

  /// `Thu, 01 Jan 1970 00:00:00 GMT`, also with hyphens in the date.
  static func httpDate(_ text: String) -> Date? {
    let words = text.split { " -,:".contains($0) }.map(String.init)
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    guard words.count >= 7, let day = Int(words[1]), let month = months.firstIndex(of: words[2]),
      let year = Int(words[3]), let hour = Int(words[4]), let minute = Int(words[5]), let second = Int(words[6])
    else { return nil }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let fullYear = year < 70 ? year + 2000 : year < 100 ? year + 1900 : year
    return calendar.date(
      from: DateComponents(
        year: fullYear, month: month + 1, day: day, hour: hour, minute: minute, second: second))
  }
}
