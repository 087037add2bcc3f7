import Basics
import Operations

@testable import ControlPlane

/// Answers about growth as the example fleet might give them in November 2026: a team of four, a phase half used.
enum GrowthExample {
  static let now = PagesExample.now
  static let kinds = ["basic", "research", "experimental"]

  static func kind(
    _ kind: String, _ slots: Int, team: Int, phase: Int, median: Int, _ low: Int, _ high: Int, _ limit: String
  ) -> SlotsAnswer.Kind {
    SlotsAnswer.Kind(
      kind: kind, slots: slots, capacity: team, leftInPhase: phase, median: median, low: low, high: high,
      chances: [0.99, 0.95], limitedBy: limit)
  }

  static let horizons = [
    SlotsAnswer.Horizon(
      name: "now", day: "2026-11-23",
      kinds: [
        kind("basic", 3, team: 9, phase: 3, median: 14, 6, 22, "the phase"),
        kind("research", 1, team: 1, phase: 2, median: 2, 0, 4, "work"),
        kind("experimental", 0, team: 0, phase: 0, median: 1, 0, 2, "nobody else knows dask"),
      ]),
    SlotsAnswer.Horizon(
      name: "in one month", day: "2026-12-23",
      kinds: [
        kind("basic", 3, team: 7, phase: 3, median: 12, 4, 20, "the phase"),
        kind("research", 0, team: 0, phase: 2, median: 1, 0, 3, "work"),
        kind("experimental", 0, team: 0, phase: 0, median: 1, 0, 2, "nobody else knows dask"),
      ]),
    SlotsAnswer.Horizon(
      name: "in three months", day: "2027-02-23",
      kinds: [
        kind("basic", 3, team: 16, phase: 3, median: 24, 9, 35, "the phase"),
        kind("research", 2, team: 2, phase: 2, median: 3, 1, 6, "work"),
        kind("experimental", 0, team: 1, phase: 0, median: 2, 0, 4, "the phase"),
      ]),
  ]

  static let load = SlotsAnswer.Load(
    people: 4, possible: 97.5, highestUtilisation: 0.78, hubs: 38.2, platform: 19.5, rework: 8.4, reserved: 2.4, free: 7.6,
    turnaroundDays: 4.1, hoursOfAnItem: 4, failureShare: 0.22, rollouts: 9, failedRollouts: 2)

  static let slots = SlotsAnswer(
    confidence: 0.85, promisedDays: 5, promisedConfidence: 0.85, horizons: horizons, load: load,
    skills: [
      SlotsAnswer.Skill(
        skill: "dask", maintainers: ["Wren Lagoon"], specialist: nil, hubs: ["openreef", "deepstack"],
        shareOfWork: 0.21, slots: ["research": 1], train: "Tomo Shoal", opens: ["research": 2, "experimental": 1]),
      SlotsAnswer.Skill(
        skill: "binderhub", maintainers: ["Wren Lagoon"], specialist: "one binder hub only", hubs: ["bluelamp"],
        shareOfWork: 0.04, slots: [:], train: nil, opens: [:]),
      SlotsAnswer.Skill(
        skill: "nbgitpuller", maintainers: ["Wren Lagoon", "Tomo Shoal", "Ines Coral"], specialist: nil,
        hubs: ["tidepool"], shareOfWork: 0.1, slots: ["basic": 3, "research": 1], train: nil, opens: [:]),
    ],
    risk: .init(
      shareOfHubs: 0.12, shareOfWork: 0.25,
      people: [.init(person: "Wren Lagoon", hubs: ["bluelamp", "deepstack", "openreef"])], orphaned: []))

  static let limits = [
    LimitAnswer(
      limit: "failing rollouts", change: "if rollouts failed half as often", adds: ["basic": 3, "research": 1],
      freesItems: 4.2, path: "/rollouts"),
    LimitAnswer(
      limit: "single maintainers", change: "if Tomo Shoal learned dask", adds: ["research": 2], freesItems: 0,
      path: "/growth/capacity#skills"),
    LimitAnswer(
      limit: "exceptions", change: "if the 14 raw values were features", adds: ["basic": 0], freesItems: 0.6,
      path: "/findings"),
    LimitAnswer(
      limit: "support load", change: "if tickets were half as many", adds: nil,
      notMeasured: "tickets are not counted yet: log hours as unplanned", path: "/growth/capacity#log-hours"),
    LimitAnswer(limit: "quota", change: "if clusters had no quota", adds: nil, notMeasured: "no cluster tells its quota"),
    LimitAnswer(limit: "cash", change: "if 16 months were 24", adds: [:], path: "/growth/runway"),
  ]

  static let phase = PhaseAnswer(
    name: "Alpha", description: "Serve the communities that are here, and a few more, while the team learns.", number: 1,
    count: 2, opened: 1_790_800_000, openedBy: "Wren Lagoon",
    slots: [
      PhaseAnswer.Used(of: "basic", slots: 6, used: 2, reserved: 1, left: 3, names: ["tidepool", "limpet"]),
      PhaseAnswer.Used(of: "research", slots: 2, used: 0, reserved: 0, left: 2, names: []),
      PhaseAnswer.Used(of: "experimental", slots: 0, used: 0, reserved: 0, left: 0, names: []),
      PhaseAnswer.Used(of: "binderhub", slots: 0, used: 0, reserved: 0, left: 0, names: []),
    ],
    newCommunities: PhaseAnswer.Used(of: "new communities", slots: 4, used: 1, reserved: 1, left: 2, names: ["limpet"]))

  static let failing = GateItemAnswer(
    key: "rollout_success-30d", isQuestion: false, text: "At least 95 % of rollouts succeed (30 days)", holds: false,
    value: "7 of 9 rollouts (78 %)", number: 0.78, since: now - 9 * 86400, notMeasured: nil,
    change: "13 rollouts in a row that succeed, or the failed two growing older than 30 days", answer: nil,
    evidence: [
      EvidenceAnswer(text: "Rollout 11 failed in 1 of 3 lanes: bluelamp-staging", path: "/rollouts/11", isGood: false),
      EvidenceAnswer(text: "Rollout 8 failed: openreef-staging", path: "/rollouts/8", isGood: false),
      EvidenceAnswer(text: "Rollout 10 succeeded", path: "/rollouts/10", isGood: true),
    ])

  static let unmeasured = GateItemAnswer(
    key: "alert_precision", isQuestion: false, text: "At least 80 % of alerts are about something (30 days)", holds: nil,
    value: nil, number: nil, since: nil, notMeasured: "no alerts are recorded: alerts come with the next issue",
    change: nil, answer: nil, evidence: [])

  static let question = GateItemAnswer(
    key: "restore-drill", isQuestion: true, text: "Did we restore a hub from nothing, and how long did it take?",
    holds: nil, value: nil, number: nil, since: nil, notMeasured: "nobody has answered it", change: "an answer with yes",
    answer: nil, evidence: [])

  static let answered = GateItemAnswer(
    key: "invoices", isQuestion: true, text: "Does every community know what it pays, and for what?", holds: true,
    value: nil, number: nil, since: now - 20 * 86400, notMeasured: nil, change: "an answer with no",
    answer: .init(
      isYes: true, evidence: "https://alpha.example/invoices/2026-10", on: "2026-11-03", by: "Xenia Ledger"),
    evidence: [EvidenceAnswer(text: "Xenia Ledger answered yes on 2026-11-03", path: "/changes#change-41", isGood: true)])

  static let holding = GateItemAnswer(
    key: "turnaround", isQuestion: false, text: "85 % of requests are done within 5 working days", holds: true,
    value: "3.8 working days over 31 requests", number: 3.8, since: now - 41 * 86400, notMeasured: nil,
    change: "it goes on while no more than 4 requests a week wait", answer: nil, evidence: [])

  static let next = NextPhaseAnswer(
    name: "Beta", description: "Twice as many, when failing rollouts no longer eat the time.",
    slots: ["basic": 12, "research": 4, "experimental": 1], holdDays: 14, allHoldSince: nil, opensAt: nil,
    areas: [
      AreaAnswer(area: "infrastructure", title: "Infrastructure and technology", items: [failing, unmeasured, question]),
      AreaAnswer(area: "operations", title: "Operations and support", items: [holding]),
      AreaAnswer(area: "sales", title: "Sales and invoicing", items: [answered]),
    ])

  static let reviews = [
    ReviewAnswer(
      feature: "dask", name: "Dask Gateway", stage: "experimental", due: "2026-11-01", isOverdue: true,
      hubs: ["deepstack", "openreef"], communities: 2, people: 480, maintainers: ["Wren Lagoon"], specialist: nil,
      hoursAQuarter: 29.6, hoursWithoutIt: 19.6, quartersOnRecord: 4, suggestion: "keep",
      grounds: ["two communities use it", "one person alone can maintain it: promote it when a second can"],
      last: .init(
        outcome: "keep", because: "only one hub used it", on: "2026-05-02", by: "Wren Lagoon", next: "2026-11-01")),
    ReviewAnswer(
      feature: "gpu", name: "GPU", stage: "building", due: "2026-12-15", isOverdue: false, hubs: [], communities: 0,
      people: nil, maintainers: [], specialist: nil, hoursAQuarter: 0, hoursWithoutIt: 0, quartersOnRecord: 0, suggestion: "retire",
      grounds: ["nobody uses it"], last: nil),
  ]

  static let growth = GrowthAnswer(
    organisation: "Alpha Hubs", at: now, isRecorded: true, phase: phase, next: next, slots: slots, limits: limits,
    runway: .init(months: 16.2, median: 19.5, recovery: 0.62, advice: "ideal"),
    pipeline: .init(leads: 5, expectedHubs: 3.2, overbooking: 0.12, outsideCatalogue: 1), reviewsDue: [reviews[0]],
    missing: ["support tickets are not counted: log hours as unplanned, and they limit what is promised"])

  static let nothing = GrowthAnswer(
    organisation: "Alpha Hubs", at: now, isRecorded: false, phase: nil, next: nil, slots: nil, limits: [], runway: nil,
    pipeline: .init(leads: 0, expectedHubs: 0, overbooking: nil, outsideCatalogue: 0), reviewsDue: [],
    missing: ["no team is declared: write team: in fleet.yaml"])
}
