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

  /// Computes the hash.
  public init(
    hub: HubID, cluster: ClusterID, community: CommunityID, staging: HubID?, values: JSONValue,
    provenance: [String: SourcePlace] = [:]
  ) {
    self.hub = hub
    self.cluster = cluster
    self.community = community
    self.staging = staging
    self.values = values
    self.provenance = provenance
    hash = ReleaseHash(of: ["cluster": .string(cluster.rawValue), "hub": .string(hub.rawValue), "values": values])
  }
}

/// The content hash of a release: the first 16 hexadecimal digits of SHA-256 over its canonical text.
public struct ReleaseHash: Identifier {
  public let rawValue: String
  public init(_ name: String) { rawValue = name }
}
