import Basics

extension Check {
  /// No secret stands in the folder: it would be in git for ever.
  static let secrets = Check(
    "no secret is written in plain text",
    [
      FindingExplanation(
        "A601", .error, "a secret in plain text",
        explanation: """
          The key says that its value is a secret, and the value is written out. The folder is kept in git, where \
          everyone who reads it now or later finds the secret. Change the secret where it is used, for this one is no \
          longer one; put the new one into the environment (`ATOLL_SECRET_<NAME>`) or into a file, and name it here.
          """,
        wrong: "extraEnv:\n  DATABASE_PASSWORD: hunter2",
        right: "extraEnv:\n  DATABASE_PASSWORD: {secret: reef-database}"),
      FindingExplanation(
        "A602", .error, "a value that looks like a secret",
        explanation: """
          The value has the form of a token of a known service, of a private key, or of a long random text. If it is a \
          secret, change it where it is used and name the new one here as `{secret: NAME}`. If it is none, write it \
          where it belongs under another form, or keep it in a file of the environment.
          """,
        wrong: "extraEnv:\n  UPSTREAM: ghp_…", right: "extraEnv:\n  UPSTREAM: {secret: reef-upstream}"),
      FindingExplanation(
        "A603", .error, "a password in an address",
        explanation: """
          The address holds a name and a password before the `@`. Change the password, and give it to the program that \
          needs it as a secret.
          """,
        wrong: "extraEnv:\n  DATABASE: postgresql://reader:hunter2@db.example/reef",
        right: "extraEnv:\n  DATABASE: {secret: reef-database}"),
    ]
  ) { checked in
    checked.hubs.flatMap { hub in checked.secrets(inValuesOf: hub) } + checked.secretsInTexts()
  }

  /// The codes whose place must not be shown: what stands there is a secret.
  static let secretCodes: Set<FindingCode> = ["A601", "A602", "A603"]
}

extension FindingCode {
  /// Whether what stands at the place of such a finding is a secret, and must never be shown.
  public var hidesItsPlace: Bool { Check.secretCodes.contains(self) }
}

extension CheckedFleet {
  fileprivate func secrets(inValuesOf hub: Hub) -> [Finding] {
    hub.values.plainTexts.compactMap { path, key, text, isText in
      guard let suspicion = SecretSuspicion.of(text, key: key, isText: isText) else { return nil }
      return suspicion.finding(at: place(hub, "values.\(path)"), secret: "\(hub.id)-\(SecretSuspicion.slug(key))")
    }
  }

  /// Other texts of the folder, where only the form of a value can tell.
  fileprivate func secretsInTexts() -> [Finding] {
    var texts: [(text: String, place: SourcePlace, name: String)] = []
    func add(_ text: String?, _ place: @autoclosure () -> SourcePlace, _ name: String) {
      if let text { texts.append((text, place(), name)) }
    }
    for hub in hubs {
      add(hub.url, place(hub, "url"), hub.id.rawValue)
      add(hub.description, place(hub, "description"), hub.id.rawValue)
      add(hub.materials?.repository, place(hub, "materials.repository"), "\(hub.id)-materials")
      add(hub.access.client?.id, place(hub, "access.client.id"), "\(hub.id)-client")
      add(hub.access.client?.authorizeURL, place(hub, "access.client.authorize_url"), "\(hub.id)-client")
      add(hub.access.client?.tokenURL, place(hub, "access.client.token_url"), "\(hub.id)-client")
      add(hub.access.client?.userdataURL, place(hub, "access.client.userdata_url"), "\(hub.id)-client")
    }
    for community in communities {
      add(community.website, place(community, "website"), community.id.rawValue)
      add(community.description, place(community, "description"), community.id.rawValue)
    }
    for feature in features { add(feature.documentation, place(feature, "documentation"), feature.id.rawValue) }
    add(fleet.organisation.notify.webhook?.url, place(organisation: "notify.webhook.url"), "webhook")
    for (file, text) in fleet.texts.sorted(by: { $0.key < $1.key }) {
      for (index, line) in text.lines.enumerated() {
        let length = line.unicodeScalars.count
        add(String(line), SourcePlace(file: file, line: index + 1, column: 1, length: length), "package-index")
      }
    }
    return texts.compactMap { text, place, name in
      guard let suspicion = SecretSuspicion.ofForm(text), suspicion != .random else { return nil }
      return suspicion.finding(at: place, secret: name)
    }
  }
}

extension SecretSuspicion {
  fileprivate func finding(at place: SourcePlace, secret: String) -> Finding {
    let next = "change it where it is used, keep the new one out of the folder, and write {secret: \(secret)} here"
    switch self {
    case .key(let key):
      return Finding("A601", .error, at: place, "'\(key)' is a secret in plain text", next: next)
    case .token(let kind):
      return Finding("A602", .error, at: place, "this looks like \(kind)", next: next)
    case .random:
      return Finding("A602", .error, at: place, "this looks like a random secret", next: next)
    case .address:
      return Finding("A603", .error, at: place, "a password stands in this address", next: next)
    }
  }
}

extension JSONValue {
  /// Every text and number in a value with its path and its last key; also in lists, whose elements have the list's key.
  fileprivate var plainTexts: [(path: String, key: String, text: String, isText: Bool)] {
    var found: [(path: String, key: String, text: String, isText: Bool)] = []
    collectTexts(at: "", key: "", into: &found)
    return found
  }

  private func collectTexts(
    at path: String, key: String, into found: inout [(path: String, key: String, text: String, isText: Bool)]
  ) {
    switch self {
    case .string(let text): found.append((path, key, text, true))
    case .int(let number): found.append((path, key, String(number), false))
    case .array(let elements):
      for (index, element) in elements.enumerated() {
        element.collectTexts(at: "\(path)[\(index)]", key: key, into: &found)
      }
    case .object(let members):
      if secretName != nil { return }
      // `{name: API_TOKEN, value: …}`, as Kubernetes writes variables: the name is the key.
      let named = members["value"] != nil ? members["name"]?.string : nil
      for (name, member) in members.sorted(by: { $0.key < $1.key }) {
        let inner = name == "value" ? named ?? name : name
        member.collectTexts(at: path.isEmpty ? name : "\(path).\(name)", key: inner, into: &found)
      }
    case .null, .bool, .double: break
    }
  }
}
