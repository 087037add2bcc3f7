import Basics

/// Why a value seems to be a secret. It never holds the value.
enum SecretSuspicion: Equatable {
  /// The key says so.
  case key(String)
  /// It has the form of a token of that kind.
  case token(String)
  /// Long, and without any pattern.
  case random
  /// An address with a password in it.
  case address

  /// - Parameter isText: false for a number, which is only suspected where its key calls it a password.
  static func of(_ text: String, key: String, isText: Bool) -> SecretSuspicion? {
    let form = isText ? ofForm(text) : nil
    if let form, form != .random { return form }
    if keyNamesSecret(key, isText: isText), !isReference(text) { return .key(key) }
    return form == nil || keyNamesVersion(key) ? nil : form
  }

  /// What the form of a text alone tells.
  static func ofForm(_ text: String) -> SecretSuspicion? {
    guard text.utf8.count >= 8 else { return nil }
    if text.utf8.count >= 27, text.holds("-----BEGIN"), text.holds("PRIVATE KEY") { return .token("a private key") }
    if text.utf8.contains(UInt8(ascii: "@")), hasPasswordInAddress(text) { return .address }
    if text.holds("hook"), webhooks.contains(where: { text.holds($0) }) { return .token("the address of a webhook") }
    if text.holds("password "), text.holds("machine ") || text.holds("default "), text.holds("login ") {
      return .token("a password of a .netrc")
    }
    guard longestWord(text) >= 16 else { return nil }
    var isRandom = false
    for word in text.utf8.split(whereSeparator: { !isWordByte($0) }) {
      if word.count < 16 { continue }
      if let kind = tokenKind(Substring(word)) { return .token(kind) }
      isRandom = isRandom || looksRandom(Array(word), in: text)
    }
    return isRandom && !isImageReference(text) ? .random : nil
  }

  /// Bytes of the longest word in a text.
  private static func longestWord(_ text: String) -> Int {
    var longest = 0
    var length = 0
    for byte in text.utf8 {
      length = isWordByte(byte) ? length + 1 : 0
      longest = max(longest, length)
    }
    return longest
  }

  /// A name for the secret, from the key that holds it.
  static func slug(_ key: String) -> String {
    let words = SecretSuspicion.words(of: key)
    return words.isEmpty ? "secret" : words.joined(separator: "-")
  }
}

// MARK: - Keys

extension SecretSuspicion {
  private static let secretWords: Set<String> = [
    "password", "passwd", "passphrase", "pwd", "pw", "pass", "netrc", "htpasswd", "secret",
    "secrets", "token", "tokens", "apikey", "credential",
    "credentials", "authtoken", "accesstoken", "privatekey", "secretkey",
  ]
  /// A `key` is one where the word before it is among these.
  private static let secretKeys: Set<String> = [
    "api", "access", "private", "secret", "signing", "auth", "encryption", "crypt", "cookie", "account",
  ]
  /// Last words that say something about a secret and are none.
  private static let harmlessEnds: Set<String> = [
    "name", "names", "url", "uri", "path", "file", "dir", "folder", "class", "id", "ids", "enabled", "ttl", "age",
    "seconds", "timeout", "length", "size", "limit", "type", "kind", "claim", "endpoint", "scope", "scopes", "policy",
    "count", "expiry", "expires", "location", "header", "headers", "prefix", "format", "algorithm", "provider", "host",
    "port", "user", "username", "days", "hours", "minutes", "required", "namespace",
  ]
  private static let harmlessWords: Set<String> = ["max", "min", "public", "num", "existing"]

  /// One of these is in every key that names a secret: most keys are known by that to name none.
  private static let stems: [StaticString] = ["pass", "pw", "netrc", "secret", "token", "key", "credential"]

  static func keyNamesSecret(_ key: String, isText: Bool = true) -> Bool {
    guard stems.contains(where: { key.holds($0, inAnyCase: true) }) else { return false }
    let words = words(of: key)
    guard let last = words.last, !harmlessEnds.contains(last), harmlessWords.isDisjoint(with: words) else {
      return false
    }
    if !isText { return ["password", "passwd", "passphrase", "pwd", "pw", "pass"].contains(last) }
    if words == ["proxy", "pass"] || words == ["by", "pass"] { return false }
    // Names of secrets of the cluster, with which images are fetched.
    if words.dropLast().last == "pull", last == "secrets" || last == "secret" { return false }
    if !secretWords.isDisjoint(with: words) { return true }
    // Variables that programs are given: `MAPBOX_KEY`.
    if words.count > 1, last == "key" || last == "keys", key == key.uppercased() { return true }
    return zip(words, words.dropFirst()).contains { ($1 == "key" || $1 == "keys") && secretKeys.contains($0) }
  }

  /// Last words of keys whose values are long and random on purpose, and told to everybody: versions and checksums.
  private static let versionWords: Set<String> = [
    "tag", "digest", "checksum", "sha", "sha256", "sha512", "hash", "commit", "revision", "rev", "ref",
  ]

  private static func keyNamesVersion(_ key: String) -> Bool {
    words(of: key).last.map(versionWords.contains) ?? false
  }

  /// `clientSecret`, `CLIENT_SECRET`, `client-secret` → client, secret.
  private static func words(of key: String) -> [String] {
    var words: [String] = []
    var word = ""
    var previousIsSmall = false
    for scalar in key.unicodeScalars {
      let isLetter = scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
      let isCapital = ("A"..."Z").contains(scalar)
      if !isLetter || (isCapital && previousIsSmall) {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if isLetter { word += String(scalar).lowercased() }
      previousIsSmall = isLetter && !isCapital
    }
    return word.isEmpty ? words : words + [word]
  }

  /// Nothing, or something that is filled in elsewhere: `$(NAME)`, `${NAME}`, `{{ name }}`, `<name>`.
  private static func isReference(_ text: String) -> Bool {
    let trimmed = text.drop(while: \.isWhitespace)
    return trimmed.isEmpty || trimmed.hasPrefix("$") || trimmed.hasPrefix("{{") || trimmed.hasPrefix("<")
  }
}

// MARK: - Values

extension SecretSuspicion {
  /// How tokens of well-known services begin, and how long they are at least.
  private static let tokens: [(prefix: String, length: Int, kind: String)] = [
    ("ghp_", 30, "a token of GitHub"), ("gho_", 30, "a token of GitHub"), ("ghu_", 30, "a token of GitHub"),
    ("ghs_", 30, "a token of GitHub"), ("ghr_", 30, "a token of GitHub"), ("github_pat_", 30, "a token of GitHub"),
    ("glpat-", 20, "a token of GitLab"), ("AKIA", 20, "an access key of AWS"), ("ASIA", 20, "an access key of AWS"),
    ("sk-", 24, "a secret key"), ("sk_live_", 24, "a secret key"), ("rk_live_", 24, "a secret key"),
    ("xoxb-", 24, "a token of Slack"), ("xoxp-", 24, "a token of Slack"), ("xoxa-", 24, "a token of Slack"),
    ("AIza", 35, "an API key of Google"), ("ya29.", 24, "a token of Google"),
    ("GOCSPX-", 24, "a client secret of Google"),
    ("hf_", 30, "a token of Hugging Face"), ("npm_", 30, "a token of npm"), ("pypi-", 30, "a token of PyPI"),
    ("dckr_pat_", 24, "a token of Docker"), ("SG.", 40, "a key of SendGrid"),
  ]

  /// Addresses that let everyone who knows them write there.
  private static let webhooks: [StaticString] = [
    "hooks.slack.com/", "discord.com/api/webhooks/", "discordapp.com/api/webhooks/", ".webhook.office.com/webhook",
    "outlook.office.com/webhook/", "hooks.zapier.com/", "mattermost.com/hooks/", "chat.googleapis.com/v1/spaces/",
  ]

  private static func tokenKind(_ word: Substring) -> String? {
    let token = tokens.first { word.utf8.starts(with: $0.prefix.utf8) && word.utf8.count >= $0.length }
    if let token {
      if token.prefix == "AKIA" || token.prefix == "ASIA" {
        let isKey = word.utf8.count == 20 && word.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
        return isKey ? token.kind : nil
      }
      return word.utf8.contains { (48...57).contains($0) || (65...90).contains($0) } ? token.kind : nil
    }
    // A JSON Web Token: three parts, of which the first two begin with `{"`.
    let parts = word.parts(separatedBy: ".")
    if parts.count == 3, parts[0].hasPrefix("eyJ"), parts[1].hasPrefix("eyJ") { return "a signed token" }
    return nil
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "+"):
      true
    default: false
    }
  }

  /// Letters without a pattern: of both cases and digits, or 48 and more hexadecimal digits that are no checksum.
  private static func looksRandom(_ word: [UInt8], in text: String) -> Bool {
    guard word.count >= 28, !word.contains(UInt8(ascii: ".")) else { return false }
    let hasDigit = word.contains { (48...57).contains($0) }
    let hasSmall = word.contains { (97...122).contains($0) }
    let hasCapital = word.contains { (65...90).contains($0) }
    let isHexadecimal = word.allSatisfy { (48...57).contains($0) || (97...102).contains($0) || (65...70).contains($0) }
    if isHexadecimal {
      // 40 digits are a commit, and `sha256:` stands before a checksum.
      return word.count >= 48 && hasDigit && (hasSmall || hasCapital) && !text.contains("sha256") && !text.contains("sha512")
    }
    return hasDigit && hasSmall && hasCapital && bitsPerByte(word) >= 4
  }

  /// `registry/folder/name:tag@digest`, of which a tag or digest is long: a container image. Its name has small letters only.
  private static func isImageReference(_ text: String) -> Bool {
    let bytes = text.utf8
    let marks = [UInt8(ascii: ":"), UInt8(ascii: "@")]
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")), let mark = bytes[slash...].firstIndex(where: marks.contains)
    else { return false }
    let name = bytes[..<mark]
    let isName = name.allSatisfy { byte in
      isWordByte(byte) && !(65...90).contains(byte) && byte != UInt8(ascii: "+") || byte == UInt8(ascii: "/")
        || byte == UInt8(ascii: ":")
    }
    let hasFolder = bytes.first != UInt8(ascii: "/") && bytes[..<slash].last != UInt8(ascii: "/")
    return isName && hasFolder && bytes[mark...].allSatisfy { isWordByte($0) || marks.contains($0) }
  }

  /// Shannon's entropy of the bytes.
  private static func bitsPerByte(_ word: [UInt8]) -> Double {
    var counts = [Int](repeating: 0, count: 256)
    for byte in word { counts[Int(byte)] += 1 }
    let whole = Double(word.count)
    return counts.reduce(0.0) { sum, count in
      count == 0 ? sum : sum - Double(count) / whole * logarithm(Double(count) / whole)
    }
  }

  /// To the base 2, from the binary form of the number and a series: the standard library has none.
  static func logarithm(_ number: Double) -> Double {
    // number = 2^e · m with m in [1, 2); ln m = 2 · artanh((m − 1) / (m + 1)).
    let ratio = (number.significand - 1) / (number.significand + 1)
    var term = ratio
    var sum = 0.0
    for power in stride(from: 1.0, through: 21, by: 2) {
      sum += term / power
      term *= ratio * ratio
    }
    return Double(number.exponent) + 2 * sum / 0.6931471805599453
  }

  /// `scheme://name:password@host`, where the password is not filled in elsewhere.
  private static func hasPasswordInAddress(_ text: String) -> Bool {
    var rest = text[...]
    while let colon = rest.firstIndex(of: ":") {
      let after = rest[rest.index(after: colon)...]
      if after.hasPrefix("//") {
        let authority = after.dropFirst(2).prefix {
          !$0.isWhitespace && $0 != "/" && $0 != "?" && $0 != "#" && $0 != "\""
        }
        if let at = authority.lastIndex(of: "@") {
          let user = authority[..<at]
          if let mark = user.firstIndex(of: ":") {
            let password = user[mark...].dropFirst()
            if !password.isEmpty, !isReference(String(password)) { return true }
          }
        }
      }
      rest = after
    }
    return false
  }
}

extension String {
  /// Whether a text of ASCII stands in it. By bytes, as many texts are asked.
  /// - Parameters:
  ///   - needle: in small letters, where the case makes no difference.
  ///   - inAnyCase: whether capitals of ASCII count as small letters.
  fileprivate func holds(_ needle: StaticString, inAnyCase: Bool = false) -> Bool {
    let length = needle.utf8CodeUnitCount
    var text = self
    return text.withUTF8 { bytes in
      guard bytes.count >= length else { return false }
      for start in 0...(bytes.count - length) {
        var matched = 0
        while matched < length {
          let byte = bytes[start + matched]
          let small = inAnyCase && (65...90).contains(byte) ? byte | 0x20 : byte
          if small != needle.utf8Start[matched] { break }
          matched += 1
        }
        if matched == length { return true }
      }
      return false
    }
  }
}
