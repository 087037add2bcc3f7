import Basics
import Fleet
import Forecast
import Growth
import Testing

@Suite("phases open one after the other")
struct PhaseCourseTests {
  private static let hour = 3600.0

  private func phases(_ random: inout RandomSource) -> [Phase] {
    (0..<4).map { Phase(name: "phase \($0)", slots: [:], holdFor: Int(random.uniform() * 48) * 3600) }
  }

  @Test("whatever happens, a phase opens in its turn, and only when its gates have held or a person opened it", arguments: 1...40)
  func laws(seed: Int) throws {
    var random = RandomSource(seed: UInt64(seed))
    let phases = phases(&random)
    var now = Timestamp(seconds: 0)
    var course = PhaseCourse(phases, now: now)
    // What was read of the next phase's gates: since when they have held without a break.
    var heldSince: Timestamp?
    var opened = [0]
    for _ in 0..<400 {
      now = now.advanced(by: (random.uniform() * 8).rounded() * Self.hour)
      let before = course
      var byPerson = false
      var hasReason = true
      let steps: [PhaseCourse.Step]
      switch random.uniform() {
      case ..<0.4:
        // A reading may know of an earlier moment, but of none before the last time that it did not hold.
        let since = heldSince ?? now
        steps = course.receive(.allGatesHold(since: since, at: now))
        heldSince = since
      case ..<0.5:
        steps = course.receive(.aGateFell(at: now, keys: [GateItemKey(question: "restore", in: .operations)]))
        heldSince = nil
      case ..<0.98:
        steps = course.receive(.tick(at: now))
        var again = course
        #expect(again.receive(.tick(at: now)).isEmpty || course.current != before.current)
        if course.current == before.current { #expect(again == course) }
      default:
        byPerson = true
        hasReason = random.chance(0.5)
        steps = course.receive(.openedBy("wren", at: now, because: hasReason ? "a grant begins" : " "))
      }
      let current = try #require(course.current)
      // Exactly one is open; those before it are past, those after it wait.
      for (index, state) in course.states.enumerated() {
        switch state {
        case .past: #expect(index < current)
        case .open: #expect(index == current)
        case .holding: #expect(index == current + 1)
        case .waiting: #expect(index > current)
        }
      }
      if course.current != before.current {
        #expect(current == opened.count)
        opened.append(current)
        #expect(course.openedAt == now)
        if byPerson {
          #expect(hasReason)
        } else {
          let since = try #require(heldSince)
          #expect(now.seconds - since.seconds >= Double(phases[current].holdFor))
        }
        #expect(steps.contains { if case .open = $0.effect { $0.phase == phases[current].name } else { false } })
        heldSince = nil
      } else {
        #expect(!steps.contains { if case .open = $0.effect { true } else { false } })
      }
    }
  }

  @Test("a phase that is open stays open when a gate falls, and nothing opens it twice")
  func staysOpen() {
    let open = PhaseState.open(at: Timestamp(seconds: 5))
    let key = GateItemKey(question: "restore", in: .operations)
    #expect(open.receiving(.aGateFell(at: Timestamp(seconds: 6), keys: [key]), holdFor: 0) == (open, []))
    let (state, effects) = open.receiving(.openedBy("wren", at: Timestamp(seconds: 6), because: "why not"), holdFor: 0)
    #expect(state == open)
    #expect(effects == [.refuse(.isOpen)])
  }

  @Test("when gates fell and rose between two readings, their time counts anew")
  func anew() {
    let state = PhaseState.holding(since: Timestamp(seconds: 100))
    let (later, effects) = state.receiving(
      .allGatesHold(since: Timestamp(seconds: 500), at: Timestamp(seconds: 600)), holdFor: 1000)
    #expect(later == .holding(since: Timestamp(seconds: 500)))
    #expect(effects == [.beganToHold(since: Timestamp(seconds: 500), opensAt: Timestamp(seconds: 1500))])
    #expect(later.receiving(.tick(at: Timestamp(seconds: 1499)), holdFor: 1000) == (later, []))
  }

  @Test("a person can open the next phase only, and says why")
  func person() throws {
    let now = Timestamp(seconds: 0)
    let phases = ["alpha", "beta", "gamma"].map { Phase(name: $0, slots: [:]) }
    var course = PhaseCourse(phases, now: now)
    #expect(throws: PhaseRefusal.notNext("beta")) { _ = try course.open("gamma", by: "wren", at: now, because: "soon") }
    #expect(throws: PhaseRefusal.isOpen) { _ = try course.open("alpha", by: "wren", at: now, because: "soon") }
    #expect(throws: PhaseRefusal.unknown) { _ = try course.open("delta", by: "wren", at: now, because: "soon") }
    #expect(throws: PhaseRefusal.noReason) { _ = try course.open("beta", by: "wren", at: now, because: " ") }
    _ = try course.open("beta", by: "wren", at: now, because: "a grant begins")
    #expect(course.current == 1)
    #expect(throws: PhaseRefusal.isPast) { _ = try course.open("alpha", by: "wren", at: now, because: "back") }
  }

  @Test("what is declared and what was recorded say which phase is open")
  func fromRecord() {
    let day = CalendarDay(number: 20_000)
    let phases = [
      Phase(name: "alpha", slots: [:]), Phase(name: "beta", slots: [:], opened: day), Phase(name: "gamma", slots: [:]),
      Phase(name: "delta", slots: [:], opened: day.advanced(by: 99)),
    ]
    let now = day.advanced(by: 10).start
    #expect(PhaseCourse(phases, now: now).states == [.past(at: day.start), .open(at: day.start), .waiting, .waiting])
    let opening = PhaseOpening(phase: "gamma", at: day.advanced(by: 5).start, hubs: [])
    let course = PhaseCourse(phases, openings: [opening], now: now)
    #expect(course.current == 2)
    #expect(course.openedAt == opening.at)
    #expect(PhaseCourse([], now: now).current == nil)
  }
}
