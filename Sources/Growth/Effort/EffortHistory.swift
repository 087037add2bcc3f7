/// What a hub really asked for, over a time in which it was in service.
public struct EffortHistory: Sendable, Equatable, Codable {
  /// How long was looked at, in quarters of a year; 0 or above.
  public var quarters: Double
  /// Changes that were rolled out to it.
  public var changes: Int
  public var incidents: Int
  /// Hours that people logged, and for how many of the changes and incidents.
  public var hours: Double
  public var itemsWithHours: Int

  /// Negative numbers count as 0.
  public init(quarters: Double, changes: Int, incidents: Int = 0, hours: Double = 0, itemsWithHours: Int = 0) {
    self.quarters = max(0, quarters)
    self.changes = max(0, changes)
    self.incidents = max(0, incidents)
    self.hours = max(0, hours)
    self.itemsWithHours = max(0, itemsWithHours)
  }

  /// Changes and incidents: what the rate counts.
  public var items: Int { changes + incidents }
}
