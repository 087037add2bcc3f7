public import Basics

/// The chart values that the local engine honours. Any other value of a hub on a local cluster is a finding.
public enum LocalVocabulary {
  /// What a value must be to be honoured.
  enum Kind: Sendable {
    case flag, integer, number, quantity, text, texts
    /// What an environment variable holds.
    case variable
    case anything
    case oneOf([String])

    var words: String {
      switch self {
      case .flag: "true or false"
      case .integer: "a whole number"
      case .number: "a number"
      case .quantity: "an amount of memory such as 2G"
      case .text: "text"
      case .texts: "a list of texts"
      case .variable: "text, a number, or {secret: NAME}"
      case .anything: "anything"
      case .oneOf(let words): "one of \(words.joined(separator: ", "))"
      }
    }

    func admits(_ value: JSONValue) -> Bool {
      switch self {
      case .flag: value.bool != nil
      case .integer: value.int != nil
      case .number: value.number != nil
      case .quantity: value.number != nil || value.string.flatMap(Bytes.init(_:)) != nil
      case .text: value.string != nil || value.secretName != nil
      case .texts: value.array?.allSatisfy { $0.string != nil } ?? false
      case .variable: value.string != nil || value.number != nil || value.bool != nil || value.secretName != nil
      case .anything: true
      case .oneOf(let words): value.string.map(words.contains) ?? false
      }
    }
  }

  /// How the local engine takes a value.
  enum Verdict {
    case honoured
    case wrongKind(Kind)
    /// Of another login than the hub's, which JupyterHub would silently ignore.
    case otherLogin(String)
    /// With the honoured paths that may have been meant.
    case unknown(nearest: [String])
  }

  /// - Parameter path: of a leaf, dotted, with `[n]` for elements.
  static func verdict(on path: String, _ value: JSONValue, login: Access.Login) -> Verdict {
    if let name = configClass(of: path), name != "Authenticator", name != "JupyterHub" {
      return name == login.configClass ? .honoured : .otherLogin(name)
    }
    let path = withoutIndices(path)
    if let kind = honoured[path] { return kind.admits(value) ? .honoured : .wrongKind(kind) }
    for (prefix, kind) in honouredMaps where path.hasPrefix(prefix) {
      guard !path.dropFirst(prefix.count).contains(".") else { return .unknown(nearest: ["\(prefix)NAME"]) }
      return kind.admits(value) ? .honoured : .wrongKind(kind)
    }
    if path == "singleuser.profileList", value == .array([]) { return .honoured }
    return .unknown(nearest: nearest(to: path))
  }

  private static let honoured: [String: Kind] = [
    "hub.config.JupyterHub.authenticator_class": .oneOf(
      Access.Login.allCases.map(\.authenticator).filter { $0 != "dummy" }),
    "hub.config.JupyterHub.admin_access": .flag,
    "hub.config.Authenticator.allowed_users": .texts,
    "hub.config.Authenticator.admin_users": .texts,
    "hub.activeServerLimit": .integer,
    "hub.concurrentSpawnLimit": .integer,
    "cull.enabled": .flag,
    "cull.timeout": .integer,
    "cull.every": .integer,
    "cull.maxAge": .integer,
    "singleuser.defaultUrl": .text,
    "singleuser.startTimeout": .integer,
    "singleuser.memory.limit": .quantity,
    "singleuser.memory.guarantee": .quantity,
    "singleuser.cpu.limit": .number,
    "singleuser.cpu.guarantee": .number,
    "singleuser.profileList[].display_name": .text,
    "singleuser.profileList[].slug": .text,
    "singleuser.profileList[].description": .text,
    "singleuser.profileList[].default": .flag,
    "singleuser.profileList[].kubespawner_override.mem_limit": .quantity,
    "singleuser.profileList[].kubespawner_override.mem_guarantee": .quantity,
    "singleuser.profileList[].kubespawner_override.cpu_limit": .number,
    "singleuser.profileList[].kubespawner_override.cpu_guarantee": .number,
    "ingress.hosts": .texts,
    "custom.atoll.requirements": .texts,
    "custom.atoll.jupyterhub": .text,
    "custom.atoll.materials.repository": .text,
    "custom.atoll.materials.branch": .text,
    "custom.atoll.materials.open": .text,
    "custom.atoll.materials.hash": .text,
    "custom.atoll.name": .text,
  ]

  /// Maps whose keys are free.
  private static let honouredMaps: [(prefix: String, kind: Kind)] = [
    ("singleuser.extraEnv.", .variable),
    ("singleuser.profileList[].kubespawner_override.environment.", .variable),
  ]

  /// The third part of `hub.config.<class>.…`.
  private static func configClass(of path: String) -> String? {
    let parts = path.split(separator: ".", maxSplits: 3)
    guard parts.count == 4, parts[0] == "hub", parts[1] == "config" else { return nil }
    return String(parts[2])
  }

  private static func withoutIndices(_ path: String) -> String {
    guard path.utf8.contains(UInt8(ascii: "[")) else { return path }
    var text = ""
    var isInside = false
    for scalar in path.unicodeScalars {
      if scalar == "]" { isInside = false }
      if !isInside { text.unicodeScalars.append(scalar) }
      if scalar == "[" { isInside = true }
    }
    return text
  }

  private static func nearest(to path: String) -> [String] {
    let known = honoured.keys.sorted()
    let children = known.filter { $0.hasPrefix("\(path).") || $0.hasPrefix("\(path)[") }
    if !children.isEmpty { return children }
    if let free = honouredMaps.first(where: { $0.prefix == "\(path)." }) { return ["\(free.prefix)NAME"] }
    if let close = Suggestion.nearest(to: path, among: known), shareParent(path, close) { return [close] }
    guard let cut = path.lastIndex(of: ".") else { return [] }
    let parent = path[...cut]
    let parentMaps = honouredMaps.map(\.prefix).filter { $0.hasPrefix(parent) }.map { "\($0)NAME" }
    return known.filter { $0.hasPrefix(parent) && !$0.dropFirst(parent.count).contains(where: { $0 == "[" }) }
      + parentMaps
  }

  /// Whether two paths begin alike: `singleuser.…` is not meant where `hub.…` was written.
  private static func shareParent(_ one: String, _ other: String) -> Bool {
    one.prefix { $0 != "." } == other.prefix { $0 != "." }
  }
}
