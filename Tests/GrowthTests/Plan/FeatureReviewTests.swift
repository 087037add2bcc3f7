import Basics
import Fleet
import Growth
import Testing

@Suite("feature reviews")
struct FeatureReviewTests {
  private typealias Example = PlanExample

  private func feature(
    _ stage: Feature.Stage = .beta, owners: [PersonID] = ["wren", "minh"], since days: Int? = 100, reviewBy: String? = nil,
    documentation: String? = "docs/dask.md", specialist: String? = nil
  ) -> Feature {
    Feature(
      id: "dask", stage: stage, owners: owners, since: days.map { Example.today.advanced(by: -$0).description },
      reviewBy: reviewBy, documentation: documentation, specialist: specialist)
  }

  /// Of a fleet in which these communities use the feature.
  private func sheet(
    _ feature: Feature, communities: [CommunityID] = ["reef", "kelp"], reviews: [FeatureReview] = [], busy: Bool = false
  ) -> FeatureReviewSheet? {
    let hubs = communities.map { name in
      var hub = Example.hub(HubID(name.rawValue), of: name, features: ["dask"])
      hub.effort.people = 20
      return hub
    }
    let fleet = Example.fleet(
      hubs, people: ["wren": Person(name: "Wren Lagoon"), "minh": Person(name: "Minh Tidewater")], features: [feature])
    let histories = Dictionary(
      uniqueKeysWithValues: hubs.map { ($0.id, EffortHistory(quarters: 40, changes: busy ? 80 : 20)) })
    let cards = FleetEffort(fleet, histories: histories, now: Example.now).cards
    return FeatureReviewSheet.sheets(fleet, record: GrowthRecord(reviews: reviews), cards: cards, now: Example.now).first
  }

  @Test("a feature that several communities use, people know, and that costs no more than usual is to be promoted")
  func promote() throws {
    let sheet = try #require(self.sheet(feature()))
    #expect(sheet.suggestion == .promote)
    #expect(sheet.communities == ["kelp", "reef"])
    #expect(sheet.people == 40)
    #expect(sheet.maintainers == ["minh", "wren"])
    let ratio = try #require(sheet.work?.ratio)
    #expect(ratio > 0.8 && ratio < 1.25)
  }

  @Test("the work is held against the same hubs without the feature, however cheap hubs of their kind may be")
  func sameHubs() throws {
    // Research hubs without an image of their own on a shared cluster: a quarter of the work of usual ones.
    let names: [HubID] = ["reef", "kelp"]
    let hubs = names.map { Example.hub($0, of: CommunityID($0.rawValue), kind: .research, features: ["dask"]) }
    let fleet = Example.fleet(
      hubs, people: ["wren": Person(name: "Wren"), "minh": Person(name: "Minh")], features: [feature()])
    func sheet(_ changes: Int?) throws -> FeatureReviewSheet {
      let histories = changes.map { changes in
        Dictionary(uniqueKeysWithValues: names.map { ($0, EffortHistory(quarters: 20, changes: changes)) })
      }
      let cards = FleetEffort(fleet, histories: histories ?? [:], now: Example.now).cards
      return try #require(
        FeatureReviewSheet.sheets(fleet, record: GrowthRecord(), cards: cards, now: Example.now).first)
    }
    let expected = try sheet(nil)
    let ratio = try #require(expected.work?.ratio)
    #expect(abs(ratio - 1.51) < 1e-9)
    #expect(expected.suggestion == .keep)
    #expect(expected.grounds.contains(.workExpected(ratio)))
    let without = try #require(expected.work?.itemsWithout) / 2
    let cheap = try sheet(Int(20 * without))
    #expect(cheap.suggestion == .promote)
    // Still less work than usual research hubs make, and twice what these would make without it.
    let dear = try sheet(Int(20 * 2 * without))
    #expect(2 * without < 4.9)
    #expect(dear.suggestion == .keep)
    #expect(try #require(dear.work?.ratio) > 1.8)
  }

  @Test("what keeps a feature from being promoted stands in its grounds")
  func keep() throws {
    let single = try #require(sheet(feature(owners: ["wren"])))
    #expect(single.suggestion == .keep)
    #expect(single.grounds.contains(.maintainers(1)))
    let undocumented = try #require(sheet(feature(documentation: nil)))
    #expect(undocumented.suggestion == .keep)
    #expect(undocumented.grounds.contains(.undocumented))
    #expect(sheet(feature(), communities: ["reef"])?.suggestion == .keep)
    #expect(sheet(feature(), busy: true)?.suggestion == .keep)
    #expect(sheet(feature(owners: ["wren"], specialist: "hardware"))?.suggestion == .promote)
    #expect(sheet(feature(.general, reviewBy: "2026-12-01"))?.suggestion == .keep)
  }

  @Test("a feature that nobody uses, or that makes one community's hub twice as costly, is to be retired")
  func retire() throws {
    let unused = try #require(sheet(feature(), communities: []))
    #expect(unused.suggestion == .retire)
    #expect(unused.grounds == [.nobodyUsesIt])
    #expect(unused.work == nil)
    #expect(sheet(feature(since: 5), communities: [])?.suggestion == .keep)
    #expect(sheet(feature(), communities: ["reef"], busy: true)?.suggestion == .retire)
  }

  @Test("an experiment without a day is due after four weeks")
  func fourWeeks() throws {
    let sheet = try #require(self.sheet(feature(.experimental, since: 30)))
    #expect(sheet.due == Example.today.advanced(by: -2))
    #expect(sheet.isOverdue)
    #expect(sheet.grounds.contains(.lastsTooLong(days: 30)))
    #expect(self.sheet(feature(.experimental, since: nil))?.due == nil)
  }

  @Test("the last review sets the next day, unless the folder names a later one")
  func nextDay() throws {
    func review(_ next: String?) -> FeatureReview {
      FeatureReview(
        feature: "dask", outcome: .keep, because: "in use", on: Example.today.advanced(by: -20), by: "wren",
        next: next.flatMap { CalendarDay($0) })
    }
    let asked = try #require(sheet(feature(reviewBy: "2026-11-01"), reviews: [review("2027-01-10")]))
    #expect(asked.due == CalendarDay("2027-01-10"))
    #expect(!asked.isOverdue)
    #expect(asked.last?.outcome == .keep)
    #expect(sheet(feature(reviewBy: "2026-11-01"), reviews: [review(nil)])?.due == nil)
    #expect(sheet(feature(reviewBy: "2027-05-01"), reviews: [review("2027-01-10")])?.due == CalendarDay("2027-05-01"))
  }

  @Test("features that are general and have no day, and those out of service, are not looked at")
  func leftOut() {
    #expect(sheet(feature(.general)) == nil)
    #expect(sheet(feature(.retired, reviewBy: "2026-01-01")) == nil)
  }
}
