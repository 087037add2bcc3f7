/// What each release of Zero to JupyterHub's chart brings, where it differs from the one before.
///
/// From `docs/source/changelog.md` of jupyterhub/zero-to-jupyterhub-k8s as of 4.4.0: its tables of notable dependencies, and the
/// notes of single releases where these name a version. Of 0.8 the version of oauthenticator is from that repository's issue
/// 1613, of 3.0.0-beta.1 the versions are what a public fleet that ran it wrote down. The changelog contradicts itself on
/// JupyterHub in 1.2.0: its own note says 1.5, which counts, and the table of 2.0.0 says 1.4.2. From 4.1.0 to 4.3.2 it names no
/// version of oauthenticator; what stands here is the last one that it names, and the rules of all releases of 17 are read as
/// the same. Of charts before 2.0 the numbers are those of the first release of the line, unless a later one is here: the rules
/// of all of these are the same, but for names of options that changed in JupyterHub 1.2 and oauthenticator 0.12.
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
    Row("1.1.0", LibraryVersion(1, 4, 2), LibraryVersion(14, 1, 0), LibraryVersion(1, 1, 0)),
    Row("1.1.3", LibraryVersion(1, 4, 2), LibraryVersion(14, 2, 0), LibraryVersion(1, 1, 0)),
    Row("1.2.0", LibraryVersion(1, 5, 0), LibraryVersion(14, 2, 0), LibraryVersion(1, 1, 0)),
    Row("2.0.0", LibraryVersion(3, 0, 0), LibraryVersion(15, 1, 0), LibraryVersion(4, 2, 0)),
    Row("3.0.0-beta.1", LibraryVersion(4, 0, 1), LibraryVersion(15, 1, 0), LibraryVersion(6, 0, 0)),
    Row("3.0.0-beta.3", LibraryVersion(4, 0, 1), LibraryVersion(16, 0, 0), LibraryVersion(6, 0, 0)),
    Row("3.0.0", LibraryVersion(4, 0, 2), LibraryVersion(16, 0, 4), LibraryVersion(6, 0, 0)),
    Row("3.0.1", LibraryVersion(4, 0, 2), LibraryVersion(16, 0, 5), LibraryVersion(6, 0, 0)),
    Row("3.0.2", LibraryVersion(4, 0, 2), LibraryVersion(16, 0, 6), LibraryVersion(6, 0, 0)),
    Row("3.0.3", LibraryVersion(4, 0, 2), LibraryVersion(16, 0, 7), LibraryVersion(6, 0, 0)),
    Row("3.1.0", LibraryVersion(4, 0, 2), LibraryVersion(16, 1, 0), LibraryVersion(6, 1, 0)),
    Row("3.2.0", LibraryVersion(4, 0, 2), LibraryVersion(16, 2, 0), LibraryVersion(6, 2, 0)),
    Row("3.2.1", LibraryVersion(4, 0, 2), LibraryVersion(16, 2, 1), LibraryVersion(6, 2, 0)),
    Row("3.3.0", LibraryVersion(4, 1, 0), LibraryVersion(16, 3, 0), LibraryVersion(6, 2, 0)),
    Row("3.3.3", LibraryVersion(4, 1, 1), LibraryVersion(16, 3, 0), LibraryVersion(6, 2, 0)),
    Row("3.3.4", LibraryVersion(4, 1, 2), LibraryVersion(16, 3, 0), LibraryVersion(6, 2, 0)),
    Row("3.3.5", LibraryVersion(4, 1, 3), LibraryVersion(16, 3, 0), LibraryVersion(6, 2, 0)),
    Row("3.3.6", LibraryVersion(4, 1, 4), LibraryVersion(16, 3, 0), LibraryVersion(6, 2, 0)),
    Row("3.3.7", LibraryVersion(4, 1, 5), LibraryVersion(16, 3, 0), LibraryVersion(6, 2, 0)),
    Row("3.3.8", LibraryVersion(4, 1, 6), LibraryVersion(16, 3, 1), LibraryVersion(6, 2, 0)),
    Row("4.0.0", LibraryVersion(5, 2, 1), LibraryVersion(17, 1, 0), LibraryVersion(7, 0, 0)),
    Row("4.2.0", LibraryVersion(5, 3, 0), LibraryVersion(17, 1, 0), LibraryVersion(7, 0, 0)),
    Row("4.3.0", LibraryVersion(5, 4, 0), LibraryVersion(17, 1, 0), LibraryVersion(7, 0, 0)),
    Row("4.3.1", LibraryVersion(5, 4, 1), LibraryVersion(17, 1, 0), LibraryVersion(7, 0, 0)),
    Row("4.3.2", LibraryVersion(5, 4, 3), LibraryVersion(17, 1, 0), LibraryVersion(7, 0, 0)),
    Row("4.3.3", LibraryVersion(5, 4, 4), LibraryVersion(17, 4, 0), LibraryVersion(7, 0, 0)),
    Row("4.3.4", LibraryVersion(5, 4, 5), LibraryVersion(17, 4, 0), LibraryVersion(7, 0, 0)),
    Row("4.3.5", LibraryVersion(5, 4, 6), LibraryVersion(17, 4, 0), LibraryVersion(7, 0, 0)),
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
