import Basics
import Fleet
import Growth

/// Fleets with money for the tests of the runway.
enum MoneyFleet {
  /// A Tuesday, the first day of a month, on which the cash was counted too.
  static let today = day("2026-12-01")

  static func day(_ text: String) -> CalendarDay { CalendarDay(text) ?? CalendarDay(number: 0) }

  static func money(_ units: Int) -> Money { Money(hundredths: Int64(units) * 100) }

  static func finances(cash: Int, person: Int = 20_000, on: CalendarDay = today) -> Finances {
    Finances(
      cash: Finances.Cash(amount: money(cash), on: on), personMonth: money(person),
      fees: [.basic: money(1_000), .research: money(1_500), .experimental: Money(hundredths: 416_667)],
      usage: tiers)
  }

  /// Of a real operator in 2026.
  static let tiers = [
    Finances.UsageTier(upTo: 10, each: Money(hundredths: 1_000)),
    Finances.UsageTier(upTo: 100, each: Money(hundredths: 500)),
    Finances.UsageTier(upTo: 1_000, each: Money(hundredths: 250)),
    Finances.UsageTier(upTo: nil, each: Money(hundredths: 125)),
  ]

  /// People ada, ben, … who are here and stay.
  static func people(_ count: Int) -> [PersonID: Person] {
    let names = ["ada", "ben", "cleo", "dan", "eve", "fay", "gus", "hal"].prefix(count)
    return Dictionary(uniqueKeysWithValues: names.map { (PersonID($0), Person(name: $0, roles: [.engineer])) })
  }

  /// One cluster that is shared and one that is not, no hubs.
  static func fleet(_ finances: Finances?, people: Int = 0, pipeline: [Lead] = [], hires: [Team.Hire] = []) -> Fleet {
    Fleet(
      organisation: Organisation(
        name: "Alpha", people: Self.people(people), team: Team(hires: hires),
        pipeline: Dictionary(uniqueKeysWithValues: pipeline.map { ($0.id, $0) }), finances: finances),
      clusters: [
        "harbour": Cluster(id: "harbour", tenancy: .shared), "atoll": Cluster(id: "atoll", tenancy: .dedicated),
      ])
  }

  /// With so many agreements, leads and hires as a service of a few years has, drawn from a seed.
  static func drawn(seed: UInt64, cash: Int = 1_500_000, agreements: Int = 30) -> Fleet {
    var random = SeededRandom(seed: seed)
    var fleet = fleet(finances(cash: cash), people: 5)
    fleet.organisation.finances?.costs = [Finances.Cost(name: "rent", month: money(3_000))]
    fleet.organisation.team?.hires = [
      Team.Hire(name: "sixth engineer", starts: today.advanced(byMonths: 4), probability: 0.6)
    ]
    for number in 0..<agreements {
      let ends = today.advanced(byMonths: Int.random(in: 2...24, using: &random))
      fleet.add(
        "c\(number)", kind: HubKind.allCases[number % 3], people: Int.random(in: 5...400, using: &random),
        Agreement(
          from: today.advanced(byMonths: -6), until: ends, paysUsage: number.isMultiple(of: 2),
          cloud: money(Int.random(in: 100...900, using: &random)), paysCloud: !number.isMultiple(of: 5),
          renewal: Double.random(in: 0.6...0.95, using: &random)))
    }
    for number in 0..<6 {
      let lead = Lead(
        id: LeadID("l\(number)"), kind: HubKind.allCases[number % 3], starts: today.advanced(byMonths: number + 1),
        stage: [.lead, .qualified, .prospect, .partner][number % 4])
      fleet.organisation.pipeline[lead.id] = lead
    }
    return fleet
  }
}

extension Fleet {
  /// A community with one hub of its name.
  mutating func add(
    _ name: String, kind: HubKind = .basic, cluster: ClusterID = "harbour", people: Int? = nil, _ agreement: Agreement?
  ) {
    let id = CommunityID(name)
    communities[id] = Community(id: id, name: name, agreement: agreement)
    add(hub: name, of: name, kind: kind, cluster: cluster, people: people)
  }

  mutating func add(
    hub: String, of community: String, kind: HubKind = .basic, cluster: ClusterID = "harbour", people: Int? = nil,
    staging: HubID? = nil
  ) {
    let id = HubID(hub)
    hubs[id] = Hub(
      id: id, community: CommunityID(community), cluster: cluster, kind: kind, effort: Effort(people: people),
      staging: staging)
  }
}
