/// A web address, as far as fleets need it.
struct WebAddress: Equatable {
  let scheme: String
  /// In lower case, with its port where one is written; without a user's name and password.
  let authority: String
  /// Without a slash at its end.
  let path: String
  /// A name and a password stand in it.
  let hasPassword: Bool

  /// The host alone.
  var host: String { authority.split(separator: ":", maxSplits: 1).first.map(String.init) ?? authority }

  /// Nil for what is not an `http` or `https` address with a host.
  init?(_ text: String) {
    guard let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix("://") else { return nil }
    scheme = text[..<colon].lowercased()
    guard scheme == "http" || scheme == "https" else { return nil }
    let rest = text[colon...].dropFirst(3).prefix { $0 != "?" && $0 != "#" }
    let whole = rest.prefix { $0 != "/" }
    let user = whole.lastIndex(of: "@")
    hasPassword = user.map { whole[..<$0].contains(":") } ?? false
    var host = (user.map { whole[whole.index(after: $0)...] } ?? whole).lowercased()
    let standardPort = scheme == "https" ? ":443" : ":80"
    if host.hasSuffix(standardPort) { host.removeLast(standardPort.count) }
    guard !host.isEmpty, !host.contains(where: \.isWhitespace) else { return nil }
    authority = host
    var path = String(rest[whole.endIndex...])
    while path.hasSuffix("/") { path.removeLast() }
    self.path = path
  }
}
