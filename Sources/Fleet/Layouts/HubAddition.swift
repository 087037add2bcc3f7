public import Basics

/// What `fleet.yaml` adds to hubs of an adopted layout, which that layout cannot say: one entry under `hubs`.
public struct HubAddition: Sendable, Equatable {
  /// A hub (`cluster/hub`), or all hubs of a cluster (`cluster/*`).
  public var pattern: String
  public var community: CommunityID?
  public var kind: HubKind?
  public var staging: HubID?
  public var features: [FeatureID]
  public var effort: Effort?
  public var versions: Versions?

  public init(
    pattern: String, community: CommunityID? = nil, kind: HubKind? = nil, staging: HubID? = nil,
    features: [FeatureID] = [], effort: Effort? = nil, versions: Versions? = nil
  ) {
    self.pattern = pattern
    self.community = community
    self.kind = kind
    self.staging = staging
    self.features = features
    self.effort = effort
    self.versions = versions
  }

  /// Whether it is about all hubs of a cluster.
  var isGeneral: Bool { pattern.hasSuffix("/*") }

  /// Its path in `fleet.yaml`.
  var path: String { "hubs.\(pattern)" }
}

extension HubAddition {
  init(_ pattern: String, _ value: ShapedValue) {
    let staging = value["staging"]?.text
    let cluster = pattern.parts(separatedBy: "/").first.map(String.init) ?? ""
    self.init(
      pattern: pattern, community: value["community"]?.id(CommunityID.self), kind: value["kind"]?.choice(HubKind.self),
      staging: staging.map { HubID($0.contains("/") ? $0 : "\(cluster)/\($0)") },
      features: value["features"]?.texts.map { FeatureID($0) } ?? [], effort: value["effort"].map(Effort.init),
      versions: value["versions"].map {
        Versions(jupyterhub: $0["jupyterhub"]?.text, oauthenticator: $0["oauthenticator"]?.text)
      })
  }
}

extension Shape {
  static let addition: [Field] = [
    .optional(
      "community", .text(.name), "The community that it serves: the name of a file in communities/.",
      otherwise: "inferred: of a dedicated cluster the cluster, else the hub"),
    .optional("kind", .choice(kinds), "How much it asks of the team.", otherwise: "inferred from its chart"),
    .optional(
      "staging", .text(.line), "The hub to which changes go first, of the same cluster: its name, or 'cluster/hub'.",
      otherwise: "inferred from names"),
    .optional(
      "features", .list(.text(.name)), "Features that it has, beside those that its values show.", otherwise: "none"),
    .optional("effort", .object(effort), "What makes it cost work and cannot be read off its values."),
    .optional("versions", .object(versions), "The versions that it runs.", otherwise: "those that its chart brings"),
  ]
}
