import Basics
import Operations

/// Answers about a small organisation. What must stay within the team goes through `mark`, so that a test can put
/// something in its place that it would find again.
struct GrowthSample {
  /// Given a name or a sentence of the team's own.
  var mark: (String) -> String = { $0 }
  /// In the place of texts that are published: the names of phases and questions.
  var published: (String) -> String = { $0 }
  /// Each amount of money.
  var amount: (Int64) -> Money = { Money(hundredths: $0) }

  static let day = 86400.0
  /// 2027-03-01.
  static let now = 1_803_859_200.0

  var slots: SlotsAnswer {
    let names = [("now", "2027-03-01", 0), ("in one month", "2027-04-01", 1), ("in three months", "2027-06-01", 3)]
    let horizons = names.map { name, day, more in
      SlotsAnswer.Horizon(
        name: name, day: day,
        kinds: [
          kind("basic", 13 + more, left: 14, limit: "work"), kind("research", 3 + more, left: 2, limit: "the phase"),
          kind("experimental", 1 + more, left: nil, limit: mark("nobody else knows dask")),
        ])
    }
    let load = SlotsAnswer.Load(
      people: 5, possible: 205, highestUtilisation: 0.785, hubs: 65, platform: 54, rework: 9.5, reserved: 3.25, free: 29.2,
      turnaroundDays: 3.6, hoursOfAnItem: 4, failureShare: 0.22, rollouts: 9, failedRollouts: 2)
    let skill = SlotsAnswer.Skill(
      skill: "dask", maintainers: [mark("Ada")], specialist: mark("a pilot with one college"), hubs: [mark("openreef")],
      shareOfWork: 0.125, slots: ["research": 2], train: mark("Grace"), opens: ["research": 2, "experimental": 1])
    return SlotsAnswer(
      confidence: 0.85, promisedDays: 5, promisedConfidence: 0.85, horizons: horizons, load: load, skills: [skill],
      risk: .init(
        shareOfHubs: 0.04, shareOfWork: 0.125, people: [.init(person: mark("Ada"), hubs: [mark("openreef")])],
        orphaned: [mark("bluelamp")]))
  }

  private func kind(_ kind: String, _ capacity: Int, left: Int?, limit: String) -> SlotsAnswer.Kind {
    SlotsAnswer.Kind(
      kind: kind, slots: min(capacity, left ?? capacity), capacity: capacity, leftInPhase: left, median: capacity + 2,
      low: capacity - 1, high: capacity + 5, chances: [1, 0.97], limitedBy: limit)
  }

  var limits: [LimitAnswer] {
    [
      LimitAnswer(
        limit: "failing rollouts", change: mark("if rollouts failed half as often"), adds: ["basic": 3, "research": 1],
        freesItems: 4.75, path: mark("/rollouts")),
      LimitAnswer(limit: "cash", change: mark("if the money lasted"), adds: nil, notMeasured: mark("no quota is known")),
    ]
  }

  var capacity: CapacityAnswer {
    CapacityAnswer(
      slots: slots,
      people: [
        .init(
          name: mark("Ada Lovelace"), roles: [mark("engineer")], hours: 31.75, leaveDays: 17, dutyHours: 3.375,
          operationsHours: 9.625, skills: [mark("dask")], note: mark("until 2027-06-30"))
      ],
      weeks: [
        .init(week: "2027-02-15", communities: []),
        .init(
          week: "2027-02-22",
          communities: [
            .init(community: mark("Open Reef"), changes: 4, incidents: 1, hours: 11.5),
            .init(community: nil, changes: 2, incidents: 0, hours: 3),
          ]),
      ],
      ahead: [.init(week: "2027-03-01", hours: 61, needed: 73, note: mark("the end of the term"))],
      costlyTenth: .init(
        hubs: [.init(hub: mark("openreef"), community: mark("Open Reef"), kind: "research", hoursAQuarter: 77.7)], share: 0.43),
      limits: limits)
  }

  var runway: RunwayAnswer {
    RunwayAnswer(
      currency: "USD", months: 18.2, median: 22.1, best: 60, chanceOfTwoYears: 0.41, chances: [1, 1], recovery: 0.82,
      recoveryInAYear: 1.04,
      bands: [
        .init(months: 18, advice: "grow capacity", isCurrent: true), .init(months: 12, advice: "grow revenue", isCurrent: false),
      ],
      plan: [
        .init(
          month: "2027-03", opening: amount(98_765_432), income: amount(4_567_891), cost: amount(5_678_912),
          closing: amount(97_654_411),
          lines: [.init(name: mark("Open Reef"), amount: amount(456_789), note: mark("agreement until 2027-06-30"))])
      ],
      oneMore: [
        .init(
          kind: "basic", fee: amount(123_456), onboardingHours: 8, hoursAMonth: 0.75, onboardingCost: amount(76_543),
          costAMonth: amount(34_567), paysBackAfter: 2.5, runwayMonths: 0.7)
      ], withoutAgreement: [mark("Tide")])
  }

  var pipeline: PipelineAnswer {
    PipelineAnswer(
      leads: [
        .init(
          id: mark("north"), name: mark("North College"), community: mark("north"), stage: "prospect", kind: "basic",
          type: "jupyterhub", hubs: 2, starts: "2027-08-15", probability: 0.7, fee: amount(234_567),
          wishes: [
            .init(wish: mark("gpu"), isOffered: false, instead: mark("a research hub")),
            .init(wish: mark("nbgrader"), isOffered: true, instead: nil),
          ], effect: mark("reserves 2 basic"), fitsFrom: "2027-05")
      ],
      horizons: [
        .init(
          name: "in three months", day: "2027-06-01",
          kinds: [.init(kind: "basic", expectedHubs: 1.4, slots: 14, overbooking: 0.12)])
      ])
  }

  var infrastructure: AreaAnswer {
    AreaAnswer(
      area: "infrastructure", title: "Infrastructure",
      items: [
        GateItemAnswer(
          key: "infrastructure.rollout_success.at-least-0.95.over-2592000", isQuestion: false,
          text: "At least 95 % of rollouts succeed (30 days)",
          holds: false, value: mark("7 of 9 rollouts (78 %)"), number: 7 / 9, since: Self.now - 12 * Self.day, notMeasured: nil,
          change: mark("look at what fails"), answer: nil,
          evidence: [EvidenceAnswer(text: mark("rollout 17 of openreef failed"), path: mark("/rollouts/17"), isGood: false)]),
        GateItemAnswer(
          key: "infrastructure.alert_precision.at-least-0.8.over-2592000", isQuestion: false,
          text: "At least 80 % of alerts are about something",
          holds: nil, value: nil, number: nil, since: nil, notMeasured: mark("no alerts are connected"), change: nil,
          answer: nil, evidence: []),
        GateItemAnswer(
          key: "infrastructure.runway.at-least-15", isQuestion: false, text: "The money lasts at least 15 months", holds: true,
          value: mark("18.2 months"), number: 18.2, since: Self.now - 40 * Self.day, notMeasured: nil, change: nil,
          answer: nil, evidence: []),
      ])
  }

  var operations: AreaAnswer {
    AreaAnswer(
      area: "operations", title: "Operations and support",
      items: [
        GateItemAnswer(
          key: "operations.question.first-line", isQuestion: true, text: published("Do two people know the first line?"),
          holds: true,
          value: nil, number: nil, since: Self.now - 3 * Self.day, notMeasured: nil, change: nil,
          answer: .init(isYes: true, evidence: mark("the rota of February"), on: "2027-02-26", by: mark("Grace Hopper")),
          evidence: []),
        GateItemAnswer(
          key: "operations.question.handover", isQuestion: true, text: published("Is the hand-over written down?"), holds: nil,
          value: nil, number: nil, since: nil, notMeasured: mark("nobody answered"), change: mark("answer it"), answer: nil,
          evidence: []),
      ])
  }

  var growth: GrowthAnswer {
    let phase = PhaseAnswer(
      name: published("Colleges"), description: published("Plain hubs for courses"), number: 2, count: 4,
      opened: Self.now - 60 * Self.day, openedBy: mark("Katherine Johnson"),
      slots: [
        .init(of: "basic", slots: 20, used: 5, reserved: 1, left: 14, names: [mark("north"), mark("south")]),
        .init(of: "research", slots: 4, used: 2, reserved: 0, left: 2, names: []),
      ], newCommunities: .init(of: "new communities", slots: nil, used: 3, reserved: 0, left: nil, names: [mark("North")]))
    let next = NextPhaseAnswer(
      name: published("Binder"), description: nil, slots: ["basic": 10, "research": 2], holdDays: 14, allHoldSince: nil,
      opensAt: nil, areas: [infrastructure, operations, AreaAnswer(area: "sales", title: "Sales and invoicing", items: [])])
    return GrowthAnswer(
      organisation: published("Alpha"), at: Self.now, isRecorded: true, phase: phase, next: next, slots: slots,
      limits: limits,
      runway: .init(months: 18.2, median: 22.1, recovery: 0.82, advice: "grow capacity"),
      pipeline: .init(leads: 7, expectedHubs: 4.2, overbooking: 0.12, outsideCatalogue: 1), reviewsDue: [review],
      missing: [mark("No promises are declared: write them")])
  }

  var review: ReviewAnswer {
    ReviewAnswer(
      feature: mark("dask"), name: mark("Dask clusters"), stage: "experimental", due: "2027-02-20", isOverdue: true,
      hubs: [mark("openreef")], communities: 1, people: 340, maintainers: [mark("Ada")], specialist: nil, hoursAQuarter: 44,
      hoursWithoutIt: 19.6, quartersOnRecord: 4, suggestion: mark("keep"), grounds: [mark("one maintainer")],
      last: .init(outcome: "keep", because: mark("too early"), on: "2026-11-20", by: mark("Grace"), next: "2027-02-20"))
  }

  var whatIf: WhatIfAnswer {
    func one(_ title: String, _ more: Int, _ months: Double) -> WhatIfAnswer.Case {
      let horizons = slots.horizons.map { horizon in
        SlotsAnswer.Horizon(
          name: horizon.name, day: horizon.day,
          kinds: horizon.kinds.map { kind in
            var kind = kind
            kind.slots += more
            return kind
          })
      }
      return WhatIfAnswer.Case(
        scenario: title, title: title, promisedDays: 5, horizons: horizons, turnaroundDays: 3.6 - Double(more) / 4,
        doneWithin: [1.5, 3.6, 6], opensAt: ["basic": "2027-03"], runway: months, runwayMedian: months + 4)
    }
    return WhatIfAnswer(
      cases: [one("As it is", 0, 18.2), one("one engineer from 2027-03-01", 3, 14.7), one("five colleges in August", -1, 60)],
      trials: 10_000)
  }
}
