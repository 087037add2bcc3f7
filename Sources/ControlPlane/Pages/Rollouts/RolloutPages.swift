import Basics
import Delivery
import Fleet

/// All rollouts, newest first.
struct RolloutsPage: Sendable {
  var frame: PageFrame
  var rollouts: [RolloutFacts]
  /// The rollout before which the next page begins; nil on the last page.
  var olderThan: RolloutID?

  init(frame: PageFrame, rollouts: [RolloutFacts], olderThan: RolloutID? = nil) {
    self.frame = frame
    self.rollouts = rollouts
    self.olderThan = olderThan
  }
}

/// One rollout: its lanes, waves, hubs and steps. The same page is shown live while it runs.
struct RolloutPage: Sendable {
  var frame: PageFrame
  var record: RolloutFacts
  /// In the order in which they began.
  var steps: [StepFacts]

  init(frame: PageFrame, record: RolloutFacts, steps: [StepFacts] = []) {
    self.frame = frame
    self.record = record
    self.steps = steps
  }
}
