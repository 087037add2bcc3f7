import Testing

@testable import Access

@Suite("Releases of Zero to JupyterHub's chart")
struct ChartReleasesTests {
  @Test("rows are in the order of charts, and none goes back to an older library")
  func order() throws {
    for (row, next) in zip(ChartReleases.all, ChartReleases.all.dropFirst()) {
      #expect(try #require(ChartVersion(row.chart)) < #require(ChartVersion(next.chart)))
      #expect(row.jupyterhub <= next.jupyterhub && row.oauthenticator <= next.oauthenticator)
      #expect(row.kubespawner <= next.kubespawner)
    }
  }

  @Test(
    "releases that only changed a library are told apart, as the chart's changelog does",
    arguments: [
      ("1.1.2", LibraryVersion(1, 4, 2), LibraryVersion(14, 1, 0)), ("1.1.4", LibraryVersion(1, 4, 2), LibraryVersion(14, 2, 0)),
      ("1.2.0", LibraryVersion(1, 5, 0), LibraryVersion(14, 2, 0)), ("3.0.2", LibraryVersion(4, 0, 2), LibraryVersion(16, 0, 6)),
      ("3.2.1", LibraryVersion(4, 0, 2), LibraryVersion(16, 2, 1)), ("3.3.2", LibraryVersion(4, 1, 0), LibraryVersion(16, 3, 0)),
      ("3.3.5", LibraryVersion(4, 1, 3), LibraryVersion(16, 3, 0)), ("4.1.0", LibraryVersion(5, 2, 1), LibraryVersion(17, 1, 0)),
      ("4.3.2", LibraryVersion(5, 4, 3), LibraryVersion(17, 1, 0)), ("4.3.5", LibraryVersion(5, 4, 6), LibraryVersion(17, 4, 0)),
    ])
  func rows(chart: String, jupyterhub: LibraryVersion, oauthenticator: LibraryVersion) throws {
    let row = try #require(ChartReleases.row(for: chart))
    #expect(row.jupyterhub == jupyterhub)
    #expect(row.oauthenticator == oauthenticator)
  }
}
