import Basics
import Delivery

/// One line of the event log: who did what, when, why.
struct ChangeFacts: Sendable {
  /// Counts up; the page goes back from it.
  var number: Int
  /// Seconds since 1970.
  var at: Double
  /// Who: a person's name, or Atoll itself.
  var by: String
  /// What, in a few words with a verb first: `deployed 2 hubs`, `woke reef`.
  var what: String
  var why: String?
  var hub: HubID?
  var community: CommunityID?
  var rollout: RolloutID?

  init(
    number: Int, at: Double, by: String, what: String, why: String? = nil, hub: HubID? = nil,
    community: CommunityID? = nil, rollout: RolloutID? = nil
  ) {
    self.number = number
    self.at = at
    self.by = by
    self.what = what
    self.why = why
    self.hub = hub
    self.community = community
    self.rollout = rollout
  }
}
