import Basics
import Fleet
import Growth
import Testing

@Suite("what communities pay a month")
struct FeesTests {
  private let from = MoneyFleet.day("2026-01-01")

  private func fee(_ fleet: Fleet) throws -> CommunityFee { try #require(Fees(fleet)?["reef"]) }

  @Test("where no money is declared, no fees are known")
  func notDeclared() { #expect(Fees(MoneyFleet.fleet(nil)) == nil) }

  @Test("a community pays the fees of its production hubs, and more on clusters of its own")
  func byKind() throws {
    var fleet = MoneyFleet.fleet(MoneyFleet.finances(cash: 0))
    fleet.add("reef", kind: .basic, Agreement(from: from))
    fleet.add(hub: "reef-deep", of: "reef", kind: .experimental, cluster: "atoll", staging: "reef-staging")
    fleet.add(hub: "reef-staging", of: "reef", kind: .experimental, cluster: "atoll")
    let fee = try fee(fleet)
    #expect(fee.hubs.map(\.hub) == ["reef", "reef-deep"])
    #expect(fee.hubs.map(\.fee) == [Money("1000"), Money("6250.01")])
    #expect(fee.flat == Money("7250.01"))
    #expect(fee.total == fee.flat)
  }

  @Test("an agreed fee counts before the fees of the kinds")
  func agreed() throws {
    var fleet = MoneyFleet.fleet(MoneyFleet.finances(cash: 0))
    fleet.add("reef", kind: .research, Agreement(from: from, fee: MoneyFleet.money(700)))
    #expect(try fee(fleet).flat == Money("700"))
    #expect(try fee(fleet).hubs.isEmpty)
  }

  @Test("a community without an agreement pays nothing and is listed")
  func withoutAgreement() throws {
    var fleet = MoneyFleet.fleet(MoneyFleet.finances(cash: 0))
    fleet.add("reef", nil)
    let fees = try #require(Fees(fleet))
    #expect(fees.withoutAgreement == ["reef"])
    #expect(fees.communities.isEmpty)
    #expect(fees.total(on: MoneyFleet.today) == .zero)
  }

  @Test("only agreements that run on a day are in its total, with their first and last day")
  func running() throws {
    var fleet = MoneyFleet.fleet(MoneyFleet.finances(cash: 0))
    fleet.add("reef", Agreement(from: from, until: MoneyFleet.day("2026-12-31")))
    let fees = try #require(Fees(fleet))
    let days = ["2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01"].map(MoneyFleet.day)
    #expect(days.map(fees.total(on:)) == [.zero, MoneyFleet.money(1_000), MoneyFleet.money(1_000), .zero])
  }

  @Test("agreed users count before those that hubs declare")
  func users() throws {
    var fleet = MoneyFleet.fleet(MoneyFleet.finances(cash: 0))
    fleet.add("reef", people: 40, Agreement(from: from, paysUsage: true))
    #expect(try fee(fleet).usage == Money("250"))
    fleet.communities["reef"]?.agreement?.activeUsers = 12
    #expect(try fee(fleet).usage == Money("110"))
  }

  @Test("users that nobody declared count as 0, and that is said")
  func unknownUsers() throws {
    var fleet = MoneyFleet.fleet(MoneyFleet.finances(cash: 0))
    fleet.add("reef", Agreement(from: from, paysUsage: true))
    #expect(try fee(fleet).usage == .zero)
    #expect(try fee(fleet).notes == [.usersUnknown("reef", hubs: ["reef"])])
    fleet.add(hub: "reef-two", of: "reef", people: 10)
    #expect(try fee(fleet).usage == Money("100"))
    #expect(try fee(fleet).users == .declared(10, unknown: ["reef"]))
  }

  @Test("what counts as 0 since nothing is declared is said")
  func notes() throws {
    var finances = MoneyFleet.finances(cash: 0)
    finances.fees = [:]
    finances.usage = []
    var fleet = MoneyFleet.fleet(finances)
    fleet.add("reef", people: 3, Agreement(from: from, paysUsage: true, paysCloud: false))
    let notes = try fee(fleet).notes
    #expect(notes == [.noFeeOfKind("reef", .basic), .noUsagePrices("reef"), .cloudUnknown("reef")])
    #expect(try fee(fleet).total == .zero)
  }

  @Test("cloud is either passed on or paid")
  func cloud() throws {
    var fleet = MoneyFleet.fleet(MoneyFleet.finances(cash: 0))
    fleet.add("reef", Agreement(from: from, cloud: MoneyFleet.money(300)))
    #expect(try (fee(fleet).cloudPassedOn, fee(fleet).cloudPaid) == (MoneyFleet.money(300), .zero))
    fleet.communities["reef"]?.agreement?.paysCloud = false
    #expect(try (fee(fleet).cloudPassedOn, fee(fleet).cloudPaid) == (.zero, MoneyFleet.money(300)))
  }

  @Test(
    "users pay by the step that they are in",
    arguments: [(-3, "0"), (0, "0"), (1, "10"), (10, "100"), (11, "105"), (100, "550"), (1_000, "2800"), (10_000, "14050")])
  func tiers(users: Int, fee: String) { #expect(Fees.usage(users: users, MoneyFleet.tiers) == Money(fee)) }

  @Test("one more user adds exactly the price of a step, whatever the steps", arguments: 0..<50 as Range<UInt64>)
  func oneMoreUser(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var upTo = 0
    var tiers: [Finances.UsageTier] = []
    for _ in 0..<Int.random(in: 1...5, using: &random) {
      upTo += Int.random(in: 1...60, using: &random)
      tiers.append(Finances.UsageTier(upTo: upTo, each: Money(hundredths: Int64.random(in: 0...2_000, using: &random))))
    }
    tiers[tiers.count - 1].upTo = nil
    var sum = Money.zero
    for users in 1...400 {
      let price = tiers.first { tier in tier.upTo.map { users <= $0 } ?? true }?.each ?? .zero
      sum = sum + price
      #expect(Fees.usage(users: users, tiers) == sum)
    }
  }

  @Test(
    "a factor is what was written, and halves of a hundredth go away from 0",
    arguments: [
      ("4166.67", 1.5, "6250.01"), ("-4166.67", 1.5, "-6250.01"), ("0.50", 1.15, "0.58"), ("1000", 1, "1000"),
      ("0.01", 0.49, "0"), ("999999999999.99", 2, "1000000000000"),
    ])
  func factor(amount: String, factor: Double, product: String) throws {
    #expect(try #require(Money(amount)).times(factor) == Money(product))
  }
}
