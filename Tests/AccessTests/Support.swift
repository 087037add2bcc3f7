import Access
import Basics
import Fleet

/// Values of a hub in a test: `hub.config` with these sections, all written in one file.
func values(
  _ login: String?, _ sections: [String: JSONValue] = [:], hub: [String: JSONValue] = [:],
  unknown: [EffectiveValues.Unknown] = []
) -> EffectiveValues {
  var config = sections
  if let login {
    var own = config["JupyterHub"]?.object ?? [:]
    own["authenticator_class"] = .string(login)
    config["JupyterHub"] = .object(own)
  }
  var all = hub
  all["config"] = .object(config)
  let tree = SourcedValue(.object(["hub": .object(all)]), at: SourcePlace(file: "reef.values.yaml", line: 3))
  return EffectiveValues(hub: "reef", values: tree, own: tree, jupyterhubPath: [], unknown: unknown)
}

extension HubVersions {
  /// What the shared fleet of 2023 ran.
  static let of2023 = HubVersions(jupyterhub: LibraryVersion(4, 0, 1), oauthenticator: LibraryVersion(15, 1, 0))
  static let of2024 = HubVersions(jupyterhub: LibraryVersion(4, 1, 6), oauthenticator: LibraryVersion(16, 3, 1))
  static let current = HubVersions(jupyterhub: LibraryVersion(6, 1, 1), oauthenticator: LibraryVersion(17, 4, 0))
  static let of2021 = HubVersions(jupyterhub: LibraryVersion(1, 5, 0), oauthenticator: LibraryVersion(14, 2, 0))
}

/// A short way to the audience of a login.
func audience(
  _ login: String?, _ sections: [String: JSONValue] = [:], hub: [String: JSONValue] = [:], _ versions: HubVersions
) -> Audience {
  Audience.of(values(login, sections, hub: hub), versions: versions)
}

/// A hub of a folder that is not Atoll's own layout.
let adopted = Hub(id: "reef", file: "config/clusters/reef/cluster.yaml", community: "reef", cluster: "reef")

/// What is told of a hub.
func findings(
  _ login: String?, _ sections: [String: JSONValue] = [:], hub: [String: JSONValue] = [:], _ versions: HubVersions
) -> [Finding] {
  AccessChecks.run([(adopted, values(login, sections, hub: hub), versions)])
}

/// The audience and the findings of a login that is told nothing.
func audience(_ login: String?, _ versions: HubVersions) -> Audience { audience(login, [:], versions) }
func findings(_ login: String?, _ versions: HubVersions) -> [Finding] { findings(login, [:], versions) }
