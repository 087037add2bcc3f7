import Basics
import Fleet
import Growth
import Testing

@Suite("the money that is expected month by month")
struct CashPlanTests {
  private let today = MoneyFleet.today

  private func plan(_ fleet: Fleet, today: CalendarDay = MoneyFleet.today, _ scenario: MoneyScenario = MoneyScenario())
    throws -> CashPlan
  { try #require(CashPlan(fleet, today: today, scenario: scenario)) }

  /// What one part comes to in each of so many months.
  private func totals(_ part: CashPart, _ plan: CashPlan, _ months: Int) -> [Money] {
    plan.ahead.prefix(months).map { $0.total(part) }
  }

  @Test("without money declared there is no plan")
  func notDeclared() { #expect(CashPlan(MoneyFleet.fleet(nil), today: today) == nil) }

  @Test("cash that was counted over five years ago says nothing")
  func tooOld() {
    let fleet = MoneyFleet.fleet(MoneyFleet.finances(cash: 10, on: MoneyFleet.day("2021-11-01")))
    #expect(CashPlan(fleet, today: today) == nil)
  }

  @Test("each month closes at what it opened with and what came in, less what went out", arguments: 0..<20 as Range<UInt64>)
  func closing(seed: UInt64) throws {
    let plan = try plan(MoneyFleet.drawn(seed: seed))
    var cash = plan.cash.amount.hundredths
    for month in plan.months {
      #expect(month.opening.hundredths == cash)
      cash += month.income.map(\.amount.hundredths).reduce(0, +) - month.costs.map(\.amount.hundredths).reduce(0, +)
      #expect(month.closing.hundredths == cash)
      #expect(CashPart.allCases.filter(\.isIncome).map(month.total).reduce(.zero, +) == month.incomeTotal)
    }
    #expect(plan.ahead.count == 60)
  }

  @Test("people cost from their first day to their last, and who only looks costs nothing")
  func people() throws {
    var fleet = MoneyFleet.fleet(MoneyFleet.finances(cash: 0, person: 100), people: 1)
    fleet.organisation.people["ben"] = Person(name: "Ben", roles: [.engineer], starts: MoneyFleet.day("2027-01-10"))
    fleet.organisation.people["cleo"] = Person(name: "Cleo", roles: [.steward], ends: MoneyFleet.day("2027-02-28"))
    fleet.organisation.people["dan"] = Person(name: "Dan", roles: [.viewer])
    #expect(try totals(.people, plan(fleet), 4) == [200, 300, 300, 200].map(MoneyFleet.money))
  }

  @Test("whoever works less than a full week costs less in proportion: people, hires and scenarios alike")
  func partTime() throws {
    var fleet = MoneyFleet.fleet(
      MoneyFleet.finances(cash: 0, person: 100), people: 1,
      hires: [Team.Hire(name: "half", starts: MoneyFleet.today, probability: 0.5, hours: 20)])
    fleet.organisation.people["ben"] = Person(name: "Ben", roles: [.engineer], hours: 10)
    let scenario = MoneyScenario(people: [.init(starts: MoneyFleet.today, hours: 30)])
    let first = try plan(fleet, scenario).months[0]
    #expect(first.total(.people) == MoneyFleet.money(125))
    #expect(first.total(.hires) == MoneyFleet.money(25 + 75))
    #expect(first.costs.first { $0.source == .person("ben") }?.note == "of the team, 10 of 40 hours")
    fleet.organisation.finances?.fullWeek = 20
    #expect(try plan(fleet).months[0].total(.people) == MoneyFleet.money(250))
  }

  @Test("a hire counts with its probability, and not before today")
  func hires() throws {
    let hires = [
      Team.Hire(name: "late", starts: MoneyFleet.day("2026-06-01"), probability: 0.5),
      Team.Hire(name: "next", starts: MoneyFleet.day("2027-01-01")),
    ]
    let fleet = MoneyFleet.fleet(MoneyFleet.finances(cash: 0, person: 100, on: MoneyFleet.day("2026-10-01")), hires: hires)
    let plan = try plan(fleet)
    #expect(plan.now == 2)
    #expect(plan.months.prefix(4).map { $0.total(.hires) } == [0, 0, 50, 150].map(MoneyFleet.money))
    #expect(plan.ahead.first?.costs.first?.source == .hire(0))
  }

  @Test("an agreement of twelve months pays twelve times, whichever day it begins", arguments: 1...28)
  func twelveTimes(dayOfMonth: Int) throws {
    var fleet = MoneyFleet.fleet(MoneyFleet.finances(cash: 0))
    let from = MoneyFleet.day("2027-02-01").advanced(by: dayOfMonth - 1)
    let until = from.advanced(byMonths: 12).advanced(by: -1)
    fleet.add("reef", Agreement(from: from, until: until, fee: MoneyFleet.money(100), renewal: 0))
    #expect(try totals(.fees, plan(fleet), 60).reduce(.zero, +) == MoneyFleet.money(1_200))
  }

  @Test("renewals follow one another, each with its probability")
  func renewals() throws {
    var fleet = MoneyFleet.fleet(MoneyFleet.finances(cash: 0))
    fleet.add(
      "reef",
      Agreement(
        from: today, until: MoneyFleet.day("2027-01-31"), fee: MoneyFleet.money(1_000), renewal: 0.5, renewalMonths: 3))
    let expected = [1_000, 1_000, 500, 500, 500, 250, 250, 250, 125]
    #expect(try totals(.fees, plan(fleet), 9) == expected.map(MoneyFleet.money))
  }

  @Test("an agreement without a last day goes on")
  func endless() throws {
    var fleet = MoneyFleet.fleet(MoneyFleet.finances(cash: 0))
    fleet.add("reef", Agreement(from: today, fee: MoneyFleet.money(10), renewal: 0))
    #expect(try totals(.fees, plan(fleet), 60) == Array(repeating: MoneyFleet.money(10), count: 60))
  }

  @Test("an agreement that ended counts as ended, and that is said, unless its renewal is under way")
  func ended() throws {
    let lead = Lead(
      id: "again", community: "reef", kind: .basic, starts: today, probability: 0.5, stage: .renewal, fee: MoneyFleet.money(80))
    var fleet = MoneyFleet.fleet(MoneyFleet.finances(cash: 0))
    let until = MoneyFleet.day("2026-11-30")
    fleet.add("reef", Agreement(from: MoneyFleet.day("2026-01-01"), until: until, fee: MoneyFleet.money(100)))
    let before = try plan(fleet)
    #expect(before.notes == [.agreementEnded("reef", until)])
    #expect(totals(.fees, before, 3) == Array(repeating: .zero, count: 3))
    fleet.organisation.pipeline = ["again": lead]
    let after = try plan(fleet)
    #expect(after.notes.isEmpty)
    #expect(totals(.fees, after, 13) == Array(repeating: MoneyFleet.money(40), count: 12) + [MoneyFleet.money(34)])
  }

  @Test("a lead brings its fee with its probability for a year, then with renewals")
  func leads() throws {
    let lead = Lead(
      id: "school", kind: .research, hubs: 2, starts: MoneyFleet.day("2027-01-01"), probability: 0.5, stage: .prospect)
    let plan = try plan(MoneyFleet.fleet(MoneyFleet.finances(cash: 0), pipeline: [lead]))
    let expected = [Money.zero] + Array(repeating: MoneyFleet.money(1_500), count: 12) + [MoneyFleet.money(1_275)]
    #expect(totals(.pipeline, plan, 14) == expected)
    #expect(plan.ahead.dropFirst().first?.income.first?.source == .lead("school"))
  }

  @Test("a signed lead whose agreement is to begin counts once, by the agreement")
  func signed() throws {
    let lead = Lead(id: "reef", community: "reef", kind: .basic, starts: today, probability: 0.9, stage: .partner)
    var fleet = MoneyFleet.fleet(MoneyFleet.finances(cash: 0), pipeline: [lead])
    fleet.add("reef", Agreement(from: MoneyFleet.day("2027-01-01"), fee: MoneyFleet.money(100)))
    let plan = try plan(fleet)
    #expect(totals(.fees, plan, 3) == [0, 90, 90].map(MoneyFleet.money))
    #expect(totals(.pipeline, plan, 3) == Array(repeating: .zero, count: 3))
  }

  @Test("who leaves pays no more with the probability of leaving")
  func leaving() throws {
    let lead = Lead(
      id: "reef", community: "reef", kind: .basic, starts: MoneyFleet.day("2027-02-01"), probability: 0.75, stage: .leaving)
    var fleet = MoneyFleet.fleet(MoneyFleet.finances(cash: 0), pipeline: [lead])
    fleet.add("reef", Agreement(from: today, fee: MoneyFleet.money(100)))
    #expect(try totals(.fees, plan(fleet), 4) == [100, 100, 25, 25].map(MoneyFleet.money))
  }

  @Test("cloud that is passed on comes in and goes out; other cloud only goes out")
  func cloud() throws {
    var fleet = MoneyFleet.fleet(MoneyFleet.finances(cash: 0))
    fleet.add("reef", Agreement(from: today, fee: .zero, cloud: MoneyFleet.money(300)))
    fleet.add("kelp", Agreement(from: today, fee: .zero, cloud: MoneyFleet.money(200), paysCloud: false))
    let first = try #require(plan(fleet).ahead.first)
    #expect(first.total(.cloudPassedOn) == MoneyFleet.money(300))
    #expect(first.total(.cloudOfCommunities) == MoneyFleet.money(300))
    #expect(first.closing == MoneyFleet.money(-200))
  }

  @Test("cost recovery is fees over own costs, without grants and cloud that is passed on")
  func recovery() throws {
    var fleet = MoneyFleet.fleet(MoneyFleet.finances(cash: 0, person: 1_000), people: 2)
    fleet.organisation.finances?.income = [Finances.Cost(name: "a grant", month: MoneyFleet.money(5_000))]
    fleet.add("reef", Agreement(from: today, fee: MoneyFleet.money(500), cloud: MoneyFleet.money(300)))
    #expect(try plan(fleet).ahead.first?.recovery == 0.25)
  }

  @Test("cash counted in the second half of a month opens the next one")
  func secondHalf() throws {
    let first = { (on: String) in
      try #require(plan(MoneyFleet.fleet(MoneyFleet.finances(cash: 5, on: MoneyFleet.day(on)))).months.first)
    }
    #expect(try first("2026-10-15").first == MoneyFleet.day("2026-10-01"))
    #expect(try first("2026-10-16").first == MoneyFleet.day("2026-11-01"))
    #expect(try first("2026-10-31").opening == MoneyFleet.money(5))
  }

  @Test("cash that was counted a quarter ago and longer is called old")
  func old() throws {
    let plan = try plan(MoneyFleet.fleet(MoneyFleet.finances(cash: 5, on: MoneyFleet.day("2026-08-01"))))
    #expect(plan.notes == [.cashIsOld(days: 122)])
    #expect(plan.now == 4)
  }

  @Test("a scenario adds people and communities, and moves all fees")
  func scenario() throws {
    var fleet = MoneyFleet.fleet(MoneyFleet.finances(cash: 0, person: 100))
    fleet.add("reef", people: 10, Agreement(from: today, fee: MoneyFleet.money(200)))
    let scenario = MoneyScenario(
      people: [MoneyScenario.People(starts: MoneyFleet.day("2027-01-01"), probability: 0.5)],
      communities: [MoneyScenario.Communities(kind: .basic, count: 5, starts: MoneyFleet.day("2027-02-01"))], feeFactor: 1.1)
    let plan = try plan(fleet, scenario)
    #expect(totals(.hires, plan, 3) == [0, 50, 50].map(MoneyFleet.money))
    #expect(totals(.pipeline, plan, 3) == [0, 0, 6_050].map(MoneyFleet.money))
    #expect(totals(.fees, plan, 1) == [MoneyFleet.money(220)])
  }
}
