import Basics
import Fleet
import Growth
import Operations
import Testing

@testable import ControlPlane

/// What a hub of the example asks of the team.
enum FleetEffortExample {
  static func answer(_ hub: Hub, in example: FeaturesExample) -> EffortAnswer {
    EffortAnswer(EffortCard(hub, in: example.fleet, history: nil, now: example.now))
  }
}

@Suite struct ExceptionsPagesTests {
  let pages: Pages
  let gallery: FeaturesGallery

  init() throws {
    pages = try PagesExample.pages.get()
    gallery = try FeaturesGallery(PagesExample())
  }

  @Test("the first line says how many values nothing explains, on how many hubs, and how many have a measured cost")
  func firstLine() {
    let page = gallery.exceptions()
    #expect(page.answer.contains("that no feature explains, on 2 of 3 hubs; 1 has a measured cost"))
    #expect(page.tone == .busy)
    #expect(gallery.noExceptions.answer == "Nothing: every value of every hub is standard or explained by a feature")
    #expect(gallery.noExceptions.tone == .good)
    #expect(pages.exceptions(gallery.noExceptions).contains("would stand here"))
  }

  @Test("the most costly stands first, with its expected cost, its place and on how many hubs it is")
  func rows() throws {
    let page = gallery.exceptions()
    let first = try #require(page.found.first)
    #expect(first.path == "hub.extraConfig.10-greeting")
    #expect(first.adds.map { $0 > 0 } == true)
    let html = pages.exceptions(page)
    #expect(html.contains("config/clusters/shore/reef.values.yaml:"))
    #expect(html.contains("(lines of extraConfig)"))
    #expect(html.contains("2 hubs of one cluster"))
    #expect(html.contains("<a href=\"/hubs/shore%2Ftide\">shore/tide</a>"))
    #expect(html.contains("; <a href=\"/features/dask\">dask</a> would explain it"))
  }

  @Test("a value whose path looks like that of a secret is shown to nobody")
  func secrets() {
    let answer = gallery.example.unexplained.answer
    let secret = answer.exceptions.first { $0.path.hasSuffix("api_token") }
    #expect(secret?.value == SourcedValue.hiddenSecret)
    #expect(!pages.exceptions(gallery.exceptions()).contains("swordfish"))
    #expect(!FeaturesTable.exceptions(answer).contains("swordfish"))
  }

  @Test("the form asks for a hub or a part of its name, for code, for a feature and for text")
  func filter() {
    func found(_ filter: ExceptionsFilter, of hub: HubID? = nil) -> [String] {
      gallery.exceptions(filter, of: hub).found.map { "\($0.hub) \($0.path)" }
    }
    let all = found(ExceptionsFilter())
    #expect(found(ExceptionsFilter(hub: "SHORE")) == all)
    #expect(found(ExceptionsFilter(hub: "shore/reef"), of: "shore/reef") == all.filter { $0.hasPrefix("shore/reef") })
    #expect(found(ExceptionsFilter(isCode: true)) == ["shore/reef hub.extraConfig.10-greeting"])
    #expect(found(ExceptionsFilter(feature: "dask")) == ["shore/tide dask-gateway.gateway.backend.cluster"])
    #expect(found(ExceptionsFilter(text: "readiness")).count == 2)
    #expect(found(ExceptionsFilter(text: "zebra")) == [])
    let parameters = ExceptionsFilter(text: "a", hub: "b", isCode: true, feature: "c").parameters(page: 3)
    #expect(
      ExceptionsFilter { name in parameters.first { $0.0 == name }?.1 }
        == ExceptionsFilter(text: "a", hub: "b", isCode: true, feature: "c", page: 3))
  }

  @Test("a hub of its own is told in the first line, also where all of it is explained")
  func ofHub() {
    let reef = gallery.exceptions(ExceptionsFilter(hub: "shore/reef"), of: "shore/reef")
    #expect(reef.answer == "shore/reef has 2 values that no feature explains; 1 has a measured cost")
    let html = pages.exceptions(reef)
    #expect(html.contains("<th scope=\"col\">Path</th>") && !html.contains("<th scope=\"col\">Hub</th>"))
    let plain = gallery.exceptions(ExceptionsFilter(hub: "atoll/plain"), of: "atoll/plain")
    #expect(plain.answer == "Nothing: every value of atoll/plain is standard or explained by a feature")
    #expect(plain.tone == .good)
  }

  @Test("a long list is cut into pages that lead to each other, and to all of it")
  func paging() {
    let page = gallery.manyExceptions
    let html = pages.exceptions(page)
    #expect(html.components(separatedBy: "<tr><td>").count - 1 == ExceptionsPage.shown)
    #expect(html.contains("rel=\"prev\" href=\"/exceptions\""))
    #expect(html.contains("rel=\"next\" href=\"/exceptions?page=3\""))
    #expect(html.contains("href=\"/exceptions.csv\""))
    var beyond = page
    beyond.filter.page = 4000
    #expect(!pages.exceptions(beyond).contains("rel=\"next\""))
  }
}
