public import Basics
public import Fleet

/// The growth plan at one moment: the open phase with its slots, the next with its gates, and what is to be recorded.
public struct GrowthPlan: Sendable, Equatable {
  public let at: Timestamp
  public let course: PhaseCourse
  /// Nil: no phases are declared.
  public let current: OpenPhase?
  /// Nil: the open one is the last.
  public let next: NextPhase?
  /// What began, fell or opened since the last reading, for whoever tells people.
  public let steps: [PhaseCourse.Step]
  /// What is to be recorded: phases that opened now, and a first count for a phase that was open before anything was.
  public let openings: [PhaseOpening]
  /// What is to be kept of the next phase's items until the next reading, in place of what was kept before.
  public let standings: [GateStanding]

  public struct OpenPhase: Sendable, Equatable {
    public let phase: Phase
    /// Which of how many, from 1.
    public let number: Int
    public let count: Int
    /// Nil: from the beginning.
    public let openedAt: Timestamp?
    /// Who opened it before its gates had held, and why; nil: nobody did.
    public let openedBy: PersonID?
    public let because: String?
    public let slots: PhaseSlots
  }

  public struct NextPhase: Sendable, Equatable {
    public let phase: Phase
    /// By area, in their order; areas that ask for nothing are left out.
    public let areas: [Area]
    /// Since when all hold, at the earliest since the open phase was opened; nil: they do not.
    public let allHoldSince: Timestamp?
    /// When it opens if all goes on to hold; nil: not while something does not hold.
    public let opensAt: Timestamp?
    /// The earliest moment at which it could open by itself, were everything met from now on.
    public let notBefore: Timestamp
    /// Items that would stop holding before it opens: answers that grow old, the first to do so first.
    public let endingBefore: [GateItem]

    public var items: [GateItem] { areas.flatMap(\.items) }
  }

  public struct Area: Sendable, Equatable {
    public let area: GateArea
    public let items: [GateItem]

    public var holding: Int { items.count { $0.holds } }
  }

  /// Reads the plan. Pure: asked twice for the same moment it says the same, and once what it asks to be recorded is
  /// recorded, it asks for it no more. It should be asked at least each hour: between two readings, a condition other than
  /// the success of rollouts may fall and rise unseen.
  public static func evaluate(
    _ fleet: Fleet, record: GrowthRecord, inputs: PlanInputs = PlanInputs(), now: Timestamp
  ) -> GrowthPlan {
    let reader = GateReader(MeasureReader(fleet, record: record, inputs: inputs, now: now))
    var course = PhaseCourse(fleet.organisation.phases, openings: record.openings, now: now)
    var steps: [PhaseCourse.Step] = []
    // Where nothing was ever recorded, nothing was watched long enough to open anything.
    if let next = course.next, record.since != nil || !record.openings.isEmpty {
      let phase = course.phases[next]
      let items = reader.items(phase)
      let start = start(course, record, now: now)
      let isCounted = course.current.flatMap { recorded(course.phases[$0], record.openings) } != nil
      if let since = items.isEmpty ? (isCounted ? start : nil) : reader.heldBefore(phase, items) {
        course.hold(since: min(max(since, start), now))
      }
      steps += course.receive(event(items, start: start, now: now))
      steps += course.receive(.tick(at: now))
    }
    let openings = openings(steps, course, fleet, record, now: now)
    let next = course.next.map { nextPhase(course, $0, reader, record, now: now) }
    return GrowthPlan(
      at: now, course: course, current: openPhase(course, fleet, record.openings + openings), next: next, steps: steps,
      openings: openings, standings: next.map { standings($0, record, now: now) } ?? [])
  }

  /// What is to be recorded when a person opens a phase.
  /// - Throws: why it cannot be opened.
  public static func opening(
    _ phase: String, by person: PersonID, because: String, fleet: Fleet, record: GrowthRecord, now: Timestamp
  ) throws(PhaseRefusal) -> PhaseOpening {
    var course = PhaseCourse(fleet.organisation.phases, openings: record.openings, now: now)
    _ = try course.open(phase, by: person, at: now, because: because)
    return PhaseOpening(phase: phase, at: now, by: person, because: because, hubs: fleet.productionHubs.map(\.id))
  }
}

extension GrowthPlan {
  /// The clock of a phase begins no earlier than the phase before it opened, so that what one batch does to the service is
  /// seen before the next is let in; nor before anything was recorded.
  private static func start(_ course: PhaseCourse, _ record: GrowthRecord, now: Timestamp) -> Timestamp {
    min(course.openedAt ?? record.since ?? now, now)
  }

  /// What the items say to the state of their phase.
  private static func event(_ items: [GateItem], start: Timestamp, now: Timestamp) -> PhaseEvent {
    let missing = items.filter { !$0.holds }.map(\.key)
    guard missing.isEmpty else { return .aGateFell(at: now, keys: missing) }
    return .allGatesHold(since: holdSince(items, start: start, now: now), at: now)
  }

  private static func holdSince(_ items: [GateItem], start: Timestamp, now: Timestamp) -> Timestamp {
    min(items.reduce(start) { max($0, $1.since ?? start) }, now)
  }

  private static func nextPhase(
    _ course: PhaseCourse, _ index: Int, _ reader: GateReader, _ record: GrowthRecord, now: Timestamp
  ) -> NextPhase {
    let phase = course.phases[index]
    let items = reader.items(phase)
    let hold = Double(phase.holdFor)
    let areas = GateArea.allCases.compactMap { area -> Area? in
      let ofArea = items.filter { $0.area == area }
      return ofArea.isEmpty ? nil : Area(area: area, items: ofArea)
    }
    let missing = items.filter { !$0.holds }
    // What must wait for a known moment can hold from then at the earliest.
    let met = missing.compactMap { if case .waitUntil(let moment) = $0.change { moment } else { nil } }.max() ?? now
    // While a phase has just opened in this reading, the clock of the one after it begins now.
    let since: Timestamp? =
      if case .holding(let since) = course.states[index] {
        since
      } else {
        missing.isEmpty ? holdSince(items, start: start(course, record, now: now), now: now) : nil
      }
    let opensAt = since.map { max(now, $0.advanced(by: hold)) }
    let notBefore = opensAt ?? max(met, now).advanced(by: hold)
    let ending = items.compactMap { item in item.holdsUntil.map { (item, $0) } }.filter { $0.1 < notBefore }
    return NextPhase(
      phase: phase, areas: areas, allHoldSince: since, opensAt: opensAt, notBefore: notBefore,
      endingBefore: ending.sorted { $0.1 < $1.1 }.map(\.0))
  }

  private static func openPhase(_ course: PhaseCourse, _ fleet: Fleet, _ openings: [PhaseOpening]) -> OpenPhase? {
    guard let current = course.current else { return nil }
    let phase = course.phases[current]
    let opening = recorded(phase, openings)
    return OpenPhase(
      phase: phase, number: current + 1, count: course.phases.count, openedAt: course.openedAt, openedBy: opening?.by,
      because: opening?.because,
      slots: PhaseSlots(phase, in: fleet, opening: opening, openedAt: course.openedAt))
  }

  private static func recorded(_ phase: Phase, _ openings: [PhaseOpening]) -> PhaseOpening? {
    openings.filter { $0.phase == phase.name }.min { $0.at < $1.at }
  }

  private static func openings(
    _ steps: [PhaseCourse.Step], _ course: PhaseCourse, _ fleet: Fleet, _ record: GrowthRecord, now: Timestamp
  ) -> [PhaseOpening] {
    let present = fleet.productionHubs.map(\.id)
    let opened = steps.compactMap { step -> PhaseOpening? in
      guard case .open(let at, let by, let because) = step.effect else { return nil }
      return PhaseOpening(phase: step.phase, at: at, by: by, because: because, hubs: present)
    }
    guard opened.isEmpty, let current = course.current else { return opened }
    let phase = course.phases[current]
    guard recorded(phase, record.openings) == nil else { return [] }
    // From here on it is known which hubs come; so far, only since when their communities are served.
    let slots = PhaseSlots(phase, in: fleet, opening: nil, openedAt: course.openedAt)
    let came = Set(slots.arrivals)
    return [PhaseOpening(phase: phase.name, at: start(course, record, now: now), hubs: present.filter { !came.contains($0) })]
  }

  private static func standings(_ next: NextPhase, _ record: GrowthRecord, now: Timestamp) -> [GateStanding] {
    next.items.map { item in
      let before = record.standings.last { $0.phase == next.phase.name && $0.item == item.key && $0.holds == item.holds }
      return GateStanding(
        phase: next.phase.name, item: item.key, holds: item.holds, since: item.since ?? before?.since ?? now, value: item.value)
    }
  }
}
