public import Basics

/// Where a phase of growth stands.
public enum PhaseState: Sendable, Equatable {
  /// A phase before it has to open, or not all of its gates hold.
  case waiting
  /// All its gates hold.
  case holding(since: Timestamp)
  /// Nil: from the beginning.
  case open(at: Timestamp?)
  /// A later one was opened then.
  case past(at: Timestamp?)
}

/// What happens to a phase.
public enum PhaseEvent: Sendable, Equatable {
  /// Its gates were read: all hold, without a break since then.
  case allGatesHold(since: Timestamp, at: Timestamp)
  /// Its gates were read: these items do not hold.
  case aGateFell(at: Timestamp, keys: [GateItemKey])
  /// Time goes by.
  case tick(at: Timestamp)
  /// A person opens it, whether its gates hold or not.
  case openedBy(PersonID, at: Timestamp, because: String)
  case nextOpened(at: Timestamp)
}

/// What follows for whoever keeps the record and tells people.
public enum PhaseEffect: Sendable, Equatable {
  case beganToHold(since: Timestamp, opensAt: Timestamp)
  case fell(at: Timestamp, keys: [GateItemKey])
  /// By nobody: its gates had held for long enough.
  case open(at: Timestamp, by: PersonID?, because: String?)
  case close(at: Timestamp)
  case refuse(PhaseRefusal)
}

/// Why a person cannot open a phase.
public enum PhaseRefusal: Error, Sendable, Equatable {
  case noReason
  case isOpen
  case isPast
  /// Phases open one after the other; that one is the next, if there is any.
  case notNext(String?)
  case unknown

  public var sentence: String {
    switch self {
    case .noReason: "A phase that is opened before its gates have held needs a reason: say why."
    case .isOpen: "The phase is open already."
    case .isPast: "The phase is over: a later one is open."
    case .notNext(let next?): "Phases open one after the other, and the next is '\(next)'."
    case .notNext(nil): "There is no phase that could be opened next."
    case .unknown: "There is no phase of that name in fleet.yaml."
    }
  }
}

extension PhaseState {
  /// ```
  ///             allGatesHold              tick, once they have held for holdFor
  ///   waiting ────────────────► holding ──────────────────────────────────────► open ─── nextOpened ──► past
  ///      ▲  │ ◄──────────────── │   │                                            ▲
  ///      │  │     aGateFell         └────────────────── openedBy ────────────────┤
  ///      │  └─────────────────────────────────────────── openedBy ───────────────┘
  /// ```
  /// A phase that is open stays so when a gate falls afterwards: what was opened are slots, and people may have been told of
  /// them.
  /// - Parameter holdFor: seconds for which all gates must have held.
  public func receiving(_ event: PhaseEvent, holdFor: Int) -> (PhaseState, [PhaseEffect]) {
    switch (self, event) {
    case (.waiting, .allGatesHold(let since, let at)):
      let since = min(since, at)
      return (.holding(since: since), [.beganToHold(since: since, opensAt: since.advanced(by: Double(holdFor)))])
    case (.holding(let before), .allGatesHold(let since, let at)):
      // Where they fell and rose between two readings, the time counts anew.
      let later = max(before, min(since, at))
      guard later > before else { return (self, []) }
      return (.holding(since: later), [.beganToHold(since: later, opensAt: later.advanced(by: Double(holdFor)))])
    case (.holding, .aGateFell(let at, let keys)):
      return (.waiting, [.fell(at: at, keys: keys)])
    case (.holding(let since), .tick(let at)):
      guard at >= since.advanced(by: Double(holdFor)) else { return (self, []) }
      return (.open(at: at), [.open(at: at, by: nil, because: nil)])
    case (.waiting, .openedBy(let person, let at, let because)), (.holding, .openedBy(let person, let at, let because)):
      guard because.contains(where: { !$0.isWhitespace }) else { return (self, [.refuse(.noReason)]) }
      return (.open(at: at), [.open(at: at, by: person, because: because)])
    case (.open, .nextOpened(let at)):
      return (.past(at: at), [.close(at: at)])
    case (.open, .openedBy): return (self, [.refuse(.isOpen)])
    case (.past, .openedBy): return (self, [.refuse(.isPast)])
    case (.waiting, .aGateFell), (.waiting, .tick), (.waiting, .nextOpened), (.holding, .nextOpened),
      (.open, .allGatesHold), (.open, .aGateFell), (.open, .tick),
      (.past, .allGatesHold), (.past, .aGateFell), (.past, .tick), (.past, .nextOpened):
      return (self, [])
    }
  }
}
