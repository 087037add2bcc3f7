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
  /// Who may enter its hubs now, and which workshops come next.
  var doors: [DoorStanding]

  init(
    frame: PageFrame, fleet: Fleet, community: Community, facts: [HubID: HubFacts] = [:], changes: [ChangeFacts] = [],
    doors: [DoorStanding] = []
  ) {
    self.frame = frame
    self.fleet = fleet
    self.community = community
    self.facts = facts
    self.changes = changes
    self.doors = doors
  }
}
