import Basics
import Operations

@testable import ControlPlane

extension GrowthExample {
  static let people = [
    CapacityAnswer.PersonCapacity(
      person: "wren", name: "Wren Lagoon", roles: ["operations-engineer", "engineer"], hours: 40, leaveDays: 8, dutyHours: 3.8,
      operationsHours: 9.4, skills: ["dask", "binderhub"], note: nil),
    CapacityAnswer.PersonCapacity(
      person: "tomo", name: "Tomo Shoal", roles: ["engineer"], hours: 40, leaveDays: 5, dutyHours: 3.8, operationsHours: 10.1,
      skills: ["nbgitpuller"], note: nil),
    CapacityAnswer.PersonCapacity(
      person: "ines", name: "Ines Coral", roles: ["engineer"], hours: 20, leaveDays: 0, dutyHours: 0, operationsHours: 7.5,
      skills: [],
      note: "until 2027-06-30"),
    CapacityAnswer.PersonCapacity(
      name: "a second platform engineer", roles: ["engineer"], hours: 40, leaveDays: 0, dutyHours: 0, operationsHours: 0,
      skills: [], note: "from 2027-03-01, with 80 %"),
  ]

  static let communities = [
    "openreef", "deepstack", "tidepool", "gullwatch", "estuary", "plankton", "northcurrent", "sonar", "limpet", "whelk",
    "kelpforest", "seagrass", "lanternfish", "saltmarsh",
  ]

  static let weeks: [CapacityAnswer.WorkWeek] = (0..<12).map { week in
    let monday = (CalendarDay("2026-08-31") ?? CalendarDay(number: 0)).advanced(by: week * 7)
    var rows = communities.enumerated().compactMap { index, name -> CapacityAnswer.CommunityWork? in
      let seed = (week * 7 + index * 5) % 11
      guard seed < max(1, 9 - index) else { return nil }
      return CapacityAnswer.CommunityWork(
        community: name, changes: 1 + seed % 4, incidents: seed == 5 ? 1 : 0, hours: Double(seed) * 1.5)
    }
    rows.append(CapacityAnswer.CommunityWork(community: nil, changes: week % 3, incidents: 0, hours: 6))
    return CapacityAnswer.WorkWeek(week: monday.description, communities: rows)
  }

  static let ahead: [CapacityAnswer.WeekAhead] = (0..<8).map { week in
    let monday = (CalendarDay("2026-11-23") ?? CalendarDay(number: 0)).advanced(by: week * 7)
    let isHoliday = (4...6).contains(week)
    return CapacityAnswer.WeekAhead(
      week: monday.description, hours: isHoliday ? 11.5 : 27, needed: 21.2, note: isHoliday ? "the end of the year" : nil)
  }

  static let capacity = CapacityAnswer(
    slots: slots, people: people, weeks: weeks, ahead: ahead,
    costlyTenth: .init(
      hubs: [
        .init(hub: "openreef", community: "openreef", kind: "research", hoursAQuarter: 41.2),
        .init(hub: "deepstack", community: "deepstack", kind: "research", hoursAQuarter: 33),
        .init(hub: "bluelamp", community: "bluelamp", kind: "experimental", hoursAQuarter: 30.8),
      ], share: 0.41), limits: limits)

  static let noCapacity = CapacityAnswer(
    slots: nil, people: [], weeks: [], ahead: [], costlyTenth: .init(hubs: [], share: 0), limits: [])

  static let runway = RunwayAnswer(
    currency: "USD", months: 16.2, median: 19.5, best: 26, chanceOfTwoYears: 0.24,
    chances: (1...60).map { month in chance(Double(month)) }, recovery: 0.62, recoveryInAYear: 0.74,
    bands: [
      .init(months: 24, advice: "spend more", isCurrent: false), .init(months: 18, advice: "grow capacity", isCurrent: false),
      .init(months: 15, advice: "ideal", isCurrent: true), .init(months: 12, advice: "grow revenue", isCurrent: false),
      .init(months: 9, advice: "alarm", isCurrent: false), .init(months: 3, advice: "wind down", isCurrent: false),
    ],
    plan: (0..<24).map { index in
      let month = (CalendarDay("2026-12-01") ?? CalendarDay(number: 0)).advanced(byMonths: index)
      let opening = Money(nearest: 412_000 - Double(index) * 20_600)
      let (income, cost) = (Money(nearest: 33_400), Money(nearest: 54_000))
      return RunwayAnswer.Month(
        month: String(month.description.prefix(7)), opening: opening, income: income, cost: cost,
        closing: opening + income - cost,
        lines: [
          .init(name: "openreef", amount: Money(nearest: 6250), note: "agreement until 2027-06-30, renewed with 85 %"),
          .init(name: "20 other agreements", amount: Money(nearest: 22_150), note: nil),
          .init(name: "leads", amount: Money(nearest: 5000), note: "Lighthouse Museum with 70 %"),
          .init(name: "people", amount: Money(nearest: -50_000), note: "4 people"),
          .init(name: "cloud of the control plane", amount: Money(nearest: -4000), note: nil),
        ])
    },
    oneMore: [
      .init(
        kind: "basic", fee: Money(nearest: 1000), onboardingHours: 8, hoursAMonth: 0.7, onboardingCost: Money(nearest: 1000),
        costAMonth: Money(nearest: 87.5), paysBackAfter: 1.1, runwayMonths: 0.4),
      .init(
        kind: "research", fee: Money(nearest: 2250), onboardingHours: 32, hoursAMonth: 6.5, onboardingCost: Money(nearest: 4000),
        costAMonth: Money(nearest: 812.5), paysBackAfter: 2.8, runwayMonths: 0.7),
      .init(
        kind: "experimental", fee: Money(nearest: 900), onboardingHours: 32, hoursAMonth: 10.3,
        onboardingCost: Money(nearest: 4000), costAMonth: Money(nearest: 1290), paysBackAfter: nil, runwayMonths: -0.3),
    ], withoutAgreement: ["whelk", "limpet"])

  /// That the money lasts for so many months, between points of the answer.
  private static func chance(_ month: Double) -> Double {
    let points: [(Double, Double)] = [(0, 1), (10, 1), (16.2, 0.85), (19.5, 0.5), (24, 0.24), (26, 0.15), (38, 0), (60, 0)]
    for (one, other) in zip(points, points.dropFirst()) where month <= other.0 {
      return one.1 + (other.1 - one.1) * (month - one.0) / (other.0 - one.0)
    }
    return 0
  }

  static let pipeline = PipelineAnswer(
    leads: [
      .init(
        id: "lighthouse", name: "Lighthouse Museum", community: nil, stage: "prospect", kind: "basic", type: "jupyterhub",
        hubs: 2, starts: "2027-01-11", probability: 0.7, fee: Money(nearest: 2000),
        wishes: [
          .init(wish: "dask", isOffered: false, instead: "a research hub, which has it"),
          .init(wish: "packages", isOffered: true, instead: nil),
        ], effect: "reserves nothing until it signs", fitsFrom: "2026-12"),
      .init(
        id: "colleges", name: "Five colleges of the coast", community: nil, stage: "partner", kind: "basic",
        type: "jupyterhub", hubs: 5, starts: "2027-08-01", probability: 0.95, fee: Money(nearest: 5000), wishes: [],
        effect: "reserves 5 basic", fitsFrom: "2027-03"),
      .init(
        id: "openreef-again", name: "Open Reef", community: "openreef", stage: "renewal", kind: "research",
        type: "jupyterhub", hubs: 1, starts: "2027-06-30", probability: 0.85, fee: Money(nearest: 6250), wishes: [],
        effect: "frees 1 research with 15 %", fitsFrom: nil),
      .init(
        id: "binder", name: "Public Binder", community: nil, stage: "lead", kind: "experimental", type: "binderhub",
        hubs: 1, starts: "2027-10-01", probability: 0.1, fee: nil,
        wishes: [.init(wish: "binderhub", isOffered: false, instead: nil)], effect: "reserves nothing", fitsFrom: nil),
    ],
    horizons: horizons.enumerated().map { place, horizon in
      PipelineAnswer.Horizon(
        name: horizon.name, day: horizon.day,
        kinds: horizon.kinds.enumerated().map { index, kind in
          PipelineAnswer.Kind(
            kind: kind.kind, expectedHubs: [1.4, 0.3, 0.1][index] + Double(place) * 0.25, slots: index == 2 ? nil : kind.slots,
            overbooking: index == 2 ? nil : [0.004, 0.12 + Double(place) * 0.01][index])
        })
    })

  static func whatIfCase(_ scenario: String, _ title: String, more: Int, turnaround: Double?, runway: Double?)
    -> WhatIfAnswer.Case
  {
    let changed = horizons.map { horizon -> SlotsAnswer.Horizon in
      var copy = horizon
      copy.kinds = horizon.kinds.map { kind in
        var kind = kind
        kind.slots = max(0, kind.slots + (kind.kind == "experimental" ? 0 : more))
        return kind
      }
      return copy
    }
    return WhatIfAnswer.Case(
      scenario: scenario, title: title, promisedDays: scenario.contains("turnaround") ? 3 : 5, horizons: changed,
      turnaroundDays: turnaround, doneWithin: turnaround.map { [$0 * 0.3, $0, $0 * 2] } ?? [],
      opensAt: more < 0 ? ["basic": "2027-03"] : ["basic": "2026-11", "research": "2026-12"], runway: runway,
      runwayMedian: runway.map { $0 + 3.3 })
  }

  static let whatIf = WhatIfAnswer(
    cases: [
      whatIfCase("", "As it is", more: 0, turnaround: 4.1, runway: 16.2),
      whatIfCase("engineer@2027-03-01", "one engineer from 2027-03-01", more: 3, turnaround: 2.9, runway: 13.1),
      whatIfCase(
        "turnaround=3,failures*0.5", "a promise of 3 days, rollouts fail half as often", more: -2, turnaround: nil, runway: 16.2),
    ], trials: 10000)

  static let query = WhatIfQuery(cases: ["engineer@2027-03-01", "turnaround=3,failures*0.5"])
}
