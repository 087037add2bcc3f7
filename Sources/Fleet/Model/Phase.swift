public import Basics

/// A step of growth with a fixed number of slots, opened by its gates: one of `phases` of `fleet.yaml`, in their order.
public struct Phase: Sendable, Equatable {
  public var name: String
  public var description: String?
  /// How many hubs of each kind may come while the phase lasts; a kind that is missing has none.
  public var slots: [HubKind: Int]
  /// How many of them may be of a type; a type that is missing is not bounded, but for `binderhub`, which has none.
  public var types: [HubType: Int]
  /// How many communities that are not yet served may come; nil: as many as there are slots. 0 holds them while the team
  /// learns a new type of hub.
  public var newCommunities: Int?
  /// The day on which it was opened before Atoll kept count; nil: as Atoll recorded.
  public var opened: CalendarDay?
  /// Seconds for which all its gates must have held before it opens.
  public var holdFor: Int
  public var gates: [GateArea: Gate]

  public init(
    name: String, description: String? = nil, slots: [HubKind: Int], types: [HubType: Int] = [:], newCommunities: Int? = nil,
    opened: CalendarDay? = nil, holdFor: Int = 14 * 86400, gates: [GateArea: Gate] = [:]
  ) {
    self.name = name
    self.description = description
    self.slots = slots
    self.types = types
    self.newCommunities = newCommunities
    self.opened = opened
    self.holdFor = holdFor
    self.gates = gates
  }
}

/// The areas of the growth plan, in the order in which they are shown.
public enum GateArea: String, Sendable, Codable, CaseIterable {
  case infrastructure
  case operations
  case sales
}

/// What must hold in one area before a phase opens.
public struct Gate: Sendable, Equatable {
  public var conditions: [GateCondition]
  /// What a person answers, with evidence and a date: short name → question.
  public var questions: [String: String]

  public init(conditions: [GateCondition] = [], questions: [String: String] = [:]) {
    self.conditions = conditions
    self.questions = questions
  }
}

/// A measured condition: at least or at most so much of something.
public struct GateCondition: Hashable, Sendable {
  public var measure: GateMeasure
  public var bound: Bound
  /// Seconds that are looked back over; nil: as usual for the measure.
  public var over: Int?

  public init(measure: GateMeasure, bound: Bound, over: Int? = nil) {
    self.measure = measure
    self.bound = bound
    self.over = over
  }

  public enum Bound: Hashable, Sendable {
    case atLeast(Double)
    case atMost(Double)

    public func holds(_ value: Double) -> Bool {
      switch self {
      case .atLeast(let least): value >= least
      case .atMost(let most): value <= most
      }
    }
  }
}

/// What a gate can ask for. The unit of each stands in its line.
public enum GateMeasure: String, Sendable, Codable, CaseIterable {
  /// Share of rollouts that succeeded, 0…1.
  case rolloutSuccess = "rollout_success"
  /// Hours from the failure of a hub until it worked again, the 85th of a hundred.
  case timeToRestore = "time_to_restore"
  /// Share of alerts that were about something, 0…1.
  case alertPrecision = "alert_precision"
  /// Share of promises given at 85 % that were kept, 0…1.
  case promiseCalibration = "promise_calibration"
  /// Working days from a request until it is done, the 85th of a hundred.
  case turnaround
  /// Share of logged working time that went to operations and support, 0…1.
  case operationsShare = "operations_share"
  /// The smallest number of people who can maintain a feature that hubs use.
  case maintainersPerFeature = "maintainers_per_feature"
  /// Raw values on hubs that no feature explains.
  case exceptions
  /// Days since which the oldest cloud cost that is passed on is not invoiced.
  case unbilledAge = "unbilled_age"
  /// Months that the money lasts with 85 %.
  case runway
  /// What communities answer, 0…10.
  case satisfaction
  /// Utilisation of operations that is expected, over the highest that the promised turnaround allows; 1 is full.
  case utilisation
}
