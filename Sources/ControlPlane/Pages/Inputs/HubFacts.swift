import Basics
import Delivery
import Fleet

/// What is known of one hub beside its declaration.
struct HubFacts: Sendable {
  /// Whether it should run: declared awake, or woken by hand.
  var shouldRun: Bool
  /// Whether it runs where Atoll only reads what is declared, and sees nothing of it.
  var isElsewhere = false
  /// What its engine saw last; nil where it has never seen it.
  var observed: ObservedHub?
  /// Since when it is in that state, in seconds since 1970.
  var since: Double?
  /// Where it stands in the rollout that runs now; nil where it is in none.
  var inRollout: HubState?
  /// Whether its last rollout left it without a release that passed its tests, see `HubState.broken`.
  var isBroken: Bool
  /// The release that the deployed folder declares for it.
  var declared: ReleaseHash?
  /// The release that it runs.
  var running: ReleaseHash?
  /// Where people open it.
  var url: String?
  /// Its newest test of each kind.
  var tests: [TestFacts]

  init(
    shouldRun: Bool, observed: ObservedHub? = nil, since: Double? = nil, inRollout: HubState? = nil,
    isBroken: Bool = false, declared: ReleaseHash? = nil, running: ReleaseHash? = nil, url: String? = nil,
    tests: [TestFacts] = []
  ) {
    self.shouldRun = shouldRun
    self.observed = observed
    self.since = since
    self.inRollout = inRollout
    self.isBroken = isBroken
    self.declared = declared
    self.running = running
    self.url = url
    self.tests = tests
  }

  /// Of a hub of which nothing is known: declared, and never seen.
  static func unseen(_ hub: Hub) -> HubFacts {
    var facts = HubFacts(shouldRun: hub.awake)
    facts.isElsewhere = hub.adoption != nil
    return facts
  }
}

/// A test of a hub, and when it ended.
struct TestFacts: Sendable {
  var result: TestResult
  /// Seconds since 1970.
  var at: Double
  var rollout: RolloutID?

  init(_ result: TestResult, at: Double, rollout: RolloutID? = nil) {
    self.result = result
    self.at = at
    self.rollout = rollout
  }
}
