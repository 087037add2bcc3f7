import Basics
import Fleet
import Forecast
import Growth
import Testing

@Suite("the effort of a hub")
struct EffortTests {
  /// 2026-11-23, in the evening.
  static let now = Timestamp(seconds: 1_795_460_400)

  /// A fleet of one hub, on a cluster of that tenancy, of a community that joined on that day.
  private func fleet(
    _ kind: HubKind, tenancy: Cluster.Tenancy? = .shared, since: String? = "2024-01-01",
    _ change: (inout Hub) -> Void = { _ in }
  ) -> Fleet {
    var hub = Hub(id: "reef", community: "reef", cluster: "harbour", kind: kind)
    change(&hub)
    return Fleet(
      organisation: Organisation(name: "Alpha"),
      communities: ["reef": Community(id: "reef", name: "Reef", since: since)],
      clusters: ["harbour": Cluster(id: "harbour", tenancy: tenancy)], hubs: ["reef": hub])
  }

  private func card(_ fleet: Fleet, _ history: EffortHistory? = nil) throws -> EffortCard {
    try #require(FleetEffort(fleet, histories: history.map { ["reef": $0] } ?? [:], now: Self.now)["reef"])
  }

  private func isNear(_ one: Double, _ other: Double, within: Double = 1e-9) -> Bool {
    abs(one - other) <= within * max(1, abs(other))
  }

  @Test("a usual basic hub is expected to make what basic hubs made")
  func usual() throws {
    let card = try card(fleet(.basic))
    #expect(isNear(card.prior.mean, 0.5))
    #expect(isNear(card.hoursAQuarter, 0.5 * EffortCardExpectation.hoursOfAnItem))
  }

  @Test("a usual research hub has an image of its own, two profiles and a cluster of its own")
  func usualResearch() throws {
    let card = try card(
      fleet(.research, tenancy: .dedicated) {
        $0.environment.image = "quay.io/example/reef:1"
        $0.profiles = [Profile(name: "Small"), Profile(name: "Large")]
      })
    #expect(isNear(card.prior.mean, 4.9))
  }

  @Test("every card shows all six drivers in their order", arguments: HubKind.allCases)
  func sixDrivers(kind: HubKind) throws {
    let drivers = try card(fleet(kind, tenancy: nil, since: nil)).effects.map(\.driver)
    #expect(EffortDriver.allCases.allSatisfy(drivers.contains))
    let order = drivers.compactMap { EffortDriver.allCases.firstIndex(of: $0) }
    #expect(order == order.sorted())
  }

  @Test("an own image doubles the changes of a basic hub, whether declared or read")
  func ownImage() throws {
    let read = try card(fleet(.basic) { $0.environment.image = "quay.io/example/reef:1" })
    let declared = try card(fleet(.basic) { $0.effort.image = .own })
    #expect(isNear(read.prior.mean, 0.5 * 1.98))
    #expect(read.prior == declared.prior)
    #expect(read.effects.first { $0.driver == .image }?.origin == .read("environment.image"))
    #expect(declared.effects.first { $0.driver == .image }?.origin == .declared("effort.image"))
    #expect(isNear(declared.added(by: EffortDriver.image), 0.5 * 0.98))
  }

  @Test("what is declared about an image counts before what can be read")
  func declaredBeforeRead() throws {
    let card = try card(
      fleet(.basic) {
        $0.environment.requirements = "requirements/reef.txt"
        $0.effort.image = .monumental
      })
    #expect(isNear(card.ratio(of: .image), 1.98))
  }

  @Test("Dask counts once, where it is a feature and an adjustment too")
  func daskOnce() throws {
    let card = try card(
      fleet(.basic) {
        $0.features = ["dask"]
        $0.effort.adjustments = ["dask", "gpu"]
      })
    #expect(isNear(card.ratio(of: .adjustments), 1.51))
  }

  @Test("a research hub on a shared cluster makes less than one on a cluster of its own")
  func sharedCluster() throws {
    let image: (inout Hub) -> Void = { $0.effort.image = .own }
    let own = try card(fleet(.research, tenancy: .dedicated, image))
    let shared = try card(fleet(.research, tenancy: .shared, image))
    #expect(isNear(shared.prior.mean, own.prior.mean * 0.56))
    #expect(shared.onboarding < own.onboarding)
  }

  @Test("the first two quarters ask for a quarter more")
  func beginning() throws {
    #expect(isNear(try card(fleet(.basic, since: "2026-10-01")).prior.mean, 0.5 * 1.25))
    #expect(isNear(try card(fleet(.basic, since: "2026-01-01")).prior.mean, 0.5))
  }

  @Test("each line of code and each profile asks for more")
  func monotone() throws {
    var last = 0.0
    for lines in 1...12 {
      let code = (0..<lines).map { "c.line_\($0) = 1" }.joined(separator: "\n")
      let mean = try card(
        fleet(.basic) {
          $0.values = ["hub": ["extraConfig": ["own": .string(code)]]]
          $0.profiles = (0..<lines).map { Profile(name: "P\($0)") }
        }
      ).prior.mean
      #expect(mean > last)
      last = mean
    }
  }

  @Test("what nobody declared widens what is expected and does not move it")
  func unknownWidens() throws {
    let known = try card(
      fleet(.basic) {
        $0.effort.people = 30
        $0.effort.communityKnowledge = .some
      })
    let unknown = try card(fleet(.basic))
    #expect(isNear(known.prior.mean, unknown.prior.mean))
    #expect(unknown.prior.variance > known.prior.variance)
  }

  @Test("a long history outweighs the declaration, a short one moves it")
  func history() throws {
    let fleet = fleet(.basic)
    let none = try card(fleet)
    let short = try card(fleet, EffortHistory(quarters: 1, changes: 9, incidents: 1))
    let long = try card(fleet, EffortHistory(quarters: 40, changes: 380, incidents: 20))
    #expect(none.rate == none.prior && none.weightOfHistory == 0)
    #expect(short.rate.mean > none.rate.mean && short.rate.mean < 10)
    #expect(isNear(long.rate.mean, 10, within: 0.1))
    #expect(none.weightOfHistory < short.weightOfHistory && short.weightOfHistory < long.weightOfHistory)
  }

  @Test("quarters of a hub's beginning count for more once they are over, as far as the history reaches into them")
  func beginningOver() throws {
    // From its first day 14 quarters, and by the other day one, are over.
    let old = fleet(.basic, since: "2023-05-25")
    let young = fleet(.basic, since: "2026-08-24")
    for (fleet, quarters, exposure) in [(old, 4.0, 4.0), (old, 13, 13.25), (old, 20, 20.5), (young, 1, 1)] {
      let card = try card(fleet, EffortHistory(quarters: quarters, changes: 3))
      #expect(isNear(card.rate.exposure - card.prior.exposure, exposure, within: 0.01), "\(quarters) quarters")
    }
  }

  @Test("quiet quarters make a hub cheaper")
  func quiet() throws {
    let fleet = fleet(.research)
    #expect(try card(fleet, EffortHistory(quarters: 2, changes: 0)).rate.mean < card(fleet).rate.mean)
  }

  @Test("logged hours replace the assumed hours of an item little by little")
  func hours() throws {
    let fleet = fleet(.basic)
    let few = try card(fleet, EffortHistory(quarters: 1, changes: 2, hours: 20, itemsWithHours: 2))
    let many = try card(fleet, EffortHistory(quarters: 20, changes: 200, hours: 2000, itemsWithHours: 200))
    #expect(few.hoursOfAnItem > EffortCardExpectation.hoursOfAnItem && few.hoursOfAnItem < 10)
    #expect(isNear(many.hoursOfAnItem, 10, within: 0.05))
  }

  @Test("staging hubs have no card: their work counts with what they stage")
  func staging() {
    var fleet = fleet(.basic) { $0.staging = "reef-staging" }
    fleet.hubs["reef-staging"] = Hub(id: "reef-staging", community: "reef", cluster: "harbour")
    let effort = FleetEffort(fleet, now: Self.now)
    #expect(effort.cards.map(\.hub) == ["reef"])
  }

  @Test("the costliest come first, and a tenth of them is at least one")
  func order() {
    var fleet = fleet(.basic)
    fleet.hubs["monument"] = Hub(id: "monument", community: "reef", cluster: "harbour", kind: .experimental)
    let effort = FleetEffort(fleet, now: Self.now)
    #expect(effort.cards.map(\.hub) == ["monument", "reef"])
    #expect(effort.costlyTenth.hubs == ["monument"])
    #expect(effort.costlyTenth.share > 0.5 && effort.costlyTenth.share < 1)
    #expect(FleetEffort(Fleet(organisation: Organisation(name: "Empty")), now: Self.now).costlyTenth.share == 0)
  }

  @Test("a history has no negative numbers")
  func negative() {
    #expect(EffortHistory(quarters: -1, changes: -2, hours: -3) == EffortHistory(quarters: 0, changes: 0))
  }
}

enum EffortCardExpectation {
  /// What docs/design/growth.md says.
  static let hoursOfAnItem = 4.0
}
