import Basics
import Fleet
import Forecast
import Growth
import Testing

@Suite("the growth plan")
struct GrowthPlanTests {
  private typealias Example = PlanExample
  private let often = PlanExample.condition(.rolloutSuccess, .atLeast(0.9))

  /// Keeps what a plan asks to be kept.
  private func kept(_ plan: GrowthPlan, in record: GrowthRecord) -> GrowthRecord {
    var record = record
    record.openings += plan.openings
    record.standings = plan.standings
    return record
  }

  @Test("without phases there is nothing to open")
  func noPhases() {
    let plan = GrowthPlan.evaluate(Example.fleet(), record: GrowthRecord(), now: Example.now)
    #expect(plan.current == nil)
    #expect(plan.next == nil)
    #expect(plan.openings.isEmpty)
  }

  @Test("a phase opens when its gates have held for the time it names, with the hubs that were there")
  func opens() throws {
    let fleet = Example.fleet(phases: Example.phases([often]))
    var record = GrowthRecord(since: Example.ago(days: 90), rollouts: Example.rollouts("x........", from: 20))
    // The ninth success in a row brings it to 90 %: 10 rollouts, 11 days ago.
    record.rollouts.append(RecordedRollout(number: 10, ended: Example.ago(days: 11), succeeded: true))
    let plan = GrowthPlan.evaluate(fleet, record: record, now: Example.now)
    #expect(plan.current?.phase.name == "alpha")
    #expect(plan.next?.allHoldSince == Example.ago(days: 11))
    #expect(plan.next?.opensAt == Example.ago(days: -3))
    record = kept(plan, in: record)
    let early = GrowthPlan.evaluate(fleet, record: record, now: Example.ago(days: -2.9))
    #expect(early.current?.phase.name == "alpha")
    let later = GrowthPlan.evaluate(fleet, record: record, now: Example.ago(days: -3))
    #expect(later.current?.phase.name == "beta")
    #expect(later.openings == [PhaseOpening(phase: "beta", at: Example.ago(days: -3), hubs: ["reef"])])
    #expect(later.next == nil)
    let after = GrowthPlan.evaluate(fleet, record: kept(later, in: record), now: Example.ago(days: -4))
    #expect(after.openings.isEmpty)
    #expect(after.steps.isEmpty)
    #expect(after.current?.openedAt == Example.ago(days: -3))
  }

  @Test("a failing rollout makes the gate fall, and is told once, with what would change it")
  func falls() throws {
    let fleet = Example.fleet(phases: Example.phases([often]))
    var record = GrowthRecord(since: Example.ago(days: 90), rollouts: Example.rollouts("....", from: 6))
    record = kept(GrowthPlan.evaluate(fleet, record: record, now: Example.ago(days: 1)), in: record)
    record.rollouts.append(RecordedRollout(number: 9, ended: Example.ago(days: 0.5), succeeded: false))
    let plan = GrowthPlan.evaluate(fleet, record: record, now: Example.now)
    let key = GateItemKey(often, in: .infrastructure)
    #expect(plan.steps == [.init(phase: "beta", effect: .fell(at: Example.now, keys: [key]))])
    let item = try #require(plan.next?.items.first)
    #expect(item.since == Example.ago(days: 0.5))
    #expect(item.evidence.map(\.target) == [.rollout(9)])
    #expect(item.change == .succeedInARow(5))
    #expect(plan.next?.opensAt == nil)
    #expect(plan.next?.notBefore == Example.ago(days: -14))
    let again = GrowthPlan.evaluate(fleet, record: kept(plan, in: record), now: Example.ago(days: -0.1))
    #expect(again.steps.isEmpty)
  }

  @Test("since when a condition holds is carried from reading to reading, and begins anew with another bound")
  func carried() throws {
    let fleet = Example.fleet(phases: Example.phases([Example.condition(.runway, .atLeast(12))]))
    var record = GrowthRecord()
    func read(_ runway: Double, ago days: Double, _ fleet: Fleet) throws -> GateItem {
      let plan = GrowthPlan.evaluate(
        fleet, record: record, inputs: PlanInputs(runway: runway), now: Example.ago(days: days))
      record = kept(plan, in: record)
      return try #require(plan.next?.items.first)
    }
    #expect(try read(13, ago: 10, fleet).since == Example.ago(days: 10))
    #expect(try read(14, ago: 8, fleet).since == Example.ago(days: 10))
    let low = try read(11, ago: 6, fleet)
    #expect(low.since == Example.ago(days: 6))
    #expect(low.change == .move(.runway, by: 1))
    #expect(try read(13, ago: 5, fleet).since == Example.ago(days: 5))
    let other = Example.fleet(phases: Example.phases([Example.condition(.runway, .atLeast(10))]))
    #expect(try read(13, ago: 4, other).since == Example.ago(days: 4))
  }

  @Test("the clock of the next phase begins no earlier than the phase before it opened")
  func clock() throws {
    var phases = Example.phases([often])
    phases[0].opened = Example.today.advanced(by: -4)
    let fleet = Example.fleet(phases: phases)
    let record = GrowthRecord(since: Example.ago(days: 90), rollouts: Example.rollouts(".....", from: 20))
    let plan = GrowthPlan.evaluate(fleet, record: record, now: Example.now)
    #expect(plan.next?.allHoldSince == Example.today.advanced(by: -4).start)
    #expect(plan.current?.phase.name == "alpha")
  }

  @Test("a phase without gates opens when the one before it has been open for the time it names, and is told once")
  func withoutGates() {
    let fleet = Example.fleet(phases: Example.phases())
    var record = GrowthRecord(since: Example.ago(days: 5))
    let first = GrowthPlan.evaluate(fleet, record: record, now: Example.now)
    #expect(first.next?.opensAt == Example.ago(days: -9))
    record = kept(first, in: record)
    #expect(GrowthPlan.evaluate(fleet, record: record, now: Example.ago(days: -1)).steps.isEmpty)
    #expect(GrowthPlan.evaluate(fleet, record: record, now: Example.ago(days: -9)).current?.phase.name == "beta")
  }

  @Test("an answer that grows old before the phase opens is named")
  func endingBefore() {
    let fleet = Example.fleet(phases: Example.phases(questions: ["restore": "Did we restore a backup?"]))
    let answer = GateAnswer(
      phase: "beta", area: .infrastructure, question: "restore", isYes: true, evidence: "the drill",
      on: Example.today.advanced(by: -175), by: "wren", at: Example.ago(days: 1))
    let plan = GrowthPlan.evaluate(
      fleet, record: GrowthRecord(since: Example.ago(days: 9), answers: [answer]), now: Example.now)
    #expect(plan.next?.endingBefore.count == 1)
  }

  @Test("a person opens the next phase early, and the record says who and why")
  func early() throws {
    let fleet = Example.fleet(phases: Example.phases([often]))
    var record = GrowthRecord()
    let opening = try GrowthPlan.opening(
      "beta", by: "wren", because: "a grant begins", fleet: fleet, record: record, now: Example.now)
    record.openings.append(opening)
    let plan = GrowthPlan.evaluate(fleet, record: record, now: Example.now)
    #expect(plan.current?.openedBy == "wren")
    #expect(plan.current?.because == "a grant begins")
    #expect(throws: PhaseRefusal.isOpen) {
      _ = try GrowthPlan.opening("beta", by: "wren", because: "again", fleet: fleet, record: record, now: Example.now)
    }
  }

  @Test("hubs that came since the phase opened take slots, signed leads reserve them, and nothing is left below 0")
  func slots() throws {
    let phase = Phase(name: "alpha", slots: [.basic: 3], types: [.jupyterhub: 4], newCommunities: 2)
    let lead = Lead(id: "lagoon", kind: .basic, hubs: 2, starts: Example.today, stage: .partner)
    let hubs = [
      Example.hub("reef", of: "reef"), Example.hub("reef-two", of: "reef"), Example.hub("kelp", of: "kelp"),
      Example.hub("bay", of: "bay", kind: .research),
    ]
    let fleet = Example.fleet(hubs, phases: Example.phases(first: phase), pipeline: [lead])
    let record = GrowthRecord(openings: [PhaseOpening(phase: "alpha", at: Example.ago(days: 9), hubs: ["reef"])])
    let slots = try #require(GrowthPlan.evaluate(fleet, record: record, now: Example.now).current?.slots)
    #expect(slots.arrivals == ["bay", "kelp", "reef-two"])
    let basic = try #require(slots.kinds[.basic])
    #expect(basic == .init(slots: 3, used: 2, reserved: 2, names: ["kelp", "reef-two"]))
    #expect(basic.left == 0)
    #expect(basic.over == 1)
    #expect(slots.kinds[.research]?.over == 1)
    #expect(slots.newCommunities == .init(slots: 2, used: 2, reserved: 1, names: ["bay", "kelp"]))
    #expect(slots.holdsNewCommunities)
    #expect(slots.types[.binderhub]?.left == 0)
    #expect(slots.published(.basic, capacity: 7) == 0)
  }

  @Test("where nothing was recorded, the day on which communities joined says what came, and a first count is recorded")
  func firstCount() throws {
    let phase = Phase(name: "alpha", slots: [.basic: 3], opened: CalendarDay("2026-10-01"))
    let communities = [
      Community(id: "reef", name: "Reef", since: "2024-01-01"), Community(id: "kelp", name: "Kelp", since: "2026-10-01"),
    ]
    let fleet = Example.fleet(
      [Example.hub("reef", of: "reef"), Example.hub("kelp", of: "kelp")], communities: communities,
      phases: Example.phases([often], first: phase))
    let plan = GrowthPlan.evaluate(fleet, record: GrowthRecord(), now: Example.now)
    #expect(plan.current?.slots.arrivals == ["kelp"])
    #expect(plan.openings.map(\.hubs) == [["reef"]])
    let again = GrowthPlan.evaluate(fleet, record: kept(plan, in: GrowthRecord()), now: Example.now)
    #expect(again.current?.slots == plan.current?.slots)
    #expect(again.openings.isEmpty)
  }

  @Test("slots are never below 0, whatever comes", arguments: 1...20)
  func neverNegative(seed: Int) {
    var random = RandomSource(seed: UInt64(seed))
    let kinds = HubKind.allCases
    let hubs = (0..<random.poisson(mean: 8)).map {
      Example.hub(HubID("hub-\($0)"), of: CommunityID("c-\(random.poisson(mean: 3))"), kind: kinds[random.poisson(mean: 1) % 3])
    }
    let leads = (0..<random.poisson(mean: 5)).map { number in
      Lead(
        id: LeadID("lead-\(number)"), kind: kinds[number % 3], type: random.chance(0.2) ? .binderhub : .jupyterhub,
        hubs: 1 + random.poisson(mean: 1), starts: Example.today, stage: Lead.Stage.allCases[random.poisson(mean: 3) % 7])
    }
    let phase = Phase(
      name: "alpha", slots: [.basic: random.poisson(mean: 3), .research: random.poisson(mean: 2)],
      types: [.jupyterhub: random.poisson(mean: 4)], newCommunities: random.poisson(mean: 2))
    let fleet = Example.fleet(hubs, phases: [phase], pipeline: leads)
    let opening = PhaseOpening(phase: "alpha", at: Example.ago(days: 1), hubs: hubs.prefix(3).map(\.id))
    let slots = PhaseSlots(phase, in: fleet, opening: opening, openedAt: opening.at)
    for kind in kinds {
      for type in HubType.allCases {
        #expect(slots.left(kind, type: type) >= 0)
        #expect(slots.left(kind, type: type) <= slots.free(kind, type: type))
        #expect(slots.published(kind, type: type, capacity: -3) == 0)
        #expect(slots.published(kind, type: type, capacity: 2) <= min(2, slots.left(kind, type: type)))
      }
    }
  }
}
