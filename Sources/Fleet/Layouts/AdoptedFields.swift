import Basics

/// The typed fields of an adopted hub, as far as its values say them: what pages, the effort of a hub and the scope of a kind
/// are told by. Who may enter is told by the audience, not by these.
enum AdoptedFields {
  static func filled(_ hub: Hub, from effective: EffectiveValues) -> Hub {
    var hub = hub
    hub.values = shortened(effective)
    guard let values = effective.jupyterhub else {
      hub.access = Access(login: .other)
      return hub
    }
    hub.access = access(values)
    let own = effective.jupyterhubPath.flatMap { effective.own[path: $0] }
    hub.environment = Environment(image: own?["singleuser"]?["image"].flatMap(image))
    hub.limits = Limits(
      servers: values["hub"]?["activeServerLimit"]?.int, startsAtOnce: values["hub"]?["concurrentSpawnLimit"]?.int)
    hub.profiles = profiles(values["singleuser"]?["profileList"])
    return hub
  }

  /// What the hub's own files say, with the paths that Zero to JupyterHub's chart has, where they are its.
  private static func shortened(_ effective: EffectiveValues) -> JSONValue {
    guard let path = effective.jupyterhubPath, !path.isEmpty, case .object(var inner)? = effective.own[path: path]?.plain else {
      return effective.own.plain
    }
    // What stands beside the chart keeps its own path.
    if case .object(let rest) = without(path[...], in: effective.own.plain) {
      for (key, value) in rest where inner[key] == nil { inner[key] = value }
    }
    return .object(inner)
  }

  private static func without(_ path: ArraySlice<String>, in value: JSONValue) -> JSONValue {
    guard let key = path.first, case .object(var members) = value else { return value }
    if path.count == 1 {
      members[key] = nil
    } else if let inner = members[key] {
      let rest = without(path.dropFirst(), in: inner)
      members[key] = rest == .object([:]) ? nil : rest
    }
    return .object(members)
  }

  private static func image(_ image: SourcedValue) -> String? {
    guard let name = image["name"]?.string else { return nil }
    return image["tag"]?.string.map { "\(name):\($0)" } ?? name
  }

  private static func access(_ values: SourcedValue) -> Access {
    let config = values["hub"]?["config"]
    let name = config?["JupyterHub"]?["authenticator_class"]?.string ?? ""
    let admins = (config?.members ?? [:]).values.flatMap { $0["admin_users"]?.elements ?? [] }.compactMap(\.string)
    return Access(login: login(name), admins: Set(admins).sorted().map { PersonID($0) })
  }

  private static func login(_ authenticator: String) -> Access.Login {
    switch authenticator.lowercased() {
    case "github", "local-github": .github
    case "cilogon", "local-cilogon": .cilogon
    case "google", "local-google": .google
    case "generic-oauth", "local-generic-oauth": .oidc
    case "dummy", "jupyterhub.auth.dummyauthenticator": .sharedPassword
    case "tmp", "tmpauthenticator.tmpauthenticator": .none
    case "native", "nativeauthenticator.nativeauthenticator": .password
    default: .other
    }
  }

  private static func profiles(_ list: SourcedValue?) -> [Profile] {
    (list?.elements ?? []).map { entry in
      let override = entry["kubespawner_override"]
      return Profile(
        name: entry["display_name"]?.string ?? entry["slug"]?.string ?? "profile",
        description: entry["description"]?.string, isDefault: entry["default"]?.bool ?? false,
        memory: override?["mem_limit"]?.string.flatMap { Bytes($0) },
        cpu: override?["cpu_limit"]?.number)
    }
  }
}
