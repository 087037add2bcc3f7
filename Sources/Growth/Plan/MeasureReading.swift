public import Basics
public import Fleet

/// Something that a number is made of, so that a page can lead there.
public struct EvidenceLink: Sendable, Equatable {
  public let target: Target
  public let sentence: String
  /// Whether it speaks for what is asked; nil: neither way.
  public let isGood: Bool?

  public init(_ target: Target, _ sentence: String, isGood: Bool? = nil) {
    self.target = target
    self.sentence = sentence
    self.isGood = isGood
  }

  public enum Target: Sendable, Hashable {
    /// By its number.
    case rollout(Int)
    case hub(HubID)
    case feature(FeatureID)
    /// By its number.
    case event(Int)
    case person(PersonID)
    case community(CommunityID)
    /// Nothing can be opened: the sentence is all there is.
    case text
  }
}

/// What a measure of a gate says at a moment, and what it is made of.
public struct MeasureReading: Sendable, Equatable {
  public let measure: GateMeasure
  public let outcome: Outcome
  /// Of how many things it was made: rollouts, outages, entries, features, hubs.
  public let sample: Int
  /// Seconds that it looks back over; 0: it is of the moment.
  public let over: Int
  /// For people: `7 of 9 rollouts (78 %)`.
  public let words: String
  public let evidence: [EvidenceLink]

  public init(
    _ measure: GateMeasure, _ outcome: Outcome, sample: Int = 0, over: Int, words: String? = nil, evidence: [EvidenceLink] = []
  ) {
    self.measure = measure
    self.outcome = outcome
    self.sample = sample
    self.over = over
    self.evidence = evidence
    switch outcome {
    case .measured(let value): self.words = words ?? PlanWords.amount(value, of: measure)
    case .nothingToCount(let because), .notMeasured(let because): self.words = words ?? because
    }
  }

  public enum Outcome: Sendable, Equatable {
    /// In the unit of the measure.
    case measured(Double)
    /// It was looked for and nothing happened that it would count, such as an outage to recover from: the condition holds.
    case nothingToCount(String)
    /// It is not known: the condition does not hold. Why, and what will bring it.
    case notMeasured(String)
  }

  /// In the unit of the measure; nil where there is none.
  public var value: Double? { if case .measured(let value) = outcome { value } else { nil } }

  /// Why it is not known, and what will bring it; nil where it is known.
  public var notMeasured: String? { if case .notMeasured(let because) = outcome { because } else { nil } }

  /// What is not measured does not hold.
  public func holds(_ bound: GateCondition.Bound) -> Bool {
    switch outcome {
    case .measured(let value): bound.holds(value)
    case .nothingToCount: true
    case .notMeasured: false
    }
  }
}

/// What other rooms of the fleet know and a gate asks for. Nil: nobody knows.
public struct PlanInputs: Sendable, Equatable {
  /// Paths of raw values that no feature explains, by production hub.
  public var exceptions: [HubID: [String]]?
  /// Months that the money lasts with 85 %.
  public var runway: Double?
  /// The expected utilisation of operations over the highest that the promised turnaround allows; 1 is full.
  public var utilisation: Double?
  /// Working days from a request until it is done, the 85th of a hundred.
  public var turnaround: Double?

  public init(
    exceptions: [HubID: [String]]? = nil, runway: Double? = nil, utilisation: Double? = nil, turnaround: Double? = nil
  ) {
    self.exceptions = exceptions
    self.runway = runway
    self.utilisation = utilisation
    self.turnaround = turnaround
  }
}
