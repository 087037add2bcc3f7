import Basics

/// When a message that was not delivered is tried again, and when no more.
public struct DeliveryPolicy: Sendable, Equatable {
  /// Seconds until the second attempt; each wait is twice the one before.
  public var firstWait = 30.0
  public var longestWait = 3_600.0
  /// Seconds after which nothing more is tried.
  public var giveUpAfter = 48 * 3_600.0
  /// By how much a wait is shortened or lengthened at most, so that many messages do not come at once.
  public var jitter = 0.2

  public init() {}

  public enum Step: Sendable, Equatable {
    /// Seconds since 1970.
    case again(at: Double)
    case giveUp
  }

  /// What follows the failure of attempt number `attempt` at `now`, for a message of `created`. The same arguments give
  /// the same answer; `atLeast` is what the receiver asked for, in seconds.
  public func step(
    afterAttempt attempt: Int, at now: Double, created: Double, atLeast: Double? = nil, seed: UInt64
  ) -> Step {
    let doublings = Double(min(max(attempt, 1) - 1, 32))
    let wait = min(firstWait * exp2(doublings), longestWait)
    var random = SeededRandom(seed: seed &+ UInt64(max(attempt, 0)))
    let fraction = Double(random.next() >> 11) / Double(UInt64(1) << 53)
    let spread = 1 + jitter * (2 * fraction - 1)
    let asked = atLeast.map { $0.isNaN ? 0 : min($0, giveUpAfter) } ?? 0
    let next = now + max(wait * spread, asked)
    return next - created > giveUpAfter ? .giveUp : .again(at: next)
  }

  private func exp2(_ exponent: Double) -> Double {
    var value = 1.0
    for _ in 0..<Int(exponent) { value *= 2 }
    return value
  }
}
