/// The kinds of files that declare a fleet.
public enum FileKind: String, Sendable, Codable, CaseIterable {
  case fleet, community, cluster, hub, feature

  /// The folder in which files of this kind stand; nil for the one `fleet.yaml`.
  public var folder: String? {
    switch self {
    case .fleet: nil
    case .community: "communities"
    case .cluster: "clusters"
    case .hub: "hubs"
    case .feature: "features"
    }
  }

  /// The path of the file that declares the thing of this name.
  public func path(of name: String) -> String {
    folder.map { "\($0)/\(name).yaml" } ?? "fleet.yaml"
  }

  static let folders = allCases.compactMap(\.folder)
}
