/// Slots, dates and runway as they are and as they would be, side by side. For programs and pages.
public struct WhatIfAnswer: Codable, Sendable, Equatable {
  /// As it is first, then each scenario in the order asked for.
  public var cases: [Case]
  /// Trials behind each number.
  public var trials: Int
  /// What the cases stand on that nobody measured: each a sentence.
  public var notes: [String]

  public init(cases: [Case], trials: Int, notes: [String] = []) {
    self.cases = cases
    self.trials = trials
    self.notes = notes
  }

  public struct Case: Codable, Sendable, Equatable {
    /// The text that asks for it, as in a link; empty for what is.
    public var scenario: String
    /// In words: `As it is`, `one engineer from 2027-03-01`.
    public var title: String
    public var promisedDays: Double
    /// Nil: no team is declared.
    public var horizons: [SlotsAnswer.Horizon]
    /// Working days within which the promised share is done; nil: it cannot be done.
    public var turnaroundDays: Double?
    /// Working days within which half, 85 % and 95 % are done.
    public var doneWithin: [Double]
    /// For each kind the first month (`YYYY-MM`) with a slot free with 85 %; missing: none within a year, or
    /// none left in the open phase.
    public var opensAt: [String: String]
    /// Months with 85 %; nil: no money is declared.
    public var runway: Double?
    public var runwayMedian: Double?

    public init(
      scenario: String, title: String, promisedDays: Double, horizons: [SlotsAnswer.Horizon], turnaroundDays: Double?,
      doneWithin: [Double], opensAt: [String: String], runway: Double?, runwayMedian: Double?
    ) {
      self.scenario = scenario
      self.title = title
      self.promisedDays = promisedDays
      self.horizons = horizons
      self.turnaroundDays = turnaroundDays
      self.doneWithin = doneWithin
      self.opensAt = opensAt
      self.runway = runway
      self.runwayMedian = runwayMedian
    }
  }
}
