import Basics
import Fleet

/// One community: who they are, who may ask in their name, and how their hubs are.
struct CommunityPage: Sendable {
  var frame: PageFrame
  var fleet: Fleet
  var community: Community
  var facts: [HubID: HubFacts]
  /// The newest changes that concern it, newest first.
  var changes: [ChangeFacts]

  init(
    frame: PageFrame, fleet: Fleet, community: Community, facts: [HubID: HubFacts] = [:], changes: [ChangeFacts] = []
  ) {
    self.frame = frame
    self.fleet = fleet
    self.community = community
    self.facts = facts
    self.changes = changes
  }
}
