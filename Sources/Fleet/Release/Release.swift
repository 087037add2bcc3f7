public import Basics

/// The effective configuration of one hub, in the chart values of Zero to JupyterHub, with its content hash.
public struct Release: Sendable, Equatable, Codable {
  public let hub: HubID
  public let cluster: ClusterID
  public let community: CommunityID
  public let staging: HubID?
  /// What runs: chart values. A secret stands in them as `{"secret": name}`.
  public let values: JSONValue
  /// Over hub, cluster and values: two releases with one hash run the same.
  public let hash: ReleaseHash
  /// Where each leaf of `values` comes from, by its dotted path; none for what Atoll's own defaults say.
  public let provenance: [String: SourcePlace]

  /// Of an adopted hub: a content hash of its chart with all that it nests, and of the files that cannot be read.
  public let materials: String?

  /// Computes the hash.
  public init(
    hub: HubID, cluster: ClusterID, community: CommunityID, staging: HubID?, values: JSONValue,
    provenance: [String: SourcePlace] = [:], materials: String? = nil
  ) {
    self.materials = materials
    self.hub = hub
    self.cluster = cluster
    self.community = community
    self.staging = staging
    self.values = values
    self.provenance = provenance
    var content: [String: JSONValue] = [
      "cluster": .string(cluster.rawValue), "hub": .string(hub.rawValue), "values": values,
    ]
    if let materials { content["materials"] = .string(materials) }
    hash = ReleaseHash(of: .object(content))
  }
}

/// The content hash of a release: the first 16 hexadecimal digits of SHA-256 over its canonical text.
public struct ReleaseHash: Identifier {
  public let rawValue: String
  public init(_ name: String) { rawValue = name }
}
