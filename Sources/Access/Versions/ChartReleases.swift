/// What each release of Zero to JupyterHub's chart brings, where it differs from the one before.
///
/// From the chart's changelog. Of charts before 2.0 the numbers are those of the first release of the line: the rules of
/// all of these are the same, but for names of options that changed in JupyterHub 1.2 and oauthenticator 0.12.
enum ChartReleases {
  struct Row: Sendable {
    let chart: String
    let jupyterhub: LibraryVersion
    let oauthenticator: LibraryVersion
    let kubespawner: LibraryVersion

    init(_ chart: String, _ jupyterhub: LibraryVersion, _ oauthenticator: LibraryVersion, _ kubespawner: LibraryVersion) {
      self.chart = chart
      self.jupyterhub = jupyterhub
      self.oauthenticator = oauthenticator
      self.kubespawner = kubespawner
    }
  }

  /// By version of the chart, the oldest first.
  static let all: [Row] = [
    Row("0.8.0", LibraryVersion(0, 9, 4), LibraryVersion(0, 8, 0), LibraryVersion(0, 10, 1)),
    Row("0.9.0", LibraryVersion(1, 1, 0), LibraryVersion(0, 11, 0), LibraryVersion(0, 11, 1)),
    Row("0.10.0", LibraryVersion(1, 2, 0), LibraryVersion(0, 12, 0), LibraryVersion(0, 14, 1)),
    Row("0.11.0", LibraryVersion(1, 3, 0), LibraryVersion(0, 12, 3), LibraryVersion(0, 15, 0)),
    Row("1.0.0", LibraryVersion(1, 4, 1), LibraryVersion(14, 0, 0), LibraryVersion(1, 0, 0)),
    Row("1.2.0", LibraryVersion(1, 5, 0), LibraryVersion(14, 2, 0), LibraryVersion(1, 1, 0)),
    Row("2.0.0", LibraryVersion(3, 0, 0), LibraryVersion(15, 1, 0), LibraryVersion(4, 2, 0)),
    Row("3.0.0-beta.1", LibraryVersion(4, 0, 1), LibraryVersion(15, 1, 0), LibraryVersion(6, 0, 0)),
    Row("3.0.0-beta.3", LibraryVersion(4, 0, 1), LibraryVersion(16, 0, 0), LibraryVersion(6, 0, 0)),
    Row("3.0.0", LibraryVersion(4, 0, 2), LibraryVersion(16, 0, 4), LibraryVersion(6, 0, 0)),
    Row("3.0.3", LibraryVersion(4, 0, 2), LibraryVersion(16, 0, 7), LibraryVersion(6, 0, 0)),
    Row("3.1.0", LibraryVersion(4, 0, 2), LibraryVersion(16, 1, 0), LibraryVersion(6, 1, 0)),
    Row("3.2.0", LibraryVersion(4, 0, 2), LibraryVersion(16, 2, 0), LibraryVersion(6, 2, 0)),
    Row("3.3.0", LibraryVersion(4, 1, 0), LibraryVersion(16, 3, 0), LibraryVersion(6, 2, 0)),
    Row("3.3.8", LibraryVersion(4, 1, 6), LibraryVersion(16, 3, 1), LibraryVersion(6, 2, 0)),
    Row("4.0.0", LibraryVersion(5, 2, 1), LibraryVersion(17, 1, 0), LibraryVersion(7, 0, 0)),
    Row("4.2.0", LibraryVersion(5, 3, 0), LibraryVersion(17, 3, 0), LibraryVersion(7, 0, 0)),
    Row("4.3.0", LibraryVersion(5, 4, 0), LibraryVersion(17, 3, 0), LibraryVersion(7, 0, 0)),
    Row("4.3.3", LibraryVersion(5, 4, 4), LibraryVersion(17, 4, 0), LibraryVersion(7, 0, 0)),
    Row("4.4.0", LibraryVersion(5, 5, 0), LibraryVersion(17, 4, 0), LibraryVersion(7, 0, 0)),
  ]

  private static let ordered: [(version: ChartVersion, row: Row)] = all.compactMap { row in
    ChartVersion(row.chart).map { ($0, row) }
  }

  /// The newest release that is not after this version, and whether it is this very release's line (the same major,
  /// minor and patch, or between two rows). Nil for a chart that is older than all, or of a newer major than any known.
  static func row(for text: String) -> Row? {
    guard let wanted = ChartVersion(text), let newest = ordered.last, wanted.release.major <= newest.version.release.major
    else { return nil }
    return ordered.last { $0.version <= wanted }?.row
  }

  /// The versions that were released with a version of JupyterHub, for hubs that say only that one.
  static func oauthenticator(with jupyterhub: LibraryVersion) -> LibraryVersion? {
    // JupyterHub 4 came with oauthenticator 15 and 16, whose rules differ.
    if jupyterhub.major == 4 { return nil }
    return all.last { $0.jupyterhub <= jupyterhub }?.oauthenticator
  }
}
