public import Basics

extension SourcedValue {
  /// What stands for a secret wherever values are shown.
  public static let hiddenSecret = "•••• (looks like a secret)"

  /// The value as it may be shown: each text that looks like a secret is `hiddenSecret`. The identical object where there is
  /// none.
  /// - Parameters:
  ///   - key: the key under which it stands; it tells more than the text does.
  ///   - honoursReferences: whether `{secret: NAME}` names a secret, as in the native layout, and is none itself.
  public func hidingSecrets(under key: String = "", honoursReferences: Bool) -> SourcedValue {
    switch content {
    case .null, .bool, .double: return self
    case .int(let number):
      return SecretSuspicion.of(String(number), key: key, isText: false) == nil ? self : hidden(Self.hiddenSecret)
    case .string(let text):
      let shown = key == SecretSuspicion.content && !text.isEmpty ? Self.hiddenSecret : Self.hidingSecrets(in: text, under: key)
      return shown == text ? self : hidden(shown)
    case .list(let elements):
      let shown = elements.map { $0.hidingSecrets(under: key, honoursReferences: honoursReferences) }
      return zip(elements, shown).allSatisfy { $0 === $1 } ? self : SourcedValue(.list(shown), at: place, over: under)
    case .map(let members):
      if honoursReferences, members.count == 1, members["secret"]?.string != nil { return self }
      var shown = members
      var isSame = true
      for (name, member) in members {
        let own = SecretSuspicion.key(of: name, among: members, under: key)
        let safe = member.hidingSecrets(under: own, honoursReferences: honoursReferences)
        if safe === member { continue }
        shown[name] = safe
        isSame = false
      }
      return isSame ? self : SourcedValue(.map(shown), at: place, over: under)
    }
  }

  /// The places of what looks like a secret in it, in no certain order.
  public func placesOfSecrets(under key: String = "", honoursReferences: Bool) -> [SourcePlace] {
    switch content {
    case .null, .bool, .double: return []
    case .int, .string: return hidingSecrets(under: key, honoursReferences: false) === self ? [] : [place].compactMap { $0 }
    case .list(let elements):
      return elements.flatMap { $0.placesOfSecrets(under: key, honoursReferences: honoursReferences) }
    case .map(let members):
      if honoursReferences, members.count == 1, members["secret"]?.string != nil { return [] }
      return members.flatMap { name, member in
        let own = SecretSuspicion.key(of: name, among: members, under: key)
        return member.placesOfSecrets(under: own, honoursReferences: honoursReferences)
      }
    }
  }

  /// A text of one line is hidden whole; of a longer one, such as code, the lines that hold a secret.
  public static func hidingSecrets(in text: String, under key: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "\n")), !SecretSuspicion.keyNamesSecret(key), !text.contains("PRIVATE KEY") else {
      let suspicion = SecretSuspicion.of(text, key: key, isText: true)
      return suspicion == nil || (suspicion == .random && namesWhatIsPublic.contains(key)) ? text : hiddenSecret
    }
    let lines = text.parts(separatedBy: "\n")
    let shown = lines.map { line in SecretSuspicion.isSuspicious(line: line) ? indent(of: line) + hiddenSecret : String(line) }
    return shown.joined(separator: "\n")
  }

  /// Keys whose values may be as random as a secret, and are none: images are often tagged with a hash.
  private static let namesWhatIsPublic: Set<String> = ["image", "tag", "digest", "name"]

  private static func indent(of line: Substring) -> String { String(line.prefix { $0 == " " || $0 == "\t" }) }

  private func hidden(_ text: String) -> SourcedValue { SourcedValue(.string(text), at: place, over: under) }

  /// The key that tells most of a member of a map, by which it is told whether it is a secret.
  /// - Parameter outer: the key of the map.
  public static func keyOfSecret(_ name: String, among members: [String: SourcedValue], under outer: String) -> String {
    SecretSuspicion.key(of: name, among: members, under: outer)
  }

  /// The key by which it is told whether what stands at a path is a secret; the path as people write it.
  public func keyOfSecret(at path: String) -> String {
    let last = path.utf8.lastIndex(of: UInt8(ascii: ".")).map { String(path[path.utf8.index(after: $0)...]) } ?? path
    guard let steps = steps(to: path) else { return last }
    var key = ""
    for (outer, step) in zip([self] + steps, steps) {
      guard let members = outer.members, let name = members.first(where: { $0.value === step })?.key else { continue }
      key = SecretSuspicion.key(of: name, among: members, under: key)
    }
    return key
  }
}

extension SecretSuspicion {
  /// A key that stands for content which is never shown.
  static let content = "binaryData"

  /// The key that tells most of a member of a map: `{name: API_TOKEN, value: …}`, as Kubernetes writes variables, calls its value
  /// by the name; a `key` beside a certificate is a private one; the content of a manifest of kind Secret is secret.
  static func key(of name: String, among members: [String: SourcedValue], under outer: String) -> String {
    switch name {
    case "value": members["name"]?.string ?? (outer.isEmpty ? name : outer)
    case "key", "tls.key": members["cert"] ?? members["crt"] ?? members["tls.crt"] != nil ? "privateKey" : name
    case "data", "stringData", content: members["kind"]?.string == "Secret" || name == content ? content : name
    default: outer == content ? content : name
    }
  }
}

extension JSONValue {
  /// The value as it may be shown, as ``SourcedValue/hidingSecrets(under:honoursReferences:)`` has it.
  /// - Parameter path: its dotted path, whose last step is its key.
  public func hidingSecrets(at path: String, honoursReferences: Bool) -> JSONValue {
    let key = path.utf8.lastIndex(of: UInt8(ascii: ".")).map { String(path[path.utf8.index(after: $0)...]) } ?? path
    return SourcedValue(self).hidingSecrets(under: key, honoursReferences: honoursReferences).plain
  }

  /// The same of a value that stands at the path in others: what stands beside it may say what it is, as in `{name:, value:}`.
  public func hidingSecrets(at path: String, in values: SourcedValue, honoursReferences: Bool) -> JSONValue {
    SourcedValue(self).hidingSecrets(under: values.keyOfSecret(at: path), honoursReferences: honoursReferences).plain
  }
}

extension SecretSuspicion {
  /// Whether a line of code or of a file inside a value holds a secret: by its form, or as `password = "…"`, `password: "…"`.
  static func isSuspicious(line: Substring) -> Bool {
    if ofForm(String(line)) != nil { return true }
    let words = line.split(separator: " ")
    // A `.netrc` with each word pair on a line of its own.
    if words.count == 2, words[0] == "password" { return true }
    return signOfSecret(in: line) != nil
  }

  /// The sign of the first assignment of a secret in quotes: `password = "…"`, `password: '…'`.
  static func signOfSecret(in line: Substring) -> Substring.Index? {
    line.indices.first { sign in
      guard line[sign] == "=" || line[sign] == ":" else { return false }
      let before = line[..<sign].reversed().drop { " \"'])".contains($0) }
      let word = before.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
      let value = line[line.index(after: sign)...].drop { $0 == " " || $0 == "=" }
      guard let quote = value.first, quote == "\"" || quote == "'" else { return false }
      let text = value.dropFirst().prefix { $0 != quote }
      return of(String(text), key: String(word.reversed()), isText: true) != nil
    }
  }
}
