public import Basics
public import Fleet

/// The versions of the libraries that decide who may enter a hub.
public struct HubVersions: Sendable, Hashable {
  /// Nil where unknown.
  public let jupyterhub: LibraryVersion?
  public let oauthenticator: LibraryVersion?
  public let kubespawner: LibraryVersion?
  public let basis: Basis
  /// The image that the hub runs, where it is not the chart's own: what is in it can only be assumed.
  public let ownImage: OwnImage?

  /// Where the versions come from.
  public enum Basis: Sendable, Hashable {
    /// The hub says them.
    case declared
    /// Atoll's own engine runs the hub with these.
    case engine
    /// They follow from this version of Zero to JupyterHub's chart; `release` is the one whose versions are taken,
    /// where it is not that very version.
    case chart(String, release: String?)
    /// Nobody says them. With the version of the chart where it has one that Atoll does not know.
    case unknown(chart: String?)
  }

  public struct OwnImage: Sendable, Hashable {
    public let name: String
    public let place: SourcePlace?

    public init(name: String, place: SourcePlace?) {
      self.name = name
      self.place = place
    }
  }

  public init(
    jupyterhub: LibraryVersion?, oauthenticator: LibraryVersion?, kubespawner: LibraryVersion? = nil,
    basis: Basis = .declared, ownImage: OwnImage? = nil
  ) {
    self.jupyterhub = jupyterhub
    self.oauthenticator = oauthenticator
    self.kubespawner = kubespawner
    self.basis = basis
    self.ownImage = ownImage
  }

  public static let unknown = HubVersions(jupyterhub: nil, oauthenticator: nil, basis: .unknown(chart: nil))

  /// The newest versions whose rules Atoll knows.
  static let newest = (jupyterhub: LibraryVersion(6, 1, 1), oauthenticator: LibraryVersion(17, 4, 0))
  /// What Atoll's own engine runs: `hub/requirements/hub.txt`.
  static let engine = (jupyterhub: LibraryVersion(6, 1, 1), oauthenticator: LibraryVersion(17, 4, 0))
  /// The last versions before doors were closed by default.
  static let openByDefault = (jupyterhub: LibraryVersion(4, 1, 6), oauthenticator: LibraryVersion(15, 1, 0))

  /// The versions of a hub: those that it declares, else those of its chart, else those that Atoll's engine runs.
  /// - Parameters:
  ///   - tree: the hub's chart; nil where it has none.
  ///   - values: those of Zero to JupyterHub's chart.
  public static func of(
    chart tree: ChartTree?, declared: Versions, jupyterhub values: SourcedValue?
  ) -> HubVersions {
    let chart = tree.flatMap(chartVersion)
    let row = chart.flatMap(ChartReleases.row)
    let image = ownImage(values)
    if let text = declared.jupyterhub, let version = LibraryVersion(text) {
      let isEngine = values?["custom"]?["atoll"] != nil && tree == nil
      let oauthenticator =
        declared.oauthenticator.flatMap { LibraryVersion($0) }
        ?? (isEngine ? engine.oauthenticator : row?.oauthenticator ?? ChartReleases.oauthenticator(with: version))
      return HubVersions(jupyterhub: version, oauthenticator: oauthenticator, kubespawner: row?.kubespawner)
    }
    if let row, let chart {
      return HubVersions(
        jupyterhub: row.jupyterhub, oauthenticator: row.oauthenticator, kubespawner: row.kubespawner,
        basis: .chart(chart, release: isReleased(chart) ? nil : row.chart), ownImage: image)
    }
    if tree == nil, let atoll = values?["custom"]?["atoll"] {
      return HubVersions(
        jupyterhub: atoll["jupyterhub"]?.string.flatMap { LibraryVersion($0) } ?? engine.jupyterhub,
        oauthenticator: engine.oauthenticator, basis: .engine)
    }
    return HubVersions(jupyterhub: nil, oauthenticator: nil, basis: .unknown(chart: chart), ownImage: image)
  }

  /// The version of Zero to JupyterHub's chart in a tree, as the chart that nests it names it.
  private static func chartVersion(in tree: ChartTree) -> String? {
    for (_, part) in tree.all {
      guard case .known(let chart, _) = part else { continue }
      if let nested = chart.dependencies.first(where: { $0.name == "jupyterhub" }), let version = nested.version {
        return version
      }
      if chart.name == "jupyterhub" { return chart.version }
    }
    return nil
  }

  /// Whether it is the version of a release of a line that the table has, and neither a build in between nor a range.
  private static func isReleased(_ chart: String) -> Bool {
    guard let version = ChartVersion(chart), let newest = ChartReleases.all.last.flatMap({ ChartVersion($0.chart) })
    else { return false }
    return version <= newest && (version.pre.isEmpty || ChartReleases.all.contains { $0.chart == chart })
  }

  private static func ownImage(_ values: SourcedValue?) -> OwnImage? {
    guard let image = values?["hub"]?["image"], let name = image["name"]?.string else { return nil }
    if name.hasSuffix("jupyterhub/k8s-hub") || name.hasSuffix("jupyterhub/k8s-hub-slim") { return nil }
    let tag = image["tag"]?.string ?? ""
    return OwnImage(name: tag.isEmpty ? name : "\(name):\(tag)", place: image["name"]?.place)
  }
}

extension HubVersions {
  /// One pair of versions by whose rules an audience is computed.
  struct Pair: Sendable {
    let jupyterhub: LibraryVersion
    let oauthenticator: LibraryVersion
  }

  /// Every pair that may be true: one where the versions are known.
  var candidates: [Pair] {
    switch (jupyterhub, oauthenticator) {
    case (let jupyterhub?, let oauthenticator?): [Pair(jupyterhub: jupyterhub, oauthenticator: oauthenticator)]
    case (let jupyterhub?, nil):
      [
        Pair(jupyterhub: jupyterhub, oauthenticator: Self.openByDefault.oauthenticator),
        Pair(jupyterhub: jupyterhub, oauthenticator: Self.newest.oauthenticator),
      ]
    case (nil, let oauthenticator?):
      [
        Pair(jupyterhub: Self.openByDefault.jupyterhub, oauthenticator: oauthenticator),
        Pair(jupyterhub: Self.newest.jupyterhub, oauthenticator: oauthenticator),
      ]
    case (nil, nil):
      [
        Pair(jupyterhub: Self.openByDefault.jupyterhub, oauthenticator: Self.openByDefault.oauthenticator),
        Pair(jupyterhub: Self.newest.jupyterhub, oauthenticator: Self.newest.oauthenticator),
      ]
    }
  }

  /// Why the versions may be others, if at all. The second is of the lesser kind.
  func doubts(usesOAuthenticator: Bool) -> [Audience.Doubt] {
    var doubts: [Audience.Doubt] = []
    let next = "name it under `versions`"
    if jupyterhub == nil || (usesOAuthenticator && oauthenticator == nil) {
      var what = jupyterhub == nil ? "the version of JupyterHub is unknown" : "the version of oauthenticator is unknown"
      if case .unknown(let chart?) = basis { what += " (chart \(chart))" }
      doubts.append(Audience.Doubt(.version, "\(what), so the wider rules are assumed; \(next)"))
    }
    if let jupyterhub, jupyterhub.major > Self.newest.jupyterhub.major {
      doubts.append(Audience.Doubt(.version, "JupyterHub \(jupyterhub) is newer than the rules that Atoll knows"))
    }
    if usesOAuthenticator, let oauthenticator, oauthenticator.major > Self.newest.oauthenticator.major {
      doubts.append(Audience.Doubt(.version, "oauthenticator \(oauthenticator) is newer than the rules that Atoll knows"))
    }
    guard case .chart(let chart, let release) = basis else { return doubts }
    if let ownImage {
      doubts.append(
        Audience.Doubt(
          .assumedVersion, "the versions in the hub's own image \(ownImage.name) are assumed from the chart \(chart)",
          at: ownImage.place.map { [$0] } ?? []))
    } else if let release {
      doubts.append(
        Audience.Doubt(.assumedVersion, "the versions of the chart \(chart) are assumed to be those of \(release)"))
    }
    return doubts
  }
}
