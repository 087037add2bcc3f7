import Basics
import Fleet
import Forecast
import Growth
import Testing

@Suite("what one more community brings and costs")
struct MarginalCommunityTests {
  private let today = MoneyFleet.today

  private func fleet() -> Fleet {
    var fleet = MoneyFleet.fleet(MoneyFleet.finances(cash: 400_000), people: 2)
    fleet.add("reef", people: 10, Agreement(from: today))
    fleet.add("kelp", people: 20, Agreement(from: today))
    fleet.add("cove", people: 500, Agreement(from: today))
    return fleet
  }

  @Test("it brings the fee of its kind and the usage of the median hub")
  func brings() throws {
    let more = try #require(MarginalCommunity(.basic, in: fleet()))
    #expect(more.fee.users == 20)
    #expect(more.fee.usage == Money("150"))
    #expect(more.fee.total == Money("1150"))
    let research = try #require(MarginalCommunity(.research, in: fleet(), isDedicated: true))
    #expect(research.fee.users == nil)
    #expect(research.fee.total == Money("2250"))
  }

  @Test("its hours cost what a person costs in the hours in which work gets done")
  func hours() throws {
    let work = MarginalWork(onboardingItems: 2, itemsAQuarter: 1.5, hoursOfItem: 4)
    let more = try #require(MarginalCommunity(.basic, in: fleet(), work: work))
    // 20,000 / (40 · 365.25 / 7 / 12 · 0.75)
    #expect(more.costOfHour == Money("153.32"))
    #expect(more.onboardingHours == 8)
    #expect(more.hoursAMonth == 2)
    #expect(more.hoursOfFirstQuarter == 14)
    #expect(more.onboardingCost == Money("1226.56"))
    #expect(more.costAMonth == Money("306.64"))
    #expect(more.surplusAMonth == Money("843.36"))
    let months = try #require(more.paysBackAfter)
    #expect(abs(months - 1226.56 / 843.36) < 1e-9)
  }

  @Test("a community whose hours cost more than its fee never pays back")
  func never() throws {
    let work = MarginalWork(onboardingItems: 2, itemsAQuarter: 50, hoursOfItem: 4)
    let more = try #require(MarginalCommunity(.basic, in: fleet(), work: work))
    #expect(more.paysBackAfter == nil)
  }

  @Test("its work is that of usual hubs of the kind, or the mean of those that are there")
  func work() throws {
    #expect(MarginalWork(usual: .basic, isDedicated: false).itemsAQuarter == 0.5)
    #expect(MarginalWork(usual: .research, isDedicated: true).onboardingItems == 8)
    let cards = FleetEffort(fleet(), now: today.start).cards
    let mean = try #require(MarginalWork(.basic, cards: cards))
    #expect(abs(mean.itemsAQuarter * 3 - cards.map(\.rate.mean).reduce(0, +)) < 1e-9)
    #expect(MarginalWork(.research, cards: cards) == nil)
  }

  @Test("more communities make the runway longer, the more the longer")
  func gain() async throws {
    let fleet = fleet()
    let base = try #require(try await Runway(fleet, today: today, trials: 2_000, seed: 4))
    var last = 0.0
    for count in [1, 3, 8] {
      let gain = try #require(try await RunwayGain(count, .basic, over: base, in: fleet, today: today, seed: 4))
      #expect(gain.median > last)
      #expect(gain.published > 0)
      last = gain.median
    }
  }

  @Test("without money declared nothing is known of it")
  func notDeclared() { #expect(MarginalCommunity(.basic, in: MoneyFleet.fleet(nil)) == nil) }
}
