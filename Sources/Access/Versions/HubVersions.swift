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
  /// What the hub declares and is no version.
  public let unreadable: [Unreadable]

  /// A text that stands where the version of a library should.
  public struct Unreadable: Sendable, Hashable {
    public let library: String
    public let text: String
  }

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
    basis: Basis = .declared, ownImage: OwnImage? = nil, unreadable: [Unreadable] = []
  ) {
    self.unreadable = unreadable
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
    let said = declared.jupyterhub.map(Said.init)
    let saidOfLogin = declared.oauthenticator.map(Said.init)
    let unreadable = [
      said?.unreadable.map { Unreadable(library: "JupyterHub", text: $0) },
      saidOfLogin?.unreadable.map { Unreadable(library: "oauthenticator", text: $0) },
    ].compactMap(\.self)
    if let said {
      let isEngine = values?["custom"]?["atoll"] != nil && tree == nil
      // A hub with another JupyterHub than the chart's has an image of its own: the chart says nothing of the rest of it.
      let ofChart = row.flatMap { $0.jupyterhub.major == said.version?.major ? $0.oauthenticator : nil }
      let usual = isEngine ? engine.oauthenticator : ofChart ?? said.version.flatMap(ChartReleases.oauthenticator(with:))
      return HubVersions(
        jupyterhub: said.version, oauthenticator: saidOfLogin.map(\.version) ?? usual, kubespawner: row?.kubespawner,
        unreadable: unreadable)
    }
    if let row, let chart {
      return HubVersions(
        jupyterhub: row.jupyterhub, oauthenticator: saidOfLogin.map(\.version) ?? row.oauthenticator,
        kubespawner: row.kubespawner, basis: .chart(chart, release: isReleased(chart) ? nil : row.chart), ownImage: image,
        unreadable: unreadable)
    }
    if tree == nil, let atoll = values?["custom"]?["atoll"] {
      return HubVersions(
        jupyterhub: atoll["jupyterhub"]?.string.flatMap { LibraryVersion($0) } ?? engine.jupyterhub,
        oauthenticator: saidOfLogin.map(\.version) ?? engine.oauthenticator, basis: .engine, unreadable: unreadable)
    }
    return HubVersions(
      jupyterhub: nil, oauthenticator: saidOfLogin?.version, basis: .unknown(chart: chart), ownImage: image,
      unreadable: unreadable)
  }

  /// What the hub says of one library: a version, or a text that is none.
  private struct Said {
    let version: LibraryVersion?
    let unreadable: String?

    init(_ text: String) {
      version = LibraryVersion(declared: text)
      unreadable = version == nil ? text : nil
    }
  }

  /// The version of Zero to JupyterHub's chart in a tree: of the chart that is found, else as the chart that nests it names it.
  private static func chartVersion(in tree: ChartTree) -> String? {
    guard case .known(let chart, let nested) = tree else { return nil }
    if chart.name == "jupyterhub" { return chart.version }
    for (key, inner) in nested {
      let dependency = chart.dependencies.first { $0.key == key }
      if case .known(let found, _) = inner, found.name == "jupyterhub" {
        return dependency?.isStandIn == false ? found.version ?? dependency?.version : dependency?.version
      }
      if case .unknown("jupyterhub") = inner { return dependency?.version }
      if let version = chartVersion(in: inner) { return version }
    }
    // A chart that names it and does not hold it at all.
    return chart.dependencies.first { $0.name == "jupyterhub" }?.version
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
    for unreadable in unreadable where usesOAuthenticator || unreadable.library == "JupyterHub" {
      doubts.append(
        Audience.Doubt(
          .version,
          "'\(unreadable.text.prefix(40))' is no version of \(unreadable.library), so the wider rules are assumed; write it in numbers, "
            + "such as \"\(unreadable.library == "JupyterHub" ? "5.2.1" : "17.4.0")\""))
    }
    if unreadable.isEmpty, jupyterhub == nil || (usesOAuthenticator && oauthenticator == nil) {
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
