public import Basics
public import Fleet

/// When a number of slots of a kind opens.
public struct SlotOpening: Sendable, Equatable {
  public let kind: HubKind
  public let count: Int
  /// The chance of so many slots in the quarter that begins 0, 1, 2 … months from now.
  public let chances: [Double]
  /// The first of those days on which it is at least the confidence; nil where none of the months reaches it.
  public let day: CalendarDay?

  /// Months from now that are looked at.
  public static let months = 12
}

extension CapacityInputs {
  /// The first month of the next ``SlotOpening/months`` in which so many slots of a kind hold with this confidence.
  public func opening(
    kind: HubKind, count: Int, confidence: Double = CapacityFigures.confidence, trials: Int = 4_000, seed: UInt64 = 1
  ) -> SlotOpening {
    let forecast = SlotForecast(self, months: Array(0...SlotOpening.months), trials: trials, seed: seed)
    let first = forecast.horizons.first { $0.expected.obstacle == nil && $0.published(kind, confidence: confidence) >= count }
    return SlotOpening(
      kind: kind, count: count, chances: forecast.horizons.map { $0.chance(of: count, kind) }, day: first?.days.first)
  }
}
