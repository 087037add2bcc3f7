import Basics
import Operations

@testable import ControlPlane

/// The pages of growth with one text in each place that takes a text.
struct GrowthHostile {
  let text: String
  let frame: PageFrame

  func all(_ pages: Pages) -> [(name: String, html: String)] {
    [
      ("growth", pages.growth(GrowthPage(frame: frame, growth: growth))),
      ("gate", pages.gate(GatePage(frame: frame, next: next, area: area, item: item, form: gateForm))),
      ("capacity", pages.capacity(CapacityPage(frame: frame, capacity: capacity, form: hoursForm))),
      ("runway", pages.runway(RunwayPage(frame: frame, runway: runway))),
      ("pipeline", pages.pipeline(PipelinePage(frame: frame, pipeline: pipeline))),
      ("what if", pages.whatIf(WhatIfPage(frame: frame, whatIf: whatIf, query: query, problem: text))),
      (
        "reviews",
        pages.reviews(
          ReviewsPage(
            frame: frame, reviews: [review], forms: [text: ReviewForm(outcome: text, because: text, next: text, isSent: true)]))
      ),
      ("open phase", pages.confirmation(.openingPhase(frame: frame, next: next))),
    ]
  }

  private var gateForm: GateForm { GateForm(answer: text, evidence: text, on: text, phase: text, isSent: true) }
  private var hoursForm: HoursForm {
    HoursForm(person: text, day: text, hours: text, workClass: text, hub: text, note: text, isSent: true)
  }
  private var item: GateItemAnswer {
    GateItemAnswer(
      key: text, isQuestion: true, text: text, holds: nil, value: text, number: nil, since: 900, notMeasured: text,
      change: text, answer: .init(isYes: true, evidence: text, on: text, by: text),
      evidence: [EvidenceAnswer(text: text, path: text, isGood: nil)])
  }
  private var area: AreaAnswer { AreaAnswer(area: text, title: text, items: [item]) }
  private var next: NextPhaseAnswer {
    NextPhaseAnswer(
      name: text, description: text, slots: [text: 1], holdDays: 14, allHoldSince: nil, opensAt: nil, areas: [area])
  }
  private var used: PhaseAnswer.Used { .init(of: text, slots: 1, used: 0, reserved: 0, left: 1, names: [text]) }
  private var kind: SlotsAnswer.Kind {
    SlotsAnswer.Kind(
      kind: text, slots: 1, capacity: 1, leftInPhase: nil, median: 1, low: 0, high: 2, chances: [], limitedBy: text)
  }
  private var slots: SlotsAnswer {
    SlotsAnswer(
      confidence: 0.85, promisedDays: 5, promisedConfidence: 0.85,
      horizons: [.init(name: text, day: text, kinds: [kind])], load: GrowthExample.load,
      skills: [
        .init(
          skill: text, maintainers: [text], specialist: text, hubs: [text], shareOfWork: 1, slots: [text: 1],
          train: text, opens: [text: 1])
      ],
      risk: .init(shareOfHubs: 1, shareOfWork: 1, people: [.init(person: text, hubs: [text])], orphaned: [text]))
  }
  private var limits: [LimitAnswer] {
    [
      LimitAnswer(limit: text, change: text, adds: [text: 1], path: text),
      LimitAnswer(limit: text, change: text, adds: nil, notMeasured: text),
    ]
  }
  private var growth: GrowthAnswer {
    GrowthAnswer(
      organisation: text, at: 1000, isRecorded: true,
      phase: PhaseAnswer(
        name: text, description: text, number: 1, count: 2, opened: nil, openedBy: text, slots: [used], newCommunities: used),
      next: next, slots: slots, limits: limits, runway: .init(months: 1, median: 2, recovery: 0.1, advice: text),
      pipeline: .init(leads: 1, expectedHubs: 1, overbooking: nil, outsideCatalogue: 0), reviewsDue: [review],
      missing: [text])
  }
  private var capacity: CapacityAnswer {
    CapacityAnswer(
      slots: slots,
      people: [
        .init(
          name: text, roles: [text], hours: 40, leaveDays: 0, dutyHours: 0, operationsHours: 9, skills: [text], note: text)
      ],
      weeks: [.init(week: text, communities: [.init(community: text, changes: 1, incidents: 0, hours: 1)])],
      ahead: [.init(week: text, hours: 1, needed: 2, note: text)],
      costlyTenth: .init(hubs: [.init(hub: text, community: text, kind: text, hoursAQuarter: 1)], share: 1), limits: limits)
  }
  private var runway: RunwayAnswer {
    RunwayAnswer(
      currency: text, months: 5, median: .infinity, best: .nan, chanceOfTwoYears: 0, chances: [1, .nan, -3], recovery: 1,
      recoveryInAYear: 1, bands: [.init(months: 3, advice: text, isCurrent: true)],
      plan: [
        .init(
          month: Paths.encoded(text), opening: .zero, income: .zero, cost: .zero, closing: .zero,
          lines: [.init(name: text, amount: .zero, note: text)])
      ],
      oneMore: [
        .init(
          kind: text, fee: .zero, onboardingHours: 1, hoursAMonth: 1, onboardingCost: .zero, costAMonth: .zero,
          paysBackAfter: nil, runwayMonths: 0)
      ], withoutAgreement: [text])
  }
  private var pipeline: PipelineAnswer {
    PipelineAnswer(
      leads: [
        .init(
          id: text, name: text, community: text, stage: text, kind: text, type: text, hubs: 1, starts: text, probability: 1,
          fee: nil, wishes: [.init(wish: text, isOffered: false, instead: text), .init(wish: text, isOffered: true, instead: nil)],
          effect: text, fitsFrom: text)
      ],
      horizons: [.init(name: text, day: text, kinds: [.init(kind: text, expectedHubs: 1, slots: nil, overbooking: nil)])])
  }
  private var query: WhatIfQuery {
    WhatIfQuery(
      cases: [text],
      addition: .init(engineer: text, kind: text, hubs: text, starts: text, failures: text, turnaround: text))
  }
  private var whatIf: WhatIfAnswer {
    let one = WhatIfAnswer.Case(
      scenario: text, title: text, promisedDays: 5, horizons: slots.horizons, turnaroundDays: nil, doneWithin: [],
      opensAt: [text: text], runway: nil, runwayMedian: nil)
    return WhatIfAnswer(cases: [one, one], trials: 1)
  }
  private var review: ReviewAnswer {
    ReviewAnswer(
      feature: text, name: text, stage: text, due: text, isOverdue: true, hubs: [text], communities: 1, people: nil,
      maintainers: [text], specialist: text, hoursAQuarter: 1, hoursWithoutIt: 1, quartersOnRecord: 1, suggestion: text,
      grounds: [text],
      last: .init(outcome: text, because: text, on: text, by: text, next: text))
  }
}
