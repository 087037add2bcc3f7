public import Basics

/// The agreed structure of a hub's configuration: the paths that hubs of a kind set as a matter of course. What stands there
/// is neither a feature nor an exception.
///
/// The built-in structure of an adopted layout is that of hubs in charts over Zero to JupyterHub's; the catalogue adds to it
/// under `standard`. In the native layout the typed keys of a hub's file are the structure, so that of raw values only the
/// doors are standard.
public struct StandardStructure: Sendable {
  private let patterns: [HubKind: [PathPattern]]
  private let isNative: Bool

  public init(_ catalogue: Catalogue, isNative: Bool = false) {
    self.isNative = isNative
    patterns = Dictionary(
      uniqueKeysWithValues: HubKind.allCases.map { kind in
        let builtIn = isNative ? Self.doors : Self.parts(of: kind).flatMap(\.paths)
        return (kind, (builtIn + (catalogue.offers[kind]?.standard ?? [])).map { PathPattern($0) })
      })
  }

  /// The kinds of hub for which a path is standard.
  public func kinds(for path: LeafPath) -> Set<HubKind> { kinds(for: path.bytes) }

  func kinds(for path: [UInt8]) -> Set<HubKind> {
    Set(patterns.filter { $0.value.contains { $0.covers(path) } }.keys)
  }

  /// A part of the structure: what it is for, and its paths.
  public struct Part: Sendable {
    public let purpose: String
    public let paths: [String]
  }

  /// The built-in structure of an adopted layout, for hubs of a kind.
  public static func parts(of kind: HubKind) -> [Part] {
    let more: [Part] =
      switch kind {
      case .basic: []
      case .research: ofResearch
      case .experimental: ofResearch + ofExperiments
      }
    return ofAll + more
  }

  /// Who may log in is checked with the doors, and is never a feature.
  private static let doors = [
    "hub.config.*Authenticator", "hub.config.JupyterHub.authenticator_class", "hub.config.JupyterHub.admin_access",
    "hub.config.JupyterHub.admin_users",
  ]

  private static let ofAll = [
    Part(purpose: "Its address.", paths: ["ingress.hosts", "ingress.tls"]),
    Part(
      purpose: "Whose it is, as its first page says.",
      paths: ["org", "designed_by", "operated_by", "funded_by"].flatMap { role in
        ["name", "url"].map { "custom.homepage.templateVars.\(role).\($0)" }
      } + ["custom.homepage.templateVars.org.logo_url"]),
    Part(purpose: "Who may log in, and who administers it; checked with the doors.", paths: doors),
    Part(
      purpose: "Whether people of the team administer it.",
      paths: ["custom.2i2c.add_staff_user_ids_to_admin_users", "custom.2i2c.add_staff_user_ids_of_type"]),
    Part(
      purpose: "What a server is given.",
      paths: ["singleuser.memory.limit", "singleuser.memory.guarantee", "singleuser.cpu.limit", "singleuser.cpu.guarantee"]),
    Part(
      purpose: "Where homes are kept.",
      paths: [
        "nfs.enabled", "nfs.pv.serverIP", "nfs.pv.baseShareName", "nfs.pv.mountOptions", "nfs.dirsizeReporter",
        "singleuser.storage.type", "singleuser.storage.capacity", "singleuser.storage.static", "singleuser.storage.dynamic",
      ]),
  ]

  private static let ofResearch = [
    Part(purpose: "The image of its community.", paths: ["singleuser.image.name", "singleuser.image.tag"]),
    Part(
      purpose: "Choices of server: their names and sizes.",
      paths: ["display_name", "description", "slug", "default"].map { "singleuser.profileList[].\($0)" }
        + ["mem_limit", "mem_guarantee", "cpu_limit", "cpu_guarantee"].map {
          "singleuser.profileList[].kubespawner_override.\($0)"
        }),
    Part(purpose: "As whom its servers act in the cloud.", paths: ["userServiceAccount.annotations"]),
  ]

  private static let ofExperiments = [
    Part(purpose: "Software of the hub that is tried out before others get it.", paths: ["hub.image.name", "hub.image.tag"])
  ]
}
