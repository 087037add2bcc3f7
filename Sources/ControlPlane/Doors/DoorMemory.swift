import Access
import Basics
import Store
import Synchronization

/// All doors as they stand, in memory, so that an answer takes microseconds: what is here was written to the store first,
/// and is read from it at the start.
final class DoorMemory: Sendable {
  private struct State: Sendable {
    var doors: [HubID: HubDoor] = [:]
    /// The newest departure of each hub.
    var departures: [HubID: Int] = [:]
    var pending: [DecisionKey: DecisionCount] = [:]
    /// Answers since the start.
    var answers = 0
    /// When each hub said last what runs.
    var seen: [HubID: Timestamp] = [:]
    var wrongCodes = AttemptLimit()
    var policy = DoorPolicy()
  }

  /// Equal answers about one person.
  private struct DecisionKey: Hashable {
    var hub: HubID
    var name: String
    var rule: DoorDecision.Rule
    var grant: GrantID?
  }

  private let state = Mutex(State())

  // MARK: - Asking

  /// The step that answers a question.
  func step(_ question: DoorQuestion, at hub: HubID, now: Timestamp) -> DoorStep {
    state.withLock { state in
      state.doors[hub, default: HubDoor(hub: hub, policy: state.policy)].step(question, at: now)
    }
  }

  /// Seconds to wait for somebody who came with too many wrong codes; nil: they may try.
  func wait(_ keys: [String], now: Timestamp) -> Double? { state.withLock { $0.wrongCodes.wait(keys, now: now) } }

  func wrongCode(_ keys: [String], now: Timestamp) { state.withLock { $0.wrongCodes.failed(keys, now: now) } }

  func full(_ grant: GrantID, at hub: HubID) -> DoorDecision? { state.withLock { $0.doors[hub]?.full(grant) } }

  /// Counts an answer for the log; an allowed start of a server is remembered until the hub names it.
  func count(_ decision: DoorDecision, _ question: DoorQuestion, at hub: HubID, now: Timestamp) {
    state.withLock { state in
      let key = DecisionKey(hub: hub, name: question.name, rule: decision.rule, grant: decision.grant)
      if state.pending[key] != nil {
        state.pending[key]?.times += 1
        state.pending[key]?.last = now.seconds
      } else {
        state.pending[key] = DecisionCount(hub, question.name, decision, at: now.seconds)
      }
      state.answers += 1
      state.pending[key]?.order = state.answers
      if decision.isYes, question.event == .spawn { state.doors[hub]?.starting[question.name] = now }
    }
  }

  /// The answers that were not written yet, oldest first.
  func takeCounts() -> [DecisionCount] {
    let counts = state.withLock { state in
      defer { state.pending = [:] }
      return Array(state.pending.values)
    }
    // What was answered last is what holds: of one moment, the later answer comes last.
    return counts.sorted { ($0.last, $0.order) < ($1.last, $1.order) }
  }

  /// Reads something of a door.
  func door<Value: Sendable>(_ hub: HubID, _ body: (HubDoor) -> Value) -> Value {
    state.withLock { state in body(state.doors[hub] ?? HubDoor(hub: hub, policy: state.policy)) }
  }

  func newestDeparture(of hub: HubID) -> Int { state.withLock { $0.departures[hub] ?? 0 } }

  // MARK: - Changing

  /// Changes a door; what is written to the store comes first.
  func change(_ hub: HubID, _ body: (inout HubDoor) -> Void) {
    state.withLock { state in body(&state.doors[hub, default: HubDoor(hub: hub, policy: state.policy)]) }
  }

  func departed(_ hub: HubID, newest: Int) {
    state.withLock { state in state.departures[hub] = max(state.departures[hub] ?? 0, newest) }
  }

  func setPolicy(_ policy: DoorPolicy) {
    state.withLock { state in
      state.policy = policy
      for hub in state.doors.keys { state.doors[hub]?.policy = policy }
    }
  }

  func setDepartures(_ newest: [HubID: Int]) { state.withLock { $0.departures = newest } }

  /// Notes which servers run, and for how long each has run since the hub said so last.
  /// - Returns: seconds of server time by workshop and person.
  func runs(_ names: Set<String>, at hub: HubID, now: Timestamp) -> [(grant: GrantID, name: String, seconds: Double)] {
    state.withLock { state in
      let since = state.seen.updateValue(now, forKey: hub)
      // A hub that was silent for long says nothing about the time between.
      let seconds = min(max(0, now.seconds - (since?.seconds ?? now.seconds)), DoorMemory.longestSilence)
      var door = state.doors[hub] ?? HubDoor(hub: hub, policy: state.policy)
      let before = door.running
      door.running = names
      door.starting = door.starting.filter {
        !names.contains($0.key) && now.seconds - $0.value.seconds < DoorMemory.longestSilence
      }
      state.doors[hub] = door
      var times: [(grant: GrantID, name: String, seconds: Double)] = []
      guard seconds > 0 else { return times }
      for name in names where before.contains(name) {
        for (grant, participant) in door.workshops(of: name)
        where participant.state == .admitted && grant.state(at: now) == .open {
          times.append((grant: grant.id, name: name, seconds: seconds))
        }
      }
      return times
    }
  }

  private static let longestSilence = 60.0
}

/// Who came with how many wrong codes lately: bounded, and forgets by itself.
struct AttemptLimit: Sendable {
  /// Wrong codes within `window` after which somebody has to wait.
  static let most = 5
  /// Seconds.
  static let window = 300.0
  /// How many people and addresses are remembered.
  static let mostKeys = 20_000

  private var attempts: [String: (first: Double, count: Int)] = [:]

  /// Seconds until somebody may try again; nil: now.
  func wait(_ keys: [String], now: Timestamp) -> Double? {
    keys.compactMap { key -> Double? in
      guard let known = attempts[key], known.count >= Self.most else { return nil }
      let left = known.first + Self.window - now.seconds
      return left > 0 ? left : nil
    }.max()
  }

  mutating func failed(_ keys: [String], now: Timestamp) {
    if attempts.count > Self.mostKeys {
      attempts = attempts.filter { now.seconds - $0.value.first < Self.window }
      // Still too many: an attack from everywhere. Forgetting all is bounded; codes of 58 bits are not guessed meanwhile.
      if attempts.count > Self.mostKeys { attempts = [:] }
    }
    for key in keys {
      if let known = attempts[key], now.seconds - known.first < Self.window {
        attempts[key] = (known.first, known.count + 1)
      } else {
        attempts[key] = (now.seconds, 1)
      }
    }
  }
}
