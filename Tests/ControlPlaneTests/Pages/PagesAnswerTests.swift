import Basics
import Delivery
import Fleet
import Testing

@testable import ControlPlane

@Suite struct PagesAnswerTests {
  @Test("the overview's first line says how many awake hubs are well, and names those that are not")
  func overview() {
    func sentence(_ awake: [HubID: HubCondition], hubs: Int = 25) -> String {
      OverviewAnswer(communities: 22, productionHubs: hubs, awake: awake).sentence
    }
    #expect(sentence([:], hubs: 0) == "No hub is declared yet")
    #expect(sentence([:]) == "No hub is awake; 22 communities, 25 production hubs declared")
    #expect(sentence(["a": .well]) == "1 of 1 awake hub well; 22 communities, 25 production hubs declared")
    #expect(
      sentence(["a": .well, "openreef": .takingBack]) == "1 of 2 awake hubs well; openreef is taking back a change")
    #expect(
      sentence(["a": .starting, "b": .silent, "c": .takingBack, "d": .down])
        == "0 of 4 awake hubs well; b does not answer, d should run and does not and 2 more are not well")
  }

  static let passed = TestFacts(TestResult(kind: .user, passed: true, sentence: "ok", seconds: 1), at: 1)
  static let refusedNobody = TestFacts(
    TestResult(kind: .stranger, passed: false, sentence: "let in", seconds: 1), at: 1)

  @Test(
    "how a hub is follows from what its engine sees, its rollout and its tests",
    arguments: [
      (HubFacts(shouldRun: false), HubCondition.asleep), (HubFacts(shouldRun: true), .down),
      (HubFacts(shouldRun: true, observed: ObservedHub(state: .stopped)), .down),
      (HubFacts(shouldRun: true, observed: ObservedHub(state: .starting)), .starting),
      (HubFacts(shouldRun: true, observed: ObservedHub(state: .unresponsive)), .silent),
      (HubFacts(shouldRun: true, observed: ObservedHub(state: .healthy), tests: [passed]), .well),
      (
        HubFacts(shouldRun: true, observed: ObservedHub(state: .healthy), tests: [passed, refusedNobody]),
        .failing(.stranger)
      ),
      (HubFacts(shouldRun: true, observed: ObservedHub(state: .healthy), isBroken: true), .broken),
      (HubFacts(shouldRun: true, observed: ObservedHub(state: .stopped), inRollout: .doing(.apply)), .changing(.apply)),
      (HubFacts(shouldRun: true, observed: ObservedHub(state: .healthy), inRollout: .doing(.testFormer)), .takingBack),
      (HubFacts(shouldRun: false, observed: ObservedHub(state: .stopped)), .asleep),
      (HubFacts(shouldRun: false, observed: ObservedHub(state: .healthy)), .well),
    ] as [(HubFacts, HubCondition)])
  func condition(facts: HubFacts, expected: HubCondition) { #expect(HubCondition(facts) == expected) }

  @Test("a rollout's first line says how far it is, or how it ended")
  func rollout() throws {
    let example = try PagesExample()
    let running = RolloutAnswer.sentence(example.rollout(), now: PagesExample.now)
    #expect(running == "Rollout 12 is running: 1 of 3 lanes done; bluelamp-staging is taking back a change")
    let ended = RolloutAnswer.sentence(example.rollout(finished: true), now: PagesExample.now)
    #expect(ended == "Rollout 11 failed in 1 of 3 lanes; bluelamp-staging was taken back")
    let request = Rollout.Request(by: "a", why: "", at: 0, folder: FleetFolder(path: "/"))
    let done = Lane(
      id: "reef", cluster: "c",
      waves: [Wave(name: "reef", hubs: [HubRollout(change: example.change("reef"), state: .passed)])])
    let success = RolloutFacts(Rollout(id: RolloutID(3), request: request, lanes: [done]), endedAt: 200)
    #expect(RolloutAnswer.sentence(success, now: 999) == "Rollout 3 succeeded: 1 hub in 3 min 20 s")
  }

  @Test("a community's first line groups its hubs by how they are, worst first")
  func community() {
    let fleet = Fleet(
      organisation: Organisation(name: "O"),
      hubs: Dictionary(
        uniqueKeysWithValues: ["a", "b", "c"].map {
          (HubID($0), Hub(id: HubID($0), community: "x", cluster: "k", awake: true))
        }))
    let well = HubFacts(shouldRun: true, observed: ObservedHub(state: .healthy))
    let page = CommunityPage(
      frame: PageFrame(organisation: "O", version: "1", now: 0), fleet: fleet, community: Community(id: "x", name: "X"),
      facts: ["a": well, "b": well, "c": HubFacts(shouldRun: true, observed: ObservedHub(state: .unresponsive))])
    #expect(page.answer == "c does not answer; a and b are well")
  }

  @Test("the overview sorts both ways, keeps the order of equals, and filters by every field")
  func rows() throws {
    let gallery = try PagesGallery()
    let page = gallery.overview(filter: OverviewFilter(query: { ["sort": "people", "order": "down"][$0] }))
    let people = page.rows.sorted(by: page.filter).map { $0.hub.effort.people ?? -1 }
    #expect(people == people.sorted(by: >))
    #expect(people.count == 25)
    let rows = page.rows
    #expect(rows.filter { $0.matches(OverviewFilter(kind: .research)) }.count == 7)
    #expect(rows.filter { $0.matches(OverviewFilter(awake: true)) }.count == 3)
    #expect(rows.filter { $0.matches(OverviewFilter(state: .asleep)) }.count == 22)
    #expect(rows.filter { $0.matches(OverviewFilter(text: "OPENREEF")) }.count == 1)
    #expect(page.csv.split(separator: "\r\n").count == 26)
  }

  @Test("a long list is shown in parts, each row in one of them, and counts instead of a mark for each hub")
  func parts() throws {
    let fleet = PagesExample.longFleet
    func page(_ number: Int) -> OverviewPage {
      OverviewPage(
        frame: PageFrame(organisation: "O", version: "1", now: 0), overview: FleetOverview(fleet, [:]),
        filter: OverviewFilter(sort: .hub, page: number))
    }
    let parts = (1...3).map { OverviewRows(page($0).rows, page($0).filter) }
    #expect(parts.map(\.shown.count) == [100, 100, 50])
    #expect(Set(parts.flatMap { $0.shown.map(\.hub.id) }) == Set(fleet.hubs.keys))
    #expect(parts[1].count == "101 to 200 of 250 production hubs")
    #expect(OverviewRows(page(99).rows, page(99).filter).found.page == 3)
    #expect(OverviewRows(page(1).rows, OverviewFilter(text: "hub-24")).count == "11 of 250 production hubs")
    let html = try PagesExample.pages.get().overview(page(2))
    #expect(html.contains("Page 2 of 3"))
    #expect(html.contains("href=\"/?sort=hub\"") && html.contains("page=3"))
    #expect(html.contains("245 asleep"))
    let finding = Finding("A301", .note, at: SourcePlace(file: "f"), "odd")
    let findings = FindingsPage(
      frame: PageFrame(organisation: "O", version: "1", now: 0), folder: "f", findings: Array(repeating: finding, count: 201),
      page: 3)
    let list = try PagesExample.pages.get().findings(findings)
    #expect(list.contains("201 notes") && list.contains("Page 3 of 3") && list.contains("href=\"/findings?page=2\""))
    #expect(page(2).csv.split(separator: "\r\n").count == 251)
  }

  @Test("any query makes a filter, and a filter makes the query that asks for the same")
  func filters() {
    let filter = OverviewFilter(query: {
      ["q": "x", "kind": "none", "state": "trouble", "awake": "no", "sort": "?"][$0]
    })
    #expect(filter == OverviewFilter(text: "x", state: .trouble, awake: false))
    let pairs = Dictionary(
      uniqueKeysWithValues: filter.parameters().compactMap { name, value in value.map { (name, $0) } })
    #expect(OverviewFilter(query: { pairs[$0] }) == filter)
    #expect(OverviewFilter(query: { ["page": "-3"][$0] }).page == 1)
    #expect(ChangesFilter(query: { ["before": "abc", "by": "ada"][$0] }) == ChangesFilter(by: "ada"))
  }
}
