import Basics
import Fleet
import Forecast
import Growth
import Testing

@Suite("how long the money lasts")
struct RunwayTests {
  private let today = MoneyFleet.today

  private func runway(
    _ fleet: Fleet, today: CalendarDay = MoneyFleet.today, _ scenario: MoneyScenario = MoneyScenario(),
    _ figures: RunwayFigures = RunwayFigures(), trials: Int = 2_000, seed: UInt64 = 7
  ) async throws -> Runway {
    try #require(try await Runway(fleet, today: today, scenario: scenario, figures: figures, trials: trials, seed: seed))
  }

  /// People and cash alone.
  private func plain(cash: Int, people: Int = 1, on: CalendarDay = MoneyFleet.today) -> Fleet {
    MoneyFleet.fleet(MoneyFleet.finances(cash: cash, person: 1_000, on: on), people: people)
  }

  @Test("without money declared the runway is not known")
  func notDeclared() async throws {
    #expect(try await Runway(MoneyFleet.fleet(nil), today: today, seed: 1) == nil)
  }

  @Test(
    "where nothing is uncertain, it is cash over cost",
    arguments: [(0, 0.0), (12_000, 12), (12_500, 12.5), (-1, 0), (59_999, 59.999), (60_000, 60), (900_000, 60)])
  func certain(cash: Int, months: Double) async throws {
    let runway = try await runway(plain(cash: cash), trials: 20)
    #expect(Set(runway.months.values).count == 1)
    #expect(abs(runway.median - months) < 1e-9)
    #expect(runway.isOrMore == (months == 60))
  }

  @Test("a fee that ends is counted by hand")
  func byHand() async throws {
    // 1,000 a month go out; 600 come in for five months: 10,000 − 5 · 400 = 8,000, which lasts 8 months more.
    var fleet = plain(cash: 10_000)
    fleet.add("reef", Agreement(from: today, until: MoneyFleet.day("2027-04-30"), fee: MoneyFleet.money(600), renewal: 0))
    let runway = try await runway(fleet, trials: 20)
    #expect(runway.months.values == Array(repeating: 13, count: 20))
    #expect(runway.plan.ahead.dropFirst(4).first?.closing == MoneyFleet.money(8_000))
  }

  @Test("months are counted from today, within the month too")
  func fromToday() async throws {
    let fleet = plain(cash: 12_000, on: MoneyFleet.day("2026-09-01"))
    #expect(try await runway(fleet, trials: 1).median == 9)
    let middle = try await runway(fleet, today: MoneyFleet.day("2027-02-15"), trials: 1)
    #expect(abs(middle.median - 6.5) < 1e-9)
    #expect(try await runway(fleet, today: MoneyFleet.day("2027-09-20"), trials: 1).median == 0)
  }

  @Test("more cash never lasts shorter, at any confidence", arguments: 0..<4 as Range<UInt64>)
  func moreCash(seed: UInt64) async throws {
    var last: [Double] = []
    for cash in [0, 200_000, 200_001, 700_000, 2_000_000] {
      let values = try await runway(MoneyFleet.drawn(seed: seed, cash: cash), trials: 500, seed: seed).months.values
      #expect(zip(last, values).allSatisfy { $0 <= $1 })
      last = values
    }
  }

  @Test("a likelier renewal never lasts shorter, and 0 and 1 bound it")
  func renewal() async throws {
    var last: [Double] = []
    for renewal in [0, 0.2, 0.5, 0.85, 1] {
      var fleet = MoneyFleet.drawn(seed: 3, cash: 500_000)
      for id in fleet.communities.keys { fleet.communities[id]?.agreement?.renewal = renewal }
      let values = try await runway(fleet, trials: 500).months.values
      #expect(zip(last, values).allSatisfy { $0 <= $1 })
      #expect(last != values)
      last = values
    }
  }

  @Test("one renewal that may come makes two outcomes, as often as it says")
  func twoOutcomes() async throws {
    var fleet = plain(cash: 6_000)
    fleet.add(
      "reef",
      Agreement(
        from: today, until: MoneyFleet.day("2026-12-31"), fee: MoneyFleet.money(1_000), renewal: 0.3, renewalMonths: 60))
    let runway = try await runway(fleet, trials: 10_000)
    #expect(Set(runway.months.values) == [7, 60])
    #expect(abs(runway.probability(ofAtLeast: 8) - 0.3) < 0.02)
  }

  @Test("the cash of trials is on average what the plan expects", arguments: 0..<3 as Range<UInt64>)
  func mean(seed: UInt64) async throws {
    let runway = try await runway(MoneyFleet.drawn(seed: seed), trials: 20_000, seed: seed)
    for (cash, month) in [(runway.cashInOneYear, 11), (runway.cashInTwoYears, 23)] {
      let expected = runway.plan.months[runway.plan.now + month].closing.amount
      let error = (cash.variance / Double(cash.count)).squareRoot()
      #expect(abs(cash.mean - expected) < 4.5 * error)
    }
  }

  @Test("money in another unit lasts as long", arguments: [2, 7, 100])
  func unit(factor: Int) async throws {
    var fleet = MoneyFleet.drawn(seed: 5, cash: 800_000)
    let before = try await runway(fleet, trials: 500).months.values
    fleet.organisation.finances = fleet.organisation.finances.map { scaled($0, factor) }
    for id in fleet.communities.keys {
      guard var agreement = fleet.communities[id]?.agreement else { continue }
      agreement.fee = agreement.fee.map { factor * $0 }
      agreement.cloud = agreement.cloud.map { factor * $0 }
      fleet.communities[id]?.agreement = agreement
    }
    let after = try await runway(fleet, trials: 500).months.values
    #expect(zip(before, after).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  private func scaled(_ finances: Finances, _ factor: Int) -> Finances {
    var finances = finances
    finances.cash.amount = factor * finances.cash.amount
    finances.personMonth = factor * finances.personMonth
    finances.fees = finances.fees.mapValues { factor * $0 }
    for place in finances.costs.indices { finances.costs[place].month = factor * finances.costs[place].month }
    for place in finances.usage.indices { finances.usage[place].each = factor * finances.usage[place].each }
    return finances
  }

  @Test("the same seed gives the same trials")
  func repeatable() async throws {
    let fleet = MoneyFleet.drawn(seed: 1)
    #expect(try await runway(fleet, seed: 3) == runway(fleet, seed: 3))
    #expect(try await runway(fleet, seed: 3).months != runway(fleet, seed: 4).months)
  }

  @Test("wider spreads of costs make wider runways, and none makes none")
  func spread() async throws {
    var fleet = plain(cash: 30_000)
    fleet.organisation.finances?.costs = [Finances.Cost(name: "machines", month: MoneyFleet.money(1_000))]
    let spreads: [Double] = [0, 0.1, 0.4]
    var widths: [Double] = []
    for spread in spreads {
      let months = try await runway(fleet, MoneyScenario(), RunwayFigures(costSpread: spread)).months
      widths.append(months.quantile(0.9) - months.quantile(0.1))
    }
    #expect(widths[0] == 0)
    #expect(widths[0] < widths[1] && widths[1] < widths[2])
  }

  @Test("the published number holds in 85 of 100 trials and is no more than the median")
  func published() async throws {
    let runway = try await runway(MoneyFleet.drawn(seed: 2, cash: 600_000))
    #expect(runway.probability(ofAtLeast: runway.published) >= 0.85)
    #expect(runway.published < runway.median)
    #expect(runway.probabilityAsAsked == runway.probability(ofAtLeast: 24))
  }

  @Test("one more person makes it shorter at every confidence, and higher fees longer")
  func scenarios() async throws {
    let fleet = MoneyFleet.drawn(seed: 8, cash: 600_000)
    let base = try await runway(fleet)
    let person = MoneyScenario(people: [MoneyScenario.People(starts: today.advanced(byMonths: 3))])
    let fees = MoneyScenario(feeFactor: 1.2)
    #expect(try await zip(runway(fleet, person).months.values, base.months.values).allSatisfy { $0 <= $1 })
    #expect(try await runway(fleet, person).median < base.median)
    #expect(try await zip(runway(fleet, fees).months.values, base.months.values).allSatisfy { $0 >= $1 })
  }

  @Test(
    "a band begins at its months and ends where the next begins",
    arguments: [
      (60.0, "spend more"), (24, "spend more"), (23.999, "grow capacity"), (18, "grow capacity"), (17.9, "ideal"),
      (15, "ideal"), (14, "grow revenue"), (12, "grow revenue"), (11.99, "alarm"), (9, "alarm"), (8.9, "wind down"),
      (3, "wind down"), (2, "wind down"), (0, "wind down"),
    ])
  func bands(months: Double, advice: String) async throws {
    #expect(Runway.band(of: months, RunwayBand.usual)?.advice == advice)
    let runway = try await runway(plain(cash: Int((months * 1_000).rounded())), trials: 1)
    #expect(runway.band?.advice == advice)
  }
}
