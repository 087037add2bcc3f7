import Basics
import Fleet
import Growth
import Operations

@testable import ControlPlane

/// An adopted fleet of two clusters with a feature that is overdue and values that nothing explains.
struct FeaturesExample {
  static let texts = [
    "fleet.yaml": """
    name: Shore
    people: {ines: {name: Ines Reef, roles: [engineer]}}
    """,
    "features/dask.yaml": """
    name: Dask Gateway
    description: Many machines for one notebook.
    stage: beta
    since: 2025-02-01
    owners: [ines]
    review_by: 2026-06-30
    documentation: https://docs.example/dask
    specialist: few hubs ask for it
    explains: [dask-gateway]
    shown_by: ["dask-gateway.enabled == true"]
    verdict: {build: hard, maintain: not-sustainable, learn: [ines], at: 2026-01-02, by: ines}
    """,
    "features/patient-probe.yaml": """
    name: A patient probe
    stage: experimental
    owners: [ines]
    review_by: 2027-03-31
    explains: [hub.readinessProbe.timeoutSeconds]
    """,
    "config/clusters/shore/cluster.yaml": """
    name: shore
    tenancy: shared
    hubs:
      - {name: reef, display_name: The reef, domain: reef.example, helm_chart: basehub, helm_chart_values_files: [reef.values.yaml]}
      - {name: tide, display_name: Tide, domain: tide.example, helm_chart: basehub, helm_chart_values_files: [tide.values.yaml]}
    """,
    "config/clusters/shore/reef.values.yaml": """
    dask-gateway: {enabled: true}
    jupyterhub:
      hub:
        config: {JupyterHub: {authenticator_class: github}}
        extraConfig:
          10-greeting: |
            c.JupyterHub.template_vars = {"greeting": "hello"}
            c.Spawner.start_timeout = 300
        readinessProbe: {timeoutSeconds: 30, enabled: false}
    """,
    "config/clusters/shore/tide.values.yaml": """
    dask-gateway: {gateway: {backend: {cluster: large}}}
    jupyterhub:
      hub:
        config: {JupyterHub: {authenticator_class: github}}
        readinessProbe: {enabled: false}
        services: {board: {api_token: swordfish}}
    """,
    "config/clusters/atoll/cluster.yaml": """
    name: atoll
    hubs:
      - {name: plain, display_name: Plain, domain: plain.example, helm_chart: basehub, helm_chart_values_files: [plain.values.yaml]}
    """,
    "config/clusters/atoll/plain.values.yaml": "jupyterhub: {hub: {config: {JupyterHub: {authenticator_class: github}}}}",
    "helm-charts/basehub/Chart.yaml": "name: basehub\nversion: 0.1.0\ndependencies: [{name: jupyterhub, version: 3.0.0}]",
    "helm-charts/basehub/values.yaml": "jupyterhub: {}",
    "charts/jupyterhub-3.0.0/values.yaml": "hub: {}",
  ]

  let fleet: Fleet
  let now: Timestamp

  init(_ fleet: Fleet? = nil, now: Double = PagesExample.now) throws {
    struct NoFleet: Error {}
    guard let read = fleet ?? FleetLoader.load(FleetSource(texts: Self.texts)).fleet else { throw NoFleet() }
    self.fleet = read
    self.now = Timestamp(seconds: now)
  }

  /// Ines alone changed what there is.
  var authors: ChangeAuthors {
    let files = fleet.filesByFeature().values.flatMap { $0 }
    let people = Dictionary(files.map { ($0, ["ines@example.org": "Ines Reef"]) }, uniquingKeysWith: { first, _ in first })
    return .known(.init(since: CalendarDay(now).advanced(by: -365), people: people))
  }

  func features(_ authors: ChangeAuthors? = nil) -> FleetFeatures {
    FleetFeatures(fleet, answer: FeaturesAnswer(fleet, authors: authors ?? self.authors, now: now))
  }

  var unexplained: FleetUnexplained {
    FleetUnexplained(ExceptionsAnswer(FleetExceptions(fleet), in: fleet, effort: FleetEffort(fleet, now: now)))
  }

  /// A fleet of many hubs in clusters of 50, of which each has a third of the features.
  static func large(hubs: Int, features: Int) throws -> FeaturesExample {
    let register = (1...features).map { Feature(id: FeatureID("feature-\($0)"), name: "Feature \($0)", stage: .general) }
    var fleet = Fleet(organisation: Organisation(name: "Large"))
    for feature in register { fleet.features[feature.id] = feature }
    for number in 0..<hubs {
      let cluster = ClusterID("cluster-\(number / 50)")
      let id = HubID("\(cluster)/hub-\(number)")
      let own = register.enumerated().filter { ($0.offset + number) % 3 == 0 }.map(\.element.id)
      fleet.hubs[id] = Hub(id: id, community: "all", cluster: cluster, features: own)
    }
    return try FeaturesExample(fleet)
  }
}

/// Each page of features, full and empty.
struct FeaturesGallery {
  var frame: PageFrame
  let example: FeaturesExample
  let alpha: FeaturesExample
  let large: FeaturesExample

  init(_ pages: PagesExample) throws {
    frame = pages.frame
    example = try FeaturesExample()
    alpha = try FeaturesExample(pages.fleet)
    large = try .large(hubs: 200, features: 42)
  }

  var bare: FleetFeatures {
    let fleet = Fleet(organisation: Organisation(name: "Bare"))
    return FleetFeatures(fleet, answer: FeaturesAnswer(fleet, authors: .unknown(because: "there is no git"), now: example.now))
  }

  func features(_ filter: FeaturesFilter = FeaturesFilter()) -> FeaturesPage {
    FeaturesPage(frame: frame, fleet: example.features(), filter: filter)
  }

  /// Of a name that the example has not: of its first feature.
  func feature(_ name: String) -> FeaturePage {
    let features = example.features()
    let feature = features[name] ?? features.answer.features[0]
    return FeaturePage(frame: frame, feature: feature, fleet: features, wouldExplain: 1)
  }

  /// What makes a hub of the example fleet special: its own features, and exceptions of another fleet.
  func special(of hub: Hub) -> HubSpecial {
    let features = alpha.features()
    let exceptions = example.unexplained.answer.exceptions
    return HubSpecial(features: hub.features.compactMap { features[$0.rawValue] }, exceptions: exceptions + exceptions)
  }

  func exceptions(_ filter: ExceptionsFilter = ExceptionsFilter(), of hub: HubID? = nil) -> ExceptionsPage {
    ExceptionsPage(frame: frame, exceptions: example.unexplained.answer, filter: filter, hub: hub)
  }

  /// More than a page holds.
  var manyExceptions: ExceptionsPage {
    var page = exceptions(ExceptionsFilter(page: 2))
    let one = page.exceptions.exceptions
    page.exceptions.exceptions = (0..<60).flatMap { _ in one }
    page.exceptions.count = page.exceptions.exceptions.count
    return page
  }

  var noExceptions: ExceptionsPage {
    ExceptionsPage(frame: frame, exceptions: alpha.unexplained.answer)
  }

  func all(_ pages: Pages) -> [(name: String, html: String)] {
    [
      ("features", pages.features(features())),
      ("features-alpha", pages.features(FeaturesPage(frame: frame, fleet: alpha.features()))),
      ("features-large", pages.features(FeaturesPage(frame: frame, fleet: large.features()))),
      ("features-cluster", pages.features(features(FeaturesFilter(cluster: "shore", sort: .hubs, descending: true)))),
      ("features-none", pages.features(features(FeaturesFilter(text: "zebra")))),
      ("features-unused", pages.features(features(FeaturesFilter(cluster: "atoll")))),
      ("features-empty", pages.features(FeaturesPage(frame: frame, fleet: bare))),
      ("feature", pages.feature(feature("dask"))), ("feature-plain", pages.feature(feature("patient-probe"))),
      ("exceptions", pages.exceptions(exceptions())), ("exceptions-many", pages.exceptions(manyExceptions)),
      ("exceptions-of-hub", pages.exceptions(exceptions(ExceptionsFilter(hub: "shore/reef"), of: "shore/reef"))),
      ("exceptions-none", pages.exceptions(exceptions(ExceptionsFilter(text: "zebra", feature: "dask")))),
      ("exceptions-empty", pages.exceptions(noExceptions)),
    ]
  }

  var allFields: [Fields] {
    [
      features().fields, FeaturesPage(frame: frame, fleet: large.features()).fields,
      features(FeaturesFilter(cluster: "shore")).fields,
      FeaturesPage(frame: frame, fleet: bare).fields, feature("dask").fields, exceptions().fields, manyExceptions.fields,
      exceptions(ExceptionsFilter(feature: "dask")).fields,
    ]
  }
}
