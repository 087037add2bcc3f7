import Basics
import Fleet

/// The share of rollouts that succeeded within a window that moves with time. A rollout is in the window from its end until,
/// and without, the moment `over` seconds later.
struct RolloutWindow: Sendable {
  /// The first that ended first.
  private let rollouts: [RecordedRollout]
  private let over: Double

  init(_ rollouts: [RecordedRollout], over: Int) {
    self.rollouts = rollouts.sorted { $0.ended == $1.ended ? $0.number < $1.number : $0.ended < $1.ended }
    self.over = Double(over)
  }

  func rollouts(at now: Timestamp) -> [RecordedRollout] {
    rollouts.filter { $0.ended <= now && $0.ended.advanced(by: over) > now }
  }

  /// Whether the bound holds at that moment, and since when it has done so (or not) without a break. While no rollout is in
  /// the window it does not hold. Nil: as far back as the record goes.
  func standing(_ bound: GateCondition.Bound, at now: Timestamp) -> (holds: Bool, since: Timestamp?) {
    // The share changes only when a rollout ends, and when one leaves the window.
    let moments = Set(rollouts.flatMap { [$0.ended, $0.ended.advanced(by: over)] }).filter { $0 <= now }.sorted()
    var entered = 0
    var left = 0
    var succeeded = 0
    var holds = false
    var since: Timestamp?
    for moment in moments {
      while entered < rollouts.count, rollouts[entered].ended <= moment {
        succeeded += rollouts[entered].succeeded ? 1 : 0
        entered += 1
      }
      while left < entered, rollouts[left].ended.advanced(by: over) <= moment {
        succeeded -= rollouts[left].succeeded ? 1 : 0
        left += 1
      }
      let count = entered - left
      let holdsNow = count > 0 && bound.holds(Double(succeeded) / Double(count))
      if holdsNow != holds {
        holds = holdsNow
        since = moment
      }
    }
    return (holds, since)
  }

  /// How many rollouts must succeed in a row, from now on, for at least that share to hold; nil where no number is enough.
  func successesNeeded(_ share: Double, at now: Timestamp) -> Int? {
    let ended = rollouts(at: now)
    let succeeded = ended.count { $0.succeeded }
    func isEnough(_ more: Int) -> Bool {
      let count = ended.count + more
      return count > 0 && Double(succeeded + more) / Double(count) >= share
    }
    if isEnough(0) { return 0 }
    if ended.count == succeeded { return share <= 1 ? 1 : nil }
    guard share < 1 else { return nil }
    let exact = (share * Double(ended.count) - Double(succeeded)) / (1 - share)
    guard exact < 1e9 else { return nil }
    // Rounding can put the formula one beside the smallest number.
    var more = max(1, Int(exact.rounded(.up)) - 1)
    while !isEnough(more) { more += 1 }
    return more
  }

  /// When the last rollout that failed leaves the window.
  func lastFailureLeaves(at now: Timestamp) -> Timestamp? {
    rollouts(at: now).last { !$0.succeeded }?.ended.advanced(by: over)
  }
}
