import Basics
import Fleet
import Operations
import Testing

@testable import ControlPlane

@Suite struct FeaturesPagesTests {
  let pages: Pages
  let gallery: FeaturesGallery

  init() throws {
    pages = try PagesExample.pages.get()
    gallery = try FeaturesGallery(PagesExample())
  }

  @Test("the first line says how many features are on how many hubs, what is overdue, and what hangs on one person")
  func firstLine() {
    let page = gallery.features()
    #expect(page.answer.hasPrefix("2 features on 1 of 3 production hubs; 1 review is overdue: Dask Gateway; 1 hangs on fewer"))
    #expect(page.answer.hasSuffix("A patient probe"))
    #expect(page.tone == .bad)
    let alpha = FeaturesPage(frame: gallery.frame, fleet: gallery.alpha.features(.unknown(because: "there is no git")))
    #expect(alpha.answer.hasPrefix("8 features on "))
    #expect(alpha.answer.hasSuffix("no review is overdue"))
    #expect(alpha.tone == .good)
  }

  @Test("an overdue review is told by shape and word, a verdict against a feature by colour and word")
  func marks() {
    let html = pages.features(gallery.features())
    #expect(html.contains("<i class=\"mark bad\"></i>overdue since 30 Jun 2026</span>"))
    #expect(html.contains("<i class=\"mark good\"></i>due 31 Mar 2027</span>"))
    #expect(html.contains("<span class=\"bad-text\">hard to build, not sustainable to maintain</span>"))
    #expect(html.contains("<i class=\"mark good\"></i>1, on purpose</span>"))
    #expect(html.contains("<i class=\"mark busy\"></i>1: one person</span>"))
    #expect(html.contains("<a href=\"/features/dask\">Dask Gateway</a>"))
  }

  @Test("without a history nobody knows bus factors, and the page says why")
  func withoutHistory() {
    let page = FeaturesPage(frame: gallery.frame, fleet: gallery.example.features(.unknown(because: "there is no git")))
    let html = pages.features(page)
    #expect(html.contains("Bus factors are not known: there is no git."))
    #expect(html.contains("<i class=\"mark quiet\"></i>not known</span>"))
    #expect(!page.answer.contains("fewer than two"))
  }

  @Test("the matrix names each production hub of a small fleet, and marks what it has")
  func matrixByHub() {
    let html = pages.features(FeaturesPage(frame: gallery.frame, fleet: gallery.alpha.features()))
    let production = gallery.alpha.features().production
    for hub in production { #expect(html.contains("<th scope=\"row\"><a href=\"\(Paths.hub(hub.hub))\">\(hub.hub)</a></th>")) }
    let marks = html.components(separatedBy: "<td>✓</td>").count - 1
    #expect(marks == production.reduce(0) { $0 + $1.features.count })
  }

  @Test("of a large fleet clusters stand for their hubs, lead to them, and the page stays small")
  func matrixByCluster() throws {
    let large = try FeaturesExample.large(hubs: 1000, features: 60)
    let html = pages.features(FeaturesPage(frame: gallery.frame, fleet: large.features()))
    #expect(html.utf8.count < 150_000)
    #expect(html.contains("href=\"/features?cluster=cluster-3#matrix\">cluster-3</a></th><td class=\"number\">50</td>"))
    #expect(html.contains("<td class=\"heat-2\">17</td>"))
    #expect(html.contains("20 features more; the CSV has all of them"))
    let one = pages.features(
      FeaturesPage(frame: gallery.frame, fleet: large.features(), filter: FeaturesFilter(cluster: "cluster-3")))
    #expect(one.contains("/hubs/cluster-3%2Fhub-151\">cluster-3/hub-151</a>"))
    #expect(!one.contains("cluster-4/hub"))
    #expect(one.utf8.count < 150_000)
    let largest = try FeaturesExample.large(hubs: 10_000, features: 60)
    let many = pages.features(FeaturesPage(frame: gallery.frame, fleet: largest.features()))
    #expect(many.utf8.count < 150_000)
    #expect(many.contains("140 smaller clusters not shown"))
  }

  @Test("the form keeps what it was asked, and asks for stage, need, cluster and text")
  func filter() {
    func shown(_ filter: FeaturesFilter) -> [String] { filter.shown(of: gallery.example.features().answer.features).map(\.feature) }
    #expect(shown(FeaturesFilter()) == ["dask", "patient-probe"])
    #expect(shown(FeaturesFilter(text: "PROBE")) == ["patient-probe"])
    #expect(shown(FeaturesFilter(text: "readinessprobe")) == ["patient-probe"])
    #expect(shown(FeaturesFilter(stage: .beta)) == ["dask"])
    #expect(shown(FeaturesFilter(need: .review)) == ["dask"])
    #expect(shown(FeaturesFilter(need: .people)) == ["patient-probe"])
    #expect(shown(FeaturesFilter(need: .owners)) == [])
    #expect(shown(FeaturesFilter(cluster: "atoll")) == [])
    let html = pages.features(gallery.features(FeaturesFilter(text: "da\"sk", stage: .beta, need: .review)))
    #expect(html.contains("name=\"q\" value=\"da&quot;sk\""))
    #expect(html.contains("<option value=\"beta\" selected>"))
    #expect(html.contains("<option value=\"review\" selected>"))
    #expect(html.contains("Show all"))
  }

  @Test("features are sorted by each column, both ways", arguments: FeatureSort.allCases)
  func sorted(by sort: FeatureSort) {
    let features = gallery.alpha.features().answer.features
    let up = FeaturesFilter(sort: sort).shown(of: features)
    let down = FeaturesFilter(sort: sort, descending: true).shown(of: features)
    #expect(Set(up.map(\.feature)) == Set(features.map(\.feature)))
    for (one, other) in zip(up, up.dropFirst()) { #expect(sort.compare(one, other) <= 0) }
    if sort != .urgency { for (one, other) in zip(down, down.dropFirst()) { #expect(sort.compare(one, other) >= 0) } }
    let parameters = FeaturesFilter(sort: sort, descending: true).parameters()
    #expect(FeaturesFilter { name in parameters.first { $0.0 == name }?.1 }.sort == sort)
  }

  @Test("an empty fleet is told how a feature is declared, with an example that Atoll reads")
  func empty() throws {
    let html = pages.features(FeaturesPage(frame: gallery.frame, fleet: gallery.bare))
    #expect(html.contains("No feature is declared, and no hub shows one"))
    let example = try #require(html.components(separatedBy: "<pre>").dropFirst().first?.components(separatedBy: "</pre>").first)
    let loaded = FleetLoader.load(
      FleetSource(texts: [
        "fleet.yaml": "name: A\npeople: {somebody: {name: S, roles: [engineer]}}\n", "features/dask.yaml": example + "\n",
      ]))
    #expect(loaded.findings.filter { $0.severity == .error } == [])
    #expect(!html.contains("id=\"filter\""))
  }

  @Test("a feature's page says stage, review, verdict, who changed it, what it costs and explains, and who has it")
  func feature() {
    let html = pages.feature(gallery.feature("dask"))
    #expect(html.contains("Dask Gateway is in beta; 1 of 3 production hubs has it; its review is overdue since 30 Jun 2026"))
    #expect(html.contains("changed lately by Ines Reef"))
    #expect(html.contains("hard to build, not sustainable to maintain; to learn: ines (ines, 2026-01-02)"))
    #expect(html.contains("1.5 times the changes of a hub without it (measured on 1,891 hub-quarters of a public fleet)"))
    #expect(html.contains("<a href=\"/hubs/shore%2Freef\">shore/reef</a>"))
    #expect(html.contains("<code>dask-gateway</code>"))
    #expect(html.contains("<a href=\"/exceptions?feature=dask\">1 value</a>"))
    #expect(html.contains("<a href=\"https://docs.example/dask\" rel=\"noopener\">"))
    #expect(pages.feature(gallery.feature("patient-probe")).contains("Not measured"))
  }

  @Test("the hub's page says what makes it special, and what that is expected to cost")
  func hub() throws {
    let hub = try #require(gallery.example.fleet.hubs["shore/reef"])
    let features = gallery.example.features()
    let effort = FleetEffortExample.answer(hub, in: gallery.example)
    let page = HubPage(
      frame: gallery.frame, fleet: gallery.example.fleet, hub: hub, facts: .unseen(hub), effort: effort,
      special: HubSpecial(
        features: hub.features.compactMap { features[$0.rawValue] }, exceptions: gallery.example.unexplained[hub.id]))
    let html = pages.hub(page)
    #expect(html.contains("2 features beyond the standard hub, and 2 values that no feature explains."))
    #expect(html.contains("<a href=\"/features/dask\">Dask Gateway</a>"))
    #expect(html.contains("changes a quarter (measured)"))
    #expect(html.contains("not measured"))
    #expect(html.contains("the 2 features above"))
    #expect(html.contains("features (1 measured, 1 not measured)"))
    #expect(!html.contains("feature dask"))
    #expect(html.contains("href=\"/exceptions?hub=shore%2Freef\""))
    #expect(html.contains("2 lines of code"))
  }

  @Test("what features add together is told as one row, so that the table still says all that is expected")
  func together() throws {
    let hub = try #require(gallery.example.fleet.hubs["shore/reef"])
    let effort = FleetEffortExample.answer(hub, in: gallery.example)
    let ratio = effort.factsOfFeatures.reduce(1) { $0 * $1.ratio }
    #expect(abs(ratio - 1.51) < 0.001)
    let others = effort.drivers.flatMap(\.facts).filter { !$0.isFeature }.reduce(1) { $0 * $1.ratio }
    #expect(abs(effort.usual * ratio * others - effort.declared.mean) < 1e-9)
  }
}
