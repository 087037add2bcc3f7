public import Basics
public import Fleet

/// The phases of a fleet in their order and where each stands. The first is open from the beginning; at any moment exactly
/// one is open, those before it are past, and only the one after it can open.
public struct PhaseCourse: Sendable, Equatable {
  public let phases: [Phase]
  /// As many as there are phases.
  public private(set) var states: [PhaseState]

  /// What follows for one phase.
  public struct Step: Sendable, Equatable {
    public let phase: String
    public let effect: PhaseEffect

    public init(phase: String, effect: PhaseEffect) {
      self.phase = phase
      self.effect = effect
    }
  }

  /// As declared and recorded: the open phase is the last one of which either says that it was opened.
  public init(_ phases: [Phase], openings: [PhaseOpening] = [], now: Timestamp) {
    self.phases = phases
    let openedAt = phases.map { phase -> Timestamp? in
      let declared = phase.opened.map(\.start).flatMap { $0 <= now ? $0 : nil }
      return declared ?? openings.filter { $0.phase == phase.name && $0.at <= now }.map(\.at).min()
    }
    let current = openedAt.lastIndex { $0 != nil } ?? 0
    var states: [PhaseState] = []
    for index in phases.indices {
      if index < current {
        states.append(.past(at: openedAt[(index + 1)...current].compactMap { $0 }.min()))
      } else {
        states.append(index == current ? .open(at: openedAt[index]) : .waiting)
      }
    }
    self.states = states
  }

  /// The place of the open phase; nil: there are no phases.
  public var current: Int? {
    states.firstIndex { if case .open = $0 { true } else { false } }
  }

  /// The place of the phase that opens next.
  public var next: Int? {
    guard let current, current + 1 < phases.count else { return nil }
    return current + 1
  }

  /// When the open phase was opened; nil: from the beginning, or there is none.
  public var openedAt: Timestamp? {
    guard let current, case .open(let at) = states[current] else { return nil }
    return at
  }

  /// What happens to the next phase.
  public mutating func receive(_ event: PhaseEvent) -> [Step] {
    guard let next, let current else {
      if case .openedBy = event { return [Step(phase: "", effect: .refuse(.notNext(nil)))] }
      return []
    }
    let (state, effects) = states[next].receiving(event, holdFor: phases[next].holdFor)
    states[next] = state
    var steps = effects.map { Step(phase: phases[next].name, effect: $0) }
    if case .open(let at) = state, let at {
      let (past, closing) = states[current].receiving(.nextOpened(at: at), holdFor: phases[current].holdFor)
      states[current] = past
      steps += closing.map { Step(phase: phases[current].name, effect: $0) }
    }
    return steps
  }

  /// A person opens a phase by its name, which must be the next one.
  public mutating func open(_ name: String, by person: PersonID, at: Timestamp, because: String) throws(PhaseRefusal) -> [Step] {
    guard let index = phases.firstIndex(where: { $0.name == name }) else { throw .unknown }
    guard index == next else {
      switch states[index] {
      case .open: throw .isOpen
      case .past: throw .isPast
      case .waiting, .holding: throw .notNext(next.map { phases[$0].name })
      }
    }
    let steps = receive(.openedBy(person, at: at, because: because))
    for step in steps { if case .refuse(let refusal) = step.effect { throw refusal } }
    return steps
  }

  /// What was so when the gates were last read.
  mutating func hold(since: Timestamp) {
    guard let next, case .waiting = states[next] else { return }
    states[next] = .holding(since: since)
  }
}
