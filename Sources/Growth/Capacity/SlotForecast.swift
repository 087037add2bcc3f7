public import Basics
public import Fleet
public import Forecast

/// How many more hubs of each kind a team can take: now, in one month and in three, as distributions over trials.
///
/// A trial draws the true rates of hubs, how many items come of them, the share of rollouts that fail, who is ill, leaves or
/// comes, which leads come and which communities go; the same seed draws the same.
public struct SlotForecast: Sendable, Equatable {
  /// The quarters looked at, the nearest first.
  public let horizons: [SlotHorizon]
  public let trials: Int
  public let seed: UInt64

  /// Months from now at which the quarters begin, unless told.
  public static let months = [0, 1, 3]

  /// On one core.
  public init(
    _ inputs: CapacityInputs, months: [Int] = SlotForecast.months, trials: Int = CapacityFigures.trials, seed: UInt64 = 1
  ) {
    self.init(inputs, months: months, trials: trials, seed: seed, scope: nil, table: nil)
  }

  /// The same numbers on several cores, as many as there are unless told. Throws where the task was cancelled.
  public static func make(
    _ inputs: CapacityInputs, months: [Int] = SlotForecast.months, trials: Int = CapacityFigures.trials, seed: UInt64 = 1,
    workers: Int? = nil
  ) async throws -> SlotForecast {
    let plan = CapacityPlan(inputs, months: months)
    let outcomes = try await plan?.run(trials: trials, seed: seed, workers: workers)
    return SlotForecast(inputs, months: months, trials: trials, seed: seed, plan: plan, outcomes: outcomes)
  }

  /// The quarter that begins so many months from now; nil where it was not looked at.
  public func horizon(in months: Int) -> SlotHorizon? { horizons.first { $0.months == months } }

  init(
    _ inputs: CapacityInputs, months: [Int], trials: Int, seed: UInt64, scope: CapacityScope?, table: PromiseTable?
  ) {
    let plan = CapacityPlan(inputs, months: months, scope: scope, table: table)
    self.init(
      inputs, months: months, trials: trials, seed: seed, plan: plan, outcomes: plan?.run(trials: trials, seed: seed))
  }

  private init(
    _ inputs: CapacityInputs, months: [Int], trials: Int, seed: UInt64, plan: CapacityPlan?, outcomes: TrialOutcomes?
  ) {
    self.trials = trials
    self.seed = seed
    horizons = months.indices.map { index in
      let expected = CapacityCase(plan, horizon: index, inputs: inputs, months: months[index])
      guard let outcomes, expected.obstacle != .noTeam else { return SlotHorizon(months: months[index], expected: expected) }
      let slots = HubKind.allCases.indices.map { (HubKind.allCases[$0], Distribution(outcomes.slots[$0][index])) }
      return SlotHorizon(
        months: months[index], expected: expected, freeItems: Distribution(outcomes.free[index]),
        utilisation: Distribution(outcomes.utilisation[index]), slots: Dictionary(uniqueKeysWithValues: slots))
    }
  }
}

/// The slots of a quarter that begins some months from now.
public struct SlotHorizon: Sendable, Equatable {
  /// Months from now until it begins.
  public let months: Int
  /// The same quarter at its mean, and why there are no slots where there are none.
  public let expected: CapacityCase
  /// Items that are free; below 0 where there is too much work. Of no values where no team is declared.
  public let freeItems: Distribution
  /// Work over what may be taken, within 0…10; 1 is full. Of no values where no team is declared.
  public let utilisation: Distribution
  /// How many hubs of each kind alone could be taken.
  public let slots: [HubKind: Distribution]

  init(
    months: Int, expected: CapacityCase, freeItems: Distribution = Distribution([]),
    utilisation: Distribution = Distribution([]), slots: [HubKind: Distribution] = [:]
  ) {
    self.months = months
    self.expected = expected
    self.freeItems = freeItems
    self.utilisation = utilisation
    self.slots = slots
  }

  /// Its first and last day.
  public var days: DayRange { expected.team.days }

  /// Slots of a kind that hold with this confidence; the number that is published.
  public func published(_ kind: HubKind, confidence: Double = CapacityFigures.confidence) -> Int {
    guard let distribution = slots[kind], distribution.count > 0 else { return 0 }
    return max(0, Int(distribution.holding(confidence)))
  }

  /// The same of every kind.
  public var published: [HubKind: Int] {
    Dictionary(uniqueKeysWithValues: HubKind.allCases.map { ($0, published($0)) })
  }

  /// The probability that at least so many hubs of a kind can be taken.
  public func chance(of count: Int, _ kind: HubKind) -> Double {
    guard let distribution = slots[kind], distribution.count > 0 else { return count <= 0 ? 1 : 0 }
    return distribution.probability(atLeast: Double(count))
  }

  /// The chance of 0, 1, 2 … hubs of a kind, until it is below 0.01.
  public func chances(_ kind: HubKind) -> [Double] {
    let largest = Int(slots[kind]?.values.last ?? 0)
    return Array((0...max(0, largest)).map { chance(of: $0, kind) }.prefix { $0 >= 0.01 })
  }

  /// By how many items a quarter there is too much work for the promise to hold with this confidence; 0 where it holds.
  public func shortfall(confidence: Double = CapacityFigures.confidence) -> Double {
    freeItems.count > 0 ? max(0, -freeItems.holding(confidence)) : 0
  }

  /// The same as it is expected.
  public var expectedShortfall: Double { expected.obstacle == nil ? max(0, -expected.free) : 0 }
}
