import Basics
import Delivery
import Fleet
import Operations

/// One hub: what it is, who may enter, what runs, how it was tested, and where each of its values comes from.
struct HubPage: Sendable {
  var frame: PageFrame
  var fleet: Fleet
  var hub: Hub
  var facts: HubFacts
  /// What is known of its staging hub or of the hubs that it stages.
  var neighbours: [HubID: HubFacts]
  /// Its effective configuration, as declared.
  var release: Release?
  /// The link that brings the materials into a user's home.
  var materialsLink: String?
  /// Where its release differs from its staging hub's.
  var differences: [StagingDifference]
  /// Rollouts that it was part of, newest first.
  var rollouts: [RolloutFacts]
  /// Findings whose place is in its file or that name it.
  var findings: [Finding]
  /// What it asks of the team; nil for a staging hub, whose work counts with what it stages.
  var effort: EffortAnswer?
  /// What it has beyond the standard.
  var special: HubSpecial
  /// Who may enter now, and which workshop comes next; nil: it is not known.
  var door: DoorStanding?

  init(
    frame: PageFrame, fleet: Fleet, hub: Hub, facts: HubFacts, neighbours: [HubID: HubFacts] = [:],
    release: Release? = nil, materialsLink: String? = nil, differences: [StagingDifference] = [],
    rollouts: [RolloutFacts] = [], findings: [Finding] = [], effort: EffortAnswer? = nil,
    special: HubSpecial = HubSpecial(), door: DoorStanding? = nil
  ) {
    self.frame = frame
    self.fleet = fleet
    self.hub = hub
    self.facts = facts
    self.neighbours = neighbours
    self.release = release
    self.materialsLink = materialsLink
    self.differences = differences
    self.rollouts = rollouts
    self.findings = findings
    self.effort = effort
    self.special = special
    self.door = door
  }
}

/// One value in which a production hub differs from its staging hub: `before` is staging, `after` is production.
struct StagingDifference: Sendable {
  var value: ValueChange
  /// Whether the hub's file says that it is so on purpose; nil where its layout cannot say so.
  var isDeclared: Bool?

  init(_ value: ValueChange, isDeclared: Bool?) {
    self.value = value
    self.isDeclared = isDeclared
  }
}
